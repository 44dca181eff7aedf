"""Diagrams as BPMN, for the drawing in the page."""

from flask import Blueprint, Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.services.cases import get_diagram
from workflow_app.services.processes import get_version_diagram
from workflow_app.services.public_courses import get_public_diagram
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.limits import limiter

pages = Blueprint("diagrams", __name__)
OFTEN = "60 per minute"
MEDIA_TYPE = "application/xml"


@pages.get("/cases/<uuid:case_id>/diagram.bpmn")
def of_case(case_id: object) -> Response:
    """Return the diagram of the version a case runs on."""
    return Response(get_diagram(str(case_id), actor=current_actor(), tools=current_tools()), mimetype=MEDIA_TYPE)


@pages.get("/public/ways/<way>.bpmn")
@limiter.limit(OFTEN)
def of_way(way: str) -> Response:
    """Return the diagram that new applications of a way take, as everybody may see it."""
    return Response(get_public_diagram(way, tools=current_tools()), mimetype=MEDIA_TYPE)


@pages.get("/processes/<key>/<int:version>.bpmn")
@require_actor(*DESK_ROLES)
def of_process(key: str, version: int) -> Response:
    """Return the diagram of a published version."""
    return Response(get_version_diagram(key, version, tools=current_tools()), mimetype=MEDIA_TYPE)
