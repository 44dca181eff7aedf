"""Questions about processes that take no new filings for a while, and about what waits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, literal, or_, select, update
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Case, DueWork, Process, ProcessPause, ProcessVersion
from workflow_app.repositories.due_work import ADDED

FILING_KIND = "filing_goes_on"
OVER_KIND = "pause_over"
"""The due work of a pause: one for each case that waits, one for its end."""
MOST_COUNTED = 1000
"""Counts stop here, so that they take no longer the more there are."""

# Built once: every application that is handed in asks it. Whoever lifts the pause waits for those on their way.
_RUNNING = (
    select(ProcessPause)
    .join(ProcessVersion, ProcessVersion.process_id == ProcessPause.process_id)
    .where(ProcessVersion.id == bindparam("version_id"), ProcessPause.ended_at.is_(None))
    .where(ProcessPause.ends_at > bindparam("now", type_=ProcessPause.ends_at.type))
    .with_for_update(read=True, of=ProcessPause)
)


class Pauses:
    """Pauses of processes."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find_running(self, version_id: str, *, now: datetime) -> ProcessPause | None:
        """Return the pause in which a case of a version would wait that is handed in now, or None."""
        return self.session.scalar(_RUNNING, {"version_id": version_id, "now": now})

    def get(self, pause_id: str) -> ProcessPause:
        """Return a pause; raises NotFoundError PAUSE_UNKNOWN."""
        row = self.session.get(ProcessPause, pause_id)
        if row is None:
            raise NotFoundError("PAUSE_UNKNOWN")
        return row

    def find_open(self, process_id: str) -> ProcessPause | None:
        """Return the pause of a process that nobody has ended yet, held until commit, or None; its time may be over."""
        wanted = select(ProcessPause).where(ProcessPause.process_id == process_id, ProcessPause.ended_at.is_(None))
        return self.session.scalar(wanted.with_for_update())

    def list_of(self, process_id: str) -> Sequence[ProcessPause]:
        """Return every pause of a process, the newest first."""
        wanted = select(ProcessPause).where(ProcessPause.process_id == process_id)
        return self.session.scalars(wanted.order_by(ProcessPause.id.desc())).all()

    def list_running(self, *, now: datetime) -> list[tuple[ProcessPause, Process]]:
        """Return every pause that holds now, with its process."""
        rows = self.session.execute(
            select(ProcessPause, Process)
            .join(Process, Process.id == ProcessPause.process_id)
            .where(ProcessPause.ended_at.is_(None), ProcessPause.ends_at > now)
            .order_by(Process.key)
        )
        return [(pause, process) for pause, process in rows]

    def count_waiting(self, pause_id: str, authority_ids: Sequence[str] | None = None) -> int:
        """Return how many filings wait for the end of a pause, at some authorities or at all, up to `MOST_COUNTED`."""
        wanted = select(literal(1)).where(Case.pause_id == pause_id, *_at(authority_ids))
        return self.session.scalar(select(func.count()).select_from(wanted.limit(MOST_COUNTED).subquery())) or 0

    def list_waiting(self, pause_id: str, *, limit: int) -> Sequence[Case]:
        """Return the filings that wait for the end of a pause, in the order in which they go on."""
        wanted = select(Case).where(Case.pause_id == pause_id).order_by(Case.submitted_at, Case.id)
        return self.session.scalars(wanted.limit(limit)).all()

    def move(self, pause_id: str, due_at: datetime, *, now: datetime) -> None:
        """Have everything that waits for the end of a pause go on at another instant."""
        waiting = select(Case.id).where(Case.pause_id == pause_id)
        filings = (DueWork.kind == FILING_KIND) & DueWork.case_id.in_(waiting)
        end = (DueWork.kind == OVER_KIND) & (DueWork.key == f"{OVER_KIND}:{pause_id}")
        self.session.execute(
            update(DueWork).where(DueWork.status == "PENDING", or_(filings, end)).values(due_at=due_at),
            execution_options={"synchronize_session": False},
        )
        if due_at <= now:
            self.session.info[ADDED] = True


def _at(authority_ids: Sequence[str] | None) -> list[ColumnElement[bool]]:
    return [] if authority_ids is None else [Case.authority_id.in_(authority_ids)]
