"""Periods as values: how long, in which unit, ending how; and a due day with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from workflow_app.domain.time import end_of_day, local_date, start_of_day

MAX_DAYS = 3660
MAX_MONTHS = 1200
_MONTHS_A_YEAR = 12


class Unit(StrEnum):
    """What a period counts; hours and minutes run through nights and holidays."""

    WORKING_DAYS = "WORKING_DAYS"
    CALENDAR_DAYS = "CALENDAR_DAYS"
    MONTHS = "MONTHS"
    YEARS = "YEARS"
    HOURS = "HOURS"
    MINUTES = "MINUTES"


class MonthEnd(StrEnum):
    """How a period of months or years ends (rule A21)."""

    SAME_DAY_INCLUSIVE = "SAME_DAY_INCLUSIVE"
    DAY_BEFORE = "DAY_BEFORE"
    SAME_DAY_EXCLUSIVE = "SAME_DAY_EXCLUSIVE"


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from a day until the day it ran again; `until` None is still open."""

    start: date
    until: date | None

    @property
    def length(self) -> int:
        """Return the days that do not count; raises ValueError for an open pause, which has no end."""
        if self.until is None:
            raise ValueError("an open pause has no length")
        return (self.until - self.start).days

    def covers(self, day: date) -> bool:
        """Tell whether the clock stood still at the end of a day: the day of the pause, not of the resume (A22)."""
        return day >= self.start and (day - self.start).days < self.length


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that did not count and why: WEEKEND, HOLIDAY:<name> or PAUSED."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Due:
    """A due day with all that explains it; `provisional` where a year's calendar is not published yet (K5)."""

    start: date
    due_on: date
    provisional: bool
    counted: tuple[date, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    inclusive: bool = True

    @property
    def due_at(self) -> datetime:
        """Return the first instant that is too late, in UTC."""
        return end_of_day(self.due_on) if self.inclusive else start_of_day(self.due_on)


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of a unit; `shift` moves a last day that is no working day (K4) and never matters to working days."""

    amount: int
    unit: Unit
    end: MonthEnd = MonthEnd.SAME_DAY_INCLUSIVE
    shift: bool = True

    @classmethod
    def parse(cls, amount: int, unit: str, *, shift: bool = True) -> "Period":
        """Read a parameter's unit, `MONTHS` or with the end named, `YEARS:DAY_BEFORE`; raises ValueError.

        Only what somebody must do by its last day moves off a holiday: a validity and points end on their day (A21).
        """
        name, _, word = unit.partition(":")
        end = MonthEnd(word) if word else MonthEnd.SAME_DAY_INCLUSIVE
        return cls(amount, Unit(name), end, shift and end is MonthEnd.SAME_DAY_INCLUSIVE)


class CountsDays(Protocol):
    """The part of a calendar that a period needs."""

    def count_working_days(self, start: date, amount: int, *, pauses: tuple[Pause, ...] = ()) -> Due:
        """Return the end of a period of working days."""
        ...

    def add_calendar_days(self, start: date, amount: int, *, shift: bool = True, pauses: tuple[Pause, ...] = ()) -> Due:
        """Return the end of a period of calendar days."""
        ...

    def add_months(
        self,
        start: date,
        months: int,
        *,
        end: MonthEnd = MonthEnd.SAME_DAY_INCLUSIVE,
        shift: bool = False,
        pauses: tuple[Pause, ...] = (),
    ) -> Due:
        """Return the end of a period of months."""
        ...


def standstill(pauses: Iterable[Pause], *, after: date) -> tuple[Pause, ...]:
    """Return pauses as the days that they take from a period: none twice, and none up to the day it began.

    So it does not matter in which order they came, or whether one was noted in two parts. Raises ValueError for an open
    pause, which has no end yet.
    """
    first = after + timedelta(days=1)
    merged: list[Pause] = []
    for start, until in sorted((max(pause.start, first), _end(pause)) for pause in pauses):
        if until <= start:
            continue
        if merged and start <= _end(merged[-1]):
            merged[-1] = Pause(merged[-1].start, max(until, _end(merged[-1])))
        else:
            merged.append(Pause(start, until))
    return tuple(merged)


def _end(pause: Pause) -> date:
    """Return the day on which a pause ended; raises ValueError for an open one."""
    return pause.start + timedelta(days=pause.length)


def due(calendar: CountsDays, period: Period, start: date, *, pauses: tuple[Pause, ...] = ()) -> Due:
    """Return when a period of days, months or years that began on `start` ends; raises ValueError for hours."""
    pauses = standstill(pauses, after=start) if pauses else ()
    if period.unit is Unit.WORKING_DAYS:
        return calendar.count_working_days(start, period.amount, pauses=pauses)
    if period.unit is Unit.CALENDAR_DAYS:
        return calendar.add_calendar_days(start, period.amount, shift=period.shift, pauses=pauses)
    months = {Unit.MONTHS: period.amount, Unit.YEARS: period.amount * _MONTHS_A_YEAR}.get(period.unit)
    if months is None:
        raise ValueError("hours and minutes have no due day; ask due_at")
    return calendar.add_months(start, months, end=period.end, shift=period.shift, pauses=pauses)


def in_time(received_at: datetime, due_at: datetime) -> bool:
    """Tell whether an act came in time: when it was received decides, not when it was sent or checked (rule K6)."""
    return received_at < due_at


def capped(asked: Due, most: Due) -> Due:
    """Return the period that was asked for, or the longest that may be granted where that ends earlier."""
    return min(asked, most, key=lambda each: each.due_at)


def due_at(calendar: CountsDays, period: Period, start: datetime) -> datetime:
    """Return the first instant that is too late for a period that began at an instant."""
    if period.unit is Unit.HOURS:
        return start + timedelta(hours=period.amount)
    if period.unit is Unit.MINUTES:
        return start + timedelta(minutes=period.amount)
    return due(calendar, period, local_date(start)).due_at
