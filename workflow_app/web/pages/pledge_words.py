"""Pledges in words: kinds, standings, sentences, looks and breaches."""

from datetime import date
from typing import Protocol

from flask_babel import gettext as _

from workflow_app.domain.breaches import NOT_SUPPLIED, UNTRUE
from workflow_app.domain.pledges import UNKEPT, PledgeKind, PledgeStatus
from workflow_app.services.breach_allegations import AllegationView
from workflow_app.services.pledge_views import BreachShortView
from workflow_app.web.days import full_day
from workflow_app.web.languages import current_language


def pledge_kind_word(kind: str) -> str:
    """Return what a kind of pledge is called."""
    words: dict[str, str] = {
        "APPROVAL_REPLACING": _("Pledge in place of an examination"),
        "PROOF_REPLACING": _("Pledge in place of a certificate"),
        "DEFERRED_MATERIAL": _("Pledge to bring documents later"),
        "VOLUNTARY": _("Voluntary pledge"),
        "INDUSTRY_SELF_DISCIPLINE": _("Pledge of an industry"),
        "CREDIT_REPAIR": _("Credit repair pledge"),
        "STAFF": _("Pledge of an official"),
    }
    return words.get(kind, kind)


def pledge_kinds() -> list[tuple[str, str]]:
    """Return every kind of pledge that the public finds, with its word."""
    return [(each.value, pledge_kind_word(each)) for each in PledgeKind if each is not PledgeKind.STAFF]


class Titled(Protocol):
    """A pledge by the name of what it was given for, in English where the catalogue has it."""

    @property
    def title(self) -> str | None:
        """Return the name as it was signed, if there is one."""

    @property
    def title_en(self) -> str | None:
        """Return it in English."""


def pledge_title(pledge: Titled) -> str:
    """Return what a pledge was given for, in the language of the reader; else as it was signed."""
    named = pledge.title_en if current_language() == "en" else None
    return named or pledge.title or ""


def pledge_status_word(status: str) -> str:
    """Return how a pledge stands."""
    words: dict[str, str] = {
        "SIGNED": _("signed, to be published"),
        "PUBLISHED": _("public"),
        "IN_FULFILMENT": _("being kept"),
        "FULFILLED": _("kept"),
        "PARTLY": _("kept in part"),
        "BREACH_ALLEGED": _("breach alleged, being heard"),
        "BREACH_CONFIRMED": _("broken"),
        "CLEARED": _("no breach found"),
        "RECTIFIED": _("put right"),
        "REPAIRED": _("breach repaired"),
        "WITHDRAWN": _("withdrawn"),
    }
    return words.get(status, status)


def pledge_statuses() -> list[tuple[str, str]]:
    """Return every standing that the public finds, with its word."""
    hidden = {PledgeStatus.SIGNED, PledgeStatus.WITHDRAWN, PledgeStatus.PUBLISHED}
    return [(each.value, pledge_status_word(each)) for each in PledgeStatus if each not in hidden]


def pledge_tone(status: str) -> str:
    """Return the colour of it."""
    tones = {
        "IN_FULFILMENT": "info", "PUBLISHED": "info", "SIGNED": "warning", "PARTLY": "warning", "FULFILLED": "success",
        "BREACH_ALLEGED": "warning", "BREACH_CONFIRMED": "danger", "RECTIFIED": "success", "REPAIRED": "success",
        "CLEARED": "success",
    }  # fmt: skip
    return tones.get(status, "neutral")


