"""Signatures in words: by which way it was signed, and what became of one that was asked for."""

from flask_babel import gettext as _

from workflow_app.services.part_views import SignatureFacts
from workflow_app.services.signing_views import AskView
from workflow_app.web.pages.authorisation_words import acts_as_word


def signing_way_word(way: str) -> str:
    """Return by which way it was signed."""
    words: dict[str, str] = {
        "OWN_ACCOUNT": _("with the signer's own account"),
        "AGENT_ACCOUNT": _("handed in from the account of an agent; the legal representative did not sign personally"),
        "LINK": _("by the legal representative on their own telephone, through the link in an SMS"),
        "PAPER_HOME": _("on paper, signed and stamped, photographed by the applicant"),
        "PAPER_COUNTER": _("on paper at the service window"),
        "OTHER_SITE": _("at the site that passed the application on"),
    }
    return words.get(way, way)


def signing_way_short(way: str) -> str:
    """Return the way in a few words, for lists and papers."""
    words: dict[str, str] = {
        "OWN_ACCOUNT": _("own account"),
        "AGENT_ACCOUNT": _("account of an agent"),
        "LINK": _("SMS link of the legal representative"),
        "PAPER_HOME": _("paper, photographed"),
        "PAPER_COUNTER": _("paper at the service window"),
        "OTHER_SITE": _("other site"),
    }
    return words.get(way, way)


def signing_standing(ask: AskView) -> tuple[str, str]:
    """Return what became of a signature that was asked for, and the tone of that."""
    if ask.standing in {"WAITING", "SIGNED"} and ask.is_changed:
        return str(_("counts no more: answers changed")), "warning"
    if ask.is_over:
        return str(_("not signed in time")), "warning"
    words: dict[str, tuple[str, str]] = {
        "WAITING": (_("waits for the signature"), "info"),
        "SIGNED": (_("signed"), "success"),
        "DECLINED": (_("declined"), "danger"),
        "NOT_ME": (_("reached somebody else"), "danger"),
        "LOCKED": (_("closed after wrong attempts"), "danger"),
        "WITHDRAWN": (_("taken back or replaced"), "neutral"),
    }
    return words.get(ask.standing, (ask.standing, "neutral"))


def signature_line(facts: SignatureFacts) -> str:
    """Return who signed what is handed in, as what, and by which way."""
    return str(
        _(
            "%(name)s (%(acts_as)s), %(way)s",
            name=facts.signer,
            acts_as=acts_as_word(facts.signer_role),
            way=signing_way_word(facts.way),
        )
    )


WORDS = (signing_way_word, signing_way_short, signing_standing, signature_line)
