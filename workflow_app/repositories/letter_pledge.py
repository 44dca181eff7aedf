"""What letters may name of an approval by pledge: conditions, sentences, what a check found, and what it rests on."""

from collections.abc import Iterator, Mapping
from datetime import date

from workflow_app.domain.kept_matters import KeptMatter
from workflow_app.domain.letter_states import HOLDS
from workflow_app.domain.matters import Way
from workflow_app.domain.parameters import Parameter
from workflow_app.domain.pledge_checks import Inspection
from workflow_app.domain.pledges import UNKEPT
from workflow_app.domain.post_checks import FINDING, FOUND
from workflow_app.domain.time import local_date
from workflow_app.models import Permit, Pledge
from workflow_app.repositories.case_pledges import CHECK_DUE, DISPLAY, pledge_of_case
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.letter_breach import whether_replied

NOTHING = "—"
NOTICE, PLEDGE, RECORD, ORDER = "T03_NOTICE", "T04_PLEDGE", "T12_RECORD", "T13_RECTIFY"
BEFORE_PLEDGE = frozenset({NOTICE})
UNKEPT_ONLY = frozenset({ORDER, "T14_NOTICE"})
"""Letters that name only what was not kept."""
KINDS = frozenset({NOTICE, PLEDGE, RECORD, "T11_UNTRUE", "T14_KEPT", "T14_DECISION"}) | UNKEPT_ONLY
INSPECTIONS = {
    Inspection.ONLINE: ("在线核查", "online"),
    Inspection.WRITTEN: ("书面核查", "in writing"),
    Inspection.ON_SITE: ("现场核查", "on site"),
}
UNITS = {
    "WORKING_DAYS": ("{}个工作日", "{} working days"),
    "CALENDAR_DAYS": ("{}日", "{} days"),
    "MONTHS": ("{}个月", "{} months"),
    "YEARS": ("{}年", "{} years"),
}


def is_pledge_letter(work: CaseWork, kind: str) -> bool:
    """Tell whether a letter is one of an approval by pledge; a breach that is heard by itself has one of the same."""
    return work.matter is not None and work.facts.key == Way.PLEDGE and kind in KINDS


def pledge_values(work: CaseWork, kind: str, answers: Mapping[str, object]) -> dict[str, object]:
    """Return what the texts of these letters may name; other letters only say whether a decision rests on a pledge."""
    if work.matter is None:
        return {}
    if not is_pledge_letter(work, kind):
        return _what_it_rests_on(work)
    if kind == NOTICE:
        return _notice(work, work.matter)
    pledge = pledge_of_case(work)
    return {
        "pledge_no": pledge.number,
        "signed_on": local_date(pledge.signed_at),
        "signer": pledge.signer,
        "sentences": _sentences(pledge),
        "notice_no": _number(work, NOTICE),
        "rectify_wd": work.parameter("commitment.rectify_wd").amount,
        "reply_wd": work.parameter("commitment.hearing_reply_wd").amount,
        "rectify_what": _said(answers, "rectify_what"),
        "proposal_findings": _said(answers, "proposal_findings"),
        **_check(work, answers),
        **whether_replied(answers),
        **_permit(work),
    }


