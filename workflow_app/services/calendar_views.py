"""Calendars as administrators see them: a year of an authority, and the change that makes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.calendar import Calendar, DayKind, merge
from workflow_app.domain.calendar_changes import NamedDay, whole_year
from workflow_app.domain.calendar_content import CalendarChange
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.proposals import Kind
from workflow_app.domain.rule_policies import may_propose
from workflow_app.domain.time import local_date
from workflow_app.services.administration import READERS
from workflow_app.services.calendar_files import checked_year
from workflow_app.services.tools import Tools

_ONE_DAY = timedelta(days=1)
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class DayView:
    """One day: its kind and the name of a holiday."""

    day: date
    kind: DayKind
    name: str
    is_working: bool


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: empty places before its first day, its days, and how many of them are worked."""

    first: date
    days: tuple[DayView, ...]

    @property
    def before(self) -> int:
        """Return how many days of the first week belong to the month before."""
        return self.first.weekday()

    @property
    def working_days(self) -> int:
        """Return how many days are worked."""
        return sum(each.is_working for each in self.days)


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of one authority; without `is_published`, deadlines into it are provisional (rule K5)."""

    code: str
    name_zh: str
    name_en: str
    year: int
    is_published: bool
    origin: str
    months: tuple[MonthView, ...]
    waiting: tuple[str, ...]
    may_change: bool

    @property
    def working_days(self) -> int:
        """Return how many days of the year are worked."""
        return sum(each.working_days for each in self.months)

    @property
    def runs(self) -> tuple[tuple[DayView, ...], ...]:
        """Return holidays that follow each other under one name, and make-up days, in their order."""
        named = [each for month in self.months for each in month.days if each.kind in _NAMED]
        numbered = [(each.kind, each.name, each.day - timedelta(days=place), each) for place, each in enumerate(named)]
        return tuple(tuple(each[3] for each in run) for _, run in groupby(numbered, key=lambda each: each[:3]))


_NAMED = frozenset({DayKind.HOLIDAY, DayKind.MAKEUP_WORKDAY})


def show_year(code: str | None, year: int | None, *, actor: Actor, tools: Tools) -> YearView:
    """Return a year of an authority's calendar; raises NotFoundError AUTHORITY_UNKNOWN, InvalidError (year)."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
    with tools.database.read() as unit:
        authority = unit.authorities.get_by_code(code) if code else unit.authorities.first()
        calendar = tools.calendars.get(authority, unit.authorities)
        wanted = checked_year(year or local_date(tools.clock.now()).year)
        waiting = [row for row in unit.proposals.list_page(["PROPOSED"], limit=100) if row.kind == Kind.CALENDAR]
        return YearView(
            code=authority.code,
            name_zh=authority.name_zh,
            name_en=authority.name_en,
            year=wanted,
            is_published=wanted in calendar.years,
            origin=unit.authorities.calendar_origins(authority.id).get(wanted, ""),
            months=tuple(_month(calendar, date(wanted, month, 1)) for month in _MONTHS),
            waiting=tuple(row.id for row in waiting if row.authority_id in (None, authority.id)),
            may_change=actor.has(Role.SYSTEM_ADMIN) and may_propose(actor, authority_id=authority.id).allowed,
        )


def year_change(code: str | None, days: Sequence[NamedDay], year: int, *, tools: Tools) -> CalendarChange:
    """Return the change that makes a year of one authority, or (None) of all, what an arrangement says."""
    with tools.database.read() as unit:
        chosen = [each for each in unit.authorities.list_all() if code in (None, each.code)]
        known = merge(tools.calendars.get(each, unit.authorities) for each in chosen)
    return CalendarChange(whole_year(known, days, year), (year,))


def _month(calendar: Calendar, first: date) -> MonthView:
    days, day = [], first
    while day.month == first.month:
        kind = calendar.kind(day)
        days.append(DayView(day, kind, calendar.names.get(day, ""), calendar.is_working(day)))
        day += _ONE_DAY
    return MonthView(first, tuple(days))
