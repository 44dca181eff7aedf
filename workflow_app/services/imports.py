"""Importing spreadsheets of penalties: good rows land, the others come back with what is wrong with them.

A short file lands within the request. A long one, or any while another is at work, waits for the background, which
lands it chunk by chunk (see `import_steps`).
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.ids import new_id
from workflow_app.domain.penalties import Parsed, RowFinding, check_rows
from workflow_app.domain.texts import kept_name
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, ImportPart, RecordImport
from workflow_app.repositories.imports import UNFINISHED
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.import_files import TakenFile, keep_file, open_rejected, take_file
from workflow_app.services.import_parts import seal_file
from workflow_app.services.import_queue import KIND, READ, conclude, start_next
from workflow_app.services.import_rights import (
    authorities_of,
    check_works_with_records,
    home_of,
    reader_of_rows,
    visible,
)
from workflow_app.services.import_steps import land_rows
from workflow_app.services.import_views import FindingView, ImportView, show_import
from workflow_app.services.tools import Tools

__all__ = ["FindingView", "ImportView", "get_import", "import_records", "list_imports", "rejects_file"]

AT_ONCE = 200
"""Rows that may land within a request."""
LONGEST_NAME = 200


def import_records(command: ImportRecords, *, actor: Actor, tools: Tools) -> ImportView:
    """Import a file, or have it imported where it is long or others wait; the same file again changes nothing.

    Raises ForbiddenError ROLE_NEEDED, LimitedError, and InvalidError where the file or its header cannot be read.
    """
    check_works_with_records(actor)
    now = tools.clock.now()
    file = take_file(command, actor=actor, tools=tools)
    parsed = list(islice(check_rows(file.rows, today=local_date(now)), AT_ONCE))
    sealed = seal_file(file.content, tools.cipher)
    with tools.database.write() as work:
        work.imports.take_turn()
        authorities = authorities_of(work, actor)
        home = home_of(command.authority_code, parsed, authorities)
        must_wait = len(file.rows) > AT_ONCE or work.imports.is_any_unfinished()
        row = _new_row(command, file, home=home, actor=actor, now=now)
        row.scope = {"allowed": [each.id for each in authorities.values()], "own": sorted(actor.subject_ids)}
        work.add(row)
        work.flush()
        if must_wait:
            work.add(ImportPart(id=new_id(), import_id=row.id, number=READ, landed=False, content=sealed))
            start_next(work, now=now)
        else:
            _land_at_once(work, row, file, parsed, tools=tools)
        work.commit()
    tools.wake.nudge()
    return show_import(row, authority_code=home.code, imported_by=actor.name)


def get_import(import_id: str, *, actor: Actor, tools: Tools) -> ImportView:
    """Return an import; raises NotFoundError IMPORT_UNKNOWN also to those who may not know of it."""
    with tools.database.read() as work:
        row, authority = visible(work, import_id, actor)
        names = work.accounts.names([row.imported_by])
        may_read = reader_of_rows(work, row, actor)
        is_stuck = row.status in UNFINISHED and row.id in work.imports.stopped(KIND)
    return show_import(
        row,
        authority_code=authority.code,
        imported_by=names.get(row.imported_by, ""),
        is_stuck=is_stuck,
        may_read=may_read,
    )


def list_imports(*, actor: Actor, tools: Tools, limit: int = 50) -> tuple[ImportView, ...]:
    """Return the newest imports of the actor's authorities."""
    with tools.database.read() as work:
        codes = {row.id: row.code for row in authorities_of(work, actor).values()}
        rows = work.imports.list_newest(codes.keys(), limit=limit)
        names = work.accounts.names([row.imported_by for row in rows])
        stopped = work.imports.stopped(KIND) if any(row.status in UNFINISHED for row in rows) else frozenset()
    return tuple(
        show_import(
            row,
            authority_code=codes[row.authority_id],
            imported_by=names.get(row.imported_by, ""),
            listed=True,
            is_stuck=row.status in UNFINISHED and row.id in stopped,
        )
        for row in rows
    )


def rejects_file(
    import_id: str, *, actor: Actor, tools: Tools, remark: Callable[[RowFinding], str] | None = None
) -> bytes:
    """Return the rows that did not land and are the actor's to read, with what is wrong in a last column, as XLSX."""
    with tools.database.read() as work:
        row, _ = visible(work, import_id, actor)
        may_read = reader_of_rows(work, row, actor)
    today, is_kept = local_date(row.imported_at), row.status == "PARTIAL"
    kept = open_rejected(row.sha256, row.filename, today=today, tools=tools) if is_kept else ()
    rejected = tuple(each for each in kept if may_read(each.authority))
    return tools.write_rejects(rejected, remark=remark) if remark else tools.write_rejects(rejected)


def _new_row(command: ImportRecords, file: TakenFile, *, home: Authority, actor: Actor, now: datetime) -> RecordImport:
    """Return the row of an import; `sha256` is the file's, and later that of what is kept where rows came back."""
    return RecordImport(
        id=new_id(),
        authority_id=home.id,
        filename=kept_name(command.filename, longest=LONGEST_NAME),
        sha256=file.sha256,
        status="QUEUED",
        rows=len(file.rows),
        passed=0,
        added=0,
        changed=0,
        unchanged=0,
        rejected=0,
        skipped=0,
        reclassified=0,
        by_severity={},
        findings=[],
        imported_by=actor.id,
        imported_at=now,
    )


def _land_at_once(
    work: UnitOfWork, row: RecordImport, file: TakenFile, parsed: Sequence[Parsed], *, tools: Tools
) -> None:
    """Land all rows of a short file."""
    landing = land_rows(work, row, [each.checked for each in parsed], tools=tools)
    if landing.tally.refused:
        row.sha256 = keep_file(file.content, landing.tally.refused, tools=tools)
    conclude(work, row, now=row.imported_at)
