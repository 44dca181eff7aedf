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


def begins(row: ProcessVersion) -> datetime:
    """Return from when a version holds."""
    return row.effective_at or row.published_at


def ahead_of(versions: Sequence[ProcessVersion], *, now: datetime) -> tuple[ProcessVersion, ...]:
    """Return of versions, newest first, those that take effect after an instant, the first of them first."""
    found = [each for each in versions if each.taken_back_at is None and begins(each) > now]
    return tuple(sorted((each for each in found if not overtaken_by(versions, each)), key=begins))


def overtaken_by(versions: Sequence[ProcessVersion], row: ProcessVersion) -> ProcessVersion | None:
    """Return the version that keeps one from ever taking effect: newer, published meanwhile, and held no later."""
    newer = [each for each in versions if each.version > row.version and each.taken_back_at is None]
    newer = [each for each in newer if each.published_at < begins(row)]
    return next((each for each in newer if begins(each) <= begins(row)), None)


def renewal_of(versions: Sequence[ProcessVersion], row: ProcessVersion) -> ProcessVersion | None:
    """Return the last version that one was written anew as, whether that stands or was taken back, or None."""
    last = None
    while (found := next((each for each in versions if each.renews == (last or row).version), None)) is not None:
        last = found
    return last


def is_set_aside(versions: Sequence[ProcessVersion], row: ProcessVersion) -> bool:
    """Tell whether an emergency keeps a version from ever taking effect: that stands, and nothing renewed it."""
    is_kept = row.taken_back_at is None and overtaken_by(versions, row) is not None
    return is_kept and row.set_aside_by is not None and renewal_of(versions, row) is None


def set_aside_by(versions: Sequence[ProcessVersion], number: int) -> tuple[int, ...]:
    """Return the versions that one set aside and still keeps from taking effect, the first of them first."""
    found = [each for each in versions if each.set_aside_by == number and is_set_aside(versions, each)]
    return tuple(each.version for each in sorted(found, key=begins))


def written_from(versions: Sequence[ProcessVersion], row: ProcessVersion) -> ProcessVersion | None:
    """Return what holds on the day of a version without it: the text that its change is a change of."""
    return current_of([each for each in versions if each.version < row.version], now=begins(row))


def is_in_effect(row: ProcessVersion, now: datetime) -> bool:
    """Tell whether a version has begun and was not taken back."""
    has_begun = row.effective_at is None or row.effective_at <= now
    return has_begun and row.taken_back_at is None


def to_write_on(versions: Sequence[ProcessVersion], *, now: datetime) -> ProcessVersion | None:
    """Return of versions, newest first, what a draft for an instant is written on: what holds then, else the newest."""
    return current_of(versions, now=now) or newest_standing(versions)


def newest_of(unit: UnitOfWork, key: str) -> ProcessVersion | None:
    """Return the newest version of a process that was not taken back, or None."""
    process = unit.processes.find(key)
    return newest_standing(unit.processes.versions(process.id)) if process else None
