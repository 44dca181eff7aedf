"""How the reasons and states of an emergency hiding are called and coloured."""

from flask_babel import gettext as _

from workflow_app.domain.hiding import HidingReason, HidingStatus

_TONES = {"WAITING": "warning", "SHOWING_ASKED": "warning", "CONFIRMED": "info", "SHOWN_AGAIN": "neutral"}


def hiding_reason_word(reason: str) -> str:
    """Return why a record was hidden."""
    words: dict[str, str] = {
        HidingReason.PERSONAL_DATA: _("Personal data is shown"),
        HidingReason.WRONG_SUBJECT: _("It stands with the wrong party"),
        HidingReason.WRONG_CONTENT: _("What it says is wrong"),
        HidingReason.COURT_ORDER: _("A court or a superior authority asks for it"),
        HidingReason.SECRET: _("A state or trade secret is shown"),
        HidingReason.OTHER: _("Another reason"),
    }
    return words.get(reason, reason)


def hiding_word(status: str) -> str:
    """Return how a hiding stands."""
    words: dict[str, str] = {
        HidingStatus.WAITING: _("hidden, waits for a second person"),
        HidingStatus.CONFIRMED: _("hidden, confirmed"),
        HidingStatus.SHOWING_ASKED: _("hidden, showing asked for"),
        HidingStatus.SHOWN_AGAIN: _("hiding ended"),
    }
    return words.get(status, status)


def hiding_tone(status: str) -> str:
    """Return the colour of a hiding's state."""
    return _TONES.get(status, "neutral")
