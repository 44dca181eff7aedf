"""Questions about records that were hidden in an emergency."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.commands.hiding import HidingFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.hiding import IN_FORCE, WAITS_FOR_SECOND
from workflow_app.models import Authority, Hiding, Record, Subject
from workflow_app.repositories.pages import mark

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class HidingRows:
    """A hiding with its record, whom that is about, and whose it is."""

    hiding: Hiding
    record: Record
    subject: Subject
    authority: Authority


class Hidings:
    """What was hidden, by whom, and who looked at it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, hiding_id: str, *, lock: bool = False) -> HidingRows:
        """Return a hiding, held until commit if asked; raises NotFoundError HIDING_UNKNOWN."""
        statement = _with_rows().where(Hiding.id == hiding_id)
        if lock:
            statement = statement.with_for_update(of=Hiding).execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("HIDING_UNKNOWN")
        return HidingRows(*row)

    def find_in_force(self, record_id: str) -> Hiding | None:
        """Return the hiding by which a record is hidden now, or None."""
        return self.session.scalar(select(Hiding).where(Hiding.open_record_id == record_id))

    def list_of_record(self, record_id: str, *, limit: int = 20) -> Sequence[HidingRows]:
        """Return when a record was hidden, the last time first."""
        statement = _with_rows().where(Hiding.record_id == record_id).order_by(Hiding.id.desc()).limit(limit)
        return [HidingRows(*row) for row in self.session.execute(statement)]

    def list_page(self, wanted: HidingFilter, authority_ids: Collection[str]) -> Sequence[HidingRows]:
        """Return up to `limit + 1` hidings at authorities: what waits the most urgent first, else the newest first."""
        statement = _of(_with_rows(), authority_ids, wanted.status)
        if text := wanted.q.strip():
            found = or_(
                Record.document_no.contains(text, autoescape=True),
                Subject.name.contains(text, autoescape=True),
                Subject.uscc == text.upper(),
            )
            statement = statement.where(found)
        if wanted.status == "waiting":
            if wanted.cursor:
                due_on, row_id = mark(wanted.cursor, date.fromisoformat)
                last = tuple_(literal(due_on, Hiding.due_on.type), literal(row_id, Hiding.id.type))
                statement = statement.where(tuple_(Hiding.due_on, Hiding.id) > last)
            statement = statement.order_by(Hiding.due_on, Hiding.id)
        else:
            if wanted.cursor:
                statement = statement.where(Hiding.id < mark(wanted.cursor, str)[1])
            statement = statement.order_by(Hiding.id.desc())
        return [HidingRows(*row) for row in self.session.execute(statement.limit(wanted.limit + 1))]

    def count_waiting(self, authority_ids: Collection[str]) -> int:
        """Return how many wait for a second person, at most 1,000."""
        waiting = _of(_with_rows(), authority_ids, "waiting").with_only_columns(Hiding.id).limit(COUNT_LIMIT)
        return self.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def _with_rows() -> Select[Hiding, Record, Subject, Authority]:
    return (
        select(Hiding, Record, Subject, Authority)
        .join(Record, Record.id == Hiding.record_id)
        .join(Subject, Subject.id == Record.subject_id)
        .join(Authority, Authority.id == Record.authority_id)
    )


def _of(
    statement: Select[Hiding, Record, Subject, Authority], authority_ids: Collection[str], status: str
) -> Select[Hiding, Record, Subject, Authority]:
    """Narrow to some authorities and to how a hiding stands."""
    statement = statement.where(Record.authority_id.in_(authority_ids))
    if status == "waiting":
        return statement.where(Hiding.status.in_(WAITS_FOR_SECOND))
    return statement.where(Hiding.status.in_(IN_FORCE)) if status == "hidden" else statement
