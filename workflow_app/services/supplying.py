"""Documents that follow: handed in online by the applicant, or entered when they arrived on paper (rule K6)."""

from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.deferral import EnterArrival, SupplyMaterial
from workflow_app.domain.commands.once import Once
from workflow_app.domain.deferral import ARRIVED_MESSAGE, AWAITED, SUPPLEMENT, ItemStatus
from workflow_app.domain.errors import (
    ConflictError,
    FieldError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.matters import Supply
from workflow_app.domain.time import local_date
from workflow_app.models import DeferredItem
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.deferred_arrivals import Arrival, note_arrival
from workflow_app.repositories.deferred_items import items_of, last_clock
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.cases import refuse_reader
from workflow_app.services.documents import refuse_filing
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.showing import show_case
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import deliver

ENTERS = (Role.INTAKE, Role.WINDOW, Role.CLERK_OF_OFFICE)
"""Who enters what arrived on paper."""


def supply_online(command: SupplyMaterial, *, actor: Actor, tools: Tools) -> CaseView:
    """Hand in a document online; it counts as of when its file was received.

    Raises NotFoundError, ForbiddenError, ConflictError CASE_ENDED, MATERIAL_ARRIVED or MATERIAL_RIGHT, RefusedError
    NOT_ACCEPTED_YET, SUPPLY_WAY_NOT_OFFERED or SUPPLY_OVER, InvalidError on `/document`.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_filing(actor, rows)
        work, loaded = work_on(unit, rows, actor=actor, tools=tools), loaded_of(unit, rows, tools)
        if not _is_taken_in(work, command):
            item = _item(work, command.material, Supply.ONLINE)
            received_at = _received(unit, work, command.document_id)
            _refuse_after_the_last_day(work, received_at)
            note_arrival(work, item, Arrival(Supply.ONLINE, received_at, command.document_id, actor.id))
        view = _told(unit, rows, work, loaded, tools)
        return _kept(unit, command.once, row_id, view, tools)


def enter_arrival(command: EnterArrival, *, actor: Actor, tools: Tools) -> CaseView:
    """Enter what arrived at the counter or by post, at the instant at which it did.

    Raises as `supply_online`, ForbiddenError ROLE_NEEDED, and InvalidError on `/received_at`.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.cases.get(command.case_id, lock=True)
        refuse_reader(actor, rows)
        if not may_enter(actor, rows):
            raise ForbiddenError("ROLE_NEEDED", role=Role.INTAKE)
        if rows.case.status == "ENDED":
            raise ConflictError("CASE_ENDED")
        work, loaded = work_on(unit, rows, actor=actor, tools=tools), loaded_of(unit, rows, tools)
        item = _item(work, command.material, command.channel)
        received_at = _entered(work, command.received_at)
        _refuse_after_the_last_day(work, received_at)
        if command.document_id is not None:
            _received(unit, work, command.document_id)
        note_arrival(work, item, Arrival(command.channel, received_at, command.document_id, actor.id))
        view = _told(unit, rows, work, loaded, tools)
        return _kept(unit, command.once, row_id, view, tools)


def may_enter(actor: Actor, rows: CaseRows) -> bool:
    """Tell whether somebody enters what arrives at the authority of a case."""
    return any(each.role in ENTERS and each.authority_id == rows.case.authority_id for each in actor.grants)


def _kept(unit: UnitOfWork, asked: Once | None, row_id: str | None, view: CaseView, tools: Tools) -> CaseView:
    once.keep(unit, asked, row_id, view)
    unit.commit()
    tools.wake.nudge()
    return view


def _is_taken_in(work: CaseWork, command: SupplyMaterial) -> bool:
    """Tell whether this very file waits for its check already: it was sent twice, or taken in when a day was over."""
    return any(
        each.material == command.material
        and each.document_id == command.document_id
        and each.status == ItemStatus.ARRIVED
        for each in items_of(work)
    )


def _item(work: CaseWork, material: str, channel: Supply) -> DeferredItem:
    """Return the row of a document that is still to come, by a way that the matter offers."""
    item = next((each for each in items_of(work) if each.material == material), None)
    if item is None or work.matter is None:
        raise NotFoundError("MATERIAL_UNKNOWN", material=material)
    if SUPPLEMENT not in clocks_of(work):
        raise RefusedError("NOT_ACCEPTED_YET")
    if channel not in work.matter.content.deferral.supply:
        raise RefusedError("SUPPLY_WAY_NOT_OFFERED")
    if item.status not in AWAITED:
        raise ConflictError("MATERIAL_RIGHT" if item.status == ItemStatus.RIGHT else "MATERIAL_ARRIVED")
    return item


def _refuse_after_the_last_day(work: CaseWork, received_at: datetime) -> None:
    """Refuse what arrives once the last period is over, also before the return is written; raises RefusedError."""
    last = last_clock(work)
    if last is not None and received_at >= last.due_at:
        raise RefusedError("SUPPLY_OVER", due_on=last.due_on)


def _received(unit: UnitOfWork, work: CaseWork, document_id: str) -> datetime:
    """Return when a file of the case was received; one that is handed in already is no other document."""
    taken = {each.document_id for each in items_of(work)}
    row = unit.documents.find(document_id)
    if row is None or row.case_id != work.case.id:
        raise InvalidError(FieldError("/document", "INVALID_DOCUMENT"))
    if row.id in taken:
        raise InvalidError(FieldError("/document", "FILE_AS_BEFORE"))
    return row.received_at


def _entered(work: CaseWork, received_at: datetime | None) -> datetime:
    """Return when a document arrived: not before the acceptance, and not in the future."""
    if received_at is None:
        raise InvalidError(FieldError("/received_at", "REQUIRED"))
    if received_at > work.now:
        raise InvalidError(FieldError("/received_at", "ARRIVED_IN_FUTURE"))
    first = clocks_of(work)[SUPPLEMENT].started_on
    if local_date(received_at) < first:
        raise InvalidError(FieldError("/received_at", "BEFORE_ACCEPTANCE", {"day": first}))
    return received_at


def _told(unit: UnitOfWork, rows: CaseRows, work: CaseWork, loaded: LoadedProcess, tools: Tools) -> CaseView:
    """Tell the case, if it waits for documents; one that has another in hand looks at this one next."""
    tasks = list(unit.tasks.of_case(rows.case.id))
    if any(each.message == ARRIVED_MESSAGE for each in unit.tasks.open_waits(rows.case.id)):
        tasks += deliver(work, loaded, tools, ARRIVED_MESSAGE)
    else:
        write_audit(work)
    unit.flush()
    return show_case(rows, loaded, actor=work.actor, tasks=tasks, clocks=unit.cases.clocks([rows.case.id]))
