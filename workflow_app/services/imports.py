"""Importing spreadsheets of penalties: good rows land, the others come back with what is wrong with them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.penalties import Parsed, PenaltyRow, RowFinding
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, RecordImport
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.import_files import keep_file, open_rejected, take_file
from workflow_app.services.import_tally import Tally
from workflow_app.services.import_views import FindingView, ImportView, show_import
from workflow_app.services.landing import Landing
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.publishing import Publishing
from workflow_app.services.tools import Tools

__all__ = ["FindingView", "ImportView", "get_import", "import_records", "list_imports", "rejects_file"]

CHUNK = 500
LONGEST_NAME = 200


def import_records(command: ImportRecords, *, actor: Actor, tools: Tools) -> ImportView:
    """Import a file in one unit of work; the same file again changes nothing.

    Raises ForbiddenError ROLE_NEEDED, LimitedError, and InvalidError where the file or its header cannot be read.
    """
    if not _works_with_records(actor):
        raise ForbiddenError("ROLE_NEEDED", role=Role.DATA_CLERK)
    now = tools.clock.now()
    file = take_file(command, actor=actor, today=local_date(now), tools=tools)
    with tools.database.write() as work:
        work.records.take_turn()
        authorities = _authorities(work, actor)
        home = _home(command.authority_code, file.parsed, authorities)
        row = _new_row(command, file.sha256, home=home, actor=actor, now=now)
        work.add(row)
        work.flush()
        tally = _land(work, row, file.parsed, authorities=authorities, tools=tools)
        _write_down(row, tally, rows=len(file.parsed))
        _tell_audit(work, row, tally, authorities=authorities.values(), actor=actor)
        if tally.refused:
            row.sha256 = keep_file(file.content, tally.refused, tools=tools)
        work.commit()
    tools.wake.nudge()
    return show_import(row, authority_code=home.code, imported_by=actor.name)


def get_import(import_id: str, *, actor: Actor, tools: Tools) -> ImportView:
    """Return an import; raises NotFoundError IMPORT_UNKNOWN also to those who may not know of it."""
    with tools.database.read() as work:
        row, authority = _visible(work, import_id, actor)
        names = work.accounts.names([row.imported_by])
    return show_import(row, authority_code=authority.code, imported_by=names.get(row.imported_by, ""))


def list_imports(*, actor: Actor, tools: Tools, limit: int = 50) -> tuple[ImportView, ...]:
    """Return the newest imports of the actor's authorities."""
    with tools.database.read() as work:
        codes = {row.id: row.code for row in _authorities(work, actor).values()}
        rows = work.records.list_imports(codes.keys(), limit=limit)
        names = work.accounts.names([row.imported_by for row in rows])
    return tuple(
        show_import(
            row, authority_code=codes[row.authority_id], imported_by=names.get(row.imported_by, ""), listed=True
        )
        for row in rows
    )


def rejects_file(
    import_id: str, *, actor: Actor, tools: Tools, remark: Callable[[RowFinding], str] | None = None
) -> bytes:
    """Return the rows that did not land, as they came, with what is wrong in a last column, as XLSX."""
    with tools.database.read() as work:
        row, _ = _visible(work, import_id, actor)
    today = local_date(row.imported_at)
    rejected = tuple(open_rejected(row.sha256, row.filename, today=today, tools=tools)) if row.rejected else ()
    return tools.write_rejects(rejected, remark=remark) if remark else tools.write_rejects(rejected)


def _works_with_records(actor: Actor) -> bool:
    """Tell whether somebody imports records: a data clerk, or the operator on the machine itself."""
    return actor.id == SERVICE.id or actor.has(Role.DATA_CLERK)


def _authorities(work: UnitOfWork, actor: Actor) -> dict[str, Authority]:
    """Return the authorities whose records an actor imports, by their code of nine and nine characters."""
    ids = {grant.authority_id for grant in actor.grants if grant.role == Role.DATA_CLERK}
    everywhere = actor.id == SERVICE.id or None in ids
    return {row.uscc: row for row in work.authorities.list_all() if everywhere or row.id in ids}


def _home(code: str | None, parsed: Iterable[Parsed], authorities: Mapping[str, Authority]) -> Authority:
    """Return with which authority the import is kept; raises NotFoundError AUTHORITY_UNKNOWN."""
    if code is not None:
        named = next((row for row in authorities.values() if row.code == code), None)
        if named is None:
            raise NotFoundError("AUTHORITY_UNKNOWN", authority=code)
        return named
    rows = (each.result for each in parsed if isinstance(each.result, PenaltyRow))
    found = next((row for row in rows if row.authority_uscc in authorities), None)
    return authorities[found.authority_uscc] if found else next(iter(authorities.values()))


def _new_row(command: ImportRecords, sha256: str, *, home: Authority, actor: Actor, now: datetime) -> RecordImport:
    """Return the row of an import; `sha256` is the file's, and later that of what is kept where rows came back."""
    return RecordImport(
        id=new_id(),
        authority_id=home.id,
        filename=command.filename[-LONGEST_NAME:],
        sha256=sha256,
        status="RUNNING",
        rows=0,
        added=0,
        changed=0,
        unchanged=0,
        rejected=0,
        by_severity={},
        findings=[],
        imported_by=actor.id,
        imported_at=now,
    )


def _land(
    work: UnitOfWork, row: RecordImport, parsed: Sequence[Parsed], *, authorities: Mapping[str, Authority], tools: Tools
) -> Tally:
    """Land the rows chunk by chunk."""
    landing = Landing(
        work=work,
        import_id=row.id,
        now=row.imported_at,
        cipher=tools.cipher,
        rules=PublicityRules(work, tools.calendars, local_date(row.imported_at)),
        publishing=Publishing(work.listings.list_sites(), row.imported_at),
        authorities=authorities,
    )
    for start in range(0, len(parsed), CHUNK):
        landing.land(parsed[start : start + CHUNK])
    return landing.tally


def _write_down(row: RecordImport, tally: Tally, *, rows: int) -> None:
    """Write how the rows fared."""
    row.rows = rows
    row.added, row.changed = tally.counts["added"], tally.counts["changed"]
    row.unchanged, row.rejected = tally.counts["unchanged"], tally.counts["rejected"]
    row.by_severity, row.findings = dict(tally.severities), tally.findings
    row.status = "PARTIAL" if row.rejected else "DONE"


def _tell_audit(
    work: UnitOfWork, row: RecordImport, tally: Tally, *, authorities: Collection[Authority], actor: Actor
) -> None:
    """Note the import in the chain of each authority whose records it touched, and of the one that keeps it."""
    data = {
        "import": row.id,
        "filename": row.filename,
        "sha256": row.sha256,
        **{name: getattr(row, name) for name in ("rows", "added", "changed", "unchanged", "rejected")},
        "by_severity": row.by_severity,
    }
    for authority in authorities:
        if authority.id in {row.authority_id, *tally.authority_ids}:
            audit.record(
                work, authority=authority, actor=actor, action="records.imported", data=data, now=row.imported_at
            )


def _visible(work: UnitOfWork, import_id: str, actor: Actor) -> tuple[RecordImport, Authority]:
    """Return an import of one of the actor's authorities."""
    row = work.records.get_import(import_id)
    authority = next((each for each in _authorities(work, actor).values() if each.id == row.authority_id), None)
    if authority is None:
        raise NotFoundError("IMPORT_UNKNOWN")
    return row, authority
