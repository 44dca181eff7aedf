"""A published version of a process by its number."""

from collections.abc import Sequence

from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Process, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork


def find_version(unit: UnitOfWork, key: str, number: int) -> tuple[Process, Sequence[ProcessVersion], ProcessVersion]:
    """Return a process, its versions, newest first, and one of them; raises NotFoundError VERSION_UNKNOWN."""
    process = unit.processes.find(key)
    rows = unit.processes.versions(process.id) if process else ()
    row = next((each for each in rows if each.version == number), None)
    if process is None or row is None:
        raise NotFoundError("VERSION_UNKNOWN", key=key, version=number)
    return process, rows, row
