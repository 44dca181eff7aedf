"""The words of the one primary button of a step of the staff."""

from dataclasses import dataclass, field

from flask_babel import gettext as _

from workflow_app.services.views import TaskDetail
from workflow_app.web.pages.shown_first import leads_on


@dataclass(frozen=True, slots=True)
class Button:
    """The one primary button; its words follow the answer chosen, where the step has such a question."""

    text: str
    follows: str = ""
    labels: dict[str, str] = field(default_factory=dict)


def button_of(detail: TaskDetail) -> Button:
    """Return the words of the primary button of a step; who disagrees a second time sends the case on."""
    was_returned = any(each.values.get("second_opinion") == "RETURN" for each in detail.answers)
    returned = _("Send to the decider (give reasons)") if was_returned else _("Return to first reviewer (give reasons)")
    second = Button(_("Submit second opinion"), "second_opinion", {"RETURN": returned})
    buttons = {
        "review_first": Button(_("Submit first opinion")),
        "review_again": Button(_("Submit first opinion")),
        "review_second": second,
        "review_second_again": second,
    }
    follows, labels, first = leads_on(detail.form)
    plain = Button(first or _("Submit"), follows, labels)
    return plain if labels else buttons.get(detail.task.key, plain)
