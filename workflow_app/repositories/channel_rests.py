"""Whether a channel can be used now: one that could not be reached rests, and is then probed with one message.

Nothing is kept for it but the rows of due work themselves, so every process sees the same.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.orm import Session

from workflow_app.models import DueWork

DOWN = "CHANNEL_DOWN"
"""How the last error begins of work whose channel could not be reached."""
LONGEST_REST = timedelta(minutes=15)
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of one kind of work may be begun: all, one piece as a probe, or none before an instant."""

    rests_until: datetime | None = None
    probes: bool = False


class ChannelRests:
    """The standing of the channels, in machine time."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def standing(self, kind: str, *, machine: datetime) -> Standing:
        """Return whether work of a kind may be begun; a probe that is under way keeps the others waiting."""
        down = (DueWork.kind == kind) & DueWork.last_error.startswith(DOWN)
        waiting = select(func.max(DueWork.not_before)).where(down, DueWork.status == "PENDING")
        until = self.session.scalar(waiting)
        under_way = select(func.max(DueWork.lease_until)).where(down, DueWork.status == "LEASED")
        probe = self.session.scalar(under_way)
        if probe is not None and probe > machine:
            return Standing(probe)
        if until is None:
            return Standing()
        return Standing(until) if until > machine else Standing(probes=True)

    def count(self, kinds: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        """Count work of some kinds by kind: WAITING (as it should), FAILED (waits to be tried again), DEAD."""
        found: dict[str, dict[str, int]] = {}
        for kind in kinds:
            pending = (DueWork.kind == kind) & DueWork.status.in_(("PENDING", "LEASED"))
            found[kind] = {
                "WAITING": self._count(pending & DueWork.last_error.is_(None)),
                "FAILED": self._count(pending & DueWork.last_error.is_not(None)),
                "DEAD": self._count((DueWork.kind == kind) & (DueWork.status == "DEAD")),
            }
        return found

    def last_error(self, kind: str) -> str | None:
        """Return why work of a kind that is not done failed last, or None."""
        statement = select(DueWork.last_error).where(
            DueWork.kind == kind, DueWork.status != "DONE", DueWork.last_error.is_not(None)
        )
        return self.session.scalar(statement.order_by(DueWork.not_before.desc()).limit(1))

    def revive(self, kinds: Collection[str], *, machine: datetime) -> int:
        """Let all work of some kinds that failed be tried again at once; return how much that is."""
        failed = DueWork.kind.in_(kinds) & DueWork.status.in_(("PENDING", "DEAD")) & DueWork.last_error.is_not(None)
        again = update(DueWork).where(failed).values(status="PENDING", attempts=0, not_before=machine)
        return len(self.session.scalars(again.returning(DueWork.id)).all())

    def _count(self, condition: ColumnElement[bool]) -> int:
        rows = select(literal(1)).select_from(DueWork).where(condition).limit(MOST_COUNTED)
        return self.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
