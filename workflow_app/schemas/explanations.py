"""One sentence that says why a clock ends on its day."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Protocol

from flask_babel import format_date, get_locale, gettext, lazy_gettext

from workflow_app.domain.calendar_changes import split_name

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
    def due_on(self) -> date:
        """Return the last day in time."""
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
    sentence = gettext(
        "Counted from the day after %(start)s: %(period)s, so the last day is %(due)s.",
        start=format_date(start, "long"),
        period=str(unit) % {"amount": basis.get("amount")},
        due=format_date(clock.due_on, "long"),
    )
    skipped = ", ".join(_reasons(basis.get("skipped")))
    not_counted = gettext("Not counted: %(days)s.", days=skipped) if skipped else ""
    return " ".join(each for each in (sentence, not_counted, *outage_sentences(basis)) if each)


def outage_sentences(basis: Mapping[str, object]) -> list[str]:
    """Return what each outage that a period ended in did to it, with the words of its public notice."""
    found = basis.get("outages")
    return [
        gettext(
            "Extended from %(was)s to %(due)s because the service was out of order (notice: %(notice)s).",
            was=format_date(_day(each.get("was")), "long"),
            due=format_date(_day(each.get("due_on")), "long"),
            notice=each.get("en") if _is_english() else each.get("zh"),
        )
        for each in (found if isinstance(found, list) else [])
    ]


def holiday_word(name: str) -> str:
    """Return the name of a holiday in the language of the request; one without English keeps its Chinese."""
    if name in HOLIDAYS:
        return str(HOLIDAYS[name])
    chinese, english = split_name(name)
    return (english or chinese) if _is_english() else chinese


def _is_english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"


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
    festival = holiday_word(name)
    return f"{festival} ({format_date(days[0], 'short')} – {format_date(days[-1], 'short')})" if days else festival


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
