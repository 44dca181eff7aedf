"""The papers of the service window as files: what is to be signed, the receipt, and templates for the record."""

import io
from collections.abc import Callable

from flask import Blueprint, flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import RefusedError
from workflow_app.services.deferral_views import deferral_of
from workflow_app.services.paper_templates import print_template
from workflow_app.services.window_finding import record_at_window
from workflow_app.services.window_views import window_case
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.template_links import kind_of
from workflow_app.web.pages.window_paper import receipt_pdf, sheet_pdf
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_window_papers", __name__, url_prefix="/desk/window")


@pages.get("/cases/<uuid:case_id>/sheet.pdf")
@require_actor(Role.WINDOW)
def sheet(case_id: object) -> Response:
    """Hand out the filled application and pledge to be signed, with the number and version on every page."""
    view = window_case(str(case_id), actor=current_actor(), tools=current_tools())
    if view.draft is None or view.draft.wrong:
        flash(sentence("NOTHING_TO_SIGN"), "warning")
        return see(f"/desk/window/cases/{case_id}")
    return _pdf(
        lambda: sheet_pdf(view, by=current_actor().name, tools=current_tools()),
        case_id,
        _("%(number)s-application.pdf", number=view.draft.mark),
    )


@pages.get("/cases/<uuid:case_id>/receipt.pdf")
@require_actor(Role.WINDOW)
def receipt(case_id: object) -> Response:
    """Hand out the receipt for what was handed in."""
    view = window_case(str(case_id), actor=current_actor(), tools=current_tools())
    if view.case.number is None or view.case.submitted_at is None:
        return see(f"/desk/window/cases/{case_id}")
    deferral = deferral_of(view.case.id, actor=current_actor(), tools=current_tools())
    name = _("%(number)s-receipt.pdf", number=view.case.number)
    return _pdf(lambda: receipt_pdf(view, deferral, tools=current_tools()), case_id, name)


@pages.get("/records/<uuid:record_id>/templates/<name>.pdf")
@limiter.limit("30 per minute")
@require_actor(Role.WINDOW)
def template(record_id: object, name: str) -> Response:
    """Hand out a template to print, filled in from the record."""
    behalf = record_at_window(str(record_id), actor=current_actor(), tools=current_tools()).behalf
    made = print_template(str(record_id), kind_of(name), actor=behalf, tools=current_tools())
    return as_attachment(io.BytesIO(made.content), media_type="application/pdf", filename=f"{made.name}.pdf")


def _pdf(make: Callable[[], io.BytesIO], case_id: object, name: str) -> Response:
    try:
        return as_attachment(make(), media_type="application/pdf", filename=name)
    except RefusedError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(f"/desk/window/cases/{case_id}")
