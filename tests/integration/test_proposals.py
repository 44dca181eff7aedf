"""Changes of the rules by four eyes, on both databases: what one proposes, another decides, and nothing is lost."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rule_office import FOR_EVERYBODY, RuleOffice, rule_office

from workflow_app.domain.parameters import lookup


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def value_on(office: RuleOffice, day: date, *, regime: str | None = "R2026") -> object:
    with office.tools.database.read() as unit:
        rows = unit.authorities.parameters(office.authority.id)
    return lookup(rows, key="repair.correction_wd", on=day, authority_id=office.authority.id, regime=regime).value


def test_an_approved_value_holds_from_its_day_and_the_old_one_until_the_day_before(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", FOR_EVERYBODY)
    assert value_on(office, date(2026, 10, 10)) == 10, "a proposal changes nothing"

    office.approve(proposal_id)
    assert (value_on(office, date(2026, 10, 9)), value_on(office, date(2026, 10, 10))) == (10, 5)
    assert value_on(office, date(2026, 10, 10), regime="R2023") == 10
    assert office.proposal(proposal_id).status == "APPROVED"
