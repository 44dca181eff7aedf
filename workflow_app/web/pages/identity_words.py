"""External logins in words: what a provider is called, whom it is for, and what came of its claims."""

from flask_babel import gettext as _

from workflow_app.domain.identities import Provider, Serves
from workflow_app.services.identity_binding import Bound
from workflow_app.web.languages import current_language


def provider_name(provider: Provider) -> str:
    """Return what the operator calls a provider, in the reader's language."""
    return provider.label_zh if current_language() == "zh" else provider.label_en


def serves_word(serves: str) -> str:
    """Return for whom a provider is."""
    return str(_("Staff")) if serves == Serves.STAFF else str(_("For enterprises"))


def bound_sentence(bound: Bound, *, asked: bool) -> str:
    """Return what came of the claims; what is as it was is said only to who came to ask."""
    words: dict[Bound, str] = {
        Bound.GIVEN: _("You may act for the enterprise that the external login named."),
        Bound.NOT_KNOWN: _("The external login named an enterprise of which nothing is on record here."),
        Bound.HEAD_THERE: _(
            "The enterprise has its legal representative here already; come to the office if that is wrong."
        ),
        Bound.ENDED: _(
            "The legal representative has ended your right to act for the enterprise; ask them for consent."
        ),
    }
    if asked:
        words |= {
            Bound.NOTHING: _("The external login names no enterprise for which you act. Take another way."),
            Bound.HELD: _("You act for the enterprise already; nothing has changed."),
        }
    return words.get(bound, "")


WORDS = (provider_name, serves_word)
