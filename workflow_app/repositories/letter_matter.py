"""What letters may name of the matter that a case is about: its limits, its permit, and who answers for the silence."""

from collections.abc import Mapping
from datetime import date

from workflow_app.domain.deciding import DECIDING, Deciding
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.routing import from_json
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of, ends_of
from workflow_app.repositories.letter_permit import permit_values, permit_words

PROMISED, NOTICE = "matter.promised_wd", "onetime_notice_wd"
"""The parameters that say within how many working days a matter is decided, and what is missing is named."""
NOTHING = "—"


def matter_values(work: CaseWork, answers: Mapping[str, object]) -> dict[str, object]:
    """Return what the texts may name of a matter; nothing where the case is about none."""
    if work.matter is None:
        return {}
    content = work.matter.content
    return {
        **_words("matter_name", content.name.zh, content.name.en),
        "matter_code": work.matter.code,
        **_words("legal_basis", content.legal_basis.zh, content.legal_basis.en),
        **_words("permit_name", content.result.permit.zh, content.result.permit.en),
        **permit_values(permit_words(work, content, answers)),
        "promised_wd": content.promised_wd,
        "accepted_on": work.clock_day,
        "promised_due_on": _promised_end(work),
        **_how_soon(work),
        **_extended(work),
        "notice_wd": work.parameter(NOTICE).amount,
        "notice_due_on": _notice_end(work),
        **_responsible(work, content),
        **_special(work, answers),
        **_automatic(work, content),
    }


def _automatic(work: CaseWork, content: MatterContent) -> dict[str, object]:
    """Return the post that answers for a decision of the service itself (rule A10); nothing where a person decides."""
    if from_json(work.case.routing).get(DECIDING) != Deciding.AUTOMATIC:
        return {"automatic_post": None}
    post = content.pledge.automatic_post
    return _words("automatic_post", post.zh, post.en)


def _words(name: str, zh: str, en: str) -> dict[str, object]:
    return {name: zh, f"{name}_en": en or zh}


def _how_soon(work: CaseWork) -> dict[str, object]:
    """Return whether a decision is due at once, with the next office period (rule A10), or within what is promised."""
    at_once = any(each.office_hours for each in work.facts.clocks)
    return {"at_once": at_once, "within_limit": not at_once}


def _promised_end(work: CaseWork) -> date:
    """Return the last day for the decision: of the clock that runs, else of one that starts with this step."""
    at_once = next((each for each in work.facts.clocks if each.office_hours), None)
    if at_once is not None:
        return ends_of(work, at_once.key, at_once.parameter).due.due_on
    running = next((clocks_of(work).get(each.key) for each in work.facts.clocks if each.parameter == PROMISED), None)
    return running.due_on if running else work.begin(PROMISED, start=work.clock_day).due.due_on


def _extended(work: CaseWork) -> dict[str, object]:
    """Return until when the limit runs that may be put off, and by how long it was."""
    said = work.facts.extension
    clock = clocks_of(work).get(said.clock) if said else None
    if said is None or clock is None:
        return {"extended_until": NOTHING, "extended_wd": NOTHING}
    try:
        longer: object = work.parameter(said.parameter).amount
    except ParameterMissingError:
        longer = NOTHING
    return {"extended_until": clock.due_on, "extended_wd": longer}


def _notice_end(work: CaseWork) -> date:
    """Return by when what is missing had to be named."""
    notice = clocks_of(work).get(work.facts.silence_clock or "")
    return notice.due_on if notice else work.begin(NOTICE).due.due_on


def _responsible(work: CaseWork, content: MatterContent) -> dict[str, object]:
    """Return the section that answers for a matter (rule A2)."""
    known = {each.code: each for each in work.unit.authorities.list_departments(work.authority.id)}
    section = known.get(content.department)
    if section is None:
        return _words("responsible_post", work.authority.name_zh, work.authority.name_en)
    return _words("responsible_post", section.name_zh, section.name_en)


def _special(work: CaseWork, answers: Mapping[str, object]) -> dict[str, object]:
    """Return which special procedure was ordered, and why (rule K7)."""
    kind = str(answers.get("special_kind") or NOTHING)
    zh, en = work.option_words.get(("special_kind", kind), (kind, kind))
    return {**_words("special_kind", zh, en), "special_reason": str(answers.get("special_reason") or NOTHING)}
