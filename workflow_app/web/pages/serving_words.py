"""The service of letters in words."""

from flask_babel import gettext as _


def way_word(way: str | None) -> str:
    """Return a way of service as people read it."""
    words = {
        "ELECTRONIC": _("Electronically"),
        "DIRECT": _("Handed over"),
        "POST": _("By post"),
        "LEFT": _("Left at the place"),
        "ANNOUNCED": _("By public announcement"),
    }
    return str(words.get(way or "", _("Not decided yet")))


def result_word(result: str) -> str:
    """Return what an attempt came to."""
    return str({"SERVED": _("Served"), "FAILED": _("Not served")}.get(result, result))


def service_word(status: str) -> str:
    """Return where the service of a letter stands."""
    words = {
        "PENDING": _("To be served"),
        "ANNOUNCED": _("Announced"),
        "SERVED": _("Served"),
        "CANCELLED": _("Not to be served any more"),
    }
    return str(words.get(status, status))


def service_tone(status: str) -> str:
    """Return the colour of where it stands."""
    return {"PENDING": "warning", "ANNOUNCED": "info", "SERVED": "success"}.get(status, "neutral")
