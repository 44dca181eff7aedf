"""Processes: which families of cases there are."""

from http import HTTPStatus

from workflow_app.schemas.processes import PROCESS, PROCESSES
from workflow_app.services import processes as service
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.context import current_actor, current_tools

processes = Noun("processes", description="The families of cases")


@processes.reads("/processes", answer=PROCESSES)
def list_processes() -> dict[str, object]:
    """List the processes that cases can be opened of."""
    current_actor()
    return {"items": service.list_processes(tools=current_tools()), "next_cursor": None}


@processes.reads("/processes/<key:process_key>", answer=PROCESS, fails=[HTTPStatus.NOT_FOUND])
def get_process(process_key: str) -> object:
    """Read one process."""
    current_actor()
    return service.get_process(process_key, tools=current_tools())
