"""The pages of the materials that a clerk at the service window scans or photographs for who stands there."""

from flask import Blueprint

from workflow_app.domain.actors import Role
from workflow_app.services.window_views import open_step_of
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.material_pages import Acting, MaterialPages
from workflow_app.web.pages.material_uploads import MaterialUploads

pages = Blueprint("desk_window_pages", __name__, url_prefix="/desk/window/cases/<uuid:place>/pages")


def acting_at(case_id: str) -> Acting:
    """Return the applicant's open step of a case filed here, with the clerk as they act for them."""
    task_id, behalf = open_step_of(case_id, actor=current_actor(), tools=current_tools())
    return Acting(task_id, behalf, f"/desk/window/cases/{case_id}/pages")


MaterialPages(acting_at).serve(pages, Role.WINDOW)
MaterialUploads(acting_at).serve(pages, Role.WINDOW)
