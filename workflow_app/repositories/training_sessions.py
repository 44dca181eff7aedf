"""Questions about classes and their seats."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select, true
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.training import SeatStatus, SessionStatus
from workflow_app.models import Authority, Subject, TrainingSeat, TrainingSession
from workflow_app.repositories.pages import instant, mark


@dataclass(frozen=True, slots=True)
class SessionRows:
    """A class with whose it is."""

    session: TrainingSession
    authority: Authority


@dataclass(frozen=True, slots=True)
class SeatRows:
    """A seat with whose it is."""

    seat: TrainingSeat
    subject: Subject


class TrainingSessions:
    """Classes and seats."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, session_id: str, *, lock: bool = False) -> SessionRows:
        """Return a class, locked until commit if asked; raises NotFoundError TRAINING_UNKNOWN."""
        statement = _SESSIONS.where(TrainingSession.id == session_id)
        if lock:
            locking = statement.with_for_update(of=TrainingSession, key_share=False)
            statement = locking.execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("TRAINING_UNKNOWN")
        return SessionRows(*row)

    def list_coming(self, *, now: datetime, limit: int = 50) -> Sequence[SessionRows]:
        """Return the classes of every authority that are still to come, the next first."""
        statement = _SESSIONS.where(
            TrainingSession.status == SessionStatus.PLANNED.value, TrainingSession.starts_at > now
        )
        rows = self.session.execute(statement.order_by(TrainingSession.starts_at, TrainingSession.id).limit(limit))
        return [SessionRows(*row) for row in rows]

    def list_page(
        self,
        authority_ids: Collection[str] | None,
        *,
        words: str = "",
        status: str | None = None,
        cursor: str | None = None,
        limit: int = 25,
    ) -> Sequence[SessionRows]:
        """Return up to `limit + 1` classes by title, place, trainer or an enrolled subject, the latest first."""
        held = true() if authority_ids is None else TrainingSession.authority_id.in_(authority_ids)
        statement = _SESSIONS.where(held)
        if words:
            theirs = select(TrainingSeat.session_id).join(Subject, Subject.id == TrainingSeat.subject_id)
            named = or_(Subject.name.contains(words, autoescape=True), Subject.uscc == words.upper())
            statement = statement.where(
                or_(
                    TrainingSession.title.contains(words, autoescape=True),
                    TrainingSession.place.contains(words, autoescape=True),
                    TrainingSession.trainer.contains(words, autoescape=True),
                    TrainingSession.id.in_(theirs.where(named)),
                )
            )
        if status is not None:
            statement = statement.where(TrainingSession.status == status)
        if cursor is not None:
            at, row_id = mark(cursor, instant)
            earlier = and_(TrainingSession.starts_at == at, TrainingSession.id < row_id)
            statement = statement.where(or_(TrainingSession.starts_at < at, earlier))
        ordered = statement.order_by(TrainingSession.starts_at.desc(), TrainingSession.id.desc())
        return [SessionRows(*row) for row in self.session.execute(ordered.limit(limit + 1))]

    def seats(self, session_id: str) -> Sequence[SeatRows]:
        """Return the seats of a class in the order of the queue, those given back last."""
        statement = select(TrainingSeat, Subject).join(Subject, Subject.id == TrainingSeat.subject_id)
        rows = self.session.execute(
            statement.where(TrainingSeat.session_id == session_id).order_by(
                TrainingSeat.status == SeatStatus.CANCELLED.value, TrainingSeat.queued_at, TrainingSeat.id
            )
        )
        return [SeatRows(*row) for row in rows]

    def get_seat(self, seat_id: str) -> TrainingSeat:
        """Return a seat; raises NotFoundError SEAT_UNKNOWN."""
        row = self.session.get(TrainingSeat, seat_id, populate_existing=True)
        if row is None:
            raise NotFoundError("SEAT_UNKNOWN")
        return row

    def find_seat(self, session_id: str, subject_id: str) -> TrainingSeat | None:
        """Return the seat of a subject in a class, given back or not, or None."""
        return self.session.scalar(
            select(TrainingSeat).where(TrainingSeat.session_id == session_id, TrainingSeat.subject_id == subject_id)
        )

    def seats_of(self, subject_ids: Collection[str], session_ids: Collection[str]) -> Sequence[TrainingSeat]:
        """Return the seats of subjects in classes."""
        return self.session.scalars(
            select(TrainingSeat).where(
                TrainingSeat.subject_id.in_(subject_ids), TrainingSeat.session_id.in_(session_ids)
            )
        ).all()

    def sessions_of(self, subject_ids: Collection[str], *, limit: int = 50) -> Sequence[SessionRows]:
        """Return the classes in which subjects have or had a seat, the latest first."""
        theirs = select(TrainingSeat.session_id).where(TrainingSeat.subject_id.in_(subject_ids))
        statement = _SESSIONS.where(TrainingSession.id.in_(theirs)).order_by(TrainingSession.starts_at.desc())
        return [SessionRows(*row) for row in self.session.execute(statement.limit(limit))]

    def count_seats(self, session_ids: Collection[str]) -> dict[tuple[str, str], int]:
        """Count the seats of classes by class and how they stand."""
        statement = select(TrainingSeat.session_id, TrainingSeat.status, func.count())
        statement = statement.where(TrainingSeat.session_id.in_(session_ids))
        rows = self.session.execute(statement.group_by(TrainingSeat.session_id, TrainingSeat.status))
        return {(session_id, status): count for session_id, status, count in rows}

    def count_sessions(self, authority_ids: Collection[str] | None, *, since: datetime) -> dict[str, int]:
        """Count the classes that begin since an instant by how they stand, and the people who were there."""
        held = true() if authority_ids is None else TrainingSession.authority_id.in_(authority_ids)
        statement = select(TrainingSession.status, func.count()).where(held, TrainingSession.starts_at >= since)
        counts = dict(iter(self.session.execute(statement.group_by(TrainingSession.status))))
        there = select(func.count()).select_from(TrainingSeat)
        there = there.join(TrainingSession, TrainingSession.id == TrainingSeat.session_id)
        there = there.where(held, TrainingSession.starts_at >= since, TrainingSeat.checked_in_at.is_not(None))
        return {**counts, "ATTENDED": self.session.scalar(there) or 0}


_SESSIONS = select(TrainingSession, Authority).join(Authority, Authority.id == TrainingSession.authority_id)
