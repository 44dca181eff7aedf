"""Words of training: how classes, seats, tests and certificates stand, and the pieces of a lesson."""

from flask_babel import gettext as _

from workflow_app.domain.courses import Block, Words, blocks
from workflow_app.web.languages import current_language

_TONES = {
    "PLANNED": "info",
    "CLOSED": "success",
    "CANCELLED": "neutral",
    "ENROLLED": "success",
    "WAITING": "warning",
    "OPEN": "info",
    "PASSED": "success",
    "FAILED": "warning",
    "EXPIRED": "neutral",
    "VALID": "success",
    "DISPUTED": "warning",
    "ANNULLED": "danger",
}


def training_tone(status: str) -> str:
    """Return the tone of how something of training stands."""
    return _TONES.get(status, "neutral")


def session_word(status: str) -> str:
    """Return how a class stands."""
    words: dict[str, str] = {
        "PLANNED": _("planned"),
        "CANCELLED": _("cancelled"),
        "CLOSED": _("held, certificates issued"),
    }
    return words.get(status, status)


def seat_word(status: str) -> str:
    """Return how an enrolment stands."""
    words: dict[str, str] = {
        "ENROLLED": _("enrolled"),
        "WAITING": _("on the waiting list"),
        "CANCELLED": _("given back"),
    }
    return words.get(status, status)


def test_word(status: str) -> str:
    """Return how a test stands."""
    words: dict[str, str] = {
        "OPEN": _("under way"),
        "PASSED": _("test passed"),
        "FAILED": _("not passed"),
        "EXPIRED": _("time is over"),
    }
    return words.get(status, status)


def certificate_fault(fault: str) -> str:
    """Return why a certificate does not count for a record."""
    words: dict[str, str] = {
        "ANNULLED": _("It is annulled."),
        "BEFORE_DECISION": _("The training was on or before the day of this decision."),
        "EXPIRED": _("It has run out."),
    }
    return words.get(fault, fault)


def certificate_word(status: str) -> str:
    """Return how a certificate stands."""
    words: dict[str, str] = {
        "VALID": _("valid"),
        "DISPUTED": _("to be annulled, waits for a second person"),
        "ANNULLED": _("annulled"),
        "EXPIRED": _("expired"),
    }
    return words.get(status, status)


def capacity_word(capacity: str) -> str:
    """Return as what an attendee belongs to the enterprise."""
    words: dict[str, str] = {"LEGAL_REPRESENTATIVE": _("Legal representative"), "MANAGER": _("Manager")}
    return words.get(capacity, capacity)


def mode_word(mode: str) -> str:
    """Return how a class is held."""
    words: dict[str, str] = {"ONSITE": _("On site"), "ONLINE": _("Online")}
    return words.get(mode, mode)


def way_trained_word(way: str) -> str:
    """Return where a certificate comes from."""
    words: dict[str, str] = {"COURSE": _("Online course"), "CLASS": _("Training class")}
    return words.get(way, way)


def taught_in_word(language: str) -> str:
    """Return in which language a class is held."""
    words: dict[str, str] = {"ZH": _("Chinese"), "EN": _("English"), "ZH_EN": _("Chinese with English")}
    return words.get(language, language)


def in_words(words: Words) -> str:
    """Return a text of a course in the language of the page."""
    return words.en if current_language() == "en" else words.zh


def lesson_blocks(words: Words) -> tuple[Block, ...]:
    """Return the pieces of a lesson in the language of the page."""
    return blocks(in_words(words))


TRAINING_WORDS = (
    training_tone,
    session_word,
    seat_word,
    test_word,
    certificate_fault,
    certificate_word,
    capacity_word,
    mode_word,
    way_trained_word,
    taught_in_word,
    in_words,
    lesson_blocks,
)
