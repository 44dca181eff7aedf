"""Acting for an enterprise, in words: as what, how far, on what ground, and how requests stand."""

from flask_babel import gettext as _

TONES = {"LIVE": "success", "LATER": "info", "OVER": "neutral"}
REQUEST_TONES = {"WAITING": "warning", "CHECK": "warning", "GRANTED": "success", "REFUSED": "danger"}


def acts_as_word(code: str) -> str:
    """Return as what somebody acts."""
    words: dict[str, str] = {"AGENT": _("Agent"), "LEGAL_REPRESENTATIVE": _("Legal representative")}
    return words.get(code, code)


def scope_word(code: str) -> str:
    """Return how far an authorisation goes."""
    words: dict[str, str] = {"FILE": _("File, answer and look"), "READ": _("Look only")}
    return words.get(code, code)


def ground_of_acting(code: str) -> str:
    """Return what an authorisation rests on."""
    words: dict[str, str] = {
        "NOTICE": _("Code on the notice"),
        "CONSENT": _("Consent of the legal representative"),
        "MANDATE": _("Paper checked by the office"),
        "IDENTITY": _("External identity"),
        "OFFICE": _("Entered by the office"),
        "COUNTER": _("Filed at the service window"),
    }
    return words.get(code, code)


def acting_word(state: str) -> str:
    """Return whether an authorisation holds."""
    words: dict[str, str] = {"LIVE": _("in force"), "LATER": _("not yet"), "OVER": _("ended")}
    return words.get(state, state)


def acting_tone(state: str) -> str:
    """Return the tone of that."""
    return TONES.get(state, "neutral")


def request_word(status: str, *, is_over: bool = False) -> str:
    """Return how a request stands."""
    if is_over:
        return str(_("not answered in time"))
    words: dict[str, str] = {
        "WAITING": _("with the legal representative"),
        "CHECK": _("with the office"),
        "GRANTED": _("agreed to"),
        "REFUSED": _("not granted"),
        "WITHDRAWN": _("taken back"),
    }
    return words.get(status, status)


def request_tone(status: str, *, is_over: bool = False) -> str:
    """Return the tone of that."""
    return "neutral" if is_over else REQUEST_TONES.get(status, "neutral")


def acting_step(what: str) -> str:
    """Return what became of an authorisation."""
    words: dict[str, str] = {
        "GIVEN": _("given"),
        "CHANGED": _("given anew"),
        "ENDED": _("ended by the legal representative"),
        "GIVEN_UP": _("given up"),
    }
    return words.get(what, what)


WORDS = (
    acts_as_word,
    scope_word,
    ground_of_acting,
    acting_word,
    acting_tone,
    request_word,
    request_tone,
    acting_step,
)
