"""What services show of imports: plain values, no rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from workflow_app.models import RecordImport
from workflow_app.repositories.imports import UNFINISHED


@dataclass(frozen=True, slots=True)
class FindingView:
    """What is wrong (or, as a warning, odd) with one cell: sheet and row as people see them, column code and code.

    `authority` is the code of the authority whose row it says it is.
    """

    sheet: str
    row: int
    column: str
    value: str
    code: str
    values: dict[str, object]
    warning: bool
    authority: str = ""


@dataclass(frozen=True, slots=True)
class ImportView:
    """An import: QUEUED, RUNNING, then DONE where every row landed, else PARTIAL; FAILED where nothing could.

    `passed` of the rows were looked at so far, `skipped` are not to be reported, and `reclassified` landed in another
    class than before. `by_severity` counts the rows that landed (rule A13). `is_stuck`: a fault has stopped it, and an
    administrator must look. `findings` are the first ones only where there are very many, and none in a list.
    """

    id: str
    authority_code: str
    filename: str
    status: str
    rows: int
    passed: int
    added: int
    changed: int
    unchanged: int
    rejected: int
    skipped: int
    reclassified: int
    by_severity: dict[str, int]
    findings: tuple[FindingView, ...]
    imported_by: str
    imported_at: datetime
    finished_at: datetime | None = None
    error: str | None = None
    is_stuck: bool = False

    @property
    def is_finished(self) -> bool:
        """Tell whether nothing more will change."""
        return self.status not in UNFINISHED


def show_import(
    row: RecordImport,
    *,
    authority_code: str,
    imported_by: str,
    listed: bool = False,
    is_stuck: bool = False,
    may_read: Callable[[str], bool] = lambda _: True,
) -> ImportView:
    """Return an import as its readers see it; `may_read` tells whose rows are their business."""
    return ImportView(
        id=row.id,
        authority_code=authority_code,
        filename=row.filename,
        status=row.status,
        rows=row.rows,
        passed=row.passed,
        added=row.added,
        changed=row.changed,
        unchanged=row.unchanged,
        rejected=row.rejected,
        skipped=row.skipped,
        reclassified=row.reclassified,
        by_severity=dict(row.by_severity),
        findings=()
        if listed
        else tuple(view for each in row.findings if may_read((view := FindingView(**each)).authority)),
        imported_by=imported_by,
        imported_at=row.imported_at,
        finished_at=row.finished_at,
        error=row.error,
        is_stuck=is_stuck,
    )
