"""The words of the one primary button of a step of the staff."""

from dataclasses import dataclass, field

from flask_babel import gettext as _

from workflow_app.services.views import TaskDetail


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
    sends_back = {"RETURN": _("Next: check the return")}
    notices = {"CORRECT": _("Next: check the notice"), "REJECT": _("Next: check the notice"), "ACCEPT": _("Accept")}
    buttons = {
        "check_materials": Button(_("Submit"), "acceptance", notices),
        "review_first": Button(_("Submit first opinion")),
        "review_again": Button(_("Submit first opinion")),
        "review_second": second,
        "review_second_again": second,
        "decide_repair": Button(_("Next: check what will be sent"), "decision", sends_back),
    }
    return buttons.get(detail.task.key, Button(_("Submit")))


def sending_words(answer: object) -> str:
    """Return the words of the button that sends what was looked at."""
    words = {
        "CORRECT": _("Send one-time notice"),
        "REJECT": _("Do not accept and send"),
        "GRANT": _("Grant repair and send"),
        "REFUSE": _("Refuse repair and send"),
        "RETURN": _("Return to second reviewer"),
    }
    return str(words.get(str(answer), _("Submit")))
