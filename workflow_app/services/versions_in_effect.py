"""Which of the versions of a process new cases take."""

from collections.abc import Sequence
from datetime import datetime

from workflow_app.models import ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork


def current_of(versions: Sequence[ProcessVersion], *, now: datetime) -> ProcessVersion | None:
    """Return of versions, newest first, the one that a case takes which is received now."""
    return next((each for each in versions if is_in_effect(each, now)), None)


def newest_standing(versions: Sequence[ProcessVersion]) -> ProcessVersion | None:
    """Return of versions, newest first, the first that was not taken back: what the next one is written from."""
    return next((each for each in versions if each.taken_back_at is None), None)


def is_in_effect(row: ProcessVersion, now: datetime) -> bool:
    """Tell whether a version has begun and was not taken back."""
    has_begun = row.effective_at is None or row.effective_at <= now
    return has_begun and row.taken_back_at is None


def newest_of(unit: UnitOfWork, key: str) -> ProcessVersion | None:
    """Return the newest version of a process that was not taken back, or None."""
    process = unit.processes.find(key)
    return newest_standing(unit.processes.versions(process.id)) if process else None