def pledge_rows(work: CaseWork, kind: str, answers: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Yield the conditions, numbered as in the edition, with what was found of them."""
    for number, each in enumerate(work.matter.content.pledge.conditions if work.matter else (), start=1):
        found = str(answers.get(FOUND + each.key) or "")
        if kind in UNKEPT_ONLY and found not in UNKEPT:
            continue
        result_zh, result_en = work.option_words.get((FOUND + each.key, found), (found or NOTHING, found or NOTHING))
        yield {
            "no": number,
            **_words("condition", each.text.zh, each.text.en),
            **_words("how", each.how.zh or NOTHING, each.how.en),
            **_words("metric", each.metric.zh or NOTHING, each.metric.en),
            **_words("result", result_zh, result_en),
            "finding": _said(answers, FINDING + each.key),
        }


def _what_it_rests_on(work: CaseWork) -> dict[str, object]:
    """Return whether what is pledged was examined or is checked after the decision, and within what time (rule 2.2)."""
    if work.facts.key != Way.PLEDGE:
        return {"examined": True, "on_pledge": False, "check_within": None}
    return {"examined": False, "on_pledge": True, **_length("check_within", work.parameter(CHECK_DUE))}


def _notice(work: CaseWork, matter: KeptMatter) -> dict[str, object]:
    terms = matter.content.pledge
    return {
        "notice": [_words("sentence", each.zh, each.en) for each in terms.notice],
        "pledge_basis": terms.basis or matter.content.legal_basis.zh,
        "pledge_basis_en": terms.basis_en or terms.basis or matter.content.legal_basis.en,
        **_words("excluded", terms.excluded.zh or "无", terms.excluded.en or "none"),
        **_length("check_within", work.parameter(CHECK_DUE)),
        **_length("shown_for", work.parameter(DISPLAY)),
        **_words("inspection", *INSPECTIONS[terms.inspection]),
        "rectify_wd": work.parameter("commitment.rectify_wd").amount,
        "sign_wd": work.parameter("commitment.sign_wd").amount,
        "published": terms.published,
        "unpublished": not terms.published,
    }


def _check(work: CaseWork, answers: Mapping[str, object]) -> dict[str, object]:
    """Return what the check after the decision came to, and why its result is held against the pledge."""
    not_done = answers.get("rectification") == "NOT_DONE"
    checked_on = answers.get("checked_on")
    return {
        "checked_on": date.fromisoformat(str(checked_on)) if checked_on else work.today,
        "record_no": _number(work, RECORD),
        "order_no": _number(work, ORDER),
        "not_put_right": not_done,
        "rectification_findings": _said(answers, "rectification_findings"),
        "checked_by": _said(answers, "checked_by"),
        **_option(work, answers, "check_method"),
        **_option(work, answers, "post_check", name="check_result"),
        "untrue_why": "责令整改后逾期未完成" if not_done else "情节严重",
        "untrue_why_en": "it was not put right in time when that was ordered" if not_done else "it is grave",
    }


def _permit(work: CaseWork) -> dict[str, object]:
    permit: Permit | None = work.unit.permits.of_case(work.case.id)
    if permit is None:
        return {}
    return {"permit_no": permit.number, "granted_on": permit.decided_on, "decision_no": _number(work, "PERMIT_GRANT")}


def _number(work: CaseWork, kind: str) -> str:
    """Return the number of the last letter of a kind in force."""
    found = [each for each in work.unit.letters.of_cases([work.case.id]) if each.kind == kind]
    return next((each.number for each in reversed(found) if each.standing in HOLDS), NOTHING)


def _sentences(pledge: Pledge) -> list[Mapping[str, object]]:
    return [
        {"no": number, **_words("sentence", str(each.get("zh") or ""), str(each.get("en") or ""))}
        for number, each in enumerate(pledge.items, start=1)
    ]


def _option(work: CaseWork, answers: Mapping[str, object], key: str, *, name: str = "") -> dict[str, object]:
    chosen = str(answers.get(key) or NOTHING)
    return _words(name or key, *work.option_words.get((key, chosen), (chosen, chosen)))


def _length(name: str, parameter: Parameter) -> dict[str, object]:
    """Return how long something lasts in words."""
    zh, en = UNITS[parameter.unit.partition(":")[0]]
    said = en.format(parameter.amount)
    return {name: zh.format(parameter.amount), f"{name}_en": said.removesuffix("s") if parameter.amount == 1 else said}


def _said(answers: Mapping[str, object], name: str) -> str:
    return str(answers.get(name) or "").strip() or NOTHING


def _words(name: str, zh: str, en: str) -> dict[str, object]:
    return {name: zh, f"{name}_en": en or zh}
