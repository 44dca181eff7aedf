"""Questions about cases."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.policies import reads_by_office
from workflow_app.models import Authority, Case, CaseClock, Process, ProcessVersion, Subject
from workflow_app.models.base import UtcDateTime
from workflow_app.repositories.finding import answers
from workflow_app.repositories.pages import instant, mark


@dataclass(frozen=True, slots=True)
class RunsOn:
    """The process version of a case: its id and content, and what people call it."""

    version_id: str
    version: int
    content_hash: str
    key: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class CaseRows:
    """A case with what every step and view needs beside it, read in one statement."""

    case: Case
    authority: Authority
    subject: Subject
    runs_on: RunsOn


CaseSelect = Select[Case, Authority, Subject, str, int, str, str, str, str]
RUNS_ON = (
    ProcessVersion.id,
    ProcessVersion.version,
    ProcessVersion.content_hash,
    Process.key,
    Process.name_zh,
    Process.name_en,
)
WITH_ROWS = (
    select(Case, Authority, Subject, *RUNS_ON)
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
        return to_rows(row)

    def list_by_number(self, number: str) -> Sequence[CaseRows]:
        """Return the cases of a number; several authorities may have given the same."""
        return [to_rows(row) for row in self.session.execute(WITH_ROWS.where(Case.number == number))]

    def find_ended_of_record(self, record_id: str, *, subject_id: str) -> Case | None:
        """Return the last case about a record that its subject had handed in and that has ended, or None."""
        ended = (Case.record_id == record_id) & (Case.subject_id == subject_id) & (Case.status == "ENDED")
        newest = select(Case).where(ended, Case.submitted_at.is_not(None)).order_by(Case.id.desc()).limit(1)
        return self.session.scalar(newest)

    def list_refused(self, record_ids: Collection[str]) -> Sequence[Case]:
        """Return the cases about records that ended in a refusal, the oldest first."""
        refused = Case.record_id.in_(record_ids) & (Case.status == "ENDED") & (Case.state == "REFUSED")
        return self.session.scalars(select(Case).where(refused).order_by(Case.id)).all()

    def find_open_of_record(self, record_id: str) -> Case | None:
        """Return the open case about a record, or None."""
        return self.session.scalar(select(Case).where(Case.open_record_id == record_id))

    def list_open_of_subject(self, subject_id: str) -> Sequence[Case]:
        """Return the cases of a subject that have not ended, the oldest first."""
        statement = select(Case).where(Case.subject_id == subject_id, Case.status != "ENDED")
        return self.session.scalars(statement.order_by(Case.id)).all()

    def is_any(self) -> bool:
        """Tell whether there is a case at all."""
        return self.session.scalar(select(Case.id).limit(1)) is not None

    def list_visible(self, wanted: CaseFilter, actor: Actor) -> Sequence[CaseRows]:
        """Return up to `limit + 1` cases an actor may see, newest first."""
        statement = _narrowed(WITH_ROWS.where(_visible(actor)), wanted)
        if wanted.q and wanted.q.strip():
            statement = statement.where(answers(self.session, wanted.q.strip()))
        if wanted.cursor:
            created_at, case_id = mark(wanted.cursor, instant)
            last = tuple_(literal(created_at, UtcDateTime()), literal(case_id, Case.id.type))
            statement = statement.where(tuple_(Case.created_at, Case.id) < last)
        rows = self.session.execute(statement.order_by(Case.created_at.desc(), Case.id.desc()).limit(wanted.limit + 1))
        return [to_rows(row) for row in rows]

    def clocks(self, case_ids: Sequence[str]) -> Sequence[CaseClock]:
        """Return the clocks of cases in the order they were started."""
        return self.session.scalars(_CLOCKS, {"case_ids": list(case_ids)}).all()

    def next_limit(self, *, after: datetime) -> datetime | None:
        """Return the next instant at which a running clock of any case is over, or None."""
        running = (CaseClock.status == "RUNNING") & (CaseClock.due_at > after)
        return self.session.scalar(select(func.min(CaseClock.due_at)).where(running))


def to_rows(row: Row[*tuple[Any, ...]]) -> CaseRows:
    """Return what `WITH_ROWS` has asked for, whatever was added behind it (Any: rows of several tables)."""
    return CaseRows(row[0], row[1], row[2], RunsOn(*row[3:9]))


def _visible(actor: Actor) -> ColumnElement[bool]:
    """Return the condition under which an actor sees a case in a list: `policies.may_see_case`, as a question."""
    conditions: list[ColumnElement[bool]] = []
    if actor.subject_ids and actor.has(Role.APPLICANT):
        conditions.append(Case.subject_id.in_(actor.subject_ids))
    handed_in = _of_the_office(actor, handed_in=True)
    if handed_in is not None:
        conditions.append(and_(Case.submitted_at.is_not(None), handed_in))
    anything = _of_the_office(actor, handed_in=False)
    if anything is not None:
        conditions.append(anything)
    return or_(*conditions) if conditions else Case.id.is_(None)


def _of_the_office(actor: Actor, *, handed_in: bool) -> ColumnElement[bool] | None:
    """Return the condition under which a case is at an authority whose desk the actor is, or None where at none."""
    named = sorted({grant.authority_id for grant in actor.grants if grant.authority_id})
    open_at = [each for each in named if reads_by_office(actor, each, handed_in=handed_in)]
    if reads_by_office(actor, None, handed_in=handed_in):
        return Case.authority_id.not_in(set(named) - set(open_at))
    return Case.authority_id.in_(open_at) if open_at else None


def _narrowed(statement: CaseSelect, wanted: CaseFilter) -> CaseSelect:
    """Add what was asked for."""
    conditions = []
    if wanted.process:
        conditions.append(Process.key == wanted.process)
    if wanted.process and wanted.process_version is not None:
        conditions.append(ProcessVersion.version == wanted.process_version)
    if wanted.status:
        conditions.append(Case.status == wanted.status)
    if wanted.state:
        conditions.append(Case.state == wanted.state)
    if wanted.batch_id:
        conditions.append(Case.batch_id == wanted.batch_id)
    return statement.where(and_(*conditions)) if conditions else statement
