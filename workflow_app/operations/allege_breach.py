"""`breach/allege`: a pledge that a permit rests on was found untrue; nobody is on record before being heard."""

from collections.abc import Mapping

from workflow_app.domain.breaches import BreachStatus
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.permits import PostCheck
from workflow_app.domain.pledges import UNKEPT, PledgeStatus, Result
from workflow_app.domain.post_checks import FINDING
from workflow_app.domain.routing import RoutingValue
from workflow_app.models import PledgeBreach, PledgeItem
from workflow_app.repositories.case_pledges import pledge_of_case
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.post_check import checked_items


def allege_breach(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Allege that the pledge of the case was false, by what the check found; the case hears it (rule 2.2 step 10).

    Raises NotFoundError PERMIT_UNKNOWN or PLEDGE_UNKNOWN.
    """
    del parameters
    permit = work.unit.permits.of_case(work.case.id, lock=True)
    if permit is None:
        raise NotFoundError("PERMIT_UNKNOWN")
    permit.post_check = PostCheck.FAILED.value
    unkept = [(condition.key, item) for condition, item in checked_items(work) if item.result in UNKEPT]
    answers = work.answers()
    facts = "；".join(str(answers.get(FINDING + key) or item.text_zh) for key, item in unkept)
    pledge = pledge_of_case(work)
    work.unit.add(
        PledgeBreach(
            id=new_id(),
            pledge_id=pledge.id,
            item_id=unkept[0][1].id if len(unkept) == 1 else None,
            case_id=work.case.id,
            kind=_kind([item for _, item in unkept]).value,
            facts=facts,
            evidence=_record_no(work),
            status=BreachStatus.ALLEGED.value,
            alleged_by=work.actor.id,
            alleged_at=work.now,
        )
    )
    pledge.status = PledgeStatus.BREACH_ALLEGED.value
    pledge.version += 1
    work.audit("pledge.breach_alleged", number=work.case.number, pledge=pledge.number)
    work.tell_subject("BREACH_ALLEGED", subject=work.subject.name, pledge=pledge.number)
    return {}


def _kind(unkept: list[PledgeItem]) -> BreachKind:
    """Return how the pledge was broken: what was said falsely weighs more than what was not done."""
    is_false = any(each.result == Result.FALSE for each in unkept)
    return BreachKind.FALSE_PLEDGE if is_false else BreachKind.NON_PERFORMANCE


def _record_no(work: CaseWork) -> str:
    """Return the number of the record of the check, which is the evidence."""
    work.unit.flush()
    numbers = [each.number for each in work.unit.letters.of_cases([work.case.id]) if each.kind == "T12_RECORD"]
    return numbers[-1] if numbers else str(work.case.number)
