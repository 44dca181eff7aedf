"""The pages of an applicant's materials."""

from flask import Blueprint

from workflow_app.domain.actors import Role
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor
from workflow_app.web.pages.material_pages import Acting, MaterialPages, in_the_making
from workflow_app.web.pages.material_uploads import MaterialUploads

pages = Blueprint("my_pages", __name__, url_prefix="/my/tasks/<uuid:place>/pages")


def acting_on(task_id: str) -> Acting:
    """Return a task as the applicant acts on it; looking at it says whether they may."""
    return Acting(task_id, current_actor(), f"/my/tasks/{task_id}/pages")


def my_pages_of(detail: TaskDetail) -> dict[str, object]:
    """Return what the form of a task shows of its materials."""
    return in_the_making(acting_on(detail.task.id), detail)


MaterialPages(acting_on).serve(pages, Role.APPLICANT)
MaterialUploads(acting_on).serve(pages, Role.APPLICANT)
