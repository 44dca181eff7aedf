"""Values as pages show them: money, sizes, days, runs of holidays, titles of forms, steps."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from uuid import uuid4

from flask import g
from flask_babel import gettext as _

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.time import local_date
from workflow_app.schemas.explanations import holiday_word
from workflow_app.services.calendars import office_calendar
from workflow_app.services.views import CaseView
from workflow_app.web.context import current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.pages.written_days import span_words

_KILO = 1024
_MANY = 999


def money(amount: Decimal | str | None) -> str:
    """Return yuan with thousands marked: 20,000.00."""
    return "" if amount is None else f"{Decimal(amount):,.2f}"


def file_size(size: int) -> str:
    """Return a size in the unit that reads best."""
    return f"{size / _KILO / _KILO:.1f} MB" if size >= _KILO * _KILO else f"{max(size // _KILO, 1)} KB"


def local(instant: datetime) -> date:
    """Return the day in Beijing time on which an instant falls."""
    return local_date(instant)


def today() -> date:
    """Return the business day."""
    return local_date(current_tools().clock.now())


def days_left(due_on: date | None, authority: str) -> int | None:
    """Return how many working days of an authority are left: 0 on the last day, negative after it."""
    if due_on is None:
        return None
    calendar, day = _calendar(authority), today()
    if due_on >= day:
        return calendar.working_days_between(day, due_on)
    return -max(calendar.working_days_between(due_on, day), 1)


def is_provisional(due_on: date | None, authority: str) -> bool:
    """Tell whether a last day lies in a year that is not published yet for an authority (rule K5)."""
    return due_on is not None and due_on.year not in _calendar(authority).years and due_on >= today()


def _calendar(authority: str) -> Calendar:
    """Return the calendar of an authority by its code, read once per request."""
    if "office_calendars" not in g:
        g.office_calendars = {}
    known: dict[str, Calendar] = g.office_calendars
    if authority not in known:
        known[authority] = office_calendar(authority, tools=current_tools())
    return known[authority]


def as_date(text: object) -> date | None:
    """Return a day from its ISO form, or None."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def skipped_runs(skipped: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the days that did not count as a few runs with their reason: 1 to 7 October (National Day)."""
    days = [(as_date(each.get("date")), str(each.get("why", ""))) for each in skipped]
    numbered = [(day - timedelta(days=place), why, day) for place, (day, why) in enumerate(days) if day]
    runs = [(key[1], [each[2] for each in run]) for key, run in groupby(numbered, key=lambda each: each[:2])]
    return [_run_words(days[0], days[-1], why) for why, days in runs]


def _run_words(first: date, last: date, why: str) -> str:
    span, reason = span_words(first, last), _skip_word(why)
    return f"{span} ({reason})" if current_language() == "en" else f"{span}（{reason}）"


def _skip_word(why: str) -> str:
    kind, _colon, name = why.partition(":")
    words = {"WEEKEND": _("weekend"), "PAUSED": _("clock paused"), "HOLIDAY": _("public holiday")}
    return holiday_word(name) or words.get(kind, kind)


def once_key() -> str:
    """Return a fresh key that makes a second click on the same button harmless."""
    return uuid4().hex


def shown_count(count: int) -> str:
    """Return a count, exact to 999."""
    return str(count) if count <= _MANY else f"{_MANY}+"


def form_title(form: Mapping[str, object] | None) -> str:
    """Return the title of a form document in the language of the page."""
    own = (form or {}).get("properties")
    if not isinstance(own, Mapping):
        return ""
    return str((own.get("title_en") if current_language() == "en" else None) or own.get("title") or "")


def step_items(case: CaseView) -> list[dict[str, object]]:
    """Return the steps of a case as the macro `steps` wants them; where all is well at the end, none is left out."""
    stem = f"name_{current_language()}"
    whole = case.state == "CLOSED"
    return [
        {
            "label": getattr(step, stem),
            "state": "done" if whole else step.status,
            "note": _("suspended") if step.status == "paused" and not whole else None,
        }
        for step in case.steps
    ]


def passed_elements(case: CaseView) -> tuple[str, ...]:
    """Return what the diagram shows as passed; a case that is completed was everywhere on its straight path."""
    if case.state != "CLOSED":
        return case.done_elements
    return (*case.done_elements, *(step.element for step in case.steps))
