"""Which version a draft is written on where one is begun: what is in effect, unless another one is named."""

from collections.abc import Mapping
from datetime import datetime

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.models import ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.versions_in_effect import ahead_of, current_of, to_write_on


def origins_of(unit: UnitOfWork, key: str, *, now: datetime) -> tuple[ProcessVersion, ...]:
    """Return the versions that a draft can be written on: what is in effect, then what is ahead."""
    process = unit.processes.find(key)
    versions = unit.processes.versions(process.id) if process else ()
    current = current_of(versions, now=now)
    return (*([current] if current else ()), *ahead_of(versions, now=now))


def choose(unit: UnitOfWork, key: str, base: int | None, *, at: datetime, now: datetime) -> ProcessVersion:
    """Return the version that is named, or what holds at an instant.

    Raises NotFoundError PROCESS_UNKNOWN, InvalidError on `/base_version`.
    """
    offered = origins_of(unit, key, now=now)
    if not offered:
        raise NotFoundError("PROCESS_UNKNOWN", key=key)
    if base is None:
        return to_write_on(unit.processes.versions(offered[0].process_id), now=at) or offered[0]
    row = next((each for each in offered if each.version == base), None)
    if row is None:
        raise InvalidError(FieldError("/base_version", "NOT_A_CHOICE"))
    return row


def nearest(unit: UnitOfWork, key: str, files: Mapping[str, bytes], *, now: datetime) -> int | None:
    """Return the version that files from elsewhere were most likely written on: that with most parts the same.

    They do not say it. Taking what is ahead for what is in effect would let it in early without anybody being told.
    """
    offered = origins_of(unit, key, now=now)
    if not offered:
        return None
    same = {each.id: _same_parts(files, unpack(unit.processes.bundle(each.id))) for each in offered}
    return max(offered, key=lambda each: same[each.id]).version


def _same_parts(files: Mapping[str, bytes], others: Mapping[str, bytes]) -> int:
    return sum(others.get(path) == content for path, content in files.items())
