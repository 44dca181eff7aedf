"""Classes as pages show them: to applicants with their own seat, to trainers with every seat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.time import local_date
from workflow_app.domain.training import SeatStatus, SessionStatus
from workflow_app.domain.training_policies import (
    READERS,
    held_authorities,
    insist,
    may_read_training,
    may_train,
)
from workflow_app.models import TrainingCertificate, TrainingSeat
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.training_sessions import SeatRows, SessionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools
from workflow_app.services.training_attendance import deserves, length_of
from workflow_app.services.training_values import TrainingValues, values_at


@dataclass(frozen=True, slots=True)
class SeatView:
    """A seat; `place` is where it stands in the queue, from 1; `deserves` that a certificate is earned."""

    id: str
    session_id: str
    subject_id: str
    subject_name: str
    uscc: str | None
    attendee: str
    capacity: str
    status: str
    place: int | None
    checked_in_at: datetime | None
    minutes: int | None
    score: int | None
    deserves: bool = False
    is_own: bool = False
    certificate_id: str | None = None
    certificate_number: str | None = None


@dataclass(frozen=True, slots=True)
class SessionView:
    """A class with how many seats are taken and how many wait."""

    id: str
    authority_id: str
    authority_zh: str
    authority_en: str
    title: str
    mode: str
    place: str
    language: str
    trainer: str
    hours: int
    tested: bool
    capacity: int
    starts_at: datetime
    ends_at: datetime
    minutes: int
    note: str
    status: str
    reason: str | None
    version: int
    enrolled: int
    waiting: int
    is_open: bool
    seats: tuple[SeatView, ...] = ()
    may_train: bool = False
    may_change: bool = False
    may_check_in: bool = False
    may_issue: bool = False
    values: TrainingValues | None = None

    @property
    def to_issue(self) -> int:
        """Return how many certificates are earned and not issued."""
        return sum(1 for each in self.seats if each.deserves and each.certificate_id is None)


def list_sessions(
    *,
    actor: Actor,
    tools: Tools,
    words: str = "",
    status: str | None = None,
    cursor: str | None = None,
    limit: int = 25,
) -> Page[SessionView]:
    """Return a page of the classes of the actor's authorities, the latest first."""
    held = held_authorities(actor, *READERS)
    with tools.database.read() as unit:
        rows = unit.training_sessions.list_page(held, words=words, status=status, cursor=cursor, limit=limit)
        views = show_sessions(unit, rows, now=tools.clock.now())
    return cut(views, limit=limit, key=lambda each: (each.starts_at.isoformat(), each.id))


def get_session(session_id: str, *, actor: Actor, tools: Tools) -> SessionView:
    """Return a class with its seats and what may be done; raises NotFoundError, ForbiddenError."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.training_sessions.get(session_id)
        row = rows.session
        insist(may_read_training(actor, authority_id=row.authority_id))
        (view,) = show_sessions(unit, [rows], now=now)
        values = values_at(unit, rows.authority, on=local_date(now), tools=tools)
        trains = may_train(actor, authority_id=row.authority_id).allowed
        is_held = row.status != SessionStatus.CANCELLED
        return replace(
            view,
            seats=_seats(unit, rows, actor, values),
            values=values,
            may_train=trains,
            may_change=trains and view.is_open,
            may_check_in=trains and is_held and local_date(now) >= local_date(row.starts_at),
            may_issue=trains and is_held and now >= row.ends_at,
        )


def show_sessions(unit: UnitOfWork, rows: Sequence[SessionRows], *, now: datetime) -> list[SessionView]:
    """Return classes with their counts."""
    counts = unit.training_sessions.count_seats([each.session.id for each in rows]) if rows else {}
    return [_show(each, counts, now) for each in rows]


def show_seat(rows: SeatRows, *, place: int | None = None, certificate: TrainingCertificate | None = None) -> SeatView:
    """Return a seat."""
    row = rows.seat
    return SeatView(
        id=row.id,
        session_id=row.session_id,
        subject_id=rows.subject.id,
        subject_name=rows.subject.name,
        uscc=rows.subject.uscc,
        attendee=row.attendee,
        capacity=row.capacity,
        status=row.status,
        place=place,
        checked_in_at=row.checked_in_at,
        minutes=row.minutes,
        score=row.score,
        certificate_id=certificate.id if certificate else None,
        certificate_number=certificate.number if certificate else None,
    )


def place_in_queue(seats: Sequence[SeatRows], seat: TrainingSeat) -> int | None:
    """Return where a seat stands in the queue, from 1, or None where it does not wait."""
    waiting = [each.seat.id for each in seats if each.seat.status == SeatStatus.WAITING]
    return waiting.index(seat.id) + 1 if seat.id in waiting else None


def _seats(unit: UnitOfWork, rows: SessionRows, actor: Actor, values: TrainingValues) -> tuple[SeatView, ...]:
    seats = unit.training_sessions.seats(rows.session.id)
    done = unit.trainings.certificates_of_seats([each.seat.id for each in seats])
    return tuple(
        replace(
            show_seat(each, place=place_in_queue(seats, each.seat), certificate=done.get(each.seat.id)),
            deserves=deserves(rows.session, each.seat, values),
            is_own=each.subject.id in actor.subject_ids,
        )
        for each in seats
    )


def _show(rows: SessionRows, counts: dict[tuple[str, str], int], now: datetime) -> SessionView:
    row = rows.session
    return SessionView(
        id=row.id,
        authority_id=row.authority_id,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        title=row.title,
        mode=row.mode,
        place=row.place,
        language=row.language,
        trainer=row.trainer,
        hours=row.hours,
        tested=row.tested,
        capacity=row.capacity,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        minutes=length_of(row),
        note=row.note,
        status=row.status,
        reason=row.reason,
        version=row.version,
        enrolled=counts.get((row.id, SeatStatus.ENROLLED.value), 0),
        waiting=counts.get((row.id, SeatStatus.WAITING.value), 0),
        is_open=row.status == SessionStatus.PLANNED and row.starts_at > now,
    )
