"""Changes to a calendar: days as administrators write them, what is wrong with them, and what they would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from workflow_app.domain.calendar import Calendar, DayKind
from workflow_app.domain.findings import Finding

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_NAME = 60
MOST_DAYS = 400
_SATURDAY = 5
_SPLIT = "|"

FESTIVALS: Mapping[str, str] = MappingProxyType(
    {
        "元旦": "new_years_day",
        "春节": "spring_festival",
        "清明": "tomb_sweeping_day",
        "清明节": "tomb_sweeping_day",
        "劳动节": "labour_day",
        "端午": "dragon_boat_festival",
        "端午节": "dragon_boat_festival",
        "中秋": "mid_autumn_festival",
        "中秋节": "mid_autumn_festival",
        "国庆": "national_day",
        "国庆节": "national_day",
    }
)
"""Names of the State Council's notices and the words this service has for them in both languages."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """What one day is to be; WORKING_DAY and WEEKEND give the day back to the weekday rule."""

    day: date
    kind: DayKind
    name_zh: str = ""
    name_en: str = ""

    @property
    def is_plain(self) -> bool:
        """Tell whether the day is what its weekday says."""
        return self.kind in {DayKind.WORKING_DAY, DayKind.WEEKEND}

    @property
    def name(self) -> str:
        """Return the name that reasons carry: the word of a festival, or both names as they were written."""
        if self.kind is not DayKind.HOLIDAY:
            return ""
        return written_name(FESTIVALS.get(self.name_zh, self.name_zh), self.name_en)


@dataclass(frozen=True, slots=True)
class Difference:
    """One day that a change makes another: kinds and names before and after."""

    day: date
    old: DayKind
    new: DayKind
    old_name: str
    new_name: str


def written_name(name: str, name_en: str) -> str:
    """Return a name and its English form as one; a festival has a word of its own in each language."""
    return f"{name}{_SPLIT}{name_en}" if name_en and name not in FESTIVALS.values() else name


def split_name(name: str) -> tuple[str, str]:
    """Return the Chinese and the English form of a name; English is empty where only one was written."""
    chinese, _, english = name.partition(_SPLIT)
    return chinese, english


def named_day(day: date, kind: DayKind, name: str) -> NamedDay:
    """Return a day of a calendar as an administrator would write it, the word of a festival turned back to its name."""
    chinese, english = split_name(name)
    festival = next((each for each, word in FESTIVALS.items() if word == chinese), chinese)
    return NamedDay(day, kind, festival, english)


def plain_kind(day: date) -> DayKind:
    """Return what a day is by its weekday."""
    return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING_DAY


def check(named: NamedDay) -> tuple[Finding, ...]:
    """Return what is wrong with a day: its year, a kind its weekday cannot have, a holiday without a name."""
    found = []
    if not FIRST_YEAR <= named.day.year <= LAST_YEAR:
        found.append(Finding("YEAR_OUT_OF_RANGE", {"first": FIRST_YEAR, "last": LAST_YEAR}))
    if (named.is_plain and named.kind is not plain_kind(named.day)) or (
        named.kind is DayKind.MAKEUP_WORKDAY and plain_kind(named.day) is not DayKind.WEEKEND
    ):
        found.append(Finding("KIND_AGAINST_WEEKDAY", {"kind": named.kind.value, "weekday": named.day.isoweekday()}))
    if named.kind is DayKind.HOLIDAY and not named.name_zh:
        found.append(Finding("HOLIDAY_WITHOUT_NAME"))
    if any(_SPLIT in name for name in (named.name_zh, named.name_en)):
        found.append(Finding("NAME_HAS_BAR"))
    if max(len(named.name_zh), len(named.name_en)) > LONGEST_NAME:
        found.append(Finding("TOO_LONG", {"maximum": LONGEST_NAME}))
    return tuple(found)


def differences(calendar: Calendar, days: Iterable[NamedDay]) -> tuple[Difference, ...]:
    """Return what the days change in a calendar, in their order."""
    found = []
    for named in sorted(days, key=lambda each: each.day):
        old, old_name = calendar.kind(named.day), calendar.names.get(named.day, "")
        if (old, old_name) != (named.kind, named.name):
            found.append(Difference(named.day, old, named.kind, old_name, named.name))
    return tuple(found)


def whole_year(calendar: Calendar, days: Sequence[NamedDay], year: int) -> tuple[NamedDay, ...]:
    """Return the days of a whole year's arrangement: what the calendar named and the arrangement does not goes."""
    written = {each.day for each in days}
    gone = (day for day in calendar.days if day.year == year and day not in written)
    return (*days, *(NamedDay(day, plain_kind(day)) for day in sorted(gone)))


def apply(calendar: Calendar, days: Iterable[NamedDay], years: Iterable[int]) -> Calendar:
    """Return the calendar with days changed and years published."""
    kinds, names = dict(calendar.days), dict(calendar.names)
    for named in days:
        kinds.pop(named.day, None)
        names.pop(named.day, None)
        if not named.is_plain:
            kinds[named.day] = named.kind
        if named.name:
            names[named.day] = named.name
    return Calendar(kinds, calendar.years | frozenset(years), names)
