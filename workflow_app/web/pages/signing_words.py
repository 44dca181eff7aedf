"""Signatures in words: by which way it was signed, and what became of one that was asked for."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from workflow_app.domain.batches import Signed
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


def batch_signing_lines(signing: Mapping[Signed, int]) -> list[str]:
    """Return how many applications of a batch are signed, wait, or must be asked for again."""
    signed, asked = signing.get(Signed.SIGNED, 0), signing.get(Signed.ASKED, 0)
    changed, in_vain = signing.get(Signed.CHANGED, 0), signing.get(Signed.IN_VAIN, 0)
    lines = (
        signed and ngettext("%(num)d is signed", "%(num)d are signed", signed),
        asked and ngettext("%(num)d waits for the signature", "%(num)d wait for the signature", asked),
        changed
        and ngettext(
            "the signature under %(num)d counts no more, because an answer was changed: ask again",
            "the signatures under %(num)d count no more, because answers were changed: ask again",
            changed,
        ),
        in_vain
        and ngettext("%(num)d was asked for, but not signed", "%(num)d were asked for, but not signed", in_vain),
    )
    return [str(line) for line in lines if line]


def signed_step(signed: Signed) -> tuple[str, str] | None:
    """Return how a step stands with the signature that was asked for, and the tone of that; None where none was."""
    words: dict[Signed, tuple[str, str]] = {
        Signed.SIGNED: (_("Signed; it is still to be submitted"), "success"),
        Signed.ASKED: (_("waits for the signature"), "info"),
        Signed.CHANGED: (_("counts no more: answers changed"), "warning"),
        Signed.IN_VAIN: (_("asked, but not signed"), "warning"),
    }
    return words.get(signed)


WORDS = (signing_way_word, signing_way_short, signing_standing, signature_line, batch_signing_lines, signed_step)
