"""The objections that a task of the staff is about: those that are examined, and those that stand against a grant."""

from workflow_app.domain.actors import Role
from workflow_app.services.objection_following import UndecidedObjection, examined_objections, undecided_objections
from workflow_app.services.objection_views import ObjectionView
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools

EXAMINATION = "objection_examination"


def against_grant(detail: TaskDetail) -> tuple[UndecidedObjection, ...]:
    """Return the undecided objections for whoever is to decide; none for any other task."""
    if detail.task.role != Role.DECIDER or detail.task.status != "OPEN":
        return ()
    return undecided_objections(detail.case.id, actor=current_actor(), tools=current_tools())


def under_examination(detail: TaskDetail) -> tuple[ObjectionView, ...]:
    """Return the accepted objections of the case for the task that examines them; none for any other."""
    if detail.task.form != EXAMINATION:
        return ()
    return examined_objections(detail.case.id, actor=current_actor(), tools=current_tools())
