"""The words of documents that follow: how each stands, and what the next of the three days means."""

from flask_babel import gettext as _


def item_word(status: str) -> str:
    """Return how a document that follows stands."""
    words: dict[str, str] = {
        "MISSING": _("still to come"),
        "ARRIVED": _("arrived, being checked"),
        "RIGHT": _("there and right"),
        "WRONG": _("wrong, bring it once more"),
        "CLOSED": _("no longer awaited"),
    }
    return words.get(status, status)


def item_tone(status: str) -> str:
    """Return the tone of how a document stands."""
    tones: dict[str, str] = {"MISSING": "warning", "ARRIVED": "info", "RIGHT": "success", "WRONG": "danger"}
    return tones.get(status, "muted")


def deferral_state_words() -> dict[str, str]:
    """Return the words of the states that only a case with documents to follow has."""
    return {
        "PRE_REVIEW": _("Submitted, pre-review"),
        "DA_ACCEPTED": _("Accepted, documents to follow"),
        "READY_PENDING_MATERIAL": _("Review done, waiting for documents"),
        "MATERIAL_ARRIVED": _("Supplied, being checked"),
        "LATE_SUPPLY": _("Late, waiting for documents"),
        "SUPPLEMENTED": _("Every document is there"),
        "GRACE": _("Suspended, still possible within the time of grace"),
        "RETURNED": _("Returned, not supplied in time"),
        "DA_TERMINATED": _("Ended, what was supplied was wrong"),
    }


def next_day_word(phase: str) -> str:
    """Return what the next of the three days is."""
    words: dict[str, str] = {
        "IN_TIME": _("Day to supply"),
        "LATE": _("End of the promised limit"),
        "GRACE": _("End of the time of grace"),
    }
    return words.get(phase, phase)


def after_next_day(phase: str, *, strict: bool) -> str:
    """Return what follows where something is still missing after the next day."""
    words: dict[str, str] = {
        "IN_TIME": _("After that day a document is taken all the same, and marked late."),
        "LATE": _("If anything is missing then, the handling is suspended, and your legal representative is told too."),
        "GRACE": _("If anything is missing then, the application is returned, and the broken promise is looked into."),
    }
    return words.get("GRACE" if strict else phase, "")


def after_day_short(phase: str, *, strict: bool) -> str:
    """Return in a few words what follows after one of the three days, where something is still missing."""
    words: dict[str, str] = {
        "IN_TIME": _("after it: marked late"),
        "LATE": _("after it: suspended"),
        "GRACE": _("after it: returned"),
    }
    return words.get("GRACE" if strict else phase, "")


WORDS = (item_word, item_tone, next_day_word, after_next_day, after_day_short)
