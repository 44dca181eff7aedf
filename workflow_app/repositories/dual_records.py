"""Questions about what is to be reported of permits, by when it is due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.dual_publicity import Sending
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Authority, DualRecord, Permit, Subject
from workflow_app.repositories.pages import mark

COUNT_LIMIT = 1000
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class DualRows:
    """A record with its permit, whose that is, and whose record."""

    record: DualRecord
    permit: Permit
    subject: Subject
    authority: Authority


class DualRecords:
    """What is to be reported."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, record_id: str) -> DualRows:
        """Return a record; raises NotFoundError DUAL_RECORD_UNKNOWN."""
        row = self.session.execute(_with_rows().where(DualRecord.id == record_id)).one_or_none()
        if row is None:
            raise NotFoundError("DUAL_RECORD_UNKNOWN")
        return DualRows(*row)

    def of_permit(self, permit_id: str) -> Sequence[DualRecord]:
        """Return what is to be reported of a permit, in the order of its acts."""
        found = self.session.scalars(select(DualRecord).where(DualRecord.permit_id == permit_id))
        return sorted(found, key=lambda each: (each.acted_on, each.id))

    def touched(self, authority_id: str, *, first: date, last: date) -> Sequence[DualRecord]:
        """Return what is not sent and whose time reaches into some days, held until commit, in one order."""
        reaches = (DualRecord.acted_on <= last, DualRecord.due_on >= first)
        wanted = select(DualRecord).where(
            DualRecord.authority_id == authority_id, DualRecord.status == Sending.PREPARED, *reaches
        )
        return self.session.scalars(wanted.order_by(DualRecord.id).with_for_update()).all()

    def list_prepared(
        self, authority_ids: Collection[str], *, before: date | None, cursor: str | None, limit: int
    ) -> Sequence[DualRows]:
        """Return up to `limit + 1` records that are not sent, the one due first first; those due `before` a day."""
        statement = _prepared(_with_rows(), authority_ids, before)
        if cursor:
            due_on, record_id = mark(cursor, date.fromisoformat)
            last = tuple_(literal(due_on, DualRecord.due_on.type), literal(record_id, DualRecord.id.type))
            statement = statement.where(tuple_(DualRecord.due_on, DualRecord.id) > last)
        rows = self.session.execute(statement.order_by(DualRecord.due_on, DualRecord.id).limit(limit + 1))
        return [DualRows(*row) for row in rows]

    def count_prepared(self, authority_ids: Collection[str], *, before: date | None = None) -> int:
        """Return how many such records there are; at most 1,000."""
        statement = _prepared(select(DualRecord.id), authority_ids, before)
        return self.session.scalar(select(func.count()).select_from(statement.limit(COUNT_LIMIT).subquery())) or 0


def _with_rows() -> Select[DualRecord, Permit, Subject, Authority]:
    return (
        select(DualRecord, Permit, Subject, Authority)
        .join(Permit, Permit.id == DualRecord.permit_id)
        .join(Subject, Subject.id == Permit.subject_id)
        .join(Authority, Authority.id == DualRecord.authority_id)
    )


def _prepared(statement: Select[*Columns], authority_ids: Collection[str], before: date | None) -> Select[*Columns]:
    """Ask only for what authorities have not sent, and that is due before a day."""
    of_them = DualRecord.authority_id.in_(authority_ids)
    statement = statement.where(of_them, DualRecord.status == Sending.PREPARED.value)
    return statement if before is None else statement.where(DualRecord.due_on < before)
