"""`letter/issue`: a letter gets its number and its frozen data; the PDF is made after the commit."""

from collections.abc import Mapping

from workflow_app.domain.correcting import COUNT, Rounds
from workflow_app.domain.deferral import GRANT, refuse_open_items
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.letters import compose
from workflow_app.domain.routing import RoutingValue, from_json
from workflow_app.domain.serving import ServiceStatus, Way
from workflow_app.models import Letter, LetterService
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.intended_repairs import PUBLICITY
from workflow_app.repositories.letter_making import About, Making, make_letter
from workflow_app.repositories.letter_values import letter_values
from workflow_app.repositories.pledges import is_public
from workflow_app.repositories.second_notices import SecondNotices

CONSENT = "electronic_service_consent"
"""The field of an application by which its applicant agrees to read letters here."""


def issue_letter(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Issue the letter of the parameter `kind`; once it is served, the case is told the `message`, if there is one.

    `rounds` names the parameter that says how often the letter may be issued in a case; one whose `service` is NONE
    speaks to the public and is served on nobody.
    Raises RefusedError PLEDGE_NOT_PUBLIC for a grant while the repair pledge is not public (rule A9), OBJECTION_OPEN
    while an objection to it is undecided (rule A6), and CORRECTION_USED where items were asked for often enough;
    ConflictError DEFERRED_ITEM_OPEN for the grant of a permit while a document is still to come.
    """
    kind = parameters["kind"]
    if kind == "T22_GRANT":
        _refuse_early_grant(work)
    if kind == GRANT:
        refuse_open_items(work.case.open_deferrable)
    if "rounds" in parameters:
        _take_round(work, work.parameter(parameters["rounds"]).amount)
    about = About(case_id=work.case.id, record_id=work.case.record_id, subject_id=work.case.subject_id)
    making = Making(work.unit, work.authority, kind, work.now, work.actor.id)
    letter = make_letter(
        making,
        about,
        lambda number, code: compose(work.letter_texts[kind], letter_values(work, kind=kind, number=number, code=code)),
    )
    if parameters.get("service") != "NONE":
        work.unit.add(_service(work, letter, parameters.get("message")))
    work.audit("letter.issued", kind=kind, number=letter.number)
    return {}


def _refuse_early_grant(work: CaseWork) -> None:
    """Refuse a grant before the pledge is public (rule A9), and while an objection is undecided (rule A6).

    Nobody objects to what was never on display, so such a case is not asked about.
    """
    if not any(is_public(each, on=work.today) for each in work.unit.pledges.of_case(work.case.id)):
        raise RefusedError("PLEDGE_NOT_PUBLIC")
    undecided = work.unit.objections.undecided(work.case.id) if PUBLICITY in clocks_of(work) else ()
    if undecided:
        raise RefusedError("OBJECTION_OPEN", objections=[row.number for row in undecided])


def _take_round(work: CaseWork, most: int) -> None:
    """Refuse to ask for missing items more often than the rule and the head of the section allow (rule A3).

    What is asked beyond the rule uses the leave that was given for it.
    """
    counted, leaves = from_json(work.case.routing).get(COUNT, 0), SecondNotices(work.unit.session)
    used, by_leave = counted if isinstance(counted, int) else 0, leaves.count(work.case.id)
    if not Rounds(most, by_leave, used).are_left:
        raise RefusedError("CORRECTION_USED", most=most + by_leave)
    if used >= most:
        leaves.use(work.case.id, now=work.now)


def _service(work: CaseWork, letter: Letter, message: str | None) -> LetterService:
    """Return the service record of a letter: electronic where the applicant agreed to that (rule A1)."""
    agreed = bool(work.answers().get(CONSENT))
    return LetterService(
        id=new_id(),
        letter_id=letter.id,
        case_id=work.case.id,
        authority_id=work.authority.id,
        status=ServiceStatus.PENDING.value,
        way=Way.ELECTRONIC.value if agreed else None,
        attempts=0,
        failed=0,
        message=message,
        version=1,
    )
