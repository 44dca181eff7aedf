"""Checkpoints: every business day the heads of all chains are sealed, in a chain of their own."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from audit_trails import note, seal, tamper
from due_works import NOW, add_authority, open_tools
from office import Office
from sqlalchemy import delete, update

from workflow_app.domain.actors import SERVICE
from workflow_app.models import AuditCheckpoint, Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import plan_checkpoint, record
from workflow_app.services.audit_verify import verify
from workflow_app.services.background import run_due
from workflow_app.services.due_kinds import KINDS
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
