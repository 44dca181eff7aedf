"""Who signs an application, and by which way: the signer need not be who files it (rule 4.4).

A signature is bound to its case, its step and to what was signed, word for word; other answers need another one.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from workflow_app.domain.authorisations import ActsAs

PLEDGE_TEXT_VERSION = 1
"""The version of the pledged sentences in the words of a process version."""
PLEDGE = "pledge"
"""How a form marks the question whose answers are promised sentences; such a form is signed."""
ROLE_FIELD, NAME_FIELD = "signer_role", "signer_name"
"""Answers that name the signer."""
AT_HOME = "signed_at_home"
"""Field of the document with the photographs of what was signed at home."""
LONGEST_REASON, SHORTEST_REASON = 200, 2


class Way(StrEnum):
    """How it was signed; AGENT_ACCOUNT: an agent handed in what names the legal representative, who signed nothing."""

    OWN_ACCOUNT = "OWN_ACCOUNT"
    AGENT_ACCOUNT = "AGENT_ACCOUNT"
    LINK = "LINK"
    PAPER_HOME = "PAPER_HOME"
    PAPER_COUNTER = "PAPER_COUNTER"
    OTHER_SITE = "OTHER_SITE"


class Standing(StrEnum):
    """What became of a signature that was asked for."""

    WAITING = "WAITING"
    SIGNED = "SIGNED"
    DECLINED = "DECLINED"
    NOT_ME = "NOT_ME"
    LOCKED = "LOCKED"
    WITHDRAWN = "WITHDRAWN"


ANSWERED = frozenset({Standing.SIGNED, Standing.DECLINED, Standing.NOT_ME})
OPEN = frozenset({Standing.WAITING, Standing.SIGNED})
"""Standings in which whoever asked may still take it back."""


def ways_of(text: str) -> frozenset[str]:
    """Return the ways that a parameter names; none of them is every one."""
    named = {each.strip().upper() for each in text.split(",")}
    return frozenset(named & set(Way)) or frozenset(Way)


def signs_as(values: Mapping[str, object]) -> str:
    """Return as what the answers say that it is signed; who is not asked signs for themselves."""
    return str(values.get(ROLE_FIELD) or ActsAs.AGENT)


def way_of_account(values: Mapping[str, object], kind: str | None) -> Way:
    """Return by which way an account signs that hands in; `kind` is as what it acts for the subject."""
    is_representative = signs_as(values) == ActsAs.LEGAL_REPRESENTATIVE
    return Way.AGENT_ACCOUNT if is_representative and kind != ActsAs.LEGAL_REPRESENTATIVE else Way.OWN_ACCOUNT


def is_signed_form(form: Mapping[str, Any]) -> bool:
    """Tell whether what a form asks is signed: it has sentences that are pledged."""
    return any(_is_pledge(each) for each in form.get("components", ()))


def pledge_keys(form: Mapping[str, Any]) -> frozenset[str]:
    """Return the keys of the questions whose answers are promised; the others about signing say only who signs."""
    return frozenset(str(each.get("key")) for each in form.get("components", ()) if _is_pledge(each))


def pledged_in(form: Mapping[str, Any], values: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the sentences that are pledged, in their words."""
    said: list[dict[str, object]] = []
    for component in form.get("components", ()):
        chosen = values.get(str(component.get("key")))
        if _is_pledge(component) and isinstance(chosen, list):
            said += [_sentence(each) for each in component["values"] if each["value"] in chosen]
    return said


def _is_pledge(component: Mapping[str, Any]) -> bool:
    return (component.get("properties") or {}).get("widget") == PLEDGE


def _sentence(option: Mapping[str, Any]) -> dict[str, object]:
    return {
        "key": option["value"],
        "text_version": PLEDGE_TEXT_VERSION,
        "zh": option["label"],
        "en": option.get("label_en", ""),
    }
