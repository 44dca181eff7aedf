"""Templates of papers for an enterprise: each filled in from its own record, as a PDF to print and sign."""

import io

from flask import Blueprint, Response

from workflow_app.domain.actors import Role
from workflow_app.services.paper_templates import print_template
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.pages.template_links import kind_of

pages = Blueprint("my_papers", __name__, url_prefix="/my/records")


@pages.get("/<uuid:record_id>/templates/<name>.pdf")
@limiter.limit("30 per minute")
@require_actor(Role.APPLICANT)
def paper(record_id: object, name: str) -> Response:
    """Hand out one template."""
    made = print_template(str(record_id), kind_of(name), actor=current_actor(), tools=current_tools())
    return as_attachment(io.BytesIO(made.content), media_type="application/pdf", filename=f"{made.name}.pdf")
