"""The studio: the processes and how they run, to be read."""

from flask import Blueprint, render_template

from workflow_app.domain.actors import Role
from workflow_app.services.processes import get_process, list_processes
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_tools

pages = Blueprint("studio", __name__, url_prefix="/studio")


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def home() -> str:
    """Show every process with its versions."""
    return render_template("studio/home.html", processes=list_processes(tools=current_tools()), area="/studio")


@pages.get("/processes/<key>")
@require_actor(Role.PROCESS_ADMIN)
def process(key: str) -> str:
    """Show one process and its diagram."""
    return render_template("studio/process.html", process=get_process(key, tools=current_tools()), area="/studio")
