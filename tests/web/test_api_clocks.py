"""Anybody may have a due day computed, with the reasons."""

from collections.abc import Callable

import pytest
from callers import Caller
from date_oracle import AMOUNTS, ORACLE

Callers = Callable[[str | None], Caller]


def test_working_days_pass_the_national_holiday_and_count_the_saturday_worked(caller: Callers) -> None:
    computed = caller(None).json("/clocks/compute?from=2026-09-29&working_days=5")
    assert (computed["from"], computed["due_on"], computed["counted"]) == ("2026-09-29", "2026-10-12", 5)
    assert computed["provisional"] is False
    assert [each["date"] for each in computed["skipped"]] == [*(f"2026-10-0{day}" for day in range(1, 8)), "2026-10-11"]
    assert computed["skipped"][0]["why"].startswith("HOLIDAY:")


def test_period_into_a_year_without_calendar_is_provisional(caller: Callers) -> None:
    assert caller(None).json("/clocks/compute?from=2026-12-20&working_days=30&authority=ZM_URBAN")["provisional"]


def test_months_end_on_the_same_numbered_day_or_the_last(caller: Callers) -> None:
    assert caller(None).json("/clocks/compute?from=2025-11-30&months=3")["due_on"] == "2026-02-28"


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("working_days=5", "/from", "REQUIRED"),
        ("from=2026-09-29", "/working_days", "EXACTLY_ONE_PERIOD"),
        ("from=2026-09-29&months=1&working_days=1", "/working_days", "EXACTLY_ONE_PERIOD"),
        ("from=29.9.2026&months=1", "/from", "INVALID_DATE"),
        ("from=2026-09-29&months=x", "/months", "INVALID_NUMBER"),
        ("from=2026-09-29&months=-1", "/months", "OUT_OF_RANGE"),
        ("from=9999-12-31&working_days=5", "/from", "OUT_OF_RANGE"),
        ("from=9999-12-01&months=1", "/from", "OUT_OF_RANGE"),
        ("from=9900-01-01&months=1200", "/from", "OUT_OF_RANGE"),
        ("from=2026-09-29&working_days=3661", "/working_days", "OUT_OF_RANGE"),
        ("from=2026-09-29&calendar_days=3661", "/calendar_days", "OUT_OF_RANGE"),
        ("from=2026-09-29&months=1201", "/months", "OUT_OF_RANGE"),
        ("from=2026-02-30&months=1", "/from", "INVALID_DATE"),
    ],
)
def test_question_without_an_answer_says_which_part_is_wrong(
    caller: Callers, query: str, field: str, code: str
) -> None:
    problem = caller(None).json(f"/clocks/compute?{query}", expect=422)
    assert [(each["field"], each["code"]) for each in problem["errors"]] == [(field, code)]


@pytest.mark.parametrize("query", ["working_days=3660", "calendar_days=3660", "months=1200", "working_days=0"])
def test_the_longest_and_the_shortest_periods_are_computed(caller: Callers, query: str) -> None:
    assert caller(None).json(f"/clocks/compute?from=2026-09-29&{query}")["due_on"] >= "2026-09-29"


def test_seven_days_that_end_in_a_holiday_end_after_it_and_say_which_days_were_passed(caller: Callers) -> None:
    computed = caller(None).json("/clocks/compute?from=2026-09-28&calendar_days=7&authority=ZM_URBAN")
    assert (computed["due_on"], computed["counted"]) == ("2026-10-08", 7)
    assert [each["date"] for each in computed["skipped"]] == ["2026-10-05", "2026-10-06", "2026-10-07"]


def test_authority_nobody_knows_is_not_found(caller: Callers) -> None:
    problem = caller(None).json("/clocks/compute?from=2026-09-29&months=1&authority=NOBODY", expect=404)
    assert problem["code"] == "AUTHORITY_UNKNOWN"


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("authority", ["ZM_URBAN", "ZZ_ECOLOGY"])
def test_every_date_of_the_oracle_is_given_to_whoever_asks(caller: Callers, authority: str, half: int) -> None:
    anybody = caller(None)  # who may ask sixty times a minute
    for start, ends in list(ORACLE.items())[half::2]:
        for amount, end in zip(AMOUNTS, ends, strict=True):
            asked = f"/clocks/compute?from=2026-{start}&working_days={amount}&authority={authority}"
            computed = anybody.json(asked)
            assert (computed["due_on"], computed["provisional"]) == (f"2026-{end}", False), asked


def test_a_stranger_who_computes_without_end_is_asked_to_wait(caller: Callers) -> None:
    path = "/clocks/compute?from=2026-09-29&months=1"
    assert [caller(None).get(path, expect=status).status_code for status in [200] * 60 + [429]][-1] == 429
