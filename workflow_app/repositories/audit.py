"""Questions about the audit trail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.audit import authority_chain, case_chain, entry_hashes
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.models import AuditCheckpoint, AuditEntry, Authority, Case

Head = tuple[int, str]
"""How many entries a chain has, and the hash of the last."""

Columns = dict[str, Any]
"""An entry as the columns of its row (Any: they are of different types)."""

_INSERT = insert(AuditEntry.__table__)  # type: ignore[arg-type] # declared as a wider type than it has
PAGE = 1000
CHECKPOINT_PAGE = 10
LATE = timedelta(minutes=10)
"""How long before its commit an entry may have been given its (time-ordered) id."""


def chain_entries(
    *,
    chain: str,
    head: str,
    length: int,
    at: datetime,
    actor_id: str,
    items: Iterable[tuple[str, Mapping[str, object]]],
) -> tuple[list[Columns], str, int]:
    """Make the next entries of a chain out of (action, data); returns them with the new head and length."""
    rows: list[Columns] = []
    for action, data in items:
        length += 1
        row: Columns = {
            "chain": chain,
            "seq": length,
            "at": at,
            "actor_id": actor_id,
            "action": action,
            "data": dict(data),
            "previous": head,
        }
        head, sm3 = entry_hashes(**row)
        rows.append({**row, "hash": head, "sm3": sm3})
    return rows, head, length


def write_entries(session: Session, entries: Sequence[Columns]) -> None:
    """Insert entries of chains: a step leaves several and nobody reads them again, so that no row object is made."""
    session.connection().execute(_INSERT, entries)


def hashes(entry: AuditEntry) -> tuple[str, str | None]:
    """Return the SHA-256 and SM3 that an entry should carry."""
    return entry_hashes(
        chain=entry.chain,
        seq=entry.seq,
        at=entry.at,
        actor_id=entry.actor_id,
        action=entry.action,
        data=entry.data,
        previous=entry.previous,
    )


class Audit:
    """Entries and checkpoints."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def lock_case(self, case_id: str) -> Case:
        """Return a case whose chain is to grow, locked until commit; raises NotFoundError CASE_UNKNOWN."""
        statement = (
            select(Case)
            .where(Case.id == case_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("CASE_UNKNOWN")
        return row

    def list_chain(self, chain: str) -> Sequence[AuditEntry]:
        """Return the entries of one chain in their order."""
        return self.session.scalars(select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.seq)).all()

    def iterate_pages(self) -> Iterator[Sequence[AuditEntry]]:
        """Yield every entry by chain and number, a page at a time."""
        ordered = select(AuditEntry).order_by(AuditEntry.chain, AuditEntry.seq, AuditEntry.id).limit(PAGE)
        place = tuple_(AuditEntry.chain, AuditEntry.seq)
        statement = ordered
        while page := self.session.scalars(statement).all():
            self.session.expunge_all()
            yield page
            statement = ordered.where(place > (page[-1].chain, page[-1].seq))

    def kept_heads(self, chains: Sequence[str]) -> dict[str, Head]:
        """Return what the rows of cases and authorities say of their chains; a chain without a row is not there."""
        heads: dict[str, Head] = {}
        for table, name in ((Case, case_chain), (Authority, authority_chain)):
            prefix = name("")
            ids = [chain.removeprefix(prefix) for chain in chains if chain.startswith(prefix)]
            known = [each for each in ids if is_id(each)]
            columns = select(table.id, table.audit_length, table.audit_head).where(table.id.in_(known))
            heads |= {name(row_id): (length, head) for row_id, length, head in self.session.execute(columns)}
        return heads

    def iterate_owners(self) -> Iterator[list[str]]:
        """Yield, a page at a time, the names of chains that cases and authorities say they have."""
        for table, name in ((Case, case_chain), (Authority, authority_chain)):
            ordered = select(table.id).where(table.audit_length > 0).order_by(table.id).limit(PAGE)
            statement = ordered
            while page := self.session.scalars(statement).all():
                yield [name(row_id) for row_id in page]
                statement = ordered.where(table.id > page[-1])

    def existing(self, chains: Sequence[str]) -> set[str]:
        """Return which of the chains have any entry."""
        return set(self.session.scalars(select(AuditEntry.chain).where(AuditEntry.chain.in_(chains)).distinct()))

    def last_checkpoint(self) -> AuditCheckpoint | None:
        """Return the newest checkpoint, or None before the first."""
        return self.session.scalar(select(AuditCheckpoint).order_by(AuditCheckpoint.seq.desc()).limit(1))

    def iterate_checkpoints(self) -> Iterator[AuditCheckpoint]:
        """Yield the checkpoints in their order."""
        ordered = select(AuditCheckpoint).order_by(AuditCheckpoint.seq).limit(CHECKPOINT_PAGE)
        statement = ordered
        while page := self.session.scalars(statement).all():
            self.session.expunge_all()
            yield from page
            statement = ordered.where(AuditCheckpoint.seq > page[-1].seq)

    def heads_since(self, checkpoint: AuditCheckpoint | None) -> dict[str, Head]:
        """Return the heads of all chains that moved since a checkpoint (or ever)."""
        moved = select(AuditEntry.chain, func.max(AuditEntry.seq).label("seq")).group_by(AuditEntry.chain)
        if checkpoint is not None:
            moved = moved.where(AuditEntry.id > _before(checkpoint.id))
        last = moved.subquery()
        statement = select(AuditEntry.chain, AuditEntry.seq, AuditEntry.hash).join(
            last, (AuditEntry.chain == last.c.chain) & (AuditEntry.seq == last.c.seq)
        )
        return {chain: (seq, head) for chain, seq, head in self.session.execute(statement)}


def _before(row_id: str) -> str:
    """Return an id that is smaller than any given out up to `LATE` before this one (UUIDv7: 48 bits of ms)."""
    milliseconds = (UUID(row_id).int >> 80) - int(LATE.total_seconds() * 1000)
    return str(UUID(int=max(milliseconds, 0) << 80))
