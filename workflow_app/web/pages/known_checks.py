"""What training and the gate say today of the record that a task of the staff is about."""

from workflow_app.domain.errors import NotFoundError
from workflow_app.services.gate import why_repair
from workflow_app.services.trainings import training_of_record
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.check_lines import Check
from workflow_app.web.pages.checks import gate_checks, training_checks


def known_of(detail: TaskDetail) -> list[Check]:
    """Return what training and the gate say of a record today to those who may read it; nothing of a task done."""
    record = detail.case.record if detail.task.status == "OPEN" else None
    if record is None:
        return []
    try:
        training = training_of_record(record.id, actor=current_actor(), tools=current_tools())
        reasons = why_repair(record.id, actor=current_actor(), tools=current_tools())
    except NotFoundError:
        return []
    return [*training_checks(training), *gate_checks(reasons)]
