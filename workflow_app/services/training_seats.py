"""Seats of a class: taken, given back, and moved up to from the queue in the order of enrolment."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.training import Enrol
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date
from workflow_app.domain.training import SeatStatus, SessionStatus
from workflow_app.domain.training_fields import person, refuse_another
from workflow_app.domain.training_policies import insist, may_attend
from workflow_app.models import TrainingSeat, TrainingSession
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.training_sessions import SessionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


def enrol(command: Enrol, *, actor: Actor, tools: Tools) -> SeatStatus:
    """Take a seat, or a place in the queue where all are taken; twice is once, and renames who comes.

    Raises NotFoundError, ForbiddenError, InvalidError by field, ConflictError TRAINING_STARTED or TRAINING_OVER.
    """
    insist(may_attend(actor, subject_id=command.subject_id))
    who = person(command.attendee, command.capacity)
    now = tools.clock.now()
    with tools.database.write() as unit:
        rows = unit.training_sessions.get(command.session_id, lock=True)
        _refuse_closed(rows.session, now)
        subject = unit.subjects.get(command.subject_id)
        refuse_another(who, subject.legal_representative, insists=command.insists)
        seat = unit.training_sessions.find_seat(rows.session.id, command.subject_id)
        if seat is None:
            seat = TrainingSeat(
                id=new_id(), session_id=rows.session.id, subject_id=command.subject_id, status="CANCELLED", version=0
            )
            unit.add(seat)
        if seat.status == SeatStatus.CANCELLED:
            is_free = seats_taken(unit, rows.session.id) < rows.session.capacity
            seat.status = (SeatStatus.ENROLLED if is_free else SeatStatus.WAITING).value
            seat.queued_at = now
        seat.account_id, seat.attendee, seat.capacity = actor.id, who.name, who.capacity.value
        seat.version += 1
        found = SeatStatus(seat.status)
        unit.commit()
    return found


def give_back(session_id: str, *, subject_id: str, actor: Actor, tools: Tools) -> None:
    """Give a seat or a place in the queue back; the next in the queue moves up and is told.

    Raises NotFoundError SEAT_UNKNOWN, ForbiddenError, ConflictError TRAINING_STARTED or TRAINING_OVER.
    """
    insist(may_attend(actor, subject_id=subject_id))
    now = tools.clock.now()
    with tools.database.write() as unit:
        rows = unit.training_sessions.get(session_id, lock=True)
        _refuse_closed(rows.session, now)
        seat = unit.training_sessions.find_seat(session_id, subject_id)
        if seat is None:
            raise NotFoundError("SEAT_UNKNOWN")
        seat.status = SeatStatus.CANCELLED.value
        seat.version += 1
        unit.flush()
        move_up(unit, rows, now=now)
        unit.commit()


def seats_taken(unit: UnitOfWork, session_id: str) -> int:
    """Count the seats that are taken; the queue does not count."""
    return unit.training_sessions.count_seats([session_id]).get((session_id, SeatStatus.ENROLLED.value), 0)


def move_up(unit: UnitOfWork, rows: SessionRows, *, now: datetime) -> None:
    """Give free seats to those who wait, who enrolled first first, and tell them."""
    row = rows.session
    unit.flush()
    free = row.capacity - seats_taken(unit, row.id)
    waiting = [each for each in unit.training_sessions.seats(row.id) if each.seat.status == SeatStatus.WAITING]
    for each in waiting[: max(free, 0)]:
        each.seat.status = SeatStatus.ENROLLED.value
        each.seat.version += 1
        facts = {"title": row.title, "on": local_date(row.starts_at).isoformat(), "place": row.place}
        unit.add(Telling("TRAINING_SEAT_FREE", row.authority_id, facts).for_subject(each.subject.id, now=now))


def _refuse_closed(row: TrainingSession, now: datetime) -> None:
    if row.status != SessionStatus.PLANNED:
        raise ConflictError("TRAINING_OVER")
    if row.starts_at <= now:
        raise ConflictError("TRAINING_STARTED")
