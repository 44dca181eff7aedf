"""An audit trail to tamper with."""

from collections.abc import Callable
from datetime import timedelta

from due_works import NOW
from sqlalchemy import delete, update

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.audit import authority_chain
from workflow_app.domain.ids import new_id
from workflow_app.models import AuditEntry, Authority
from workflow_app.repositories.audit import hashes
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import make_checkpoint, record
from workflow_app.services.audit_verify import verify
from workflow_app.services.tools import Tools

Tamper = Callable[[UnitOfWork, Authority], None]


def note(tools: Tools, authority: Authority, *numbers: int) -> None:
    for number in numbers:
        with tools.database.write() as unit:
            at = NOW + timedelta(minutes=number, microseconds=number)
            data = {"number": number, "who": "王建军", "when": at.isoformat(), "of": [None, True, 1.5]}
            record(unit, authority=authority, actor=SERVICE, action="record.imported", data=data, now=at)
            unit.commit()


def seal(tools: Tools) -> None:
    with tools.database.write() as unit:
        make_checkpoint(unit, now=NOW)
        unit.commit()


def tamper(tools: Tools, authority: Authority, act: Tamper) -> list[tuple[str, object]]:
    """Let somebody at the tables, and return what is found afterwards."""
    with tools.database.write() as unit:
        act(unit, authority)
        unit.commit()
    return [(each.code, each.values["seq"]) for each in verify(tools)]


def entry(unit: UnitOfWork, authority: Authority, seq: int) -> AuditEntry:
    return unit.audit.list_chain(authority_chain(authority.id))[seq - 1]


def cut(unit: UnitOfWork, authority: Authority, *, after: int) -> None:
    last = entry(unit, authority, after)
    unit.session.execute(delete(AuditEntry).where(AuditEntry.chain == last.chain, AuditEntry.seq > after))


def remember(unit: UnitOfWork, authority: Authority, length: int, head: str) -> None:
    values = {"audit_length": length, "audit_head": head}
    unit.session.execute(update(Authority).where(Authority.id == authority.id).values(values))


def renumber(unit: UnitOfWork, authority: Authority, *, above: int, by: int) -> None:
    """Move numbers one at a time, as the unique rule asks."""
    rows = list(unit.audit.list_chain(authority_chain(authority.id)))[above:]
    for row in reversed(rows) if by > 0 else rows:
        unit.session.execute(update(AuditEntry).where(AuditEntry.id == row.id).values(seq=row.seq + by))


def forge(unit: UnitOfWork, authority: Authority, *, seq: int, previous: str) -> AuditEntry:
    """Write an entry that is sound in itself."""
    chain = authority_chain(authority.id)
    row = AuditEntry(
        id=new_id(), chain=chain, seq=seq, at=NOW, actor_id=SERVICE.id, action="x", data={}, previous=previous
    )
    row.hash, row.sm3 = hashes(row)
    unit.add(row)
    return row


def rewrite(unit: UnitOfWork, authority: Authority, *, first: int) -> None:
    """Change an entry and everything after it, the row's memory included."""
    rows = unit.audit.list_chain(authority_chain(authority.id))
    previous = rows[first - 2].hash if first > 1 else ""
    for row in rows[first - 1 :]:
        row.previous = previous
        row.data = {"number": -1}
        row.hash, row.sm3 = hashes(row)
        previous = row.hash
    remember(unit, authority, len(rows), previous)
