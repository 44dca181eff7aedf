"""Diagrams as BPMN, for the drawing in the page."""

from flask import Blueprint, Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.services.cases import get_diagram
from workflow_app.services.processes import get_version_diagram
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools

pages = Blueprint("diagrams", __name__)
MEDIA_TYPE = "application/xml"


@pages.get("/cases/<uuid:case_id>/diagram.bpmn")
def of_case(case_id: object) -> Response:
    """Return the diagram of the version a case runs on."""
    return Response(get_diagram(str(case_id), actor=current_actor(), tools=current_tools()), mimetype=MEDIA_TYPE)


@pages.get("/processes/<key>/<int:version>.bpmn")
@require_actor(*DESK_ROLES)
def of_process(key: str, version: int) -> Response:
    """Return the diagram of a published version."""
    return Response(get_version_diagram(key, version, tools=current_tools()), mimetype=MEDIA_TYPE)
