"""One import at a time: who comes later waits, so that a correction never lands before what it corrects."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.models import RecordImport
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit

KIND = "import_chunk"
READ, LAST = 0, -1
"""The steps of an import beside its numbered parts: reading the file, and finishing."""
COUNTS = ("rows", "added", "changed", "unchanged", "rejected", "skipped")


def leave(work: UnitOfWork, import_id: str, step: int, *, now: datetime) -> None:
    """Leave the next step of an import; asking twice is one piece of work."""
    payload = {"import_id": import_id, "step": step}
    work.due_work.ensure(kind="import_chunk", key=f"{KIND}:{import_id}:{step}", payload=payload, due_at=now, now=now)


def start_next(work: UnitOfWork, *, now: datetime, done: str | None = None) -> None:
    """Begin the import that waits longest, unless one is at work; `done` is the one that just finished.

    Needs the turn, which the caller has taken. One that a fault has stopped, be it
    while it was read, does not hold the others up, and goes on when an administrator has it tried again.
    """
    work.flush()
    if work.imports.working_on(KIND) - {done}:
        return
    waiting = work.imports.first_queued(without=work.imports.stopped(KIND))
    if waiting is not None:
        leave(work, waiting.id, READ, now=now)


def conclude(work: UnitOfWork, row: RecordImport, *, now: datetime) -> None:
    """Say how an import ended, note it in the chain of each authority it touched, and begin the next."""
    row.status = "PARTIAL" if row.rejected else "DONE"
    row.finished_at = now
    work.imports.forget_parts(row.id)
    data = {"import": row.id, "filename": row.filename, "sha256": row.sha256}
    data |= {name: getattr(row, name) for name in COUNTS} | {"by_severity": row.by_severity}
    actor = Actor(row.imported_by, "", frozenset())
    for authority_id in sorted({row.authority_id, *row.scope.get("touched", ())}):
        audit.record(work, authority=authority_id, actor=actor, action="records.imported", data=data, now=now)
    start_next(work, now=now, done=row.id)


def fail(work: UnitOfWork, row: RecordImport, code: str, *, now: datetime) -> None:
    """Say that a file cannot be read after all; nothing of it has landed."""
    row.status, row.error, row.finished_at = "FAILED", code, now
    work.imports.forget_parts(row.id)
    start_next(work, now=now, done=row.id)
