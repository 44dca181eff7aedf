"""A process version made ready to run, read from the database the first time only."""

from workflow_app.repositories.cases import RunsOn
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.tools import Tools


def ready(unit: UnitOfWork, runs_on: RunsOn, tools: Tools, *, edition_id: str | None = None) -> LoadedProcess:
    """Return a version ready to run, about the matter of an edition if one is named."""

    def read_bundle() -> bytes:
        return unit.processes.bundle(runs_on.version_id)

    if edition_id is None:
        return tools.processes.get(runs_on.content_hash, read_bundle)
    return tools.processes.get_for(
        runs_on.content_hash, edition_id, read_bundle, lambda: unit.matters.get_kept(edition_id)
    )
