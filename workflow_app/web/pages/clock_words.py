"""A computed day as one sentence and as a strip of months: what was counted, what was skipped, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from workflow_app.domain.calendar import DayKind
from workflow_app.domain.periods import Due, Skipped, Unit
from workflow_app.schemas.explanations import holiday_word
from workflow_app.services.before_applying import OfficeTime
from workflow_app.services.calendar_views import DayView
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language
from workflow_app.web.pages.written_days import short_day, span_words, weekday_word

MOST_MONTHS = 14
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip: `state` says how it looks, `mark` what stands in it, `word` what is read out."""

    day: date
    state: str
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class StripMonth:
    """A month of the strip; days outside of the period are plain."""

    first: date
    days: tuple[StripDay, ...]

    @property
    def before(self) -> int:
        """Return how many days of the first week belong to the month before."""
        return self.first.weekday()


def day_kind_word(kind: str) -> str:
    """Return what kind of day it is."""
    words: dict[str, str] = {
        "WORKING_DAY": _("working day"),
        "WEEKEND": _("weekend"),
        "HOLIDAY": _("public holiday"),
        "MAKEUP_WORKDAY": _("make-up working day"),
    }
    return words.get(kind, kind)


def day_kind_mark(kind: str) -> str:
    """Return the short mark that a calendar shows beside a day that differs from its weekday."""
    marks: dict[str, str] = {"HOLIDAY": _("rest"), "MAKEUP_WORKDAY": _("work")}
    return marks.get(kind, "")


def run_words(run: Sequence[DayView]) -> str:
    """Return days that follow each other: 10月1日至7日（7天） or 1 to 7 Oct (7 days); the page says the year."""
    days = [each.day for each in run]
    count = ngettext("%(num)d day", "%(num)d days", len(days))
    if len(days) == 1:
        return f"{short_day(days[0], said=days[0].year)} {weekday_word(days[0])}"
    return str(_("%(span)s (%(count)s)", span=span_words(days[0], days[-1], said=days[0].year), count=count))


def sentence_of(due: Due, amount: int, unit: Unit) -> str:
    """Return one sentence that says which day it is and why."""
    parts = [_head(due, amount, unit)]
    if due.skipped:
        parts.append(_("Skipped: %(days)s.", days=_("; ").join(_skipped_words(due.skipped))))
    made_up = [each for each in due.counted if each.weekday() >= _SATURDAY] if unit is Unit.WORKING_DAYS else []
    if made_up:
        days = _(", ").join(f"{short_day(each)}{_weekday_behind(each)}" for each in made_up)
        parts.append(
            ngettext(
                "%(days)s is a make-up working day.", "%(days)s are make-up working days.", len(made_up), days=days
            )
        )
    if due.provisional:
        parts.append(_("The calendar of that year is not published yet, so this day is provisional."))
    return ("" if current_language() == "zh" else " ").join(parts)


def limit_sentence(limit: OfficeTime) -> str:
    """Return one sentence that says until when the office has time that begins today, and why; else nothing."""
    return "" if limit.due is None else sentence_of(limit.due, limit.amount, Unit(limit.unit.partition(":")[0]))


def strip_of(due: Due, unit: Unit) -> list[StripMonth]:
    """Return the months from the first day to the last; nothing where they would be too many to look at."""
    if _months_between(due.start, due.due_on) > MOST_MONTHS:
        return []
    numbers = {day: number for number, day in enumerate(due.counted, start=1)}
    reasons = {each.day: each.why for each in due.skipped}
    counts = unit in {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}
    months = []
    first = due.start.replace(day=1)
    while first <= due.due_on:
        days = [_strip_day(day, due, unit, numbers if counts else {}, reasons) for day in _days_of(first)]
        months.append(StripMonth(first, tuple(days)))
        first = (first + timedelta(days=31)).replace(day=1)
    return months


def _strip_day(day: date, due: Due, unit: Unit, numbers: dict[date, int], reasons: dict[date, str]) -> StripDay:
    if day == due.start:
        return StripDay(day, "start", _("start"), _("the day of the event, not counted"))
    why = reasons.get(day)
    mark = str(numbers.get(day, "")) if why is None else _skip_mark(why)
    if day == due.due_on:
        return StripDay(day, "due", mark or _("end"), _("the last day"))
    if why is not None:
        return StripDay(day, "skipped", mark, _("skipped: %(why)s", why=why_word(why)))
    if day in numbers and day.weekday() >= _SATURDAY and unit is Unit.WORKING_DAYS:
        return StripDay(day, "counted xn-day-worked", mark, _("counted: %(number)s, make-up working day", number=mark))
    if day in numbers:
        return StripDay(day, "counted", mark, _("counted: %(number)s", number=mark))
    return StripDay(day, "passed" if due.start < day < due.due_on else "", "", "")


def why_word(why: str) -> str:
    """Return why a day does not count."""
    kind, _colon, name = why.partition(":")
    return (holiday_word(name) if name else "") or day_kind_word(kind)


def stop_word(reason: str) -> str:
    """Return what may let a clock stand still in words."""
    words: dict[str, str] = {
        "CORRECTION": _("Missing items are asked for"),
        "SITE_VERIFICATION": _("A site check"),
        "OBJECTION": _("An objection that was accepted"),
        "SPECIAL_PROCEDURE": _("A special procedure"),
        "WAITING_MATERIAL": _("The wait for documents to follow"),
    }
    return words.get(reason, reason)


def _skip_mark(why: str) -> str:
    return day_kind_mark(why.partition(":")[0])


def _head(due: Due, amount: int, unit: Unit) -> str:
    start, end = full_day(due.start), f"{full_day(due.due_on)}{_weekday_behind(due.due_on)}"
    if unit is Unit.WORKING_DAYS:
        return str(_("Working day number %(amount)s after %(start)s is %(end)s.", amount=amount, start=start, end=end))
    if unit is Unit.CALENDAR_DAYS:
        return str(_("%(amount)s calendar days after %(start)s end on %(end)s.", amount=amount, start=start, end=end))
    if unit is Unit.YEARS:
        return str(_("%(amount)s years from %(start)s end on %(end)s.", amount=amount, start=start, end=end))
    return str(_("%(amount)s months from %(start)s end on %(end)s.", amount=amount, start=start, end=end))


def _skipped_words(skipped: Iterable[Skipped]) -> list[str]:
    """Return each holiday with its days, and how many days of weekends."""
    words, weekends = [], 0
    numbered = [(each.day - timedelta(days=place), each) for place, each in enumerate(skipped)]
    for (_at, why), run in groupby(numbered, key=lambda pair: (pair[0], pair[1].why)):
        days = [each.day for _place, each in run]
        if why == DayKind.WEEKEND:
            weekends += len(days)
        else:
            words.append(f"{why_word(why)} {span_words(days[0], days[-1])}")
    if weekends:
        words.append(ngettext("%(num)d day of weekends", "%(num)d days of weekends", weekends))
    return words


def _weekday_behind(day: date) -> str:
    return f"（{weekday_word(day)}）" if current_language() == "zh" else f" ({weekday_word(day)})"


def _days_of(first: date) -> list[date]:
    return [day for number in range(31) if (day := first + timedelta(days=number)).month == first.month]


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1
