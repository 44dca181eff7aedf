"""What notices about one's own mail address and mobile number say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app.domain.contacts import Channel
from workflow_app.web.pages.notice_inlets import Parts

CONTACTS: Mapping[str, Parts] = {
    "CONTACT_REJECTED": (
        _l("You cannot be reached any more"),
        _l("Your %(what)s was refused as not in use. Nothing is sent there until you have entered it again."),
        "alert-triangle",
        "warning",
    ),
    "PASSWORD_CHANGED": (
        _l("Your password was changed"),
        _l("A new password was set for your account. If that was not you, set another one and tell the office."),
        "lock",
        "warning",
    ),
    "SECOND_STEP_CHANGED": (
        _l("The second step of your login was changed"),
        _l("%(change)s. If that was not you, tell the administrator of your authority at once."),
        "lock",
        "warning",
    ),
    "IDENTITY_CHANGED": (
        _l("An external login of your account was changed"),
        _l("%(identity)s. If that was not you, tell the administrator of your authority at once."),
        "key",
        "warning",
    ),
    "CONTACT_CHANGED": (
        _l("Your contact was changed"),
        _l("Your %(what)s was confirmed or removed. If that was not you, change your password and tell the office."),
        "info-circle",
        "info",
    ),
}


def channel_noun(channel: str) -> str:
    """Return what an address of a channel is called."""
    return str(_("mail address")) if channel == Channel.MAIL else str(_("mobile number"))


def about_channel(facts: Mapping[str, object]) -> dict[str, str]:
    """Return what a notice about an address names in words."""
    channel = facts.get("channel")
    named = {"what": channel_noun(str(channel))} if channel in set(Channel) else {}
    named |= {"identity": identity_change(str(facts["identity"]))} if "identity" in facts else {}
    return named | ({"change": step_change(str(facts["change"]))} if "change" in facts else {})


def identity_change(what: str) -> str:
    """Return what became of an external identity of one's account."""
    words: dict[str, str] = {
        "connected": _("It was connected"),
        "disconnected": _("It was disconnected"),
        "expected": _("An administrator entered who you are there"),
    }
    return words.get(what, what)


def step_change(what: str) -> str:
    """Return what became of the second step of a login."""
    words: dict[str, str] = {
        "on": _("It was switched on"),
        "off": _("It was switched off"),
        "changed": _("Another authenticator was set up"),
        "codes": _("New recovery codes were made"),
        "recovery": _("A recovery code was used"),
        "reset": _("It was reset by an administrator"),
    }
    return words.get(what, what)
