"""Rows that hold from one day to another, and how a new one finds its place among them without any being lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.parameters import Parameter
from workflow_app.domain.regimes import Regime
from workflow_app.domain.severity import ClassRule

ONE_DAY = timedelta(days=1)
Row = TypeVar("Row", bound=Parameter | Regime | ClassRule)


class Dated(Protocol):
    """What holds from a day to a day, both inclusive; without a last day it holds on."""

    @property
    def valid_from(self) -> date:
        """Return the first day."""
        ...

    @property
    def valid_to(self) -> date | None:
        """Return the last day, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """An old row that goes on after a new one for a time: which, and from when to when."""

    place: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Fitted:
    """What becomes of the old rows, by their place: those that end and their last day, and one that goes on later.

    A row that is corrected from its very first day ends the day before it: it stays to be read and never holds.
    """

    closed: tuple[tuple[int, date], ...]
    resumed: Span | None = None


def holds_on(row: Dated, day: date) -> bool:
    """Tell whether a row holds on a day."""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def fit(history: Sequence[Dated], *, first: date, last: date | None) -> Fitted:
    """Return what makes room for a row among those that answer the same question.

    Raises RefusedError LATER_ROW_EXISTS where one begins later and the new row does not end before it.
    """
    later = min((row.valid_from for row in history if row.valid_from > first and _lives(row)), default=None)
    if later is not None and (last is None or last >= later):
        raise RefusedError("LATER_ROW_EXISTS", begins=later, last=later - ONE_DAY)
    holding = [place for place, row in enumerate(history) if holds_on(row, first)]
    closed = tuple((place, first - ONE_DAY) for place in holding)
    before = max(holding, key=lambda place: history[place].valid_from, default=None)
    if last is None or before is None:
        return Fitted(closed)
    ends = history[before].valid_to
    goes_on = ends is None or ends > last
    return Fitted(closed, Span(before, last + ONE_DAY, ends) if goes_on else None)


def place(rows: Sequence[Row], new: Row, *, same: Callable[[Row], bool], ends: bool = False) -> tuple[Row, ...]:
    """Return rows with a new one among those that answer the `same` question; with `ends`, with none in its place.

    Raises RefusedError LATER_ROW_EXISTS.
    """
    history = [row for row in rows if same(row)]
    fitted = fit(history, first=new.valid_from, last=new.valid_to)
    ended = {id(history[index]): last for index, last in fitted.closed}
    kept = [replace(row, valid_to=ended[id(row)]) if id(row) in ended else row for row in rows]
    if fitted.resumed:
        span = fitted.resumed
        kept.append(replace(history[span.place], valid_from=span.valid_from, valid_to=span.valid_to))
    return tuple(kept) if ends else (*kept, new)


def _lives(row: Dated) -> bool:
    """Tell whether a row holds on any day at all."""
    return row.valid_to is None or row.valid_from <= row.valid_to
