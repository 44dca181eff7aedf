"""The most specific value that holds on a day, and the snapshot that a case keeps."""

import json
from datetime import date

import pytest

from workflow_app.domain.parameters import (
    Parameter,
    ParameterMissingError,
    Value,
    from_snapshot,
    lookup,
    snapshot,
)
from workflow_app.domain.periods import MonthEnd, Period, Unit
from workflow_app.domain.seeds.parameters import PARAMETERS, own_parameters

KEY = "dual_publicity.limit"
DAY = date(2026, 9, 29)


def row(value: Value, **more: object) -> Parameter:
    given = {"valid_from": date(2020, 1, 1), "unit": "WORKING_DAYS", "origin": "test", **more}
    return Parameter(key=KEY, value=value, **given)  # type: ignore[arg-type]  # the test says what it gives


ROWS = (
    row(1),
    row(2, regime="R2026"),
    row(3, data_class="FOOD"),
    row(4, authority_id="zm"),
    row(5, authority_id="zm", data_class="FOOD"),
    row(6, valid_from=date(2030, 1, 1)),
    row(7, authority_id="old", valid_to=date(2026, 9, 28)),
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, 1),
        ({"regime": "R2026"}, 2),
        ({"regime": "R2019"}, 1),
        ({"regime": "R2026", "data_class": "FOOD"}, 2),
        ({"data_class": "FOOD"}, 3),
        ({"authority_id": "zm", "regime": "R2026"}, 4),
        ({"authority_id": "zm", "data_class": "FOOD"}, 5),
        ({"authority_id": "old"}, 1),
    ],
)
def test_the_most_specific_value_wins(asked: dict[str, str], expected: int) -> None:
    assert lookup(ROWS, key=KEY, on=DAY, **asked).value == expected


def test_the_first_and_last_day_of_a_value_count() -> None:
    assert lookup(ROWS, key=KEY, on=date(2026, 9, 28), authority_id="old").value == 7
    assert lookup(ROWS, key=KEY, on=date(2030, 1, 1)).value == 6


def test_a_missing_value_is_named_with_what_was_asked() -> None:
    with pytest.raises(ParameterMissingError) as caught:
        lookup(ROWS, key=KEY, on=date(2019, 1, 1), regime="R2026")
    assert caught.value.code == "PARAMETER_MISSING"
    assert caught.value.values["key"] == KEY
    assert caught.value.values["regime"] == "R2026"


def test_a_value_left_open_on_purpose_is_no_number() -> None:
    extension = lookup(PARAMETERS, key="repair.extend_wd", on=DAY)
    assert extension.value is None
    with pytest.raises(ParameterMissingError):
        _ = extension.amount


def test_a_switch_is_no_amount_and_an_amount_no_switch() -> None:
    with pytest.raises(ParameterMissingError):
        _ = row(value=True).amount
    with pytest.raises(ParameterMissingError):
        _ = row(1).is_on


def test_a_value_is_read_as_a_period() -> None:
    assert lookup(PARAMETERS, key="verification.valid", on=DAY).period().end is MonthEnd.DAY_BEFORE
    assert row(3).period() == Period(3, Unit.WORKING_DAYS)
    with pytest.raises(ParameterMissingError):
        row(3, unit="COUNT").period()


def test_a_snapshot_survives_json_and_answers_like_the_table() -> None:
    kept = json.loads(json.dumps(snapshot(PARAMETERS, on=DAY, regime="R_SAMR2025")))
    assert from_snapshot(kept, "repair.result_wd").amount == 7
    assert from_snapshot(kept, "publicity.general.min") == Parameter(
        "publicity.general.min", 3, "MONTHS", "市场监管总局令第107号", date(2019, 7, 1)
    )
    with pytest.raises(ParameterMissingError):
        from_snapshot(kept, "no.such_key")


def test_a_snapshot_holds_what_lookup_would_give() -> None:
    rows = (*PARAMETERS, *own_parameters({"ZM_URBAN": "zm"}))
    kept = snapshot(rows, on=DAY, authority_id="zm", regime="R2026", data_class="FOOD")
    for key, entry in kept.items():
        found = lookup(rows, key=key, on=DAY, authority_id="zm", regime="R2026", data_class="FOOD")
        assert (found.value, found.unit) == (entry["value"], entry["unit"])


def test_two_authorities_count_seven_days_differently() -> None:
    rows = (*PARAMETERS, *own_parameters({"ZM_URBAN": "zm", "ZZ_ECOLOGY": "zz"}))
    assert lookup(rows, key=KEY, on=DAY, authority_id="zm").unit == "WORKING_DAYS"
    assert lookup(rows, key=KEY, on=DAY, authority_id="zz").unit == "CALENDAR_DAYS"
