"""A process that issues a permit and takes it back: apply, decide, decide again; and who goes through it."""

from itertools import pairwise
from pathlib import Path

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.resources import find
from workflow_app.services.cases import get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.opening import open_case
from workflow_app.services.processes import publish_bundle
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView

ORDINARY, PLEDGED, DEFERRED = "ordinary_approval", "pledge_approval", "deferred_acceptance"
END_LETTER = "T14_REVOKE"
STEPS = (
    ("opened", "startEvent", ""),
    ("apply_now", "userTask", 'xn:role="APPLICANT" xn:form="words"'),
    ("register_it", "serviceTask", "case/register"),
    ("decide_it", "userTask", 'xn:role="DECIDER" xn:form="words"'),
    ("issue_grant", "serviceTask", "letter/issue"),
    ("issue_it", "serviceTask", "permit/issue"),
    ("end_it", "userTask", 'xn:role="DECIDER" xn:form="words"'),
    ("issue_end", "serviceTask", "letter/issue"),
    ("revoke_it", "serviceTask", "permit/revoke"),
    ("ended", "endEvent", 'xn:state="CLOSED"'),
)
FIELDS = ("permit_content", "permit_conditions", "end_reason")
TOML = """
key = "{key}"
family = "TRIAL"
name_zh = "许可试验"
name_en = "Trial of permits"
description_zh = "许可。"
description_en = "Permits."
number_word = "试"
start_form = ""
[accepts]
matters = true
subject_kinds = ["ENTERPRISE", "INDIVIDUAL_BUSINESS"]
[[letters]]
kind = "PERMIT_GRANT"
file = "letters/grant.toml"
name_zh = "准予"
name_en = "Grant"
[[letters]]
kind = "T14_REVOKE"
file = "letters/end.toml"
name_zh = "撤销"
name_en = "End"
[[states]]
key = "DRAFT"
zh = "草稿"
en = "Draft"
[[states]]
key = "CLOSED"
zh = "已办结"
en = "Closed"
"""
FORM = """{"id": "words", "type": "default", "properties": {"title": "内容", "title_en": "Words"},
 "components": [%s]}"""
FIELD = '{"key": "%s", "type": "textarea", "label": "%s", "properties": {"label_en": "%s"}}'
LETTER = """
kind = "{kind}"
placeholders = []
[zh]
title = "{title}"
paragraphs = ["决定如下。"]
"""


def bundle(key: str, *, end: bool = True, letter: bool = True, as_: str = "REVOKED") -> dict[str, bytes]:
    """Return the files of the process; it may stop once the permit is issued, or end it without a letter."""
    left_out = {"end_it", "issue_end", "revoke_it"} if not end else set() if letter else {"issue_end"}
    steps = [each for each in STEPS if each[0] not in left_out]
    permit = Path(find("bpmn"), "approvals", "letters", "permit.toml").read_bytes()
    return {
        f"{key}.bpmn": _diagram(key, steps, as_).encode(),
        "process.toml": TOML.format(key=key).encode(),
        "forms/words.form.json": (FORM % ", ".join(FIELD % (each, each, each) for each in FIELDS)).encode(),
        "letters/grant.toml": LETTER.format(kind="PERMIT_GRANT", title="准予行政许可决定书").encode(),
        "letters/end.toml": LETTER.format(kind=END_LETTER, title="撤销行政许可决定书").encode(),
        "letters/permit.toml": permit,
    }


def publish(tools: Tools, key: str = ORDINARY, **more: object) -> None:
    """Publish the process as the version that new cases of a way take."""
    files = bundle(key, **more)  # type: ignore[arg-type] # what bundle takes
    publish_bundle(key, files, by=SERVICE.id, approved_by=SERVICE.id, tools=tools)


def apply(
    tools: Tools, applicant: Actor, uscc: str, matter: str, *, key: str = ORDINARY, authority: str = "ZM_URBAN"
) -> CaseView:
    """Open a case about a matter and hand it in."""
    command = OpenCase(key, uscc, {"authority": authority, "matter": matter})
    return step(tools, open_case(command, actor=applicant, tools=tools), applicant)


def grant(tools: Tools, applicant: Actor, decider: Actor, uscc: str, matter: str, **said: str) -> CaseView:
    """Apply, and have the permit granted in these words."""
    return step(tools, apply(tools, applicant, uscc, matter), decider, **said)


def step(tools: Tools, case: CaseView, actor: Actor, **values: str) -> CaseView:
    """Complete the step that waits."""
    (task,) = [each for each in get_case(case.id, actor=actor, tools=tools).tasks if each.status == "OPEN"]
    complete_task(CompleteTask(task.id, dict(values)), actor=actor, tools=tools)
    return get_case(case.id, actor=actor, tools=tools)


def _diagram(key: str, steps: list[tuple[str, str, str]], as_: str) -> str:
    parameters = {
        "issue_grant": {"kind": "PERMIT_GRANT", "service": "NONE"},
        "issue_end": {"kind": END_LETTER, "service": "NONE"},
        "revoke_it": {"letter": END_LETTER, "reason": "end_reason", "as": as_},
    }
    names = [name for name, _, _ in steps]
    pairs = list(pairwise(names))
    drawn = []
    for name, kind, more in steps:
        ends = "".join(f"<bpmn:incoming>{a}_{b}</bpmn:incoming>" for a, b in pairs if b == name)
        ends += "".join(f"<bpmn:outgoing>{a}_{b}</bpmn:outgoing>" for a, b in pairs if a == name)
        given = "".join(f'<xn:parameter name="{k}" value="{v}" />' for k, v in parameters.get(name, {}).items())
        given = f"<bpmn:extensionElements>{given}</bpmn:extensionElements>" if given else ""
        marks = f'xn:operation="{more}"' if kind == "serviceTask" else more
        drawn.append(f'<bpmn:{kind} id="{name}" name="{name}" xn:nameEn="{name}" {marks}>{given}{ends}</bpmn:{kind}>')
    drawn += [f'<bpmn:sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}" />' for a, b in pairs]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                  xmlns:xn="https://xinnuo.example/schema/bpmn/1.0" id="d" targetNamespace="https://xinnuo.example/p">
  <bpmn:process id="{key}" name="许可试验" xn:nameEn="Trial of permits" isExecutable="true">
    {"".join(drawn)}
  </bpmn:process>
</bpmn:definitions>"""
