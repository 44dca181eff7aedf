"""A row of the rules may end without a successor, by four eyes, and everybody reads what applies then."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rule_office import FOR_EVERYBODY, RuleOffice, rule_office

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.parameters import ParameterMissingError, lookup
from workflow_app.domain.regimes import find
from workflow_app.repositories.rules import as_regime

KEY = "repair.correction_wd"
DAY = date(2026, 10, 10)
ENDS = {"ends": "on", "valid_from": "2026-10-10", "origin": "局务会议纪要〔2026〕9号", "reason": "不再另行规定"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RuleOffice]:
    with rule_office(database_url, tmp_path) as made:
        yield made


def value(office: RuleOffice, on: date) -> object:
    with office.tools.database.read() as unit:
        rows = unit.authorities.parameters(office.authority.id)
    return lookup(rows, key=KEY, on=on, authority_id=office.authority.id).value


def test_an_own_value_ends_and_the_general_one_applies(office: RuleOffice) -> None:
    own = {**FOR_EVERYBODY, "regime": "", "valid_from": "2026-09-29"}
    office.approve(office.propose("PARAMETER", own, authority="ZM_URBAN"))
    proposal_id = office.propose("PARAMETER", {"key": KEY, **ENDS}, authority="ZM_URBAN")
    content = office.proposal(proposal_id).content
    assert [(each["value"], each["authority_id"]) for each in content["before"]] == [(5, office.authority.id)]
    assert [(each["value"], each["authority_id"]) for each in content["then"]] == [(10, None)]
    assert value(office, DAY) == 5, "nothing ends before somebody else approves"
    office.approve(proposal_id)
    assert [value(office, date(2026, 10, 9)), value(office, DAY)] == [5, 10]
    with pytest.raises(RefusedError, match="NOTHING_TO_END"):
        office.propose("PARAMETER", {"key": KEY, **ENDS}, authority="ZM_URBAN")


def test_the_last_value_of_all_may_end_and_then_none_holds(office: RuleOffice) -> None:
    proposal_id = office.propose("PARAMETER", {"key": KEY, **ENDS})
    assert office.proposal(proposal_id).content["then"] == []
    office.approve(proposal_id)
    assert value(office, date(2026, 10, 9)) == 10
    with pytest.raises(ParameterMissingError):
        value(office, DAY)


def test_a_value_may_end_for_a_time_and_goes_on_afterwards(office: RuleOffice) -> None:
    office.approve(office.propose("PARAMETER", {"key": KEY, **ENDS, "valid_to": "2026-10-31"}))
    with pytest.raises(ParameterMissingError):
        value(office, date(2026, 10, 31))
    assert value(office, date(2026, 11, 1)) == 10


def test_a_rule_set_of_a_field_ends_and_the_general_one_applies(office: RuleOffice) -> None:
    proposal_id = office.propose("REGIME", {**ENDS, "field": "MARKET_REGULATION"})
    assert [each["key"] for each in office.proposal(proposal_id).content["then"]] == ["R2026"]
    office.approve(proposal_id)
    with office.tools.database.read() as unit:
        rows = [as_regime(row) for row in unit.rules.list_regimes()]
    found = [find(rows, on=day, field="MARKET_REGULATION") for day in (date(2026, 10, 9), DAY)]
    assert [each.key for each in found if each] == ["R_SAMR2025", "R2026"]


def test_a_line_of_the_table_of_classes_ends_and_its_records_fall_back(office: RuleOffice) -> None:
    office.import_penalty("B/1")
    number = "牟城管罚决字〔2026〕第031号"
    line = {
        "severity": "SERIOUS", "penalty_type": "FINE", "amount_from": "10000", "valid_from": "2026-09-29",
        "origin": "本局裁量基准", "reason": "较大数额罚款",
    }  # fmt: skip
    office.approve(office.propose("CLASS_RULE", line, authority="ZM_URBAN"))
    assert office.record(number).severity == "SERIOUS"
    proposal_id = office.propose("CLASS_RULE", {**line, **ENDS}, authority="ZM_URBAN")
    proposal = office.proposal(proposal_id)
    assert [(each["severity"], each["authority_id"]) for each in proposal.content["then"]] == [("GENERAL", None)]
    assert (proposal.effect["counts"]["changed"], proposal.effect["classes"]) == (1, {"SERIOUS>GENERAL": 1})
    office.approve(proposal_id)
    assert office.record(number).severity == "SERIOUS", "the line still holds today"
    office.move_to(DAY)
    assert office.record(number).severity == "GENERAL"
