"""Questions about due work."""

import random
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, event, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapper, Session, object_session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork
from workflow_app.models.base import JsonMap

LEASE = timedelta(seconds=60)
FIRST_BACK_OFF = 2.0
BACK_OFF_GROWTH = 4
MOST_BACK_OFF = 3600.0
JITTER = 0.2
ADDED = "due work added"
"""Under this name a session notes that it adds work which is due at once."""


class DueWorks:
    """What must happen, leased to one worker at a time.

    `status` is PENDING, LEASED, DONE or DEAD; a lease that has expired counts as PENDING.
    """

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, work_id: str, *, lock: bool = False) -> DueWork:
        """Return a row, locked until commit if asked; raises NotFoundError DUE_WORK_UNKNOWN."""
        statement = select(DueWork).where(DueWork.id == work_id)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("DUE_WORK_UNKNOWN")
        return row

    def ensure(
        self, *, kind: str, key: str, payload: JsonMap, due_at: datetime, now: datetime, case_id: str | None = None
    ) -> bool:
        """Add work unless its key is known, whatever became of that; tell whether it was added."""
        insert = postgresql.insert if self.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(DueWork).values(
            id=new_id(),
            kind=kind,
            key=key,
            case_id=case_id,
            payload=payload,
            status="PENDING",
            due_at=due_at,
            not_before=machine_now(),
            attempts=0,
            created_at=now,
        )
        added = self.session.execute(statement.on_conflict_do_nothing(index_elements=["key"]).returning(DueWork.id))
        is_new = added.scalar() is not None
        if is_new and due_at <= now:
            self.session.info[ADDED] = True
        return is_new

    def lease(
        self, *, owner: str, kinds: Collection[str], now: datetime, machine: datetime, limit: int
    ) -> Sequence[DueWork]:
        """Lease up to `limit` rows that are due, the longest due first; rows that another is taking are passed over."""
        statement = (
            _ready(kinds, now, machine)
            .order_by(DueWork.due_at, DueWork.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .execution_options(populate_existing=True)
        )
        rows = self.session.scalars(statement).all()
        for row in rows:
            row.status, row.lease_owner, row.lease_until = "LEASED", owner, machine + LEASE
        return rows

    def give_back(self, ids: Sequence[str], *, owner: str) -> None:
        """Let others have what was leased and not begun."""
        mine = (DueWork.id.in_(ids)) & (DueWork.lease_owner == owner) & (DueWork.status == "LEASED")
        self.session.execute(update(DueWork).where(mine).values(status="PENDING", lease_owner=None, lease_until=None))

    def is_ready(self, *, kinds: Collection[str], now: datetime, machine: datetime) -> bool:
        """Tell whether there is anything that could be leased."""
        return self.session.scalar(_ready(kinds, now, machine).with_only_columns(DueWork.id).limit(1)) is not None

    def is_at_work(self, *, kinds: Collection[str], machine: datetime) -> bool:
        """Tell whether somebody holds a lease."""
        leased = select(DueWork.id).where(
            DueWork.status == "LEASED", DueWork.lease_until >= machine, DueWork.kind.in_(kinds)
        )
        return self.session.scalar(leased.limit(1)) is not None

    def next_due(self, *, after: datetime, kinds: Collection[str]) -> datetime | None:
        """Return the next business instant at which anything is due, or None."""
        statement = (
            select(DueWork.due_at)
            .where(DueWork.status == "PENDING", DueWork.due_at > after, DueWork.kind.in_(kinds))
            .order_by(DueWork.due_at)
            .limit(1)
        )
        return self.session.scalar(statement)

    def list_by_status(self, status: str, *, limit: int = 100) -> Sequence[DueWork]:
        """Return rows of one status, the longest due first; DEAD is the dead-letter list."""
        statement = select(DueWork).where(DueWork.status == status).order_by(DueWork.due_at, DueWork.id).limit(limit)
        return self.session.scalars(statement).all()


def finish(row: DueWork, *, now: datetime) -> None:
    """Mark work done."""
    row.status, row.done_at = "DONE", now
    row.lease_owner = row.lease_until = row.last_error = None


def postpone(row: DueWork, *, machine: datetime, error: str, counted: bool = True) -> None:
    """Leave work for later: 2 s, 8 s, 32 s … at most an hour, give or take a fifth; uncounted it is soon again."""
    if counted:
        row.attempts += 1
    wait = min(FIRST_BACK_OFF * BACK_OFF_GROWTH ** max(row.attempts - 1, 0), MOST_BACK_OFF) if counted else 1.0
    wait *= random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, keeps no secret
    row.status, row.not_before, row.last_error = "PENDING", machine + timedelta(seconds=wait), error[:200]
    row.lease_owner = row.lease_until = None


def bury(row: DueWork, *, error: str) -> None:
    """Give work up until a person has looked."""
    row.attempts += 1
    row.status, row.last_error = "DEAD", error[:200]
    row.lease_owner = row.lease_until = None


def revive(row: DueWork, *, machine: datetime) -> None:
    """Let work be tried again from the beginning, at once."""
    row.status, row.attempts, row.not_before = "PENDING", 0, machine
    row.lease_owner = row.lease_until = None


def adds_due_work(session: Session) -> bool:
    """Tell whether the session adds work that is due at once."""
    return bool(session.info.get(ADDED))


def _ready(kinds: Collection[str], now: datetime, machine: datetime) -> Select[DueWork]:
    """Ask for rows that anybody may begin: due in business time, and past their back-off in machine time."""
    return select(DueWork).where(
        DueWork.status.in_(("PENDING", "LEASED")),
        DueWork.due_at <= now,
        DueWork.not_before <= machine,
        DueWork.kind.in_(kinds),
        or_(DueWork.status == "PENDING", DueWork.lease_until < machine),
    )


@event.listens_for(DueWork, "after_insert")
def _note_insert(mapper: Mapper[Any], connection: Connection, row: DueWork) -> None:
    """Note work that was added as a row; what was not due when it was made is found by looking later."""
    del mapper, connection
    session = object_session(row)
    if session is not None and row.due_at <= row.created_at:
        session.info[ADDED] = True
