"""A new dated row finds its place: every other day keeps what it had, and no row is lost."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.dated import Fitted, Span, fit, holds_on, place
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.parameters import Parameter

START = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Row:
    valid_from: date
    valid_to: date | None = None


def value(name: str, first: date, last: date | None = None) -> Parameter:
    return Parameter("repair.result_wd", name, "TEXT", "test", first, last)


def on(rows: tuple[Parameter, ...], day: date) -> object:
    holding = [row for row in rows if holds_on(row, day)]
    return max(holding, key=lambda row: row.valid_from).value if holding else None


def test_the_row_before_ends_the_day_before() -> None:
    assert fit([Row(START)], first=date(2026, 10, 10), last=None) == Fitted(((0, date(2026, 10, 9)),))


def test_the_row_before_goes_on_after_a_change_for_a_time() -> None:
    found = fit([Row(START, date(2027, 12, 31))], first=date(2026, 10, 10), last=date(2026, 12, 31))
    assert found.resumed == Span(0, date(2027, 1, 1), date(2027, 12, 31))


def test_a_later_row_is_never_run_over() -> None:
    history = [Row(START, date(2026, 12, 31)), Row(date(2027, 1, 1))]
    with pytest.raises(RefusedError) as caught:
        fit(history, first=date(2026, 10, 10), last=None)
    assert caught.value.code == "LATER_ROW_EXISTS"
    assert caught.value.values == {"begins": date(2027, 1, 1), "last": date(2026, 12, 31)}
    assert fit(history, first=date(2026, 10, 10), last=date(2026, 12, 31)).resumed is None


def test_a_row_that_never_held_stands_in_nobodys_way() -> None:
    replaced = Row(date(2027, 1, 1), date(2026, 12, 31))
    assert fit([Row(START), replaced], first=date(2026, 6, 1), last=None).closed == ((0, date(2026, 5, 31)),)


def test_a_correction_from_the_first_day_leaves_the_old_row_to_be_read() -> None:
    rows = place([value("wrong", START)], value("right", START), same=lambda _row: True)
    assert [(row.value, row.valid_to) for row in rows] == [("wrong", START - timedelta(days=1)), ("right", None)]
    assert on(rows, START) == "right"


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 200) | st.none()), max_size=8), st.data())
def test_every_day_outside_of_a_change_keeps_its_value(
    spans: list[tuple[int, int | None]], data: st.DataObject
) -> None:
    rows: tuple[Parameter, ...] = (value("first", START),)
    for number, (offset, length) in enumerate(spans):
        first = START + timedelta(days=offset)
        last = first + timedelta(days=length) if length else None
        before, kept = rows, len(rows)
        try:
            rows = place(rows, value(str(number), first, last), same=lambda _row: True)
        except RefusedError:
            continue
        assert len(rows) > kept
        day = START + timedelta(days=data.draw(st.integers(0, 700)))
        inside = first <= day and (last is None or day <= last)
        assert on(rows, day) == (str(number) if inside else on(before, day))
