"""What is known elsewhere of the record or the matter of a task, beside its materials: training, and the gate."""

from flask_babel import gettext as _

from workflow_app.domain.errors import NotFoundError
from workflow_app.services.gate import why_repair
from workflow_app.services.gate_of_case import why_way
from workflow_app.services.trainings import training_of_record
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.check_lines import Check, from_source
from workflow_app.web.pages.checks import gate_checks, training_checks

GRANT = "GRANT"
"""The answer of who decided that the permit is granted."""


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


def gate_of_matter(detail: TaskDetail) -> list[Check]:
    """Return what the gate says today of the way on which a permit is applied for; nothing once that is granted.

    The applicant was told that it is looked at on acceptance, so who accepts and who decides read it too.
    """
    if detail.task.status != "OPEN" or any(each.values.get("decision") == GRANT for each in detail.answers):
        return []
    try:
        return gate_checks(why_way(detail.case.id, actor=current_actor(), tools=current_tools()))
    except NotFoundError:
        return []
