"""Notices on repair for what an import brought in: one press issues them, one file prints them."""

import io

from flask import Blueprint, Response, flash, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as Answer

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.services.import_notices import issue_notices, print_notices
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("desk_import_notices", __name__, url_prefix="/desk/imports")
PDF = "application/pdf"


@pages.post("/<uuid:import_id>/notices")
@require_actor(Role.DATA_CLERK)
def issue(import_id: object) -> Answer:
    """Issue the notices that are still to be issued, as many as one press does."""
    number = issue_notices(str(import_id), actor=current_actor(), tools=current_tools())
    said = ngettext("%(num)d notice was issued.", "%(num)d notices were issued.", number)
    flash(said if number else _("Every notice was issued before."), "success" if number else "info")
    return see(f"/desk/imports/{import_id}#notices")


@pages.get("/<uuid:import_id>/notices.pdf")
@require_actor(Role.DATA_CLERK)
def printed(import_id: object) -> Response:
    """Hand out one file of notices."""
    part = whole_number(request.args.get("part", "1"))
    if not part:
        raise NotFoundError("LETTER_UNKNOWN")
    made = print_notices(str(import_id), part, actor=current_actor(), tools=current_tools())
    name = _("Notices on credit repair, %(part)s.pdf", part=part)
    return as_attachment(io.BytesIO(made), media_type=PDF, filename=name)
