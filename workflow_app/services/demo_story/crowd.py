"""The many other cases: how many in which week, about what, of whom; drawn by lot, the same in every run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.seeds.demo_penalties import party_of, spell_out
from workflow_app.domain.seeds.demo_penalty_table import Row
from workflow_app.domain.seeds.demo_subjects import DemoSubject
from workflow_app.domain.sheets import Cell
from workflow_app.services.demo_story.time import YEAR
from workflow_app.services.demo_story.town_firms import firm

SEED = 20260929
SERIES = "执"
FIRST, LATEST = date(YEAR, 4, 2), date(YEAR, 9, 28)
WEEKS = 26
FULLEST = 21
LATELY, ONE_LATELY_OF = date(YEAR, 9, 21), 8
"""Since when, and how many of them, come so late that they are under way on the first morning."""
RECTIFIES = 0.55
"""Which part of the decisions orders more than payment."""
SHARES = {"ZM_URBAN": 78, "LYG_ECOLOGY": 13, "ZZ_ECOLOGY": 9}
VIOLATIONS = {
    "ZM_URBAN": (
        "uncovered",
        "uncovered",
        "dumping",
        "no_permit",
        "dust",
        "dust",
        "greenery",
        "billboard",
        "fumes",
        "road",
    ),
    "ZZ_ECOLOGY": ("waste", "excess", "monitoring"),
    "LYG_ECOLOGY": ("water", "excess", "waste"),
}
FINES = (3_000, 5_000, 8_000, 10_000, 15_000, 20_000, 20_000, 30_000, 50_000)
SHORTEST_WAIT, LONGEST_WAIT = 95, 150
"""Days between a decision and the application: repair is possible after three months."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One of the crowd: whom it is about, the row of the sheet, and the day of the application."""

    number: int
    subject: DemoSubject
    cells: dict[str, Cell]
    applied_on: date
    decided_on: date
    orders_rectification: bool


def crowd(size: int, calendar: Calendar) -> list[Neighbour]:
    """Return so many, by the day of the application; the weeks become fuller."""
    lots = Random(SEED)  # noqa: S311 - no secret: the same in every run
    lately = size // ONE_LATELY_OF
    days = [_working_day(lots, calendar) for _each in range(size - lately)]
    days += [min(calendar.on_or_after(LATELY + timedelta(days=lots.randrange(8))), LATEST) for _each in range(lately)]
    return list(_people(sorted(days), lots))


def _working_day(lots: Random, calendar: Calendar) -> date:
    """Draw a working day; later weeks are twice as likely as the first ones."""
    week = int(lots.triangular(0, WEEKS, FULLEST))
    day = FIRST + timedelta(days=7 * week + lots.randrange(7))
    return min(calendar.on_or_after(day), LATEST)


def _people(days: list[date], lots: Random) -> Iterator[Neighbour]:
    codes, weights = list(SHARES), list(SHARES.values())
    for number, applied_on in enumerate(days, start=1):
        authority = lots.choices(codes, weights)[0]
        violation = lots.choice(VIOLATIONS[authority])
        decided_on = applied_on - timedelta(days=lots.randint(SHORTEST_WAIT, LONGEST_WAIT))
        subject = firm(number, authority, violation)
        rectify = lots.random() < RECTIFIES
        row = Row(
            f"V/{number}",
            subject.key,
            authority,
            f"〔{decided_on.year}〕第{number:03d}号",
            decided_on.isoformat(),
            violation,
            lots.choice(FINES),
            rectify=rectify,
            series=SERIES,
        )
        cells = spell_out(row, party_of(subject)).cells
        yield Neighbour(number, subject, cells, applied_on, decided_on, rectify)
