"""Questions about replays of finished cases through drafts."""

from collections.abc import Sequence
from heapq import nlargest

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from workflow_app.domain.ids import new_id
from workflow_app.models import Case, Process, ProcessReplay, ProcessVersion, ReplayedCase


class ProcessReplays:
    """What became of finished cases in drafts."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, draft_id: str, *, lock: bool = False) -> ProcessReplay | None:
        """Return the replay of a draft, or None before the first."""
        statement = select(ProcessReplay).where(ProcessReplay.draft_id == draft_id)
        return self.session.scalar(statement.with_for_update() if lock else statement)

    def get(self, replay_id: str, *, lock: bool = False) -> ProcessReplay | None:
        """Return a replay, or None where the draft has another one since."""
        statement = select(ProcessReplay).where(ProcessReplay.id == replay_id)
        return self.session.scalar(statement.with_for_update() if lock else statement)

    def forget(self, draft_id: str) -> None:
        """Take the replay of a draft away, with what became of its cases."""
        gone = select(ProcessReplay.id).where(ProcessReplay.draft_id == draft_id)
        self.session.execute(delete(ReplayedCase).where(ReplayedCase.replay_id.in_(gone)))
        self.session.execute(delete(ProcessReplay).where(ProcessReplay.draft_id == draft_id))

    def list_ended(self, key: str, *, limit: int) -> list[str]:
        """Return the cases of a process that were handed in and ended last, the last first."""
        versions = self.session.scalars(
            select(ProcessVersion.id).join(Process, Process.id == ProcessVersion.process_id).where(Process.key == key)
        )
        found = [each for version in versions for each in self._ended_of(version, limit)]
        return [case_id for _ended_at, case_id in nlargest(limit, found)]

    def _ended_of(self, version_id: str, limit: int) -> list[tuple[object, str]]:
        wanted = (
            select(Case.ended_at, Case.id)
            .where(Case.process_version_id == version_id)
            .where(Case.ended_at.is_not(None), Case.submitted_at.is_not(None))
            .order_by(Case.ended_at.desc(), Case.id.desc())
            .limit(limit)
        )
        return [(row[0], row[1]) for row in self.session.execute(wanted)]

    def add_cases(self, replay_id: str, case_ids: Sequence[str]) -> list[ReplayedCase]:
        """Return rows for the cases of a replay, in their order."""
        return [
            ReplayedCase(id=new_id(), replay_id=replay_id, position=position, case_id=case_id)
            for position, case_id in enumerate(case_ids, 1)
        ]

    def case_at(self, replay_id: str, position: int) -> ReplayedCase | None:
        """Return a case of a replay by its place, or None."""
        wanted = (ReplayedCase.replay_id == replay_id) & (ReplayedCase.position == position)
        return self.session.scalar(select(ReplayedCase).where(wanted))

    def cases(self, replay_id: str) -> Sequence[tuple[ReplayedCase, Case]]:
        """Return the cases of a replay in their order."""
        wanted = (
            select(ReplayedCase, Case)
            .join(Case, Case.id == ReplayedCase.case_id)
            .where(ReplayedCase.replay_id == replay_id)
            .order_by(ReplayedCase.position)
        )
        return [(row, case) for row, case in self.session.execute(wanted)]

    def counts(self, replay_id: str) -> dict[str, int]:
        """Return how many cases of a replay came to each verdict."""
        wanted = (
            select(ReplayedCase.verdict, func.count())
            .where(ReplayedCase.replay_id == replay_id, ReplayedCase.verdict.is_not(None))
            .group_by(ReplayedCase.verdict)
        )
        return {str(verdict): count for verdict, count in self.session.execute(wanted)}
