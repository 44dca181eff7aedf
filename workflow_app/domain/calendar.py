"""Working days and the ends of periods (rules K1-K6): pure, from a set of published days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.periods import MAX_DAYS, MAX_MONTHS, Due, MonthEnd, Pause, Skipped

_SATURDAY = 5
_DECEMBER = 12
_ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a published calendar says of a day; a day it does not name follows the weekday rule."""

    WORKING_DAY = "WORKING_DAY"
    WEEKEND = "WEEKEND"
    HOLIDAY = "HOLIDAY"
    MAKEUP_WORKDAY = "MAKEUP_WORKDAY"


_WORKING = frozenset({DayKind.WORKING_DAY, DayKind.MAKEUP_WORKDAY})


@dataclass(frozen=True, slots=True)
class Calendar:
    """One authority's calendar: the named days, the years published, and the names of the holidays."""

    days: Mapping[date, DayKind]
    years: frozenset[int]
    names: Mapping[date, str] = field(default_factory=dict)

    def kind(self, day: date) -> DayKind:
        """Return what a day is."""
        named = self.days.get(day)
        if named is not None:
            return named
        return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING_DAY

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on a day."""
        return self.kind(day) in _WORKING

    def why_not(self, day: date) -> str | None:
        """Return why a day is not a working day: WEEKEND, HOLIDAY:<name>; None where it is one."""
        kind = self.kind(day)
        if kind in _WORKING:
            return None
        return f"{kind}:{self.names.get(day, '')}" if kind is DayKind.HOLIDAY else str(kind)

    def on_or_after(self, day: date) -> date:
        """Return the day itself or the first working day after it."""
        while not self.is_working(day):
            day = _after(day)
        return day

    def next_working_day(self, day: date) -> date:
        """Return the first working day strictly after a day."""
        return self.on_or_after(_after(day))

    def previous_working_day(self, day: date) -> date:
        """Return the last working day strictly before a day."""
        day -= _ONE_DAY
        while not self.is_working(day):
            day -= _ONE_DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`; 0 where end is not after start."""
        span = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in span)

    def count_working_days(self, start: date, amount: int, *, pauses: Sequence[Pause] = ()) -> Due:
        """Return the day that is `amount` working days after `start`, which itself is not counted (K1, K2).

        Days on which the clock stood still at their end do not count. Raises InvalidError OUT_OF_RANGE.
        """
        _check(amount, MAX_DAYS)
        counted: list[date] = []
        skipped: list[Skipped] = []
        day = start
        while len(counted) < amount:
            day = _after(day)
            why = self.why_not(day) or _paused(day, pauses)
            if why is None:
                counted.append(day)
            else:
                skipped.append(Skipped(day, why))
        provisional = amount > 0 and self.is_unpublished(_after(start), day)
        return Due(start, day, provisional=provisional, counted=tuple(counted), skipped=tuple(skipped))

    def add_calendar_days(self, start: date, amount: int, *, shift: bool = True, pauses: Sequence[Pause] = ()) -> Due:
        """Return the day `amount` calendar days after `start`; with `shift`, never a non-working day (K4)."""
        _check(amount, MAX_DAYS)
        counted: list[date] = []
        skipped: list[Skipped] = []
        day = start
        while len(counted) < amount:
            day = _after(day)
            why = _paused(day, pauses)
            if why is None:
                counted.append(day)
            else:
                skipped.append(Skipped(day, why))
        due = Due(start, day, provisional=False, counted=tuple(counted), skipped=tuple(skipped))
        return self._shifted(due) if shift else due

    def add_months(
        self,
        start: date,
        months: int,
        *,
        end: MonthEnd = MonthEnd.SAME_DAY_INCLUSIVE,
        shift: bool = False,
        pauses: Sequence[Pause] = (),
    ) -> Due:
        """Return the end of a period of months: the same-numbered day, or the month's last (K4).

        `end` says what becomes of that day (rule A21); days of pauses are added to the end.
        """
        _check(months, MAX_MONTHS)
        last, clipped = _same_numbered_day(start, months)
        if end is MonthEnd.DAY_BEFORE and not clipped:
            last -= _ONE_DAY
        for pause in sorted(pauses, key=lambda each: each.start):
            last += timedelta(days=pause.length) if pause.start <= last else timedelta()
        inclusive = end is not MonthEnd.SAME_DAY_EXCLUSIVE
        due = Due(start, last, provisional=False, counted=(), skipped=(), inclusive=inclusive)
        return self._shifted(due) if shift else due

    def _shifted(self, due: Due) -> Due:
        """Move a due day that is no working day to the first one after it, and say what was passed."""
        last = self.on_or_after(due.due_on)
        passed = (due.due_on + timedelta(days=number) for number in range((last - due.due_on).days))
        skipped = tuple(Skipped(day, why) for day in passed if (why := self.why_not(day)))
        return Due(
            due.start,
            last,
            provisional=self.is_unpublished(due.due_on, last),
            counted=due.counted,
            skipped=due.skipped + skipped,
            inclusive=due.inclusive,
        )

    def is_unpublished(self, first: date, last: date) -> bool:
        """Tell whether any of the days lies in a year whose calendar is not out yet (K5)."""
        return any(year not in self.years for year in range(first.year, last.year + 1))


def merge(calendars: Iterable[Calendar]) -> Calendar:
    """Lay calendars over each other; a later one wins, day by day (an authority's own over the country's)."""
    days: dict[date, DayKind] = {}
    names: dict[date, str] = {}
    years: set[int] = set()
    for calendar in calendars:
        days.update(calendar.days)
        names.update(calendar.names)
        years |= calendar.years
    return Calendar(days, frozenset(years), names)


def _after(day: date) -> date:
    """Return the next day; raises InvalidError OUT_OF_RANGE at the end of the calendar."""
    try:
        return day + _ONE_DAY
    except OverflowError:
        raise InvalidError(FieldError("/from", "OUT_OF_RANGE")) from None


def _check(amount: int, maximum: int) -> None:
    """Refuse an amount that no rule of the domain could mean."""
    if not 0 <= amount <= maximum:
        raise InvalidError(FieldError("/amount", "OUT_OF_RANGE", {"minimum": 0, "maximum": maximum}))


def _paused(day: date, pauses: Sequence[Pause]) -> str | None:
    """Return PAUSED where the clock stood still at the end of the day (rule A22)."""
    return "PAUSED" if any(pause.covers(day) for pause in pauses) else None


def _same_numbered_day(start: date, months: int) -> tuple[date, bool]:
    """Return the same-numbered day months later, or the month's last day and that it was clipped."""
    years, month = divmod(start.month - 1 + months, _DECEMBER)
    year, month = start.year + years, month + 1
    if year >= date.max.year:
        raise InvalidError(FieldError("/from", "OUT_OF_RANGE"))
    first_of_next = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    last = (first_of_next - _ONE_DAY).day
    return date(year, month, min(start.day, last)), start.day > last
