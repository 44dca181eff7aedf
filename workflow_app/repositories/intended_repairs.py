"""Questions about intended repairs on display: which they are, found as every public list finds, and one of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, exists, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.letter_marks import normal_number
from workflow_app.models import Authority, Case, CaseClock, Record, Subject
from workflow_app.repositories.pages import mark
from workflow_app.repositories.public_finding import asked_for, says

PUBLICITY = "repair.publicity"
ON_DISPLAY, SUSPENDED = "REPAIR_PUBLICITY", "OBJECTION_SUSPENDED"
AFTERWARDS = ("DECISION", "RETURNED_TO_SECOND", "RETURNED_TO_FIRST", "SECOND_REVIEW")
"""States of a case whose publicity is over and that is not decided: the decider may have sent it back meanwhile."""


@dataclass(frozen=True, slots=True)
class RepairRows:
    """A case whose repair is intended, with the clock of its publicity and what the public reads of it."""

    case: Case
    authority: Authority
    subject: Subject
    record: Record
    clock: CaseClock


class IntendedRepairs:
    """Repairs that are shown to the public before they are decided."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, case_id: str, *, now: datetime) -> RepairRows:
        """Return a repair that is on display; raises NotFoundError REPAIR_NOT_ON_DISPLAY for every other case."""
        row = self.session.execute(_shown(now).where(Case.id == case_id)).one_or_none()
        if row is None:
            raise NotFoundError("REPAIR_NOT_ON_DISPLAY")
        return RepairRows(*row)

    def find_clock(self, case_id: str) -> CaseClock | None:
        """Return the clock of a publicity that runs, or that was the last thing before the decision; else None.

        Whoever objects in its last second may find the case moved on already.
        """
        states = (ON_DISPLAY, SUSPENDED, *AFTERWARDS)
        statement = (
            select(CaseClock)
            .join(Case, Case.id == CaseClock.case_id)
            .where(Case.id == case_id, Case.status == "RUNNING", Case.state.in_(states), CaseClock.key == PUBLICITY)
            .order_by(CaseClock.id.desc())
            .limit(1)
        )
        return self.session.scalar(statement.execution_options(populate_existing=True))

    def get_objectionable(self, case_id: str) -> RepairRows:
        """Return a repair on display or just before its decision; raises NotFoundError REPAIR_NOT_ON_DISPLAY."""
        row = self.session.execute(_with_clock(ON_DISPLAY, SUSPENDED, *AFTERWARDS).where(Case.id == case_id))
        found = row.one_or_none()
        if found is None:
            raise NotFoundError("REPAIR_NOT_ON_DISPLAY")
        return RepairRows(*found)

    def list_afterwards(self, authority_ids: Collection[str] | None, *, limit: int) -> Sequence[RepairRows]:
        """Return the repairs whose publicity is over and that are not decided, those that ended last first."""
        statement = _with_clock(*AFTERWARDS)
        if authority_ids is not None:
            statement = statement.where(Case.authority_id.in_(authority_ids))
        rows = self.session.execute(statement.order_by(CaseClock.due_at.desc(), Case.id.desc()).limit(limit))
        return [RepairRows(*row) for row in rows]

    def search(self, q: str, *, now: datetime, cursor: str | None = None, limit: int = 50) -> Sequence[RepairRows]:
        """Return up to `limit + 1` repairs whose public name, code or number answers the words, newest first."""
        statement = _shown(now)
        text = asked_for(q)
        if text:
            statement = statement.where(or_(says(text), Case.number == normal_number(text)))
        if cursor:
            started_on, case_id = mark(cursor, date.fromisoformat)
            last = tuple_(literal(started_on, CaseClock.started_on.type), literal(case_id, Case.id.type))
            statement = statement.where(tuple_(CaseClock.started_on, Case.id) < last)
        rows = self.session.execute(statement.order_by(CaseClock.started_on.desc(), Case.id.desc()).limit(limit + 1))
        return [RepairRows(*row) for row in rows]

    def list_at(self, authority_ids: Collection[str] | None, *, now: datetime, limit: int) -> Sequence[RepairRows]:
        """Return the repairs of authorities that are on display, or of all where None is asked for; newest first."""
        statement = _shown(now)
        if authority_ids is not None:
            statement = statement.where(Case.authority_id.in_(authority_ids))
        rows = self.session.execute(statement.order_by(CaseClock.started_on.desc(), Case.id.desc()).limit(limit))
        return [RepairRows(*row) for row in rows]


def _shown(now: datetime) -> Select[Case, Authority, Subject, Record, CaseClock]:
    """Ask for cases in publicity whose time is not over, and for those where it stands still; with their newest clock.

    That the time is over is known here before the timer has moved the case on.
    """
    in_time = and_(Case.state == ON_DISPLAY, CaseClock.due_at > now)
    return _with_clock(ON_DISPLAY, SUSPENDED).where(or_(in_time, Case.state == SUSPENDED))


def _with_clock(*states: str) -> Select[Case, Authority, Subject, Record, CaseClock]:
    """Ask for running cases in some states, each with the newest clock of its publicity."""
    newer = aliased(CaseClock)
    is_newest = ~exists().where(newer.case_id == CaseClock.case_id, newer.key == CaseClock.key, newer.id > CaseClock.id)
    return (
        select(Case, Authority, Subject, Record, CaseClock)
        .join(Authority, Authority.id == Case.authority_id)
        .join(Subject, Subject.id == Case.subject_id)
        .join(Record, Record.id == Case.record_id)
        .join(CaseClock, and_(CaseClock.case_id == Case.id, CaseClock.key == PUBLICITY))
        .where(Case.state.in_(states), Case.status == "RUNNING", is_newest)
    )
