"""What is known elsewhere of the record of a task, beside its materials: its training, and what the gate says."""

from flask_babel import gettext as _

from workflow_app.domain.errors import NotFoundError
from workflow_app.services.gate import why_repair
from workflow_app.services.trainings import training_of_record
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.check_lines import Check, from_source
from workflow_app.web.pages.checks import gate_checks, training_checks


def known_of(detail: TaskDetail) -> list[Check]:
    """Return what training and the gate say of the record of a case today; nothing where the reader may not read it.

    Nothing either of a task that is done: what the decision itself did to the record is no fault in its materials.
    """
    record = detail.case.record if detail.task.status == "OPEN" else None
    if record is None:
        return []
    try:
        training = training_of_record(record.id, actor=current_actor(), tools=current_tools())
        reasons = why_repair(record.id, actor=current_actor(), tools=current_tools())
    except NotFoundError:
        return []
    return [*from_source(training_checks(training), _("Certificates of training")), *gate_checks(reasons)]
