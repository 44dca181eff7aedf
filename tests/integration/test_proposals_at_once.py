"""Two administrators who decide at the same moment: one change each time, and a clear answer to the other."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from rule_office import FOR_EVERYBODY, RuleOffice, rule_office

from workflow_app.domain.commands.proposals import DecideProposal
from workflow_app.domain.dated import holds_on
from workflow_app.domain.errors import DomainError
from workflow_app.services.audit_verify import verify
from workflow_app.services.proposals import decide


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run acts at the same moment and return the code of each refusal, or nothing."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            act()
        except DomainError as error:
            return error.code
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def approval(office: RuleOffice, proposal_id: str) -> Callable[[], object]:
    command = DecideProposal(proposal_id, approve=True)
    return lambda: decide(command, actor=office.approver, tools=office.tools)


def test_a_proposal_approved_twice_at_once_is_carried_out_once(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", FOR_EVERYBODY, regime="")
    assert at_once(*[approval(office, proposal_id)] * 4) == ["", *["PROPOSAL_DECIDED"] * 3]
    with office.tools.database.read() as unit:
        assert len(unit.rules.list_values("repair.correction_wd")) == 2
    assert not verify(office.tools)


def test_of_two_changes_of_one_value_approved_at_once_one_is_stale(office: RuleOffice) -> None:
    ids = [office.propose("PARAMETER", FOR_EVERYBODY, regime="", value=value) for value in ("5", "7")]
    assert at_once(*[approval(office, each) for each in ids]) == ["", "STALE_PROPOSAL"]
    with office.tools.database.read() as unit:
        rows = unit.rules.list_values("repair.correction_wd")
    assert len([row for row in rows if holds_on(row, date(2026, 12, 1))]) == 1
