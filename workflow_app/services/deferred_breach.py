"""A promise to bring documents was not kept: its breach is heard; nothing goes on record by itself."""

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.breaches import NOT_SUPPLIED, Found
from workflow_app.domain.commands.pledges import Allegation
from workflow_app.domain.deferral import ItemStatus
from workflow_app.domain.inlets import GONE, BreachKind
from workflow_app.models import DeferredItem, DueWork, Pledge
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import items_of
from workflow_app.repositories.deferred_pledges import find_promise
from workflow_app.repositories.letter_deferral import day_values
from workflow_app.repositories.pledge_signing import withdraw_pledge
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.breach_opening import start_breach
from workflow_app.services.handlers import Handler
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools

RETURNED = "T11_RETURN"
"""The letter with which the application was returned."""


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Open the case that hears the breach, once, and tell the credit office; done again it finds the breach there."""
    del told
    rows = unit.cases.get(str(row.case_id), lock=True)
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    pledge = find_promise(work)
    if pledge is not None and unit.breaches.of_pledges([pledge.id]):
        return
    if pledge is not None and work.subject.status in GONE:
        withdraw_pledge(unit, pledge, why="", now=work.now)
        work.audit("deferral.breach_moot", number=pledge.number)
    else:
        _hear(work, pledge, BreachKind(str(row.payload["kind"])), tools)
    write_audit(work)


def _hear(work: CaseWork, pledge: Pledge | None, kind: BreachKind, tools: Tools) -> None:
    """Have a breach heard; of a case from before there were such pledges the office is only told."""
    missing = [each for each in items_of(work) if each.status == ItemStatus.CLOSED]
    work.audit("deferral.breach_alleged", kind=kind.value, materials=[each.material for each in missing])
    work.tell_role(Role.CREDIT_OFFICE, "DEFERRED_NOT_KEPT", subject=work.subject.name)
    if pledge is not None:
        item_id = missing[0].pledge_item_id if len(missing) == 1 else None
        allegation = Allegation(pledge.id, kind, found=_found(work, missing), item_id=item_id)
        start_breach(work.unit, allegation, actor=SERVICE, tools=tools)


def _found(work: CaseWork, missing: list[DeferredItem]) -> Found:
    """Return what is alleged: which documents were not there on which last day, and by which letter it ended."""
    names = {each.key: each.name for each in work.matter.content.materials} if work.matter else {}
    words = [names[each.material] for each in missing if each.material in names]
    letters = [each for each in work.unit.letters.of_cases([work.case.id]) if each.kind == RETURNED]
    days = day_values(work)
    said: dict[str, object] = {
        "case_number": work.case.number,
        "last_on": (days.grace_on or days.supplement_on).isoformat(),
        "materials": [each.zh for each in words],
        "materials_en": [each.en or each.zh for each in words],
        "letter": letters[-1].number if letters else None,
    }
    return Found(NOT_SUPPLIED, said)


DEFERRED_BREACH = Handler(record=_record)
