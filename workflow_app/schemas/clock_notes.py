"""What else must be said of a clock's last day: that it stood still, was extended for all, or may still change."""

from collections.abc import Mapping
from datetime import date
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
    start, until = read_day(pause.get("from")), read_day(pause.get("until"))
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
    was = read_day(outage.get("was"))
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
        "SPECIAL_PROCEDURE": gettext("a special procedure"),
        "WAITING_MATERIAL": gettext("documents are still to come"),
    }
    return str(words.get(reason, reason))


def _rows(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def read_day(value: object) -> date | None:
    """Return a day as a clock's basis keeps it, or None."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
