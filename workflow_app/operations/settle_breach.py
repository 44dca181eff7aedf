"""`breach/settle`: how an alleged breach comes out, for the pledge and for the record."""

from collections.abc import Mapping
from datetime import date

from workflow_app.domain.breaches import PLEDGE_AFTER, BreachStatus, standing_beside
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.routing import RoutingValue
from workflow_app.models import PledgeBreach
from workflow_app.repositories.breach_records import enter_breach
from workflow_app.repositories.case_work import CaseWork

NOTICES = {
    BreachStatus.CONFIRMED: "BREACH_CONFIRMED",
    BreachStatus.CLEARED: "BREACH_CLEARED",
    BreachStatus.RECTIFIED: "BREACH_RECTIFIED",
}
DECISION = "T15_DECISION"
CONFIRMER = "confirm_breach"


def settle_breach(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Settle the breach as the parameter `outcome` says; a confirmed one becomes a record where a document bears it.

    Without a legally effective document nobody gets a record, whatever else was decided (fact 13). The document is the
    one that the proposer named, or the letter of the kind `rests_on`, by which the case itself decided. `confirmer`
    names the step of whoever confirmed it, if it is not that of a case about a breach alone.
    Raises RefusedError BREACH_BY_OFFICE_ONLY where no breach was alleged.
    """
    outcome = BreachStatus(parameters["outcome"])
    breach = work.unit.breaches.find_of_case(work.case.id)
    if breach is None:
        raise RefusedError("BREACH_BY_OFFICE_ONLY")
    breach.status, breach.settled_at = outcome.value, work.now
    pledge = work.unit.pledges.get(breach.pledge_id)
    others = [each.status for each in work.unit.breaches.of_pledges([pledge.id]) if each.id != breach.id]
    pledge.status = standing_beside(PLEDGE_AFTER[outcome], others).value
    pledge.version += 1
    if outcome is BreachStatus.CONFIRMED:
        _confirm(work, breach, parameters)
    work.audit("pledge.breach_settled", pledge=pledge.number, outcome=outcome.value)
    if outcome is not BreachStatus.ENDED:
        work.tell_subject(NOTICES[outcome], subject=work.subject.name, pledge=pledge.number)
    return {}


def _confirm(work: CaseWork, breach: PledgeBreach, parameters: Mapping[str, str]) -> None:
    """Keep what the decision rests on, and enter the record where there is a document."""
    answers, kind, step = work.answers(), parameters.get("rests_on"), parameters.get("confirmer", CONFIRMER)
    breach.document_no = str(answers.get("document_no") or "").strip() or None
    breach.document_on = _day(answers.get("document_on"))
    breach.confirmed_by = next((each.completed_by for each in reversed(list(work.tasks)) if each.element == step), None)
    work.unit.flush()
    letters = [each for each in work.unit.letters.of_cases([work.case.id]) if each.kind == (kind or DECISION)]
    breach.decision_no = letters[-1].number if letters else work.case.number
    if kind and letters:
        breach.document_no, breach.document_on = letters[-1].number, letters[-1].issued_on
    if breach.document_no and breach.document_on:
        breach.record_id = enter_breach(work, breach, findings=str(answers.get("proposal_findings") or "")).id


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
