"""What services show of imports: plain values, no rows."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.models import RecordImport


@dataclass(frozen=True, slots=True)
class FindingView:
    """What is wrong (or, as a warning, odd) with one cell: sheet and row as people see them, column code and code."""

    sheet: str
    row: int
    column: str
    value: str
    code: str
    values: dict[str, object]
    warning: bool


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import: DONE where every row landed, else PARTIAL; `by_severity` counts the rows that landed (rule A13).

    `findings` are the first ones only where there are very many, and none in a list of imports.
    """

    id: str
    authority_code: str
    filename: str
    status: str
    rows: int
    added: int
    changed: int
    unchanged: int
    rejected: int
    by_severity: dict[str, int]
    findings: tuple[FindingView, ...]
    imported_by: str
    imported_at: datetime


def show_import(row: RecordImport, *, authority_code: str, imported_by: str, listed: bool = False) -> ImportView:
    """Return an import as its readers see it."""
    return ImportView(
        id=row.id,
        authority_code=authority_code,
        filename=row.filename,
        status=row.status,
        rows=row.rows,
        added=row.added,
        changed=row.changed,
        unchanged=row.unchanged,
        rejected=row.rejected,
        by_severity=dict(row.by_severity),
        findings=() if listed else tuple(FindingView(**finding) for finding in row.findings),
        imported_by=imported_by,
        imported_at=row.imported_at,
    )
