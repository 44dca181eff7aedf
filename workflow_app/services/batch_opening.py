"""Beginning several applications at once: a draft for each record, all of them or none."""

from collections.abc import Iterable, Sequence

from workflow_app.domain.actors import Actor
from workflow_app.domain.batches import refuse_count
from workflow_app.domain.commands.batches import LeaveBatch, OpenBatch
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError
from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.policies import may_open_case
from workflow_app.domain.signing import Standing
from workflow_app.models import CaseBatch
from workflow_app.repositories.batches import Batches
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.gate_keeping import keep_answer
from workflow_app.services.gate_refusals import GateRefusedError
from workflow_app.services.named_subjects import find_named
from workflow_app.services.opening import Opened, open_within
from workflow_app.services.outward_rules import number
from workflow_app.services.signing_asks import withdraw
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.taking_over import From
from workflow_app.services.tools import Tools

MOST = "repair.batch_most"


def open_batch(command: OpenBatch, *, actor: Actor, tools: Tools) -> str:
    """Begin an application about each of several records and return the id of their batch.

    A draft that was begun about one of them and is in no batch joins it. Nothing is begun unless all can be: raises
    InvalidError on `/records` (BATCH_TOO_SMALL, BATCH_TOO_LARGE with the most, BATCH_OF_PENALTIES), and what opening
    one raises.
    """
    record_ids = tuple(sorted(set(command.record_ids)))
    try:
        return _open(command, record_ids, actor=actor, tools=tools)
    except GateRefusedError as refused:
        with tools.database.write() as unit:
            keep_answer(unit, refused.judged, actor=actor, now=tools.clock.now())
            unit.commit()
        raise refused.error from refused


def _open(command: OpenBatch, record_ids: tuple[str, ...], *, actor: Actor, tools: Tools) -> str:
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        subject = find_named(unit, command.uscc)
        if subject is None or not may_open_case(actor, subject_id=subject.id).allowed:
            raise NotFoundError("SUBJECT_UNKNOWN")
        _refuse_wrong(unit, record_ids, tools)
        batch = CaseBatch(
            id=new_id(),
            subject_id=subject.id,
            process=command.process,
            created_by=actor.id,
            created_at=tools.clock.now(),
        )
        unit.add(batch)
        unit.flush()
        opened = [each for each in (_begin(unit, command, each, batch, actor, tools) for each in record_ids) if each]
        once.keep(unit, command.once, row_id, batch.id)
        unit.commit()
    for each in opened:
        tools.calendars.note_stored(each.kept)
    return str(batch.id)


def _refuse_wrong(unit: UnitOfWork, record_ids: Sequence[str], tools: Tools) -> None:
    """Refuse too few records, too many for any of the authorities that decide, or what is none."""
    if not all(is_id(each) for each in record_ids):
        raise NotFoundError("RECORD_UNKNOWN")
    found = [unit.records.get(each) for each in record_ids]
    if any(rows.record.kind != PENALTY for rows in found):
        raise InvalidError(FieldError("/records", "BATCH_OF_PENALTIES"))
    authorities = {rows.authority.id: rows.authority for rows in found}
    most = min((number(unit, each, MOST, tools) for each in authorities.values()), default=0)
    wrong = refuse_count(record_ids, most=most)
    if wrong:
        raise InvalidError(FieldError("/records", wrong, {"most": most, "num": len(record_ids)}))


def most_records(authority_ids: Iterable[str], *, tools: Tools) -> int:
    """Return about how many records of some authorities one batch applies at most."""
    with tools.database.read() as unit:
        return min((number(unit, unit.authorities.get(each), MOST, tools) for each in set(authority_ids)), default=0)


def _begin(
    unit: UnitOfWork, command: OpenBatch, record_id: str, batch: CaseBatch, actor: Actor, tools: Tools
) -> Opened | None:
    """Open a case about a record, or let the draft join that was begun about it."""
    draft = _lone_draft(unit, record_id, batch)
    if draft is not None:
        draft.case.batch_id = batch.id
        _note(unit, draft, "case.joined_batch", actor, tools)
        return None
    wanted = OpenCase(process=command.process, uscc=command.uscc, values={"record_id": record_id})
    return open_within(unit, wanted, actor=actor, tools=tools, source=From(batch_id=batch.id))


def _lone_draft(unit: UnitOfWork, record_id: str, batch: CaseBatch) -> CaseRows | None:
    """Return the draft about a record that its own people began online and that is in no batch."""
    found = unit.cases.find_open_of_record(record_id)
    if found is None or found.status != "DRAFT" or found.subject_id != batch.subject_id:
        return None
    rows = unit.cases.get(found.id, lock=True)
    is_free = rows.case.status == "DRAFT" and rows.case.batch_id is None and rows.case.channel is None
    return rows if is_free else None


def leave_batch(command: LeaveBatch, *, actor: Actor, tools: Tools) -> None:
    """Let a draft live on its own; raises NotFoundError CASE_UNKNOWN, ConflictError CASE_FILED once it is handed in."""
    with tools.database.write() as unit:
        Batches(unit.session).get(command.batch_id)
        rows = unit.cases.get(command.case_id, lock=True)
        is_theirs = may_open_case(actor, subject_id=rows.case.subject_id).allowed
        if not is_theirs or rows.case.batch_id != command.batch_id:
            raise NotFoundError("CASE_UNKNOWN")
        if rows.case.status != "DRAFT":
            raise ConflictError("CASE_FILED")
        rows.case.batch_id = None
        _note(unit, rows, "case.left_batch", actor, tools)
        _let_go(unit, rows, actor, tools)
        unit.commit()


def _let_go(unit: UnitOfWork, rows: CaseRows, actor: Actor, tools: Tools) -> None:
    """Let a request that was asked together with others, and is not answered, count no more for who goes alone."""
    for row in Signatures(unit.session).of_tasks([each.id for each in unit.tasks.of_case(rows.case.id)]):
        is_waiting = row.standing == Standing.WAITING and row.link_digest is not None
        if is_waiting and len(Signatures(unit.session).of_link(str(row.link_digest))) > 1:
            withdraw(unit, row, actor=actor, tools=tools)


def _note(unit: UnitOfWork, rows: CaseRows, action: str, actor: Actor, tools: Tools) -> None:
    work = work_on(unit, rows, actor=actor, tools=tools)
    work.audit(action)
    write_audit(work)
