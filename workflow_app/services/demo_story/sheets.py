"""The spreadsheets of decisions that the data clerk brought in, one a week."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.sheets import Cell
from workflow_app.domain.time import ZONE, local_date
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import STORY_START
from workflow_app.services.demo_story.town import Town
from workflow_app.services.imports import import_records

Cells = Mapping[str, Cell]
WriteRows = Callable[[Iterable[Cells]], bytes]
BROUGHT_IN_AT = time(10, 0)
MOST_ROWS = 150
"""In one sheet: fewer than land at once."""


def weekly_sheets(rows: Iterable[Cells], write: WriteRows) -> list[Event]:
    """Return the imports: what was decided in a week comes on the Monday after, what is older on the first day."""
    by_day: dict[datetime, list[Cells]] = defaultdict(list)
    for row in rows:
        by_day[_comes_at(row["CF_JDRQ"])].append(row)
    return [
        Event(when, _brings(_name(when, number), write(part)), f"sheet of {when:%m-%d}")
        for when, found in by_day.items()
        for number, part in enumerate(_parts(found), start=1)
    ]


def _comes_at(decided_on: Cell) -> datetime:
    assert isinstance(decided_on, date)  # noqa: S101 - the tables of the story say so
    monday = decided_on + timedelta(days=7 - decided_on.weekday())
    return max(datetime.combine(monday, BROUGHT_IN_AT, tzinfo=ZONE), STORY_START + timedelta(hours=1))


def _parts(rows: Sequence[Cells]) -> list[Sequence[Cells]]:
    return [rows[start : start + MOST_ROWS] for start in range(0, len(rows), MOST_ROWS)]


def _name(when: datetime, number: int) -> str:
    return f"行政处罚归集_{local_date(when):%Y%m%d}_{number}.xlsx"


def _brings(name: str, content: bytes) -> Callable[[Town], object]:
    def happens(town: Town) -> None:
        import_records(ImportRecords(name, BytesIO(content)), actor=town.person("data_clerk"), tools=town.tools)

    return happens
