"""The audit trail: whoever changes, removes or inserts an entry is found out, on both databases."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from due_works import NOW, add_authority, open_tools
from office import Office
from sqlalchemy import delete, update

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.audit import authority_chain, case_chain, entry_hash, sm3_hash
from workflow_app.domain.ids import new_id
from workflow_app.models import AuditCheckpoint, AuditEntry, Authority, Case
from workflow_app.repositories.audit import hashes
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import make_checkpoint, plan_checkpoint, record, record_for_case
from workflow_app.services.audit_verify import verify
from workflow_app.services.background import run_due
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.tools import Tools

Tamper = Callable[[UnitOfWork, Authority], None]


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    opened = open_tools(database_url, tmp_path)
    yield opened
    opened.database.close()


@pytest.fixture
def authority(tools: Tools) -> Authority:
    """Return an authority with a trail of five entries, sealed by a checkpoint after the third."""
    row = add_authority(tools)
    note(tools, row, 1, 2, 3)
    seal(tools)
    note(tools, row, 4, 5)
    return row


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


def test_a_trail_that_nobody_touched_is_whole(tools: Tools, authority: Authority) -> None:
    with tools.database.read() as unit:
        rows = unit.audit.list_chain(authority_chain(authority.id))

    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]
    assert all(row.sm3 and row.sm3 != row.hash for row in rows)
    assert verify(tools) == ()


def test_a_changed_entry_is_named_whatever_was_changed(tools: Tools, authority: Authority) -> None:
    def change(unit: UnitOfWork, authority: Authority) -> None:
        entry(unit, authority, 2).data = {"number": 2, "who": "李四"}

    assert tamper(tools, authority, change) == [("AUDIT_CHANGED", 2)]


@pytest.mark.parametrize(
    ("column", "value"),
    [("at", NOW), ("actor_id", new_id()), ("action", "other"), ("previous", "0" * 64), ("hash", "0" * 64),
     ("sm3", "0" * 64)],
)  # fmt: skip
def test_every_column_of_an_entry_is_covered(tools: Tools, authority: Authority, column: str, value: object) -> None:
    def change(unit: UnitOfWork, authority: Authority) -> None:
        setattr(entry(unit, authority, 4), column, value)

    assert tamper(tools, authority, change) == [("AUDIT_CHANGED", 4)]


def test_an_entry_changed_together_with_its_hash_is_named(tools: Tools, authority: Authority) -> None:
    def change(unit: UnitOfWork, authority: Authority) -> None:
        row = entry(unit, authority, 4)
        row.data = {"number": 40}
        row.hash, row.sm3 = hashes(row)

    assert tamper(tools, authority, change) == [("AUDIT_CHANGED", 4)]


def test_a_removed_entry_is_named(tools: Tools, authority: Authority) -> None:
    def remove(unit: UnitOfWork, authority: Authority) -> None:
        unit.session.delete(entry(unit, authority, 2))

    assert tamper(tools, authority, remove) == [("AUDIT_REMOVED", 2)]


def test_a_removed_entry_is_named_when_the_gap_was_closed(tools: Tools, authority: Authority) -> None:
    def remove(unit: UnitOfWork, authority: Authority) -> None:
        unit.session.delete(entry(unit, authority, 2))
        unit.flush()
        renumber(unit, authority, above=1, by=-1)

    assert tamper(tools, authority, remove) == [("AUDIT_REMOVED", 2)]


def test_an_inserted_entry_is_named(tools: Tools, authority: Authority) -> None:
    def insert(unit: UnitOfWork, authority: Authority) -> None:
        previous = entry(unit, authority, 2).hash
        renumber(unit, authority, above=2, by=1)
        forge(unit, authority, seq=3, previous=previous)

    assert tamper(tools, authority, insert) == [("AUDIT_INSERTED", 3)]


def test_an_inserted_entry_with_a_careless_hash_is_named(tools: Tools, authority: Authority) -> None:
    def insert(unit: UnitOfWork, authority: Authority) -> None:
        renumber(unit, authority, above=2, by=1)
        forge(unit, authority, seq=3, previous="").hash = "0" * 64

    assert tamper(tools, authority, insert) == [("AUDIT_INSERTED", 3)]


@pytest.mark.parametrize("seq", [0, -1])
def test_an_entry_before_the_first_is_named(tools: Tools, authority: Authority, seq: int) -> None:
    def insert(unit: UnitOfWork, authority: Authority) -> None:
        forge(unit, authority, seq=seq, previous="")

    assert tamper(tools, authority, insert) == [("AUDIT_INSERTED", seq)]


def test_an_entry_added_behind_the_last_is_named(tools: Tools, authority: Authority) -> None:
    def insert(unit: UnitOfWork, authority: Authority) -> None:
        forge(unit, authority, seq=6, previous=entry(unit, authority, 5).hash)

    assert tamper(tools, authority, insert) == [("AUDIT_INSERTED", 6)]


def test_a_cut_tail_is_named(tools: Tools, authority: Authority) -> None:
    def remove(unit: UnitOfWork, authority: Authority) -> None:
        cut(unit, authority, after=4)

    assert tamper(tools, authority, remove) == [("AUDIT_REMOVED", 5)]


def test_a_tail_cut_with_the_head_put_back_is_named_by_the_checkpoint(tools: Tools, authority: Authority) -> None:
    def remove(unit: UnitOfWork, authority: Authority) -> None:
        cut(unit, authority, after=2)
        remember(unit, authority, 2, entry(unit, authority, 2).hash)

    assert tamper(tools, authority, remove) == [("AUDIT_REMOVED", 3)]


def test_a_chain_rewritten_with_its_head_is_named_by_the_checkpoint(tools: Tools, authority: Authority) -> None:
    def change(unit: UnitOfWork, authority: Authority) -> None:
        rewrite(unit, authority, first=2)

    assert tamper(tools, authority, change) == [("AUDIT_CHANGED", 3)]


def test_a_removed_chain_is_named(tools: Tools, authority: Authority) -> None:
    def remove(unit: UnitOfWork, authority: Authority) -> None:
        unit.session.execute(delete(AuditEntry).where(AuditEntry.chain == authority_chain(authority.id)))

    assert tamper(tools, authority, remove) == [("AUDIT_REMOVED", 1)]


def test_a_chain_removed_with_its_owner_is_named_by_the_checkpoint(tools: Tools, authority: Authority) -> None:
    def remove(unit: UnitOfWork, authority: Authority) -> None:
        unit.session.execute(delete(AuditEntry).where(AuditEntry.chain == authority_chain(authority.id)))
        unit.session.execute(delete(Authority).where(Authority.id == authority.id))

    assert tamper(tools, authority, remove) == [("AUDIT_REMOVED", 1)]


def test_a_chain_that_nobody_has_is_named(tools: Tools, authority: Authority) -> None:
    def insert(unit: UnitOfWork, authority: Authority) -> None:
        row = forge(unit, authority, seq=1, previous="")
        row.chain = "case:nobody"
        row.hash, row.sm3 = hashes(row)

    assert tamper(tools, authority, insert) == [("AUDIT_INSERTED", 1)]


def test_checkpoints_are_a_chain_of_their_own(tools: Tools, authority: Authority) -> None:
    seal(tools)
    note(tools, authority, 6)
    seal(tools)
    assert verify(tools) == ()

    def change(unit: UnitOfWork, authority: Authority) -> None:
        del authority
        unit.session.execute(update(AuditCheckpoint).where(AuditCheckpoint.seq == 2).values(heads={}))

    assert tamper(tools, authority, change) == [("CHECKPOINT_CHANGED", 2)]


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_a_removed_checkpoint_is_named(tools: Tools, authority: Authority, seq: int) -> None:
    seal(tools)
    note(tools, authority, 6)
    seal(tools)

    def remove(unit: UnitOfWork, authority: Authority) -> None:
        del authority
        unit.session.execute(delete(AuditCheckpoint).where(AuditCheckpoint.seq == seq))

    assert tamper(tools, authority, remove) == [("CHECKPOINT_REMOVED", seq)]


def test_a_checkpoint_is_made_every_business_day(database_url: str, tmp_path: Path) -> None:
    office = Office(database_url, tmp_path)
    tools = office.tools
    with tools.database.write() as unit:
        plan_checkpoint(unit, now=tools.clock.now())
        plan_checkpoint(unit, now=tools.clock.now())
        unit.commit()
    for day in range(3):
        with tools.database.write() as unit:
            record(unit, authority=office.authority, actor=SERVICE, action="x", data={"day": day}, now=NOW)
            unit.commit()
        office.clock.instant += timedelta(days=1)
        run_due(tools, kinds={"audit_checkpoint": KINDS["audit_checkpoint"]})

    with tools.database.read() as unit:
        seqs = [row.seq for row in unit.audit.iterate_checkpoints()]
    assert seqs == [1, 2, 3]
    assert verify(tools) == ()
    tools.database.close()


def test_cases_have_chains_of_their_own(database_url: str, tmp_path: Path) -> None:
    office = Office(database_url, tmp_path)
    office.import_sample()
    case = office.apply()
    tools = office.tools
    with tools.database.write() as unit:
        record_for_case(unit, case_id=case.id, actor=SERVICE, action="incident.retried", data={}, now=NOW)
        unit.commit()
    assert verify(tools) == ()

    with tools.database.write() as unit:
        length = len(unit.audit.list_chain(case_chain(case.id)))
        unit.session.execute(update(Case).where(Case.id == case.id).values(audit_length=length + 1))
        unit.commit()
    (finding,) = verify(tools)
    assert (finding.code, finding.values) == ("AUDIT_REMOVED", {"chain": case_chain(case.id), "seq": length + 1})
    tools.database.close()


def test_hashes_do_not_depend_on_the_order_of_keys_and_refuse_what_json_would_change() -> None:
    same = {"chain": "c", "seq": 1, "at": NOW, "actor_id": "a", "action": "x", "previous": ""}
    assert entry_hash(**same, data={"a": 1, "b": 2}) == entry_hash(**same, data={"b": 2, "a": 1})
    assert len(str(sm3_hash(**same, data={}))) == 64
    for bad in ({"day": NOW}, {"amount": float("nan")}):
        with pytest.raises((TypeError, ValueError)):
            entry_hash(**same, data=bad)
