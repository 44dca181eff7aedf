"""All that the service checked by itself for a task, on its page and in its preview, each line with its source."""

from flask_babel import gettext as _

from workflow_app.services.views import TaskDetail
from workflow_app.web.pages.approval_checks import approval_checks
from workflow_app.web.pages.check_lines import Check, from_source
from workflow_app.web.pages.checks import checks_of, objection_checks
from workflow_app.web.pages.known_checks import gate_of_matter, known_of
from workflow_app.web.pages.likeness_checks import likeness_checks
from workflow_app.web.pages.task_objections import against_grant

APPLICATION = ("apply_for_", "sign_")
"""How the keys of the steps begin in which somebody applies, and signs what goes with it."""


def all_checks(detail: TaskDetail) -> list[Check]:
    """Return the checks of the application, of the record, of other cases, and of objections."""
    if detail.case.matter is not None:
        return [*approval_checks(detail, detail.case.matter), *gate_of_matter(detail)]
    objections = objection_checks(against_grant(detail))
    return [
        *checks_of(detail),
        *likeness_checks(detail),
        *known_of(detail),
        *from_source(objections, _("Objections received")),
    ]
