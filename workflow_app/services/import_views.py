"""What services show of imports: plain values, no rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.penalties import Parsed, RowFinding
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
    """An import: DONE where every row landed, else PARTIAL; `by_severity` counts the rows that landed (rule A13)."""

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


def show_import(row: RecordImport, *, authority_code: str, imported_by: str) -> ImportView:
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
        findings=tuple(FindingView(**finding) for finding in row.findings),
        imported_by=imported_by,
        imported_at=row.imported_at,
    )


def rejected_rows(row: RecordImport, parsed: Iterable[Parsed]) -> Iterator[Parsed]:
    """Return the rows of an import's file that did not land, with the findings that were kept for them."""
    found: dict[tuple[str, int], list[RowFinding]] = {}
    for kept in row.findings:
        if not kept["warning"]:
            finding = RowFinding(kept["row"], kept["column"], kept["value"], kept["code"], kept["values"])
            found.setdefault((kept["sheet"], kept["row"]), []).append(finding)
    for each in parsed:
        findings = found.get((each.source.sheet, each.source.number))
        if findings:
            yield replace(each, result=tuple(findings))
