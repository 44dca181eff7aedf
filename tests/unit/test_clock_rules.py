"""A clock ends on the same day whatever was known first: its pauses, the outages, or both at once (rules A14, A22)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.calendar import merge
from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.outages import Span, extend
from workflow_app.domain.periods import Pause, Period, due
from workflow_app.domain.time import start_of_day

CALENDAR = merge([seed_days(2025), seed_days(2026)])
UNITS = st.sampled_from(["WORKING_DAYS", "CALENDAR_DAYS", "MONTHS"])
Happening = Pause | Span


@st.composite
def happenings(draw: st.DrawFn) -> tuple[date, Period, list[Happening]]:
    """Return a clock's first day and length, and what happens to it, in the order in which it becomes known."""
    start = draw(st.dates(date(2026, 1, 1), date(2026, 9, 30)))
    unit = draw(UNITS)
    period = Period.parse(draw(st.integers(1, 3 if unit == "MONTHS" else 25)), unit)
    places = st.tuples(st.integers(1, 60), st.integers(1, 12))
    pauses = [
        Pause(start + timedelta(days=after), start + timedelta(days=after + length))
        for after, length in draw(st.lists(places, max_size=3))
    ]
    spans = [
        Span(str(number), start_of_day(first := start + timedelta(days=after)), start_of_day(first + timedelta(length)))
        for number, (after, length) in enumerate(draw(st.lists(places, max_size=3)))
    ]
    return start, period, draw(st.permutations([*pauses, *spans]))


@given(happenings(), st.data())
def test_started_resumed_and_recomputed_a_clock_ends_on_the_same_day_whatever_came_first(
    case: tuple[date, Period, list[Happening]], data: st.DataObject
) -> None:
    start, period, known = case
    before = data.draw(st.integers(0, len(known)), label="known before the start")
    spans = [each for each in known[:before] if isinstance(each, Span)]
    late = [each for each in known if each not in spans]
    rules, pauses = Rules(CALENDAR, spans, start), list[Pause]()
    last = rules.begin(period, start).due
    for each in late:
        if isinstance(each, Pause):
            pauses.append(each)
        else:
            rules = replace(rules, spans=[*rules.spans, each])
        today = min(start + timedelta(days=data.draw(st.integers(0, 40), label="on day")), last.due_on)
        last = replace(rules, today=today).of(start, period, old=last.due_on, pauses=tuple(pauses)).due
    outages = [each for each in known if isinstance(each, Span)]
    standing = tuple(each for each in known if isinstance(each, Pause))
    assert last == extend(due(CALENDAR, period, start, pauses=standing), outages, CALENDAR)[0]


def test_a_day_that_has_passed_is_never_made_the_last_one() -> None:
    rules = Rules(CALENDAR, (), date(2026, 8, 20))
    found = rules.of(date(2026, 8, 10), Period.parse(3, "WORKING_DAYS"), old=date(2026, 8, 24))
    assert found.due.due_on == date(2026, 8, 20)
    late = rules.of(date(2026, 8, 10), Period.parse(3, "WORKING_DAYS"), old=date(2026, 8, 17))
    assert late.due.due_on == date(2026, 8, 17), "who was late already is not excused"


def test_a_pause_that_is_open_lasts_until_today() -> None:
    rules = Rules(CALENDAR, (), date(2026, 8, 13))
    paused = rules.of(
        date(2026, 8, 10),
        Period.parse(5, "WORKING_DAYS"),
        old=date(2026, 8, 17),
        pauses=(Pause(date(2026, 8, 11), None),),
    )
    assert paused.due.due_on == date(2026, 8, 19)
