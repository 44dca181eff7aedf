"""Questions about objections to intended repairs, and their files."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, literal, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.objections import UNDECIDED, UNDER_EXAMINATION, Status
from workflow_app.models import Authority, Case, Objection, ObjectionFile, Subject
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.intended_repairs import IntendedRepairs
from workflow_app.repositories.pages import instant, mark

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class ObjectionRows:
    """An objection with its case, whom that is about, and whose it is."""

    objection: Objection
    case: Case
    subject: Subject
    authority: Authority


class Objections:
    """Objections, one by one, of a case, or of a desk."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def repairs(self) -> IntendedRepairs:
        """Return questions about the repairs that one may object to."""
        return IntendedRepairs(self.session)

    def get(self, objection_id: str, *, lock: bool = False) -> ObjectionRows:
        """Return an objection, locked until commit if asked; raises NotFoundError OBJECTION_UNKNOWN."""
        statement = _WITH_ROWS.where(Objection.id == objection_id)
        if lock:
            locking = statement.with_for_update(of=Objection, key_share=True)
            statement = locking.execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("OBJECTION_UNKNOWN")
        return ObjectionRows(*row)

    def list_by_number(self, number: str) -> Sequence[ObjectionRows]:
        """Return the objections of a number; several authorities may have given the same."""
        return [ObjectionRows(*row) for row in self.session.execute(_WITH_ROWS.where(Objection.number == number))]

    def numbers(self, ids: Collection[str | None]) -> dict[str, str]:
        """Return the numbers of objections by id."""
        wanted = sorted({each for each in ids if each})
        if not wanted:
            return {}
        rows = self.session.execute(select(Objection.id, Objection.number).where(Objection.id.in_(wanted)))
        return {row.id: row.number for row in rows}

    def rows_of_case(self, case_id: str, statuses: Collection[Status]) -> Sequence[ObjectionRows]:
        """Return the objections of a case that stand at one of some points, in the order they came."""
        statement = _WITH_ROWS.where(
            Objection.case_id == case_id, Objection.status.in_([each.value for each in statuses])
        )
        return [ObjectionRows(*row) for row in self.session.execute(statement.order_by(Objection.id))]

    def of_case(self, case_id: str) -> Sequence[Objection]:
        """Return the objections of a case in the order they came."""
        return self.session.scalars(select(Objection).where(Objection.case_id == case_id).order_by(Objection.id)).all()

    def undecided(self, case_id: str) -> Sequence[Objection]:
        """Return the objections of a case that nobody has decided, or whose examination is not over."""
        return self._in(case_id, UNDECIDED)

    def under_examination(self, case_id: str) -> Sequence[Objection]:
        """Return the objections of a case that are accepted and not examined yet."""
        return self._in(case_id, UNDER_EXAMINATION)

    def _in(self, case_id: str, statuses: Collection[Status]) -> Sequence[Objection]:
        words = [each.value for each in statuses]
        statement = select(Objection).where(Objection.case_id == case_id, Objection.status.in_(words))
        return self.session.scalars(statement.order_by(Objection.id)).all()

    def list_for(
        self, actor: Actor, statuses: Collection[Status], *, cursor: str | None, limit: int
    ) -> Sequence[ObjectionRows]:
        """Return up to `limit + 1` objections of where an actor handles them, those due first at the top."""
        statement = _WITH_ROWS.where(_handled_by(actor), Objection.status.in_([each.value for each in statuses]))
        at: ColumnElement[Any] = Objection.accept_due_at.expression
        if cursor:
            due_at, objection_id = mark(cursor, instant)
            last = tuple_(literal(due_at, UtcDateTime()), literal(objection_id, Objection.id.type))
            statement = statement.where(tuple_(at, Objection.id) > last)
        rows = self.session.execute(statement.order_by(at, Objection.id).limit(limit + 1))
        return [ObjectionRows(*row) for row in rows]

    def count_for(self, actor: Actor, statuses: Collection[Status]) -> int:
        """Return how many objections such a list holds; at most 1,000."""
        words = [each.value for each in statuses]
        found = select(Objection.id).where(_handled_by(actor), Objection.status.in_(words)).limit(COUNT_LIMIT)
        return self.session.scalar(select(func.count()).select_from(found.subquery())) or 0

    def files(self, objection_ids: Collection[str]) -> Sequence[ObjectionFile]:
        """Return the files of objections in the order they came."""
        statement = select(ObjectionFile).where(ObjectionFile.objection_id.in_(objection_ids))
        return self.session.scalars(statement.order_by(ObjectionFile.id)).all()

    def find_file(self, file_id: str) -> ObjectionFile | None:
        """Return a file, or None."""
        return self.session.get(ObjectionFile, file_id)

    def unclaimed(self, case_id: str, digests: Collection[str], *, lock: bool = False) -> Sequence[ObjectionFile]:
        """Return the files kept for a case under tokens that no objection names yet, held until commit if asked."""
        statement = select(ObjectionFile).where(
            ObjectionFile.case_id == case_id,
            ObjectionFile.token_digest.in_(digests),
            ObjectionFile.objection_id.is_(None),
        )
        return self.session.scalars(
            (statement.with_for_update() if lock else statement).order_by(ObjectionFile.id)
        ).all()

    def forget_unclaimed(self, before: datetime) -> None:
        """Remove the files that were stored before an instant and that nobody has handed in."""
        is_old = ObjectionFile.objection_id.is_(None) & (ObjectionFile.stored_at < before)
        self.session.execute(delete(ObjectionFile).where(is_old))


_WITH_ROWS: Select[Objection, Case, Subject, Authority] = (
    select(Objection, Case, Subject, Authority)
    .join(Case, Case.id == Objection.case_id)
    .join(Subject, Subject.id == Case.subject_id)
    .join(Authority, Authority.id == Objection.authority_id)
)


def _handled_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that somebody handles objections there, and not about those they act for."""
    grants = [grant for grant in actor.grants if grant.role is Role.COMPLAINT_HANDLER]
    everywhere = any(grant.authority_id is None for grant in grants)
    here = {grant.authority_id for grant in grants if grant.authority_id}
    held = Objection.id.is_not(None) if everywhere else Objection.authority_id.in_(here)
    if not actor.subject_ids:
        return held
    return held & Case.subject_id.not_in(actor.subject_ids)
