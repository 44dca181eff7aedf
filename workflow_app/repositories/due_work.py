"""Questions about due work."""

import random
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, event, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapper, Session, object_session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork, Site
from workflow_app.models.base import JsonMap
from workflow_app.repositories.due_work_states import lease

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

    def find(self, key: str) -> DueWork | None:
        """Return the row of a key, locked until commit, or None."""
        statement = select(DueWork).where(DueWork.key == key).with_for_update()
        return self.session.scalar(statement.execution_options(populate_existing=True))

    def find_next_look(self, removal_id: str) -> DueWork | None:
        """Return the look at a removal that is planned next, locked until commit, or None."""
        named = or_(*(DueWork.key.startswith(f"{kind}:{removal_id}:") for kind in ("site_look", "site_recheck")))
        waiting = select(DueWork).where(named, DueWork.status == "PENDING").order_by(DueWork.due_at).limit(1)
        return self.session.scalar(waiting.with_for_update().execution_options(populate_existing=True))

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
        """Lease up to `limit` rows that are due and need no other site, the longest due first."""
        return self._take(_OWN.limit(limit), _values(kinds, now, machine), owner, machine)

    def lease_calls(
        self, *, owner: str, kinds: Collection[str], now: datetime, machine: datetime, limit: int
    ) -> Sequence[DueWork]:
        """Lease up to `limit` rows that other sites must answer, in turns, what was tried least often first.

        A site that rests is passed over; of one that did not answer last time only one row is leased.
        """
        values = _values(kinds, now, machine)
        sites = list(self.session.execute(_SITES, values))
        random.shuffle(sites)  # so that none is always last where a round ends early
        share = max(limit // max(len(sites), 1), 1)
        turns = [
            self._take(
                _CALLS.limit(1 if silences else share),
                values | {"site_id": site_id},
                owner,
                machine,
            )
            for site_id, silences in sites[:limit]
        ]
        return [row for turn in zip_longest(*turns) for row in turn if row is not None]

    def _take(
        self, statement: Select[DueWork], values: Mapping[str, object], owner: str, machine: datetime
    ) -> Sequence[DueWork]:
        """Lease rows; those that another is taking are passed over."""
        rows = self.session.scalars(statement, values).all()
        for row in rows:
            lease(row, owner=owner, machine=machine)
        return rows

    def give_back(self, ids: Sequence[str], *, owner: str) -> None:
        """Let others have what was leased and not begun."""
        mine = (DueWork.id.in_(ids)) & (DueWork.lease_owner == owner) & (DueWork.status == "LEASED")
        self.session.execute(update(DueWork).where(mine).values(status="PENDING", lease_owner=None, lease_until=None))

    def is_ready(
        self, *, kinds: Collection[str], now: datetime, machine: datetime, without_sites: bool = False
    ) -> bool:
        """Tell whether there is anything that could be leased, or anything that needs no other site."""
        statement = _IS_READY_HERE if without_sites else _IS_READY
        return self.session.scalar(statement, _values(kinds, now, machine)) is not None

    def is_at_work(self, *, kinds: Collection[str], machine: datetime) -> bool:
        """Tell whether somebody holds a lease."""
        leased = select(DueWork.id).where(
            DueWork.status == "LEASED", DueWork.lease_until >= machine, DueWork.kind.in_(kinds)
        )
        return self.session.scalar(leased.limit(1)) is not None

    def next_due(self, *, after: datetime, kinds: Collection[str]) -> datetime | None:
        """Return the next business instant at which anything is due, or None."""
        return self.session.scalar(_NEXT, {"kinds": list(kinds), "now": after})

    def end_back_off(self, *, machine: datetime) -> None:
        """Let everything that waits for a later try be tried now."""
        waiting = (DueWork.status == "PENDING") & (DueWork.not_before > machine)
        self.session.execute(update(DueWork).where(waiting).values(not_before=machine))

    def list_by_status(self, status: str, *, limit: int = 100) -> Sequence[DueWork]:
        """Return rows of one status, the longest due first; DEAD is the dead-letter list."""
        statement = select(DueWork).where(DueWork.status == status).order_by(DueWork.due_at, DueWork.id).limit(limit)
        return self.session.scalars(statement).all()


def adds_due_work(session: Session) -> bool:
    """Tell whether the session adds work that is due at once."""
    return bool(session.info.get(ADDED))


def _values(kinds: Collection[str], now: datetime, machine: datetime) -> dict[str, object]:
    """Return what the questions below are asked with."""
    return {"kinds": list(kinds), "now": now, "machine": machine}


# Built once: building costs more than asking, and they are asked more often than anything else.
_KINDS: BindParameter[list[str]] = bindparam("kinds", expanding=True)
_NOW = bindparam("now", type_=DueWork.due_at.type)
_MACHINE = bindparam("machine", type_=DueWork.not_before.type)
_RESTING = select(Site.id).where(Site.rests_until > _MACHINE)
_READY = select(DueWork).where(
    DueWork.status.in_(("PENDING", "LEASED")),
    DueWork.due_at <= _NOW,
    DueWork.not_before <= _MACHINE,
    DueWork.kind.in_(_KINDS),
    or_(DueWork.status == "PENDING", DueWork.lease_until < _MACHINE),
    or_(DueWork.site_id.is_(None), DueWork.site_id.not_in(_RESTING)),
)
"""Rows that anybody may begin: due in business time, past their back-off, their site not at rest."""
_TAKING = _READY.with_for_update(skip_locked=True, of=DueWork).execution_options(populate_existing=True)
_OWN = _TAKING.where(DueWork.site_id.is_(None)).order_by(DueWork.due_at, DueWork.id)
_CALLS = _TAKING.where(DueWork.site_id == bindparam("site_id", type_=DueWork.site_id.type))
_CALLS = _CALLS.order_by(DueWork.attempts, DueWork.due_at, DueWork.id)
_SITES = _READY.join(Site, Site.id == DueWork.site_id).with_only_columns(Site.id, Site.silences).distinct()
_IS_READY = _READY.with_only_columns(DueWork.id).limit(1)
_IS_READY_HERE = _READY.with_only_columns(DueWork.id).where(DueWork.site_id.is_(None)).limit(1)
_NEXT = (
    select(DueWork.due_at)
    .where(DueWork.status == "PENDING", DueWork.due_at > _NOW, DueWork.kind.in_(_KINDS))
    .order_by(DueWork.due_at)
    .limit(1)
)


@event.listens_for(DueWork, "after_insert")
def _note_insert(mapper: Mapper[Any], connection: Connection, row: DueWork) -> None:
    """Note work that was added as a row; what was not due when it was made is found by looking later."""
    del mapper, connection
    session = object_session(row)
    if session is not None and row.due_at <= row.created_at:
        session.info[ADDED] = True
