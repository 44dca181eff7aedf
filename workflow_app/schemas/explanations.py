"""One sentence that says why a clock ends on its day."""

from datetime import date
from itertools import groupby

from flask_babel import format_date, get_locale, gettext, lazy_gettext

from workflow_app.domain.calendar_changes import split_name
from workflow_app.schemas.clock_notes import UNITS, Explained, notes, read_day

HOLIDAYS = {
    "new_years_day": lazy_gettext("New Year's Day"),
    "spring_festival": lazy_gettext("Spring Festival"),
    "tomb_sweeping_day": lazy_gettext("Tomb-Sweeping Day"),
    "labour_day": lazy_gettext("Labour Day"),
    "dragon_boat_festival": lazy_gettext("Dragon Boat Festival"),
    "mid_autumn_festival": lazy_gettext("Mid-Autumn Festival"),
    "national_day": lazy_gettext("National Day"),
}


def explain(clock: Explained) -> str:
    """Return the sentence in the language of the request; empty where it is not known from what it was computed."""
    basis = clock.explanation
    start, unit = read_day(basis.get("from")), UNITS.get(str(basis.get("unit")).partition(":")[0])
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
    days = [(str(day.get("why")), read_day(day.get("date"))) for day in skipped] if isinstance(skipped, list) else []
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
