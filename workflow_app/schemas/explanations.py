"""One sentence that says why a clock ends on its day."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Protocol

from flask_babel import format_date, get_locale, gettext, lazy_gettext

UNITS = {
    "WORKING_DAYS": lazy_gettext("%(amount)s working days"),
    "CALENDAR_DAYS": lazy_gettext("%(amount)s calendar days"),
    "MONTHS": lazy_gettext("%(amount)s months"),
    "YEARS": lazy_gettext("%(amount)s years"),
    "HOURS": lazy_gettext("%(amount)s hours"),
    "MINUTES": lazy_gettext("%(amount)s minutes"),
}
HOLIDAYS = {
    "new_years_day": lazy_gettext("New Year's Day"),
    "spring_festival": lazy_gettext("Spring Festival"),
    "tomb_sweeping_day": lazy_gettext("Tomb-Sweeping Day"),
    "labour_day": lazy_gettext("Labour Day"),
    "dragon_boat_festival": lazy_gettext("Dragon Boat Festival"),
    "mid_autumn_festival": lazy_gettext("Mid-Autumn Festival"),
    "national_day": lazy_gettext("National Day"),
}


class Explained(Protocol):
    """A clock as services show it; `explanation` holds from, amount, unit and each day skipped with its reason."""

    @property
    def due_on(self) -> date | None:
        """Return the last day in time; None while it stands still."""
        ...

    @property
    def provisional(self) -> bool:
        """Tell whether that day may still change."""
        ...

    @property
    def explanation(self) -> Mapping[str, object]:
        """Return what the day was computed from."""
        ...


def explain(clock: Explained) -> str:
    """Return the sentence in the language of the request; empty where it is not known from what it was computed."""
    basis = clock.explanation
    start, unit = _day(basis.get("from")), UNITS.get(str(basis.get("unit")).partition(":")[0])
    if start is None or unit is None:
        return ""
    period, first = str(unit) % {"amount": basis.get("amount")}, format_date(start, "long")
    if clock.due_on is None:
        told = [gettext("Counted from the day after %(start)s: %(period)s.", start=first, period=period)]
    else:
        last = format_date(clock.due_on, "long")
        told = [
            gettext(
                "Counted from the day after %(start)s: %(period)s, so the last day is %(due)s.",
                start=first,
                period=period,
                due=last,
            )
        ]
    skipped = ", ".join(_reasons(basis.get("skipped")))
    told += [gettext("Not counted: %(days)s.", days=skipped)] if skipped and clock.due_on else []
    return " ".join([*told, *notes(clock)])


def _(text: str, **values: object) -> str:
    """Return a sentence in the language of the request."""
    return str(gettext(text, **values))


def notes(clock: Explained) -> list[str]:
    """Return what else must be said of a due day: pauses, an outage, and that it may still change."""
    basis = clock.explanation
    told = [_pause_told(each, basis) for each in _rows(basis.get("pauses"))]
    told += [_outage_told(each) for each in _rows(basis.get("outages"))]
    if clock.provisional:
        told.append(gettext("The calendar of that year is not published yet; the day may change."))
    return told


def _pause_told(pause: Mapping[str, object], basis: Mapping[str, object]) -> str:
    """Return from when until when a clock stood still and why; of one that still does, what is used and left."""
    start, until = _day(pause.get("from")), _day(pause.get("until"))
    why = reason_word(str(pause.get("reason")))
    if pause.get("document"):
        why = f"{why}, {pause.get('document')}"
    if start is None:
        return ""
    if until is not None:
        return _(
            "The clock stood still from %(start)s (%(why)s) and ran again on %(until)s, which counts.",
            start=format_date(start, "long"),
            until=format_date(until, "long"),
            why=why,
        )
    unit = UNITS.get(str(basis.get("left_unit")), UNITS["WORKING_DAYS"])
    return _(
        "%(used)s used, %(left)s left; paused since %(start)s (%(why)s). The last day is computed when it runs again.",
        used=str(unit) % {"amount": basis.get("used")},
        left=str(unit) % {"amount": basis.get("left")},
        start=format_date(start, "long"),
        why=why,
    )


def _outage_told(outage: Mapping[str, object]) -> str:
    """Return why a day was put off for everybody (rule A14)."""
    was = _day(outage.get("was"))
    title = str(outage.get("en" if get_locale().language == "en" else "zh") or "")
    if was is None:
        return ""
    return _(
        "It would have ended on %(was)s and was extended for all, because the service was out of order: %(title)s.",
        was=format_date(was, "long"),
        title=title or "—",
    )


def reason_word(reason: str) -> str:
    """Return why a clock stands still."""
    words = {
        "CORRECTION": gettext("correction of the materials"),
        "SITE_VERIFICATION": gettext("site verification"),
        "OBJECTION": gettext("an accepted objection"),
    }
    return str(words.get(reason, reason))


def _rows(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _reasons(skipped: object) -> list[str]:
    """Return the reasons why days did not count, each once; holidays with their days."""
    days = [(str(day.get("why")), _day(day.get("date"))) for day in skipped] if isinstance(skipped, list) else []
    words: list[str] = []
    for why, run in groupby(days, key=lambda pair: pair[0]):
        word = _word(why, [day for _, day in run if day is not None])
        if word not in words:
            words.append(word)
    return words


def _word(why: str, days: list[date]) -> str:
    kind, _, name = why.partition(":")
    if kind == "WEEKEND":
        return str(gettext("weekends"))
    if kind == "PAUSED":
        return str(gettext("days on which the clock stood still"))
    festival = str(HOLIDAYS.get(name, name))
    return f"{festival} ({format_date(days[0], 'short')} – {format_date(days[-1], 'short')})" if days else festival


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
