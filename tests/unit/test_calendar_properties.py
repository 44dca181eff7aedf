"""What holds of every period, whichever calendar, day and length."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.calendar import Calendar, DayKind, merge
from workflow_app.domain.outages import Span, extend
from workflow_app.domain.periods import MonthEnd, Pause, Period, Unit, due
from workflow_app.domain.time import start_of_day

YEAR = seed_days(2026)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
AMOUNTS = st.integers(1, 120)
PERIODS = st.one_of(
    st.builds(Period, AMOUNTS, st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]), shift=st.booleans()),
    st.builds(
        Period,
        st.integers(1, 24),
        st.sampled_from([Unit.MONTHS, Unit.YEARS]),
        st.sampled_from(list(MonthEnd)),
        shift=st.booleans(),
    ),
)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Give the year as it is, with some days made free and some weekends worked."""
    free = dict.fromkeys(draw(st.sets(DAYS, max_size=20)), DayKind.HOLIDAY)
    worked = {
        day: DayKind.MAKEUP_WORKDAY
        for day in draw(st.sets(DAYS.filter(lambda day: day.weekday() > 4), max_size=10))
        if day not in free
    }
    return merge((YEAR, Calendar({**free, **worked}, frozenset())))


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    """Give up to four pauses that do not overlap, in any order."""
    ends = sorted(draw(st.sets(DAYS, min_size=0, max_size=8)))
    made = [Pause(start, until) for start, until in zip(ends[::2], ends[1::2], strict=False)]
    return tuple(draw(st.permutations(made)))


@given(calendars(), DAYS, AMOUNTS, AMOUNTS)
def test_counting_in_two_parts_is_counting_at_once(calendar: Calendar, start: date, first: int, second: int) -> None:
    halfway = calendar.count_working_days(start, first).due_on
    at_once = calendar.count_working_days(start, first + second).due_on
    assert calendar.count_working_days(halfway, second).due_on == at_once


@given(calendars(), DAYS, AMOUNTS)
def test_n_working_days_are_one_more_than_one_fewer(calendar: Calendar, start: date, amount: int) -> None:
    before = calendar.count_working_days(start, amount - 1).due_on
    assert calendar.next_working_day(before) == calendar.count_working_days(start, amount).due_on


@given(calendars(), PERIODS, DAYS)
def test_what_may_not_end_on_a_free_day_does_not(calendar: Calendar, period: Period, start: date) -> None:
    found = due(calendar, period, start)
    if period.unit is Unit.WORKING_DAYS or period.shift:
        assert calendar.is_working(found.due_on)


@given(calendars(), DAYS, AMOUNTS, pauses())
def test_each_day_on_the_way_is_counted_or_explained(
    calendar: Calendar, start: date, amount: int, stood: tuple[Pause, ...]
) -> None:
    found = calendar.count_working_days(start, amount, pauses=stood)
    told = sorted([*found.counted, *(each.day for each in found.skipped)])
    assert told == [start + timedelta(days=number) for number in range(1, (found.due_on - start).days + 1)]
    assert len(found.counted) == amount


@given(calendars(), PERIODS, DAYS, pauses())
def test_a_pause_never_makes_a_period_shorter(
    calendar: Calendar, period: Period, start: date, stood: tuple[Pause, ...]
) -> None:
    assert due(calendar, period, start, pauses=stood).due_on >= due(calendar, period, start).due_on


@given(calendars(), PERIODS, DAYS, pauses(), st.randoms(use_true_random=False))
def test_in_which_order_pauses_are_noted_does_not_matter(
    calendar: Calendar, period: Period, start: date, stood: tuple[Pause, ...], chance: object
) -> None:
    turned: Sequence[Pause] = sorted(stood, key=lambda _: chance.random())
    assert due(calendar, period, start, pauses=tuple(turned)) == due(calendar, period, start, pauses=stood)


@given(calendars(), PERIODS, DAYS, DAYS)
def test_who_starts_later_never_ends_earlier(calendar: Calendar, period: Period, one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert due(calendar, period, first).due_on <= due(calendar, period, second).due_on


@given(calendars(), PERIODS, DAYS)
def test_a_longer_period_never_ends_earlier(calendar: Calendar, period: Period, start: date) -> None:
    longer = Period(period.amount + 1, period.unit, period.end, shift=period.shift)
    assert due(calendar, period, start).due_on <= due(calendar, longer, start).due_on


@given(calendars(), PERIODS, DAYS, st.sets(DAYS, max_size=10))
def test_more_holidays_never_give_an_earlier_day(
    calendar: Calendar, period: Period, start: date, more: set[date]
) -> None:
    freer = merge((calendar, Calendar(dict.fromkeys(more, DayKind.HOLIDAY), frozenset())))
    assert due(calendar, period, start).due_on <= due(freer, period, start).due_on


@given(calendars(), PERIODS, DAYS, DAYS, st.integers(1, 10))
def test_an_outage_never_shortens_and_never_leaves_an_end_within_it(
    calendar: Calendar, period: Period, start: date, begins: date, length: int
) -> None:
    found = due(calendar, period, start)
    span = Span("one", start_of_day(begins), start_of_day(begins + timedelta(days=length)))
    moved, extensions = extend(found, [span], calendar)
    last = moved.due_on if moved.inclusive else moved.due_on - timedelta(days=1)
    assert not span.first_day <= last <= span.last_day
    assert (moved.due_on > found.due_on) == bool(extensions)
    assert extend(moved, [span], calendar)[0] == moved


@given(DAYS)
def test_the_next_and_the_previous_working_day_meet(start: date) -> None:
    following = YEAR.next_working_day(start)
    assert following > start
    assert YEAR.previous_working_day(following) <= start
    assert YEAR.on_or_after(following) == following
