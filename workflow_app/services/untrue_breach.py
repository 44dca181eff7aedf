"""A pledge proved untrue before the decision: the breach is heard, nothing goes on record by itself (rule 2.2)."""

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.breaches import UNTRUE, Found
from workflow_app.domain.commands.pledges import Allegation
from workflow_app.domain.inlets import GONE, BreachKind
from workflow_app.models import DueWork, Pledge
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pledge_signing import withdraw_pledge
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.breach_opening import start_breach
from workflow_app.services.handlers import Handler
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

ENDED = "T11_UNTRUE"
"""The letter with which the handling ended."""


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Open the case that hears the breach, once, and tell the credit office; done again it finds the breach there."""
    del told
    rows = unit.cases.get(str(row.case_id), lock=True)
    pledge = unit.pledges.get(str(row.payload["pledge_id"]), lock=True)
    if unit.breaches.of_pledges([pledge.id]):
        return
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    if work.subject.status in GONE:
        withdraw_pledge(unit, pledge, why="", now=work.now)
        work.audit("pledge.breach_moot", number=pledge.number)
    else:
        work.tell_role(Role.CREDIT_OFFICE, "PLEDGE_UNTRUE", subject=work.subject.name, pledge=pledge.number)
        allegation = _allegation(work, pledge, str(row.payload["by"]))
        start_breach(unit, allegation, actor=SERVICE, tools=tools)
    write_audit(work)


def _allegation(work: CaseWork, pledge: Pledge, alleged_by: str) -> Allegation:
    """Return what is alleged: what the decider found, by which letter; who found it does not confirm it."""
    letters = [each for each in work.unit.letters.of_cases([work.case.id]) if each.kind == ENDED]
    work.tasks = work.unit.tasks.of_case(work.case.id)
    said: dict[str, object] = {
        "case_number": work.case.number,
        "letter": letters[-1].number if letters else None,
        "reason": str(work.answers().get("decision_reason") or "").strip(),
    }
    return Allegation(pledge.id, BreachKind.FALSE_PLEDGE, found=Found(UNTRUE, said), by=alleged_by)


UNTRUE_BREACH = Handler(record=_record)
