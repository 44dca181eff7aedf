"""Seed days of the State Council's yearly arrangement, from the chinesecalendar tables."""

from datetime import date, timedelta

import chinese_calendar

from workflow_app.domain.calendar import Calendar, DayKind

_SATURDAY = 5


def seed_days(year: int) -> Calendar:
    """Return one published year: its holidays by name and its make-up working days.

    A year the tables do not know gives an empty calendar without published years, never a guess.
    """
    days: dict[date, DayKind] = {}
    names: dict[date, str] = {}
    day = date(year, 1, 1)
    while day.year == year:
        try:
            off, name = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:
            return Calendar({}, frozenset())
        if off and name:
            days[day], names[day] = DayKind.HOLIDAY, chinese_calendar.Holiday(name).name
        elif not off and day.weekday() >= _SATURDAY:
            days[day] = DayKind.MAKEUP_WORKDAY
        day += timedelta(days=1)
    return Calendar(days, frozenset({year}), names)
