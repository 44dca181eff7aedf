"""Questions about cases that another version of their process is for, and about what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from workflow_app.domain.migrating import Outcome, Scope
from workflow_app.models import Authority, Case, CaseClock, CaseMigration, Incident, ProcessVersion
from workflow_app.models.base import JsonMap
from workflow_app.repositories.pages import mark
from workflow_app.repositories.processes import CURRENT


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that cases are to leave: one of them, or all of a process below a number."""

    process_id: str
    below: int
    only: str | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        """Return what is asked of a version."""
        if self.only is not None:
            return ProcessVersion.id == self.only
        return (ProcessVersion.process_id == self.process_id) & (ProcessVersion.version < self.below)


@dataclass(frozen=True, slots=True)
class Standing:
    """A case that runs, as far as it matters for whether it can go on in another version."""

    id: str
    number: str | None
    state: str
    passed: Sequence[str]
    engine_state: bytes
    routing: JsonMap
    version_id: str
    edition_id: str | None
    created_at: datetime
    authority: Authority


class CaseMigrations:
    """What became of cases."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def next_ids(self, leaving: Versions, scope: str, *, after: str | None, limit: int) -> Sequence[str]:
        """Return up to `limit` cases to look at, in the order in which they were begun; of NEW only drafts."""
        status = Case.status == "DRAFT" if scope == Scope.NEW else Case.status != "ENDED"
        wanted = select(Case.id).join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
        wanted = wanted.where(leaving.condition, status)
        if after is not None:
            wanted = wanted.where(Case.id > after)
        return self.session.scalars(wanted.order_by(Case.id).limit(limit)).all()

    def list_running(self, leaving: Versions, *, limit: int) -> Sequence[Standing]:
        """Return up to `limit` filed cases that have not ended, in the order in which they were begun."""
        wanted = (
            select(
                Case.id,
                Case.number,
                Case.state,
                Case.passed,
                Case.engine_state,
                Case.routing,
                Case.process_version_id,
                Case.matter_edition_id,
                Case.created_at,
                Authority,
            )
            .join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
            .join(Authority, Authority.id == Case.authority_id)
            .where(leaving.condition, Case.status.not_in(("ENDED", "DRAFT")))
        )
        return [Standing(*tuple(row)) for row in self.session.execute(wanted.order_by(Case.id).limit(limit))]

    def count_drafts(self, leaving: Versions) -> int:
        """Return how many applications that are not filed stand on these versions."""
        wanted = (
            select(func.count()).select_from(Case).join(ProcessVersion, ProcessVersion.id == Case.process_version_id)
        )
        return self.session.scalar(wanted.where(leaving.condition, Case.status == "DRAFT")) or 0

    def with_incident(self, case_ids: Collection[str], *, apart_from: str | None = None) -> set[str]:
        """Return which of these cases have a failed step that nobody has settled, apart from one of some due work."""
        wanted = select(Incident.case_id).where(Incident.status == "OPEN", Incident.case_id.in_(case_ids))
        if apart_from is not None:
            wanted = wanted.where(Incident.due_work_id.is_distinct_from(apart_from))
        return {each for each in self.session.scalars(wanted) if each is not None}

    def clocks(self, case_ids: Collection[str]) -> dict[str, dict[str, str]]:
        """Return the clocks of cases: by case the status of each by its key."""
        found: dict[str, dict[str, str]] = {each: {} for each in case_ids}
        wanted = select(CaseClock.case_id, CaseClock.key, CaseClock.status).where(CaseClock.case_id.in_(case_ids))
        for case_id, key, status in self.session.execute(wanted):
            found[case_id][key] = status
        return found

    def find(self, case_id: str, cause_id: str) -> CaseMigration | None:
        """Return what became of a case for a cause, or None."""
        wanted = (CaseMigration.case_id == case_id) & (CaseMigration.cause_id == cause_id)
        return self.session.scalar(select(CaseMigration).where(wanted))

    def is_up_to_date(self, case_id: str, version_id: str, key: str, *, now: datetime) -> bool:
        """Tell in one statement whether a draft goes by the version in effect, and its applicant was told how."""
        untold = select(CaseMigration.id).where(
            CaseMigration.case_id == case_id, CaseMigration.is_draft, CaseMigration.told_at.is_(None)
        )
        row = self.session.execute(CURRENT.add_columns(untold.exists()), {"key": key, "now": now}).one_or_none()
        return row is not None and row[0] == version_id and not row[-1]

    def moves_of(self, case_id: str) -> Sequence[CaseMigration]:
        """Return the moves of a case, also while it was a draft, the oldest first."""
        wanted = select(CaseMigration).where(CaseMigration.case_id == case_id, CaseMigration.outcome != Outcome.STAYED)
        return self.session.scalars(wanted.order_by(CaseMigration.id)).all()

    def unread_of(self, case_id: str) -> Sequence[CaseMigration]:
        """Return the moves of a draft that its applicant has not said to have read, the oldest first."""
        unread = CaseMigration.is_draft & CaseMigration.read_at.is_(None) & (CaseMigration.outcome != Outcome.STAYED)
        wanted = select(CaseMigration).where(CaseMigration.case_id == case_id, unread)
        return self.session.scalars(wanted.order_by(CaseMigration.id)).all()

    def count_by_outcome(self, cause_ids: Collection[str]) -> dict[str, int]:
        """Return how many cases came out how for causes; drafts not counted."""
        wanted = select(CaseMigration.outcome, func.count()).where(
            CaseMigration.cause_id.in_(cause_ids), CaseMigration.is_draft.is_(False)
        )
        return {row[0]: row[1] for row in self.session.execute(wanted.group_by(CaseMigration.outcome))}

    def list_of(
        self, cause_ids: Collection[str], outcomes: Collection[str], *, cursor: str | None, limit: int
    ) -> Sequence[tuple[CaseMigration, Case, Authority]]:
        """Return up to `limit + 1` of the filed cases that came out so for causes, the newest first."""
        wanted = (
            select(CaseMigration, Case, Authority)
            .join(Case, Case.id == CaseMigration.case_id)
            .join(Authority, Authority.id == Case.authority_id)
            .where(CaseMigration.cause_id.in_(cause_ids), CaseMigration.outcome.in_(outcomes))
            .where(CaseMigration.is_draft.is_(False))
        )
        if cursor is not None:
            wanted = wanted.where(CaseMigration.id < mark(cursor, str)[1])
        rows = self.session.execute(wanted.order_by(CaseMigration.id.desc()).limit(limit + 1))
        return [(migration, case, authority) for migration, case, authority in rows]
