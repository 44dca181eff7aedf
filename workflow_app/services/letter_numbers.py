"""Every number of a series of letters explained in one list: issued, put right, annulled, or why there is no paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.letter_kinds import kind_of_series
from workflow_app.domain.letter_policies import DECIDES, PROPOSES
from workflow_app.domain.letter_states import Standing
from workflow_app.domain.time import local_date
from workflow_app.models import Letter
from workflow_app.repositories.letter_changes import APPROVED, ChangeRows, NumberRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

READS_NUMBERS = PROPOSES | DECIDES | {Role.AUDITOR, Role.SUPERVISOR}
"""Roles that see which numbers were given."""
PAGE = 100


class NumberState(StrEnum):
    """What became of a number."""

    ISSUED = "ISSUED"
    CORRECTED = "CORRECTED"
    ANNULLED = "ANNULLED"
    REPLACED = "REPLACED"
    NO_PAPER = "NO_PAPER"
    MISSING = "MISSING"


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series: whose, of which kind, in which year, and the last number given; `gaps` has no letter."""

    id: str
    authority_zh: str
    authority_en: str
    kind: str
    year: int
    last: int
    gaps: int


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number of a series and what explains it."""

    sequence: int
    state: NumberState
    number: str = ""
    letter_id: str | None = None
    title: str = ""
    title_en: str = ""
    addressee: str = ""
    issued_on: date | None = None
    changed_on: date | None = None
    reason: str = ""
    decided_by: str = ""
    new_number: str = ""
    replaces: str = ""


def list_series(*, actor: Actor, tools: Tools) -> tuple[SeriesView, ...]:
    """Return the series of the authorities where somebody reads numbers, the newest year first."""
    with tools.database.read() as unit:
        return tuple(_show_series(unit, rows) for rows in unit.letter_changes.series(actor, READS_NUMBERS))


def list_numbers(
    series_id: str, *, actor: Actor, tools: Tools, first: int = 1, limit: int = PAGE
) -> tuple[SeriesView, tuple[NumberView, ...]]:
    """Return a series and its numbers from one on, each explained; raises NotFoundError SERIES_UNKNOWN."""
    with tools.database.read() as unit:
        rows = _find(unit, series_id, actor)
        last = min(rows.series.last, first + limit - 1)
        return _show_series(unit, rows), tuple(_lines(unit, rows, first, last))


def all_numbers(series_id: str, *, actor: Actor, tools: Tools) -> tuple[SeriesView, tuple[NumberView, ...]]:
    """Return a series with every number that was given; raises NotFoundError SERIES_UNKNOWN."""
    found: list[NumberView] = []
    with tools.database.read() as unit:
        rows = _find(unit, series_id, actor)
        for first in range(1, rows.series.last + 1, PAGE):
            found += _lines(unit, rows, first, min(rows.series.last, first + PAGE - 1))
        return _show_series(unit, rows), tuple(found)


def _find(unit: UnitOfWork, series_id: str, actor: Actor) -> NumberRows:
    mine = unit.letter_changes.series(actor, READS_NUMBERS)
    rows = next((each for each in mine if each.series.id == series_id), None)
    if rows is None:
        raise NotFoundError("SERIES_UNKNOWN")
    return rows


def _show_series(unit: UnitOfWork, rows: NumberRows) -> SeriesView:
    series, authority = rows.series, rows.authority
    gaps = series.last - unit.letter_changes.count_series(series)
    kind = kind_of_series(series.series)
    return SeriesView(series.id, authority.name_zh, authority.name_en, kind, series.year, series.last, gaps)


def _lines(unit: UnitOfWork, rows: NumberRows, first: int, last: int) -> Iterator[NumberView]:
    letters = unit.letter_changes.numbered(rows.series, first=first, last=last)
    ids = [each.id for each in letters.values() if each.standing != Standing.IN_FORCE]
    changes = unit.letter_changes.of_letters(ids) if ids else ()
    for sequence in range(first, last + 1):
        letter = letters.get(sequence)
        if letter is None:
            yield NumberView(sequence, NumberState.MISSING)
        else:
            yield _show(letter, [each for each in changes if each.letter.id == letter.id])


def _show(letter: Letter, changes: Sequence[ChangeRows]) -> NumberView:
    done = next((each for each in reversed(changes) if each.change.status == APPROVED), None)
    english = letter.data.get("english") or {}
    return NumberView(
        sequence=letter.sequence,
        state=_state(letter),
        number=letter.number,
        letter_id=letter.id,
        title=letter.data["title"],
        title_en=str(english.get("title") or letter.data["title"]),
        addressee=letter.data["addressee"]["name"],
        issued_on=letter.issued_on,
        changed_on=local_date(done.change.decided_at) if done and done.change.decided_at else None,
        reason=done.change.reason if done else "",
        decided_by=(done.decider or "") if done else "",
        new_number=(done.new_number or "") if done else "",
        replaces=str(letter.data.get("replaces") or ""),
    )


def _state(letter: Letter) -> NumberState:
    if letter.standing != Standing.IN_FORCE:
        return NumberState(letter.standing)
    return NumberState.NO_PAPER if letter.sha256 is None else NumberState.ISSUED
