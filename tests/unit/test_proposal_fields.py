"""What an administrator types into a proposal: right fields become content, and every wrong one is named."""

from collections.abc import Mapping
from datetime import date

import pytest

from workflow_app.domain.errors import InvalidError
from workflow_app.domain.proposal_fields import Asked, class_rule_content, parameter_content, regime_content
from workflow_app.domain.proposals import next_version
from workflow_app.domain.seeds.parameter_table import DEFAULTS

ASKED = Asked(date(2026, 9, 29), {"R2023", "R2026"}, {"ECOLOGY"})
TERM = {"valid_from": "2026-10-10", "origin": "局务会议纪要", "reason": "与省里的要求一致"}


def faults(given: Mapping[str, str], read: object = parameter_content) -> dict[str, str]:
    assert callable(read)
    with pytest.raises(InvalidError) as caught:
        read(given, ASKED)
    return {each.field: each.code for each in caught.value.errors}


def test_a_value_takes_the_unit_of_its_key() -> None:
    content = parameter_content({"key": "repair.correction_wd", "value": "5", **TERM}, ASKED)
    assert (content["value"], content["unit"]) == (5, "WORKING_DAYS")
    assert (content["valid_from"], content["valid_to"]) == ("2026-10-10", None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"key": "repair.correction_wd", "value": ""}, {"/value": "REQUIRED"}),
        ({"key": "repair.correction_wd", "value": "0"}, {"/value": "NOT_WITHIN"}),
        ({"key": "repair.correction_wd", "value": "五"}, {"/value": "NOT_WITHIN"}),
        ({"key": "repair.correction_wd", "value": "5.5"}, {"/value": "NOT_WITHIN"}),
        ({"key": "repair.correction_wd", "value": "99999"}, {"/value": "NOT_WITHIN"}),
        ({"key": "ledger.due_day", "value": "31"}, {"/value": "NOT_WITHIN"}),
        ({"key": "repair.reoffence_lock", "value": "maybe"}, {"/value": "NOT_A_CHOICE"}),
        ({"key": "repair.training", "value": "MAYBE"}, {"/value": "PATTERN"}),
        ({"key": "da.allowed_wd", "value": "5;10"}, {"/value": "PATTERN"}),
        ({"key": "no.such_key", "value": "5"}, {"/key": "NOT_A_CHOICE"}),
        ({"key": "repair.correction_wd", "value": "5", "unit": "MONTHS"}, {"/unit": "NOT_A_CHOICE"}),
        ({"key": "repair.correction_wd", "value": "5", "regime": "R1999"}, {"/regime": "NOT_A_CHOICE"}),
        ({"key": "repair.correction_wd", "value": "5", "valid_from": "2026-02-30"}, {"/valid_from": "INVALID_DATE"}),
        ({"key": "repair.correction_wd", "value": "5", "valid_to": "2026-10-09"}, {"/valid_to": "TOO_EARLY"}),
        ({"key": "repair.correction_wd", "value": "5", "reason": " "}, {"/reason": "REQUIRED"}),
        ({"key": "repair.correction_wd", "value": "5", "origin": "x" * 201}, {"/origin": "TOO_LONG"}),
    ],
)
def test_each_wrong_field_is_named(given: Mapping[str, str], expected: dict[str, str]) -> None:
    assert faults({**TERM, **given}) == expected


def test_every_value_of_the_installation_can_be_proposed_as_it_is() -> None:
    for key, value, unit, _origin in DEFAULTS:
        typed = (
            {True: "yes", False: "no", None: ""}[value] if value in (True, False, None) and unit == "FLAG" else value
        )
        given = {"key": key, "value": "" if typed is None else str(typed), **TERM}
        assert parameter_content(given, ASKED)["value"] == value, key


@pytest.mark.parametrize("typed", ["2,5", "0,500", "1_0", "٣"])
def test_an_amount_that_may_mean_another_one_is_refused(typed: str) -> None:
    given = {"severity": "SERIOUS", "penalty_type": "FINE", "amount_from": typed, **TERM}
    assert faults(given, class_rule_content) == {"/amount_from": "AMOUNT"}


def test_s12_a_strict_authority_gives_no_grace() -> None:
    assert parameter_content({"key": "da.grace_wd", "value": "0", **TERM}, ASKED)["value"] == 0


def test_the_past_is_refused_unless_it_is_corrected() -> None:
    given = {"key": "repair.correction_wd", "value": "5", **TERM, "valid_from": "2026-09-28"}
    assert faults(given) == {"/valid_from": "PAST_NEEDS_CORRECTION"}
    assert parameter_content({**given, "corrects": "on"}, ASKED)["corrects"] is True


def test_a_value_may_be_left_open_only_where_it_is_open() -> None:
    assert parameter_content({"key": "repair.extend_wd", "value": "", **TERM}, ASKED)["value"] is None


def test_a_limit_that_is_read_both_ways_has_a_choice_of_units() -> None:
    given = {"key": "dual_publicity.limit", "value": "7", "unit": "WORKING_DAYS", **TERM}
    assert parameter_content(given, ASKED)["unit"] == "WORKING_DAYS"


def test_a_row_of_the_table_of_classes_has_a_class_and_a_sound_amount() -> None:
    given = {"severity": "SERIOUS", "penalty_type": "FINE", "amount_from": "500,000", "simple_procedure": "no", **TERM}
    content = class_rule_content(given, ASKED)
    assert (content["amount_from"], content["simple_procedure"]) == ("500000", False)
    wrong = {"penalty_type": "SPANKING", "amount_from": "1e9999", **TERM}
    expected = {"/severity": "REQUIRED", "/penalty_type": "NOT_A_CHOICE", "/amount_from": "AMOUNT"}
    assert faults(wrong, class_rule_content) == expected


def test_a_rule_set_has_a_key_and_names() -> None:
    names = {"name_zh": "新办法", "name_en": "New measures", "instrument": "第99号令", "field": "ECOLOGY"}
    assert regime_content({"key": "R2028", **names, **TERM}, ASKED)["field"] == "ECOLOGY"
    assert faults({"key": "r 2028", **TERM}, regime_content) == {
        "/key": "PATTERN",
        "/name_zh": "REQUIRED",
        "/name_en": "REQUIRED",
        "/instrument": "REQUIRED",
    }


def test_versions_of_the_table_are_counted_within_a_year() -> None:
    assert next_version({"2026.1", "2026.9", "2025.12", "zm.1"}, year=2026) == "2026.10"
    assert next_version({"2026.1"}, year=2027) == "2027.1"
