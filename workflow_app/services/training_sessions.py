"""Classes: planned, changed and cancelled by a trainer; those who enrolled are told."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.training import ChangeSession, PlanSession
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date
from workflow_app.domain.training import SeatStatus, SessionStatus
from workflow_app.domain.training_fields import SessionFields, session_fields
from workflow_app.domain.training_policies import insist, may_train
from workflow_app.domain.typed_fields import TypedFields
from workflow_app.models import TrainingSession
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.training_sessions import SessionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.tools import Tools
from workflow_app.services.training_seats import move_up, seats_taken

LONGEST_REASON = 200
TOLD = ("starts_at", "ends_at", "place", "mode")
"""What those who enrolled are told of when it changes."""


def plan_session(command: PlanSession, *, actor: Actor, tools: Tools) -> str:
    """Plan a class and return its id; raises ForbiddenError, InvalidError by field, AlreadyAnsweredError."""
    insist(may_train(actor, authority_id=command.authority_id))
    now = tools.clock.now()
    typed = session_fields(command.given, starts_at=command.starts_at, ends_at=command.ends_at, now=now)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        row = TrainingSession(
            id=new_id(),
            authority_id=command.authority_id,
            status=SessionStatus.PLANNED.value,
            version=1,
            created_by=actor.id,
            created_at=now,
        )
        _fill(row, typed)
        unit.add(row)
        _note(unit, row, "training.planned", actor=actor, now=now)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    return row.id


def change_session(command: ChangeSession, *, actor: Actor, tools: Tools) -> None:
    """Change a class that has not begun; who waits moves up where there are more seats, and all are told.

    Raises NotFoundError, ForbiddenError, ConflictError STALE or TRAINING_OVER, InvalidError by field.
    """
    now = tools.clock.now()
    typed = session_fields(command.given, starts_at=command.starts_at, ends_at=command.ends_at, now=now)
    with tools.database.write() as unit:
        rows = unit.training_sessions.get(command.session_id, lock=True)
        row = rows.session
        insist(may_train(actor, authority_id=row.authority_id))
        refuse_old(row, command.version)
        refuse_begun(row, now)
        taken = seats_taken(unit, row.id)
        if typed.capacity < taken:
            raise InvalidError(FieldError("/capacity", "SEATS_TAKEN", {"taken": taken}))
        before = {name: getattr(row, name) for name in TOLD}
        _fill(row, typed)
        row.version += 1
        move_up(unit, rows, now=now)
        if before != {name: getattr(row, name) for name in TOLD}:
            _tell_all(unit, rows, "TRAINING_CHANGED", now=now)
        _note(unit, row, "training.changed", actor=actor, now=now)
        unit.commit()


def cancel_session(session_id: str, reason: str, *, version: int | None, actor: Actor, tools: Tools) -> None:
    """Cancel a class and say why to all who enrolled; raises as `change_session`."""
    typed = TypedFields({"reason": reason})
    why = typed.text("reason", longest=LONGEST_REASON, shortest=4)
    typed.finish()
    now = tools.clock.now()
    with tools.database.write() as unit:
        rows = unit.training_sessions.get(session_id, lock=True)
        row = rows.session
        insist(may_train(actor, authority_id=row.authority_id))
        refuse_old(row, version)
        if row.status != SessionStatus.PLANNED:
            raise ConflictError("TRAINING_OVER")
        row.status, row.reason = SessionStatus.CANCELLED.value, why
        row.version += 1
        _tell_all(unit, rows, "TRAINING_CANCELLED", now=now, why=why)
        _note(unit, row, "training.cancelled", actor=actor, now=now, reason=why)
        unit.commit()


def refuse_old(row: TrainingSession, version: int | None) -> None:
    """Refuse a class that has moved since it was seen."""
    if version is not None and version != row.version:
        raise ConflictError("STALE", seen=version, current=row.version)


def refuse_begun(row: TrainingSession, now: datetime) -> None:
    """Refuse a class that is not to come any more."""
    if row.status != SessionStatus.PLANNED:
        raise ConflictError("TRAINING_OVER")
    if row.starts_at <= now:
        raise ConflictError("TRAINING_STARTED")


def _fill(row: TrainingSession, typed: SessionFields) -> None:
    row.title, row.mode, row.place, row.language = typed.title, typed.mode.value, typed.place, typed.language
    row.trainer, row.hours, row.capacity, row.tested = typed.trainer, typed.hours, typed.capacity, typed.tested
    row.note, row.starts_at, row.ends_at = typed.note, typed.starts_at, typed.ends_at


def _tell_all(unit: UnitOfWork, rows: SessionRows, code: str, *, now: datetime, **more: str) -> None:
    """Tell everybody who has a seat or waits for one."""
    row = rows.session
    facts = {"title": row.title, "on": local_date(row.starts_at).isoformat(), "place": row.place, **more}
    telling = Telling(code, row.authority_id, facts)
    for each in unit.training_sessions.seats(row.id):
        if each.seat.status != SeatStatus.CANCELLED:
            unit.add(telling.for_subject(each.subject.id, now=now))


def _note(unit: UnitOfWork, row: TrainingSession, action: str, *, actor: Actor, now: datetime, **more: str) -> None:
    data = {"session": row.id, "title": row.title, "starts_at": row.starts_at.isoformat(), "place": row.place, **more}
    audit.record(unit, authority=row.authority_id, actor=actor, action=action, data=data, now=now)
