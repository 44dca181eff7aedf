"""Questions about cases."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.actors import DESK_ROLES, Actor
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Authority, Case, CaseClock, Process, ProcessVersion, Subject
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.pages import instant, mark


@dataclass(frozen=True, slots=True)
class CaseRows:
    """A case with the rows beside it that every step and view needs, read in one statement."""

    case: Case
    version: ProcessVersion
    process: Process
    authority: Authority
    subject: Subject


WITH_ROWS = (
    select(Case, ProcessVersion, Process, Authority, Subject)
    .join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
    .join(Process, Process.id == ProcessVersion.process_id)
    .join(Authority, Authority.id == Case.authority_id)
    .join(Subject, Subject.id == Case.subject_id)
)
# Built once: a step asks them, and building costs more than asking.
_ONE = WITH_ROWS.where(Case.id == bindparam("case_id"))
_ONE_LOCKED = _ONE.with_for_update(of=Case, key_share=True).execution_options(populate_existing=True)
_CLOCKS = select(CaseClock).where(CaseClock.case_id.in_(bindparam("case_ids", expanding=True))).order_by(CaseClock.id)


class Cases:
    """Cases, locked or listed."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, case_id: str, *, lock: bool = False) -> CaseRows:
        """Return a case with its rows; raises NotFoundError CASE_UNKNOWN."""
        row = self.session.execute(_ONE_LOCKED if lock else _ONE, {"case_id": case_id}).one_or_none()
        if row is None:
            raise NotFoundError("CASE_UNKNOWN")
        return CaseRows(*row)

    def list_by_number(self, number: str) -> Sequence[CaseRows]:
        """Return the cases of a number; several authorities may have given the same."""
        return [CaseRows(*row) for row in self.session.execute(WITH_ROWS.where(Case.number == number))]

    def find_open_of_record(self, record_id: str) -> Case | None:
        """Return the open case about a record, or None."""
        return self.session.scalar(select(Case).where(Case.open_record_id == record_id))

    def list_visible(self, wanted: CaseFilter, actor: Actor) -> Sequence[CaseRows]:
        """Return up to `limit + 1` cases an actor may see, newest first."""
        statement = _narrowed(WITH_ROWS.where(_visible(actor)), wanted)
        if wanted.cursor:
            created_at, case_id = mark(wanted.cursor, instant)
            last = tuple_(literal(created_at, UtcDateTime()), literal(case_id, Case.id.type))
            statement = statement.where(tuple_(Case.created_at, Case.id) < last)
        rows = self.session.execute(statement.order_by(Case.created_at.desc(), Case.id.desc()).limit(wanted.limit + 1))
        return [CaseRows(*row) for row in rows]

    def clocks(self, case_ids: Sequence[str]) -> Sequence[CaseClock]:
        """Return the clocks of cases in the order they were started."""
        return self.session.scalars(_CLOCKS, {"case_ids": list(case_ids)}).all()


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which an actor sees a case in a list."""
    conditions: list[ColumnElement[bool]] = []
    if actor.subject_ids:
        conditions.append(Case.subject_id.in_(actor.subject_ids))
    conditions.extend(
        Case.authority_id == grant.authority_id if grant.authority_id else Case.id.is_not(None)
        for grant in actor.grants
        if grant.role in DESK_ROLES
    )
    return or_(*conditions) if conditions else Case.id.is_(None)


def _narrowed(
    statement: Select[Case, ProcessVersion, Process, Authority, Subject], wanted: CaseFilter
) -> Select[Case, ProcessVersion, Process, Authority, Subject]:
    """Add what was asked for."""
    conditions = []
    if wanted.process:
        conditions.append(Process.key == wanted.process)
    if wanted.status:
        conditions.append(Case.status == wanted.status)
    if wanted.state:
        conditions.append(Case.state == wanted.state)
    if wanted.q:
        text = wanted.q.strip()
        conditions.append(
            or_(
                Case.number == text,
                Subject.name.contains(text, autoescape=True),
                Subject.uscc.endswith(text.upper(), autoescape=True),
            )
        )
    return statement.where(and_(*conditions)) if conditions else statement
