"""Reading a sheet of penalties: its rows, and everything that is wrong with each at once (rule 4.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workflow_app.domain import masking
from workflow_app.domain.findings import Finding
from workflow_app.domain.penalty_cells import read_cell
from workflow_app.domain.penalty_checks import check_row
from workflow_app.domain.penalty_columns import COLUMN_BY_CODE, PENALTY_COLUMNS, Column, Kind
from workflow_app.domain.penalty_headers import Header, Headers
from workflow_app.domain.penalty_rows import PenaltyRow, RowFinding
from workflow_app.domain.sheets import Cell, Formula, Merged, SheetRow
from workflow_app.domain.widths import narrow

__all__ = [
    "COLUMN_BY_CODE",
    "PENALTY_COLUMNS",
    "CheckedRow",
    "Located",
    "Parsed",
    "PenaltyRow",
    "RowFinding",
    "check_rows",
    "find_rows",
    "parse_row",
    "read_penalties",
]

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """What became of a row, on which sheet it stands, and whose it says it is: all that landing it needs."""

    sheet: str
    result: PenaltyRow | tuple[RowFinding, ...]
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A row of the file below the header that names its cells."""

    source: SheetRow
    header: Header


@dataclass(frozen=True, slots=True)
class Parsed:
    """A row of the file beside what became of it."""

    source: SheetRow
    header: Header
    result: PenaltyRow | tuple[RowFinding, ...]

    @property
    def checked(self) -> CheckedRow:
        """Return what landing it needs."""
        return CheckedRow(self.source.sheet, self.result, self.authority)

    @property
    def authority(self) -> str:
        """Return the code of the authority as the row has it, right or wrong: it tells who else may read the row."""
        at = next((at for at, column in self.header.columns.items() if column.field == "authority_uscc"), None)
        cell = None if at is None else _cell(self.source, at)
        return narrow(str(cell)).strip().upper() if cell is not None else ""


def find_rows(rows: Iterable[SheetRow]) -> Iterator[Located]:
    """Return every row below each sheet's header, one by one; the header stands in a sheet's first ten rows.

    Raises InvalidError FILE_EMPTY where nothing is written, NO_HEADER where no sheet has one (MOJIBAKE where it was
    spoilt), or HEADER naming the renamed and missing columns.
    """
    headers = Headers()
    for row in rows:
        header = headers.above(row)
        if header is not None and not row.is_blank:
            yield Located(row, header)
    headers.check()


def check_rows(located: Iterable[Located], *, today: date) -> Iterator[Parsed]:
    """Parse rows, one by one."""
    seen: dict[tuple[str, str, str], tuple[str, int]] = {}
    for each in located:
        result = _once(parse_row(each.source, each.header, today=today), each.source.sheet, seen)
        yield Parsed(each.source, each.header, result)


def read_penalties(rows: Iterable[SheetRow], *, today: date) -> Iterator[Parsed]:
    """Find and parse rows, one by one; raises as finding them does."""
    return check_rows(find_rows(rows), today=today)


def parse_row(row: SheetRow, header: Header, *, today: date) -> PenaltyRow | tuple[RowFinding, ...]:
    """Return the row typed and normalised, or every finding that stands against it."""
    values: dict[str, object] = {}
    findings: list[tuple[Column, Finding]] = []
    cells = {column.field: _cell(row, at) for at, column in header.columns.items()}
    if merged := _merged(row, header):
        return merged
    for column in header.columns.values():
        values[column.field], found = read_cell(cells[column.field], column, today=today)
        findings.extend((column, each) for each in found)
    findings.extend(check_row(values, {column.field for column, each in findings if not each.warning}, today=today))
    told = [(each.warning, _row_finding(row, column, cells.get(column.field), each)) for column, each in findings]
    refused = tuple(finding for warning, finding in told if not warning)
    if refused:
        return refused
    warnings = tuple(finding for _, finding in told)
    return PenaltyRow(row=row.number, warnings=warnings, **values)  # type: ignore[arg-type]  # read by column kind


def _merged(row: SheetRow, header: Header) -> tuple[RowFinding, ...]:
    """Name the first cell that lies under another one; nobody knows what the rest of such a row should say."""
    for at, column in header.columns.items():
        cell = _cell(row, at)
        if isinstance(cell, Merged):
            return (RowFinding(row.number, column.code, "", "MERGED", {"area": cell.area}),)
    return ()


def _once(
    result: PenaltyRow | tuple[RowFinding, ...], sheet: str, seen: dict[tuple[str, str, str], tuple[str, int]]
) -> PenaltyRow | tuple[RowFinding, ...]:
    """Refuse a decision that stands in the file a second time for the same subject (rule A8)."""
    if not isinstance(result, PenaltyRow):
        return result
    key = (result.authority_uscc, result.document_no, result.uscc or result.person_id or result.subject_name)
    first_sheet, first = seen.setdefault(key, (sheet, result.row))
    if (first_sheet, first) == (sheet, result.row):
        return result
    if first_sheet == sheet:
        return (RowFinding(result.row, "CF_WSH", result.document_no, "TWICE_IN_FILE", {"first": first}),)
    values: dict[str, object] = {"sheet": first_sheet, "first": first}
    return (RowFinding(result.row, "CF_WSH", result.document_no, "TWICE_ON_SHEETS", values),)


def _cell(row: SheetRow, at: int) -> Cell:
    """Return a cell; rows may be shorter than the header."""
    return row.cells[at] if at < len(row.cells) else None


def _row_finding(row: SheetRow, column: Column, cell: Cell, finding: Finding) -> RowFinding:
    """Place a finding; what a person's document says is masked, long text cut."""
    shown = cell.shown if isinstance(cell, Formula) else "" if cell is None else str(cell)
    shown = masking.identity_number(shown) if column.kind is Kind.ID_NUMBER else masking.free_text(shown)
    return RowFinding(row.number, column.code, shown[:_SHOWN], finding.code, finding.values)
