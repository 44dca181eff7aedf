"""Words about calls to those whom an SMS did not reach."""

from flask_babel import gettext as _

from workflow_app.domain.call_tasks import OBSOLETE, OPEN, Outcome


def outcome_words() -> dict[str, str]:
    """Return what can come of a call, in words."""
    return {
        Outcome.REACHED.value: str(_("Reached and told")),
        Outcome.NOT_REACHED.value: str(_("Not reached, call again")),
        Outcome.WRONG_NUMBER.value: str(_("Wrong number")),
    }


def call_word(outcome: str) -> str:
    """Return how it stands with a call."""
    own = {OPEN: str(_("To be called")), OBSOLETE: str(_("The SMS arrived after all"))}
    return (own | outcome_words()).get(outcome, outcome)


def why_call(why: str) -> str:
    """Say why an SMS did not arrive."""
    words = {
        "REJECTED": str(_("The number is not in use")),
        "EXPIRED": str(_("It could not be sent in time")),
        "GIVEN_UP": str(_("It was tried in vain")),
    }
    return words.get(why, why)


WORDS = (call_word, why_call)
