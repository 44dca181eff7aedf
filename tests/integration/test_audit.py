"""The audit trail: whoever changes, removes or inserts an entry is found out, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from audit_trails import cut, entry, forge, note, remember, renumber, rewrite, seal, tamper
from due_works import NOW, add_authority, open_tools
from office import Office
from sqlalchemy import delete, update

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.audit import authority_chain, case_chain, entry_hash, sm3_hash
from workflow_app.models import AuditEntry, Authority, Case
from workflow_app.repositories.audit import hashes
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.audit_verify import verify
from workflow_app.services.tools import Tools


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
    [("at", NOW), ("actor_id", "01a1fc23-0000-7000-8000-000000000001"), ("action", "other"),
     ("previous", "0" * 64), ("hash", "0" * 64), ("sm3", "0" * 64)],
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


def test_cases_have_chains_of_their_own(database_url: str, tmp_path: Path) -> None:
    office = Office.with_sample(database_url, tmp_path)
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
