"""A year's arrangement from a sheet: date, kind, name in Chinese and English; every wrong cell is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from workflow_app.domain.calendar import DayKind
from workflow_app.domain.calendar_changes import MOST_DAYS, NamedDay, check
from workflow_app.domain.penalties import RowFinding
from workflow_app.domain.sheets import Cell, Formula, SheetRow
from workflow_app.domain.widths import narrow
from workflow_app.domain.written_dates import parse_day

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "date": ("date", "日期"),
        "kind": ("kind", "类型", "类别"),
        "name_zh": ("name_zh", "名称", "中文名称", "节日"),
        "name_en": ("name_en", "英文名称"),
    }
)
NEEDED = ("date", "kind")
KINDS: Mapping[str, DayKind] = MappingProxyType(
    {
        "holiday": DayKind.HOLIDAY,
        "放假": DayKind.HOLIDAY,
        "休": DayKind.HOLIDAY,
        "节假日": DayKind.HOLIDAY,
        "makeup_workday": DayKind.MAKEUP_WORKDAY,
        "调休上班": DayKind.MAKEUP_WORKDAY,
        "上班": DayKind.MAKEUP_WORKDAY,
        "班": DayKind.MAKEUP_WORKDAY,
        "working_day": DayKind.WORKING_DAY,
        "工作日": DayKind.WORKING_DAY,
        "weekend": DayKind.WEEKEND,
        "周末": DayKind.WEEKEND,
    }
)
OF_COLUMN: Mapping[str, str] = MappingProxyType(
    {"KIND_AGAINST_WEEKDAY": "kind", "HOLIDAY_WITHOUT_NAME": "name_zh", "YEAR_OUT_OF_RANGE": "date"}
)


@dataclass(frozen=True, slots=True)
class ReadYear:
    """The days of a sheet in their order, and what is wrong with it; only a sheet without faults is used."""

    days: tuple[NamedDay, ...]
    findings: tuple[RowFinding, ...]


def file_rows(days: Iterable[NamedDay]) -> list[tuple[Cell, ...]]:
    """Return the rows of a file that `read_year` reads back as these days; its header is `COLUMNS`."""
    return [(each.day, each.kind.value, each.name_zh, each.name_en) for each in days]


def read_year(rows: Iterable[SheetRow], year: int) -> ReadYear:
    """Read the arrangement of one year; only the first sheet with anything in it counts."""
    written = [row for row in rows if not row.is_blank]
    if not written:
        return ReadYear((), (RowFinding(1, "date", "", "SHEET_EMPTY"),))
    header, body = written[0], [row for row in written[1:] if row.sheet == written[0].sheet]
    places = _places(header.cells)
    missing = [name for name in NEEDED if name not in places]
    if missing:
        return ReadYear(
            (), tuple(RowFinding(header.number, name, "", "COLUMN_MISSING", {"expected": name}) for name in missing)
        )
    if not body or len(body) > MOST_DAYS:
        code = "TOO_MANY_DAYS" if body else "SHEET_EMPTY"
        return ReadYear((), (RowFinding(header.number, "date", "", code),))
    return _read(body, places, year)


def _read(body: Sequence[SheetRow], places: Mapping[str, int], year: int) -> ReadYear:
    days: dict[object, NamedDay] = {}
    findings: list[RowFinding] = []
    for row in body:
        cells = {name: row.cells[at] if at < len(row.cells) else None for name, at in places.items()}
        found = _day(row.number, cells, year)
        if isinstance(found, NamedDay) and found.day in days:
            found = (RowFinding(row.number, "date", found.day.isoformat(), "DATE_TWICE"),)
        if isinstance(found, NamedDay):
            days[found.day] = found
        else:
            findings.extend(found)
    return ReadYear(tuple(days.values()), tuple(findings))


def _places(cells: Sequence[Cell]) -> dict[str, int]:
    """Return where each column stands, by any of its names."""
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        text = _text(cell).lower()
        for name, words in COLUMNS.items():
            if text in words and name not in places:
                places[name] = at
    return places


def _day(number: int, cells: Mapping[str, Cell], year: int) -> NamedDay | tuple[RowFinding, ...]:
    """Return the day of a row, or everything that is wrong with it."""
    formulas = [name for name, cell in cells.items() if isinstance(cell, Formula)]
    if formulas:
        return tuple(RowFinding(number, name, _text(cells[name]), "FORMULA") for name in formulas)
    day, kind = parse_day(cells["date"]), KINDS.get(_text(cells["kind"]).lower())
    findings = []
    if day is None:
        findings.append(RowFinding(number, "date", _text(cells["date"]), "INVALID_DATE"))
    elif day.year != year:
        findings.append(RowFinding(number, "date", _text(cells["date"]), "OTHER_YEAR", {"year": year}))
    if kind is None:
        findings.append(RowFinding(number, "kind", _text(cells["kind"]), "DAY_KIND_UNKNOWN"))
    if findings or day is None or kind is None:
        return tuple(findings)
    named = NamedDay(day, kind, _text(cells.get("name_zh")), _text(cells.get("name_en")))
    wrong = tuple(
        RowFinding(number, column, _text(cells.get(column)), each.code, each.values)
        for each in check(named)
        for column in [OF_COLUMN.get(each.code, "name_zh")]
    )
    return wrong or named


def _text(cell: Cell) -> str:
    if isinstance(cell, Formula):
        return cell.shown
    return "" if cell is None else narrow(cell).strip() if isinstance(cell, str) else str(cell)
