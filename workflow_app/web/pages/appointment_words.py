"""How appointments are called and coloured, and how a step of a case is named."""

from flask_babel import gettext as _

from workflow_app.domain.appointing import AppointmentStatus
from workflow_app.services.views import CaseView
from workflow_app.web.languages import current_language

_TONES = {"WANTED": "warning", "MADE": "success"}


def appointment_word(status: str, name: str = "") -> str:
    """Return how an appointment stands, with who was named."""
    if status == AppointmentStatus.MADE:
        return str(_("appointed: %(name)s", name=name))
    return str(_("waits for a name") if status == AppointmentStatus.WANTED else _("not needed any more"))


def appointment_tone(status: str) -> str:
    """Return the colour of an appointment's state."""
    return _TONES.get(status, "neutral")


def step_name(case: CaseView, element: str) -> str:
    """Return what a step of a case is called in the language of the page."""
    stem = f"name_{current_language()}"
    names = {each.element: str(getattr(each, stem)) for each in case.steps}
    return names.get(element, element)
