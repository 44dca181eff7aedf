"""The board of removals: records being taken down, site by site, the most urgent first, and what is done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.commands.removals import BoardFilter, BoardState
from workflow_app.domain.policies import reads_by_office
from workflow_app.domain.time import end_of_day, local_date
from workflow_app.models import Authority
from workflow_app.repositories.hidings import Hidings
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.removal_board import BoardRecord, RemovalBoard, Seen
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.board_rows import BoardRow, board_rows
from workflow_app.services.office_periods import value_today
from workflow_app.services.tools import Tools

SLOW_AFTER = "repair.share_wd"
"""After so many working days a removal is slow: what the sites are given."""


@dataclass(frozen=True, slots=True)
class SiteColumn:
    """A column of the board."""

    site: str
    site_zh: str
    site_en: str


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board: its columns, how many records are in each state, and what may be narrowed by."""

    page: Page[BoardRow]
    columns: tuple[SiteColumn, ...]
    counts: Mapping[BoardState, int]
    slow_after: int
    authorities: tuple[tuple[str, str, str], ...] = ()
    waiting_hidings: int = 0
    may_act: bool = field(default=False)


def show_board(wanted: BoardFilter, *, actor: Actor, tools: Tools) -> Board:
    """Return a page of the board of what an actor may see, in a constant number of statements.

    Raises InvalidError INVALID_CURSOR.
    """
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        mine = [each for each in unit.authorities.list_all() if reads_by_office(actor, each.id)]
        seen, slow_after = _seen(unit, mine, today=today, tools=tools)
        found = RemovalBoard(unit.session).list_page(wanted, seen)
        page = cut(found, limit=wanted.limit, key=_key)
        rows = board_rows(unit, page.items, actor=actor, today=today, tools=tools)
        sites = unit.listings.list_sites()
        return Board(
            page=Page(rows, page.next_cursor),
            columns=tuple(SiteColumn(each.code, each.name_zh, each.name_en) for each in sites),
            counts=RemovalBoard(unit.session).count(seen),
            slow_after=slow_after,
            authorities=tuple((each.code, each.name_zh, each.name_en) for each in mine),
            waiting_hidings=Hidings(unit.session).count_waiting([each.id for each in mine]),
            may_act=any(row.may_act for row in rows),
        )


def every_row(wanted: BoardFilter, *, actor: Actor, tools: Tools, most: int) -> Iterator[BoardRow]:
    """Yield the rows of the board page after page, for a file; no more than so many."""
    today, cursor, left = local_date(tools.clock.now()), None, most
    while left > 0:
        with tools.database.read() as unit:
            mine = [each for each in unit.authorities.list_all() if reads_by_office(actor, each.id)]
            seen, _ = _seen(unit, mine, today=today, tools=tools)
            asked = BoardFilter(wanted.state, wanted.site, wanted.authority, wanted.q, cursor, min(left, 100))
            page = cut(RemovalBoard(unit.session).list_page(asked, seen), limit=asked.limit, key=_key)
            rows = board_rows(unit, page.items, actor=actor, today=today, tools=tools)
        yield from rows
        cursor, left = page.next_cursor, left - len(rows)
        if cursor is None:
            return


def _key(row: BoardRecord) -> tuple[str, str]:
    """Return the place of a row: its day and its record; what is done goes by its newest removal alone."""
    is_day = len(row.place) == len("2026-09-29")
    return (row.place, row.record.id) if is_day else ("", row.place)


def _seen(unit: UnitOfWork, mine: Sequence[Authority], *, today: date, tools: Tools) -> tuple[Seen, int]:
    """Return what the reader sees, and after how many working days a removal is slow at the first authority."""
    limits = {each.id: value_today(unit, each, SLOW_AFTER, today=today, tools=tools).amount for each in mine}
    old_before = {
        each.id: _old_before(tools.calendars.get(each, unit.authorities), limits[each.id], today) for each in mine
    }
    return Seen([each.id for each in mine], today, old_before), next(iter(limits.values()), 0)


def _old_before(calendar: Calendar, limit: int, today: date) -> datetime:
    """Return before which instant an order is more than so many working days old."""
    counted, day = 0, today
    while counted <= limit:
        counted += calendar.is_working(day)
        day -= timedelta(days=1)
    return end_of_day(day)
