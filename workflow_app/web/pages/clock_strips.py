"""A clock as a strip of time: what ran, what stood still, what is left, what is too late; with the same in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from workflow_app.domain.time import local_date
from workflow_app.services.views import ClockView
from workflow_app.web.days import full_day
from workflow_app.web.pages.values import as_date, today

WIDTH = 1000
"""How wide a strip is in its own units, whatever its width on the page."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a strip; `kind` is ran, paused, left or late."""

    kind: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The pieces of a strip, where today and the last day are on it, and what it says."""

    parts: tuple[Part, ...]
    now: int | None
    due: int | None
    text: str


def clock_strip(clock: ClockView) -> Strip:
    """Return a clock as a strip from the day it started to its last day, or to today where that is later."""
    pauses, on = _pauses(clock), _shown_on(clock)
    first = clock.started_on
    last = max([first + _ONE_DAY, on, *(each for each in [clock.due_on] if each)])
    span = (last - first).days + 1

    def place(day: date) -> int:
        return round(min(max((day - first).days, 0), span) * WIDTH / span)

    def part(kind: str, start: date, end: date) -> Part:
        return Part(kind, place(start), max(place(end) - place(start), 0))

    reached = on + _ONE_DAY
    ends = clock.due_on + _ONE_DAY if clock.due_on else reached
    parts = [part("ran", first, min(reached, ends))]
    parts += [part("left", reached, ends)] if ends > reached else []
    parts += [part("late", ends, reached)] if reached > ends and not clock.just_passes else []
    parts += [part("paused", start, until or reached) for start, until in pauses]
    return Strip(
        tuple(each for each in parts if each.width),
        place(on) + WIDTH // span // 2 if clock.status != "STOPPED" else None,
        place(ends) if clock.due_on else None,
        _text(clock, pauses),
    )


def _text(clock: ClockView, pauses: list[tuple[date, date | None]]) -> str:
    """Return in words what the strip shows."""
    told = [_("started on %(day)s", day=full_day(clock.started_on))]
    for start, until in pauses:
        if until is None:
            told.append(_("paused since %(day)s", day=full_day(start)))
        else:
            told.append(_("paused from %(start)s to %(end)s", start=full_day(start), end=full_day(until)))
    if clock.due_on is not None:
        told.append(_("last day %(day)s", day=full_day(clock.due_on)))
    if clock.stopped_at is not None and clock.just_passes:
        told.append(_("over since %(day)s", day=full_day(local_date(clock.stopped_at))))
    elif clock.stopped_at is not None:
        told.append(_("done on %(day)s", day=full_day(local_date(clock.stopped_at))))
    else:
        told.append(_("today %(day)s", day=full_day(today())))
    return str(_("; ")).join(told)


def _shown_on(clock: ClockView) -> date:
    """Return the day up to which a clock ran: today, or the day it stopped."""
    return local_date(clock.stopped_at) if clock.stopped_at is not None else today()


def _pauses(clock: ClockView) -> list[tuple[date, date | None]]:
    """Return from when until when a clock stood still; a pause of no whole day is none."""
    rows = clock.explanation.get("pauses")
    found = (
        [(as_date(row.get("from")), as_date(row.get("until"))) for row in rows or () if isinstance(row, Mapping)]
        if isinstance(rows, list)
        else []
    )
    return [(start, until) for start, until in found if start is not None and until != start]