def clause_word(key: str) -> str:
    """Return a standard sentence of a pledge."""
    words: dict[str, str] = {
        "CREDIT_STATE_TRUE": _("What we say of our own credit standing is true."),
        "MATERIALS_TRUE": _("What we hand in is true, lawful, accurate and valid."),
        "LAW_OBEYED": _("We obey laws and regulations."),
        "SUPERVISION_ACCEPTED": _("We accept supervision by the authority and the public."),
        "LIABILITY_ACCEPTED": _("If we break this pledge we bear the legal liability, and it goes on record."),
        "PUBLICATION_CONSENTED": _("We agree that this pledge is made public."),
        "PROMISE_RENEWED": _("We go on keeping what the broken pledge still holds us to."),
        "VOLUNTARY": _("We ask of our own free will; what is handed in is true, lawful and valid."),
        "ON_TIME": _("We bring the rest within the working days chosen, before the promised limit ends."),
        "SUSPENSION": _("If anything is late or wrong, the handling may be suspended or the application returned."),
        "RECORD": _("This promise is made public; if it is not kept, that goes on record after notice and a hearing."),
    }
    return words.get(key, key)


def look_result_word(result: str | None) -> str:
    """Return what a look at an item found."""
    words: dict[str, str] = {
        "": _("not looked at yet"),
        "FULFILLED": _("kept"),
        "NOT_YET_DUE": _("not due yet"),
        "PARTLY": _("kept in part"),
        "NOT_FULFILLED": _("not kept"),
        "FALSE": _("was false from the start"),
    }
    return words.get(result or "", result or "")


def look_result_tone(result: str | None) -> str:
    """Return the colour of it."""
    if result in UNKEPT:
        return "danger"
    return {"FULFILLED": "success", "PARTLY": "warning", "NOT_YET_DUE": "info"}.get(result or "", "neutral")


def look_reason_word(reason: str) -> str:
    """Return why somebody looks at an item."""
    words: dict[str, str] = {
        "DUE": _("on the day it is due"),
        "PERIODIC": _("regular look"),
        "PENALTY": _("because of a penalty"),
        "COMPLAINT": _("because of a complaint"),
        "OBJECTION": _("because of an objection"),
        "INSPECTION": _("because of an inspection"),
    }
    return words.get(reason, reason)


def breach_kind_word(kind: str) -> str:
    """Return how a pledge was broken."""
    words: dict[str, str] = {
        "FALSE_PLEDGE": _("what was pledged was false"),
        "NON_PERFORMANCE": _("what was pledged was not done"),
    }
    return words.get(kind, kind)


def breach_facts_word(breach: BreachShortView | AllegationView) -> str:
    """Return what is alleged: as somebody wrote it, or in the words of what a process found."""
    said = breach.said
    if breach.code == UNTRUE:
        facts = {"case": said.get("case_number"), "reason": said.get("reason")}
        untrue: str = _("Pledged in case %(case)s and found untrue before the decision: %(reason)s", **facts)
        return untrue
    if breach.code != NOT_SUPPLIED:
        return breach.facts
    names = said.get("materials" if current_language() == "zh" else "materials_en")
    told: str = _(
        "Promised in case %(case)s and not there on the last day, %(day)s: %(materials)s.",
        case=said.get("case_number"),
        day=full_day(date.fromisoformat(str(said.get("last_on")))),
        materials=str(_(", ")).join(names if isinstance(names, list) else ()),
    )
    return told


def breach_status_word(status: str) -> str:
    """Return how a breach stands."""
    words: dict[str, str] = {
        "ALLEGED": _("being heard"),
        "CONFIRMED": _("confirmed"),
        "CLEARED": _("no breach"),
        "RECTIFIED": _("put right"),
        "REPAIRED": _("repaired"),
        "ENDED": _("ended, the party is gone"),
    }
    return words.get(status, status)


def breach_tone(status: str) -> str:
    """Return the colour of it."""
    return {"ALLEGED": "warning", "CONFIRMED": "danger", "ENDED": "neutral"}.get(status, "success")


WORDS = (
    pledge_title,
    pledge_kind_word,
    pledge_kinds,
    pledge_status_word,
    pledge_statuses,
    pledge_tone,
    clause_word,
    look_result_word,
    look_result_tone,
    look_reason_word,
    breach_kind_word,
    breach_facts_word,
    breach_status_word,
    breach_tone,
)
