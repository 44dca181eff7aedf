"""How an application goes, for everybody: the stages of each way in words, and its diagram."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.matters import Way
from workflow_app.engine import public_diagram
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.case_steps import straight_path
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage of a way, and the role that acts in it, where somebody does."""

    name_zh: str
    name_en: str
    role: str | None


def courses_of(unit: UnitOfWork, ways: Iterable[Way], tools: Tools) -> Mapping[Way, tuple[StageView, ...]]:
    """Return the stages of each way that can be begun here, in the order of the ways."""
    found = {way: _current(unit, way, tools) for way in Way if way in set(ways)}
    return {
        way: tuple(StageView(each.name, each.name_en or each.name, each.role) for each in straight_path(loaded))
        for way, loaded in found.items()
        if loaded is not None
    }


def get_public_diagram(way: str, *, tools: Tools) -> bytes:
    """Return the diagram that new applications of a way take; raises NotFoundError PROCESS_UNKNOWN for any other."""
    with tools.database.read() as unit:
        loaded = _current(unit, Way(way), tools) if way in set(Way) else None
        if loaded is None:
            raise NotFoundError("PROCESS_UNKNOWN", key=way)
        return public_diagram(loaded.diagram)


def _current(unit: UnitOfWork, way: Way, tools: Tools) -> LoadedProcess | None:
    row = unit.processes.find(way)
    versions = unit.processes.versions(row.id) if row else []
    if not versions:
        return None
    return tools.processes.get(versions[0].content_hash, lambda: unit.processes.bundle(versions[0].id))
