"""Questions about objections and reports on what is public, and about the files that show something."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, literal, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.concerns import OPEN, Kind, Status
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import end_of_day
from workflow_app.models import Authority, Concern, ProofFile, Subject
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.pages import instant, mark

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class ConcernRows:
    """What somebody said, about whom, and whose it is to handle."""

    concern: Concern
    subject: Subject
    authority: Authority


@dataclass(frozen=True, slots=True)
class Handled:
    """Where somebody handles them: at some authorities (None: all), and not about those they act for."""

    authority_ids: Collection[str] | None
    not_about: Collection[str] = ()


class Concerns:
    """Objections and reports, one by one or of a desk."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, concern_id: str, *, lock: bool = False) -> ConcernRows:
        """Return one, locked until commit if asked; raises NotFoundError CONCERN_UNKNOWN."""
        statement = _WITH_ROWS.where(Concern.id == concern_id)
        if lock:
            locking = statement.with_for_update(of=Concern, key_share=True)
            statement = locking.execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("CONCERN_UNKNOWN")
        return ConcernRows(*row)

    def list_by_number(self, number: str) -> Sequence[ConcernRows]:
        """Return those of a number; several authorities may have given the same."""
        return [ConcernRows(*row) for row in self.session.execute(_WITH_ROWS.where(Concern.number == number))]

    def list_for(
        self, handled: Handled, statuses: Collection[Status], *, cursor: str | None, limit: int
    ) -> Sequence[ConcernRows]:
        """Return up to `limit + 1` of a desk, those due first at the top."""
        statement = _WITH_ROWS.where(_is_handled(handled), _stands(statuses))
        at: ColumnElement[Any] = Concern.due_at.expression
        if cursor:
            due_at, concern_id = mark(cursor, instant)
            last = tuple_(literal(due_at, UtcDateTime()), literal(concern_id, Concern.id.type))
            statement = statement.where(tuple_(at, Concern.id) > last)
        rows = self.session.execute(statement.order_by(at, Concern.id).limit(limit + 1))
        return [ConcernRows(*row) for row in rows]

    def touched(self, authority_id: str, *, first: date, last: date) -> Sequence[Concern]:
        """Return what is open and whose limit reaches into some days, held until commit, in one order."""
        began = func.coalesce(Concern.taken_at, Concern.received_at)
        wanted = select(Concern).where(
            Concern.authority_id == authority_id, _stands(OPEN), began < end_of_day(last), Concern.due_on >= first
        )
        return self.session.scalars(wanted.order_by(Concern.id).with_for_update()).all()

    def count_for(self, handled: Handled, statuses: Collection[Status]) -> int:
        """Return how many such a list holds; at most 1,000."""
        found = select(Concern.id).where(_is_handled(handled), _stands(statuses)).limit(COUNT_LIMIT)
        return self.session.scalar(select(func.count()).select_from(found.subquery())) or 0

    def is_disputed(self, record_id: str) -> bool:
        """Tell whether an objection to a record is looked into (rules 2.8, A12)."""
        wanted = select(Concern.id).where(
            Concern.record_id == record_id, Concern.kind == Kind.OBJECTION, Concern.status == Status.TAKEN
        )
        return self.session.scalar(wanted.limit(1)) is not None

    def files(self, concern_id: str) -> Sequence[ProofFile]:
        """Return the files of one, in the order they came."""
        wanted = select(ProofFile).where(ProofFile.concern_id == concern_id)
        return self.session.scalars(wanted.order_by(ProofFile.id)).all()

    def files_of_looks(self, follow_up_ids: Collection[str]) -> Sequence[ProofFile]:
        """Return the files that show what looks found, in the order they came."""
        wanted = select(ProofFile).where(ProofFile.follow_up_id.in_(follow_up_ids))
        return self.session.scalars(wanted.order_by(ProofFile.id)).all()

    def find_file(self, file_id: str) -> ProofFile | None:
        """Return a file, or None."""
        return self.session.get(ProofFile, file_id)

    def unclaimed(self, about_id: str, digests: Collection[str], *, lock: bool = False) -> Sequence[ProofFile]:
        """Return the files kept for a thing under tokens that nothing names yet, held until commit if asked."""
        statement = select(ProofFile).where(
            ProofFile.about_id == about_id, ProofFile.token_digest.in_(digests), _is_unclaimed()
        )
        return self.session.scalars((statement.with_for_update() if lock else statement).order_by(ProofFile.id)).all()

    def forget_unclaimed(self, before: datetime) -> None:
        """Remove the files that were stored before an instant and that nobody has handed in."""
        self.session.execute(delete(ProofFile).where(_is_unclaimed(), ProofFile.stored_at < before))


_WITH_ROWS: Select[Concern, Subject, Authority] = (
    select(Concern, Subject, Authority)
    .join(Subject, Subject.id == Concern.subject_id)
    .join(Authority, Authority.id == Concern.authority_id)
)


def _is_unclaimed() -> ColumnElement[bool]:
    return ProofFile.concern_id.is_(None) & ProofFile.follow_up_id.is_(None)


def _stands(statuses: Collection[Status]) -> ColumnElement[bool]:
    return Concern.status.in_([each.value for each in statuses])


def _is_handled(handled: Handled) -> ColumnElement[bool]:
    here = Concern.id.is_not(None)
    if handled.authority_ids is not None:
        here = Concern.authority_id.in_(handled.authority_ids)
    return here & Concern.subject_id.not_in(handled.not_about) if handled.not_about else here
