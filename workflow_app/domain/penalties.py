"""A row of a sheet of penalties: its fields, and everything that is wrong with it at once (rule 4.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workflow_app.domain import masking
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.findings import Finding
from workflow_app.domain.penalty_cells import read_cell
from workflow_app.domain.penalty_checks import check_row
from workflow_app.domain.penalty_columns import (
    COLUMN_BY_CODE,
    PENALTY_COLUMNS,
    RECTIFICATION_WORDS,
    Column,
    Kind,
    Need,
    SubjectKind,
)
from workflow_app.domain.penalty_headers import Header, recognise
from workflow_app.domain.severity import Facts, PenaltyType
from workflow_app.domain.sheets import Cell, Formula, SheetRow

__all__ = ["COLUMN_BY_CODE", "PENALTY_COLUMNS", "Parsed", "PenaltyRow", "RowFinding", "parse_row", "read_penalties"]

HEADER_WITHIN = 10
NAMED = 3
"""So many columns are named to whoever sent a file without any."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What is wrong with one cell: row number as people see it, column code, what stands there, code and values."""

    row: int
    column: str
    value: str
    code: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyRow:
    """A valid row; money in yuan, the number in its one spelling; `warnings` are for a person to look at."""

    row: int
    subject_name: str
    subject_kind: SubjectKind
    document_no: str
    violation_type: str
    facts: str
    basis: str
    penalty_types: tuple[PenaltyType, ...]
    content: str
    decided_on: date
    authority_name: str
    authority_uscc: str
    source_name: str
    source_uscc: str
    uscc: str | None = None
    registration_no: str | None = None
    organisation_code: str | None = None
    tax_no: str | None = None
    institution_no: str | None = None
    association_no: str | None = None
    legal_representative: str | None = None
    representative_id_type: str | None = None
    representative_id: str | None = None
    person_id_type: str | None = None
    person_id: str | None = None
    fine: Decimal | None = None
    confiscation: Decimal | None = None
    licence: str | None = None
    valid_until: date | None = None
    stated_until: date | None = None
    remarks: str | None = None
    simple_procedure: bool | None = None
    data_class: str | None = None
    warnings: tuple[RowFinding, ...] = ()

    @property
    def orders_rectification(self) -> bool:
        """Tell whether the decision orders more than payment, so that the authority's form is asked for (S27)."""
        return any(word in self.content for word in RECTIFICATION_WORDS)

    def severity_facts(self, *, authority_id: str | None = None, field: str | None = None) -> Facts:
        """Return what the class and the periods of the record are computed from."""
        return Facts(
            decided_on=self.decided_on,
            penalty_types=self.penalty_types,
            fine=self.fine or Decimal(0),
            simple_procedure=bool(self.simple_procedure),
            field=field,
            data_class=self.data_class,
            authority_id=authority_id,
        )


@dataclass(frozen=True, slots=True)
class Parsed:
    """A row of the file beside what became of it."""

    source: SheetRow
    header: Header
    result: PenaltyRow | tuple[RowFinding, ...]


def read_penalties(rows: Iterable[SheetRow], *, today: date) -> Iterator[Parsed]:
    """Parse every row below each sheet's header, one by one; the header stands in a sheet's first ten rows.

    Raises InvalidError FILE_EMPTY where nothing is written, NO_HEADER where no sheet has one, or HEADER naming the
    renamed and missing columns.
    """
    headers: dict[str, Header] = {}
    is_empty = True
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        is_empty = is_empty and row.is_blank
        header = headers.get(row.sheet)
        if header is not None:
            if not row.is_blank:
                yield Parsed(row, header, _once(parse_row(row, header, today=today), seen))
        elif row.number <= HEADER_WITHIN and (found := recognise(row)):
            headers[row.sheet] = found
    if not headers:
        raise _without_header(is_empty=is_empty)


def _without_header(*, is_empty: bool) -> InvalidError:
    """Return the error for a file in which no row names the columns."""
    if is_empty:
        return InvalidError(FieldError("/file", "FILE_EMPTY"), code="FILE_EMPTY")
    expected = [column.header for column in PENALTY_COLUMNS if column.need is Need.ALWAYS][:NAMED]
    return InvalidError(FieldError("/file", "NO_HEADER", {"expected": expected}), code="NO_HEADER")


def parse_row(row: SheetRow, header: Header, *, today: date) -> PenaltyRow | tuple[RowFinding, ...]:
    """Return the row typed and normalised, or every finding that stands against it."""
    values: dict[str, object] = {}
    findings: list[tuple[Column, Finding]] = []
    cells = {column.field: _cell(row, at) for at, column in header.columns.items()}
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


def _once(
    result: PenaltyRow | tuple[RowFinding, ...], seen: dict[tuple[str, str, str], int]
) -> PenaltyRow | tuple[RowFinding, ...]:
    """Refuse a decision that stands in the file a second time for the same subject (rule A8)."""
    if not isinstance(result, PenaltyRow):
        return result
    key = (result.authority_uscc, result.document_no, result.uscc or result.person_id or result.subject_name)
    first = seen.setdefault(key, result.row)
    if first == result.row:
        return result
    return (RowFinding(result.row, "CF_WSH", result.document_no, "TWICE_IN_FILE", {"first": first}),)


def _cell(row: SheetRow, at: int) -> Cell:
    """Return a cell; rows may be shorter than the header."""
    return row.cells[at] if at < len(row.cells) else None


def _row_finding(row: SheetRow, column: Column, cell: Cell, finding: Finding) -> RowFinding:
    """Place a finding; what a person's document says is masked, long text cut."""
    shown = cell.shown if isinstance(cell, Formula) else "" if cell is None else str(cell)
    shown = masking.identity_number(shown) if column.kind is Kind.ID_NUMBER else masking.free_text(shown)
    return RowFinding(row.number, column.code, shown[:_SHOWN], finding.code, finding.values)
