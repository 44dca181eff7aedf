"""The history of a case as pages show it: day by day, the steps that matter, the rest folded under them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from flask import request
from flask_babel import gettext as _

from workflow_app.domain.time import local_date
from workflow_app.services.views import CaseView, HistoryEntry
from workflow_app.web.pages.history import Told, readable, told_history
from workflow_app.web.pages.history_weights import DONE, STATE, SUBMITTED, asides

EVERYTHING = "all"
"""The value of `history` in the address of a page that folds nothing."""
_LEADS_TO_STATE = frozenset({DONE, SUBMITTED})


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day, the newest first: the steps, and what is folded under them."""

    day: date
    steps: Sequence[Told]
    more: Sequence[Told] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The days, the newest first; of `count` entries some are joined or folded unless everything is shown."""

    days: Sequence[Day]
    count: int
    is_whole: bool = False

    @property
    def lines(self) -> int:
        """Return how many lines there are, folded ones among them: a step and its state are one."""
        return sum(len(each.steps) + len(each.more) for each in self.days)

    @property
    def folds(self) -> bool:
        """Tell whether anything is not seen at once."""
        return any(each.more for each in self.days)


@dataclass(slots=True)
class _Line:
    """An entry with its words, whether it stands beside a step, and whether it tells the state that it led to."""

    entry: HistoryEntry
    told: Told
    aside: bool
    tells_state: bool = False


def wants_everything() -> bool:
    """Tell whether the reader asked for every entry, in order."""
    return request.args.get("history") == EVERYTHING


def days_of(
    case: CaseView, entries: Iterable[HistoryEntry], *, staff: bool = True, everything: bool = False
) -> History:
    """Return the history of a case for the office, or for its applicants; `everything` folds and joins nothing."""
    seen = readable(entries, whole=staff)
    told = told_history(case, seen, whole=staff)
    lines = [_Line(*each) for each in zip(seen, told, asides(seen), strict=True)]
    by_day = [(day, list(each)) for day, each in groupby(lines, key=lambda line: local_date(line.told.at))]
    show = _everything if everything else _steps
    return History([show(day, each) for day, each in reversed(by_day)], len(lines), is_whole=everything)


def _everything(day: date, lines: Sequence[_Line]) -> Day:
    return Day(day, [line.told for line in reversed(lines)])


def _steps(day: date, lines: Sequence[_Line]) -> Day:
    """Return a day with its steps joined; what repeats a later one stands beside it."""
    steps: list[_Line] = []
    more = [line for line in lines if line.aside]
    for line in lines:
        if not line.aside and not _joins(steps, line):
            more += [each for each in steps if _says_the_same(each, line)]
            steps = [each for each in steps if not _says_the_same(each, line)] + [line]
    more.sort(key=lambda line: line.told.at)
    return Day(day, [line.told for line in reversed(steps)], [line.told for line in reversed(more)])


def _says_the_same(one: _Line, other: _Line) -> bool:
    return (one.told.title, one.told.who, one.told.note) == (other.told.title, other.told.who, other.told.note)


def _joins(steps: list[_Line], line: _Line) -> bool:
    """Add an entry to the line before it where both are one thing: the same with another, or a step and its state."""
    last = steps[-1] if steps else None
    if last is None:
        return False
    if line.entry.action == STATE:
        return _tells_state(steps, line)
    one, other = last.told, line.told
    same = (one.what, one.who, one.note) == (other.what, other.who, other.note)
    if not (same and line.entry.action == last.entry.action and other.about and not set(other.about) & set(one.about)):
        return False
    last.told = replace(other, about=(*one.about, *other.about))
    return True


def _tells_state(steps: Sequence[_Line], line: _Line) -> bool:
    """Say in a step what state it led to; both were written at one moment."""
    led = next((each for each in reversed(steps) if each.entry.action in _LEADS_TO_STATE), None)
    if led is None or led.tells_state or led.told.at != line.told.at:
        return False
    told = str(_("now: %(state)s", state=line.told.what))
    note = " · ".join(part for part in (led.told.note, told) if part)
    led.tells_state = True
    led.told = replace(led.told, note=note, tone=line.told.tone or led.told.tone)
    return True
