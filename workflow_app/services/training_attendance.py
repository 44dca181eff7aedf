"""Who was there, what their test gave, and the certificates that follow, issued for many at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.training import Attendance, RecordAttendance
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.domain.training import SeatStatus, SessionStatus, attended
from workflow_app.domain.training_policies import insist, may_mark, may_train
from workflow_app.domain.typed_fields import TypedFields
from workflow_app.models import TrainingSeat, TrainingSession
from workflow_app.repositories.training_sessions import SeatRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.certificates import Trained, issue_certificate
from workflow_app.services.tools import Tools
from workflow_app.services.training_sessions import refuse_old
from workflow_app.services.training_values import TrainingValues, values_at

AT_ONCE = 50
"""How many certificates one request issues, so that none holds everybody else up."""


@dataclass(frozen=True, slots=True)
class Issued:
    """How many certificates were issued, and how many are still to be."""

    count: int
    left: int


def length_of(row: TrainingSession) -> int:
    """Return how many minutes a class is long."""
    return max(int((row.ends_at - row.starts_at).total_seconds()) // 60, 1)


def record_attendance(command: RecordAttendance, *, actor: Actor, tools: Tools) -> None:
    """Note who was there, how long, and what their test gave; what has a certificate stays as it is.

    Raises NotFoundError, ForbiddenError, ConflictError STALE, TRAINING_NOT_STARTED or TRAINING_OVER, InvalidError by
    field (`/minutes-<seat>`, `/score-<seat>`).
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        session = unit.training_sessions.get(command.session_id, lock=True).session
        insist(may_train(actor, authority_id=session.authority_id))
        refuse_old(session, command.version)
        _refuse_early(session, now)
        seats = {each.seat.id: each for each in unit.training_sessions.seats(session.id)}
        done = unit.trainings.certificates_of_seats(list(seats))
        typed = TypedFields({})
        for given in command.rows:
            rows = seats.get(given.seat_id)
            if rows is None or rows.seat.status == SeatStatus.CANCELLED:
                raise NotFoundError("SEAT_UNKNOWN")
            if given.seat_id not in done:
                _note_seat(session, rows.seat, given, typed, actor=actor, now=now)
        typed.finish()
        session.version += 1
        there = sum(1 for each in seats.values() if each.seat.checked_in_at is not None)
        said = {"session": session.id, "title": session.title, "attended": there}
        audit.record(unit, authority=session.authority_id, actor=actor, action="training.attended", data=said, now=now)
        unit.commit()


def issue_certificates(session_id: str, *, actor: Actor, tools: Tools) -> Issued:
    """Issue certificates to all who were there long enough and passed, fifty at a time; asked again, only the rest.

    Raises NotFoundError, ForbiddenError, ConflictError TRAINING_NOT_OVER or TRAINING_OVER.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        rows = unit.training_sessions.get(session_id, lock=True)
        session, authority = rows.session, rows.authority
        insist(may_train(actor, authority_id=session.authority_id))
        if session.status == SessionStatus.CANCELLED:
            raise ConflictError("TRAINING_OVER")
        if now < session.ends_at:
            raise ConflictError("TRAINING_NOT_OVER")
        values = values_at(unit, authority, on=local_date(now), tools=tools)
        waiting = [each for each in _deserving(unit, session, values) if each.subject.id not in actor.subject_ids]
        for each in waiting[:AT_ONCE]:
            issue_certificate(unit, _trained(session, each), authority=authority, actor=actor, tools=tools)
        if session.status != SessionStatus.CLOSED:
            session.status = SessionStatus.CLOSED.value
            session.version += 1
        unit.commit()
    tools.wake.nudge()
    return Issued(min(len(waiting), AT_ONCE), max(len(waiting) - AT_ONCE, 0))


def deserves(session: TrainingSession, seat: TrainingSeat, values: TrainingValues) -> bool:
    """Tell whether a seat has earned a certificate: there long enough, and the test, if there was one, passed."""
    if seat.status != SeatStatus.ENROLLED or seat.checked_in_at is None or seat.minutes is None:
        return False
    if not attended(seat.minutes, length=length_of(session), least_percent=values.attendance):
        return False
    return not session.tested or (seat.score is not None and seat.score >= values.pass_mark)


def _deserving(unit: UnitOfWork, session: TrainingSession, values: TrainingValues) -> Iterator[SeatRows]:
    seats = [each for each in unit.training_sessions.seats(session.id) if deserves(session, each.seat, values)]
    done = unit.trainings.certificates_of_seats([each.seat.id for each in seats])
    yield from (each for each in seats if each.seat.id not in done)


def _trained(session: TrainingSession, rows: SeatRows) -> Trained:
    return Trained(
        subject=rows.subject,
        attendee=rows.seat.attendee,
        capacity=rows.seat.capacity,
        way="CLASS",
        course_zh=session.title,
        course_en=session.title,
        hours=session.hours,
        score=rows.seat.score if session.tested else None,
        trained_on=local_date(session.starts_at),
        seat_id=rows.seat.id,
    )


def _refuse_early(session: TrainingSession, now: datetime) -> None:
    """Refuse attendance before the day of the class: people are checked in when they come."""
    if session.status == SessionStatus.CANCELLED:
        raise ConflictError("TRAINING_OVER")
    if local_date(now) < local_date(session.starts_at):
        raise ConflictError("TRAINING_NOT_STARTED")


def _note_seat(
    session: TrainingSession, seat: TrainingSeat, given: Attendance, typed: TypedFields, *, actor: Actor, now: datetime
) -> None:
    """Write down one row of the list; somebody from the queue who came takes a seat by it."""
    length = length_of(session)
    minutes = _whole(typed, f"minutes-{seat.id}", given.minutes, length) if given.present else None
    score = _whole(typed, f"score-{seat.id}", given.score, 100) if given.present else None
    minutes = length if given.present and minutes is None else minutes
    was = (seat.checked_in_at is not None, seat.minutes, seat.score)
    if was == (given.present, minutes, score):
        return
    insist(may_mark(actor, authority_id=session.authority_id, subject_id=seat.subject_id))
    seat.checked_in_at = (seat.checked_in_at or now) if given.present else None
    seat.minutes, seat.score = minutes, score
    if given.present:
        seat.status = SeatStatus.ENROLLED.value
    seat.version += 1


def _whole(typed: TypedFields, name: str, text: str, most: int) -> int | None:
    """Return a whole number that may be left out."""
    if not text.strip():
        return None
    return TypedFields({name: text}, typed.errors).whole(name, least=0, most=most)
