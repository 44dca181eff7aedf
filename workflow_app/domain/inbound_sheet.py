"""Applications in a spreadsheet: columns come from the form, files beside it are named after number and field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workflow_app.domain.sheets import Cell, SheetRow
from workflow_app.domain.time import ZONE

SHEET = "推送申请"
OUTSIDE_NO, RECEIVED_AT, PUSHED_AT, USCC, DOCUMENT_NO = (
    "网站申请编号",
    "网站受理时间",
    "推送时间",
    "统一社会信用代码",
    "决定书文号",
)
FIXED = (OUTSIDE_NO, RECEIVED_AT, PUSHED_AT, USCC, DOCUMENT_NO)
POINTERS = {"outside_no": OUTSIDE_NO, "received_at": RECEIVED_AT, "pushed_at": PUSHED_AT, "uscc": USCC}
ONLY_AFTER = "only_after"
"""Marks a sentence of a pledge that only some are asked: who agrees to all agrees to those that everybody is asked."""
YES = frozenset({"是", "同意", "全部同意", "已签署", "TRUE", "1", "YES"})
_CHOICES = ("radio", "select")


@dataclass(frozen=True, slots=True)
class SheetApplication:
    """One row: where it stands, what it says of its arrival, and the answers by the keys of the form."""

    row: SheetRow
    outside_no: str
    received_at: datetime | None
    pushed_at: datetime | None
    uscc: str
    document_no: str
    values: Mapping[str, object]


def header_of(form: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns of a spreadsheet for a form."""
    return (*FIXED, *(str(each["label"]) for each in _fields(form)))


def read_applications(rows: Iterable[SheetRow], form: Mapping[str, Any]) -> Iterator[SheetApplication | SheetRow]:
    """Yield what each row below a header says; a sheet without one yields its first row."""
    places: dict[str, int] | None = None
    for row in rows:
        if row.is_blank:
            continue
        if places is None:
            found = {_text(cell): at for at, cell in enumerate(row.cells)}
            if OUTSIDE_NO not in found or DOCUMENT_NO not in found:
                yield row
                return
            places = found
            continue
        yield _application(row, places, form)


def column_of(pointer: str, form: Mapping[str, Any]) -> str:
    """Return the column that an error is about, by where it points."""
    name = pointer.rsplit("/", 1)[-1]
    labels = {str(each["key"]): str(each["label"]) for each in form.get("components", ()) if "key" in each}
    return POINTERS.get(name, labels.get(name, DOCUMENT_NO))


def files_of(outside_no: str, names: Sequence[str], form: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield which files belong to an application, and to which field: `<number>_<label of the field>.<kind>`."""
    pickers = {str(each["label"]): str(each["key"]) for each in _fields(form, files=True)}
    for name in names:
        number, _, rest = name.rpartition("_")
        label = rest.rpartition(".")[0]
        if number == outside_no and label in pickers:
            yield name, pickers[label]


def _fields(form: Mapping[str, Any], *, files: bool = False) -> list[Mapping[str, Any]]:
    """Return the fields of a form that take an answer, those with files or the others."""
    return [
        each for each in form.get("components", ()) if "key" in each and (each.get("type") == "filepicker") is files
    ]


def _application(row: SheetRow, places: Mapping[str, int], form: Mapping[str, Any]) -> SheetApplication:
    def cell(column: str) -> Cell:
        at = places.get(column, -1)
        return row.cells[at] if 0 <= at < len(row.cells) else None

    values = {str(each["key"]): _answer(each, cell(str(each["label"]))) for each in _fields(form)}
    return SheetApplication(
        row,
        _text(cell(OUTSIDE_NO)),
        _instant(cell(RECEIVED_AT)),
        _instant(cell(PUSHED_AT)),
        _text(cell(USCC)),
        _text(cell(DOCUMENT_NO)),
        values,
    )


def _answer(component: Mapping[str, Any], cell: Cell) -> object:
    """Return a cell as the form takes it: choices by their words, a list that is agreed to as all of it."""
    text, kind = _text(cell), component.get("type")
    if kind == "checkbox":
        return text.upper() in YES
    if kind == "checklist":
        return [each["value"] for each in component["values"] if ONLY_AFTER not in each] if text.upper() in YES else []
    if kind in _CHOICES:
        return next((each["value"] for each in component["values"] if text in (each["value"], each["label"])), text)
    return text


def _instant(cell: Cell) -> datetime | None:
    """Return an instant in Beijing time; a day alone begins at midnight."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=ZONE)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=ZONE)
    try:
        found = datetime.fromisoformat(_text(cell).replace("/", "-"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.strip() if isinstance(cell, str) else str(cell) if isinstance(cell, int | float) else ""
