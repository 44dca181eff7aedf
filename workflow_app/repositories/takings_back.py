"""Questions about versions that are taken back, and about the cases that were begun under one."""

from collections.abc import Sequence

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from workflow_app.domain.taking_back import CASE_STATUSES, TakingBackStatus
from workflow_app.models import Authority, Case, Subject, TakingBack, Task
from workflow_app.repositories.pages import mark

MOST_COUNTED = 1000
"""Counts stop here, so that they take no longer the more there are."""


class TakingsBack:
    """Requests to take versions back."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_of(self, version_ids: Sequence[str]) -> Sequence[TakingBack]:
        """Return every request about versions, the newest first."""
        wanted = select(TakingBack).where(TakingBack.version_id.in_(version_ids))
        return self.session.scalars(wanted.order_by(TakingBack.id.desc())).all()

    def find_waiting(self, version_id: str) -> TakingBack | None:
        """Return the request about a version that nobody has decided, or None."""
        waits = TakingBack.status == TakingBackStatus.WAITING.value
        return self.session.scalar(select(TakingBack).where(TakingBack.version_id == version_id, waits))

    def count_cases(self, version_id: str) -> dict[str, int]:
        """Return how many cases were begun under a version by status, each up to `MOST_COUNTED`."""
        return {each: self._count(version_id, each) for each in CASE_STATUSES}

    def _count(self, version_id: str, status: str) -> int:
        wanted = select(literal(1)).where(Case.process_version_id == version_id, Case.status == status)
        return self.session.scalar(select(func.count()).select_from(wanted.limit(MOST_COUNTED).subquery())) or 0

    def list_cases(
        self, version_id: str, status: str, *, cursor: str | None, limit: int
    ) -> Sequence[tuple[Case, Authority]]:
        """Return up to `limit + 1` cases of one status that were begun under a version, the newest first."""
        wanted = (
            select(Case, Authority)
            .join(Authority, Authority.id == Case.authority_id)
            .where(Case.process_version_id == version_id, Case.status == status)
        )
        if cursor is not None:
            wanted = wanted.where(Case.id < mark(cursor, str)[1])
        rows = self.session.execute(wanted.order_by(Case.id.desc()).limit(limit + 1))
        return [(case, authority) for case, authority in rows]

    def waits_for(self, case_ids: Sequence[str]) -> Sequence[Task]:
        """Return the open tasks of cases, the oldest first."""
        return self.session.scalars(
            select(Task).where(Task.case_id.in_(case_ids), Task.status == "OPEN").order_by(Task.id)
        ).all()

    def list_drafts(self, version_id: str) -> Sequence[tuple[Case, Subject]]:
        """Return the applications begun under a version that are not handed in, with whose they are."""
        wanted = (
            select(Case, Subject)
            .join(Subject, Subject.id == Case.subject_id)
            .where(Case.process_version_id == version_id, Case.status == "DRAFT")
        )
        return [(case, subject) for case, subject in self.session.execute(wanted.order_by(Case.id))]

    def count_open_by_authority(self, version_id: str) -> dict[str, int]:
        """Return how many cases of a version were handed in and have not ended, by the id of their authority."""
        wanted = (
            select(Case.authority_id, func.count())
            .where(Case.process_version_id == version_id, Case.status.in_(("RUNNING", "SUSPENDED")))
            .group_by(Case.authority_id)
        )
        return {row[0]: row[1] for row in self.session.execute(wanted)}
