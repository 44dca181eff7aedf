"""Work at other sites in words: what is to be done, in which way, where it stands, and what was done."""

from collections.abc import Mapping

from flask_babel import gettext as _

from workflow_app.services.part_views import SiteStateView
from workflow_app.services.site_job_views import SiteJobView
from workflow_app.web.days import full_day
from workflow_app.web.sentences import SENTENCES, sentence

_TONES = {
    "OPEN": "warning",
    "SUBMITTED": "info",
    "DONE": "info",
    "VERIFIED": "success",
    "RETURNED": "danger",
    "CANCELLED": "neutral",
}


def connector_word(connector: str) -> str:
    """Return how a site is told."""
    words: dict[str, str] = {
        "OWN": _("our own listing"),
        "HTTP": _("by signed HTTP"),
        "FILE": _("by spreadsheet"),
        "MANUAL": _("by hand"),
        "ASSISTANCE": _("through another office"),
    }
    return words.get(connector, connector)


def job_kind_word(kind: str) -> str:
    """Return what is to be done at the site."""
    words: dict[str, str] = {
        "REMOVE": _("Take down"),
        "SHOW": _("Put on show"),
        "RESULT": _("Give back the result"),
    }
    return words.get(kind, kind)


def job_word(status: str, kind: str = "REMOVE") -> str:
    """Return where such work stands."""
    if status == "DONE" and kind != "REMOVE":
        return str(_("done"))
    words: dict[str, str] = {
        "OPEN": _("to be done"),
        "SUBMITTED": _("handed over"),
        "DONE": _("taken down, not yet looked at"),
        "VERIFIED": _("taken down and looked at"),
        "RETURNED": _("sent back"),
        "CANCELLED": _("not needed any more"),
    }
    return words.get(status, status)


def job_tone(status: str, kind: str = "REMOVE") -> str:
    """Return the colour of where it stands."""
    return "success" if status == "DONE" and kind != "REMOVE" else _TONES.get(status, "neutral")


def act_word(act: str, kind: str = "REMOVE") -> str:
    """Return what was done."""
    if act == "DONE" and kind != "REMOVE":
        return str(_("Done at the site"))
    words: dict[str, str] = {
        "OPENED": _("Became work for people"),
        "WRITTEN_OUT": _("Written into a spreadsheet"),
        "SUBMITTED": _("Handed over"),
        "REMINDED": _("Reminded"),
        "DONE": _("Taken down at the site"),
        "RETURNED": _("Sent back"),
        "ESCALATED": _("Put before the section head"),
        "SWITCHED": _("To be done another way"),
        "SEEN_GONE": _("Looked at: gone"),
        "SEEN_SHOWN": _("Looked at: still shown"),
        "CANCELLED": _("Not needed any more"),
    }
    return words.get(act, act)


def reason_word(reason: str | None) -> str:
    """Return why it was sent back: what a person wrote, or what a site answered, in words."""
    if reason and reason in SENTENCES:
        return sentence(reason)
    return reason or ""


def said(code: str, values: Mapping[str, object] | None = None) -> str:
    """Return the sentence of a code, for pages that show findings as they were kept."""
    return sentence(code, values)


def inbound_channel_word(channel: str) -> str:
    """Return how an application came from another site."""
    words: dict[str, str] = {"API": _("pushed"), "FILE": _("by spreadsheet"), "STAFF": _("typed in")}
    return words.get(channel, channel)


def inbound_result_word(result: str) -> str:
    """Return what the site is told of an application."""
    words: dict[str, str] = {
        "REFUSED_AT_GATE": _("could not be opened"),
        "NOT_ACCEPTED": _("not accepted"),
        "LAPSED": _("counts as withdrawn"),
        "GRANTED": _("granted"),
        "REFUSED": _("refused"),
        "WITHDRAWN": _("withdrawn"),
        "MOOT": _("decision revoked"),
        "TERMINATED": _("ended"),
    }
    return words.get(result, result)


def field_label(name: str) -> str:
    """Return what a field of a record is called at a site."""
    words: dict[str, str] = {
        "site_number": _("Number at the site"),
        "document_no": _("Decision number"),
        "subject_name": _("Name of the party"),
        "uscc": _("Unified social credit code"),
        "authority_name": _("Authority"),
        "decided_on": _("Decided on"),
        "fact": _("Facts of the violation"),
        "basis": _("Legal basis"),
        "decision": _("Content of the penalty"),
        "amount": _("Fine (yuan)"),
        "shown_from": _("Shown from"),
        "shown_until": _("Shown until"),
        "listing_no": _("Our listing number"),
        "result_code": _("Code of the result"),
        "outside_no": _("Number of the application there"),
        "result": _("Result"),
        "case_number": _("Case"),
        "result_on": _("Result of"),
        "reasons": _("Reasons"),
        "kind": _("Kind"),
    }
    return words.get(name, name)


def assistance_words(work: SiteJobView | SiteStateView) -> str:
    """Return for whom work at a site waits, since when, and how often they were reminded; empty where for nobody."""
    status = work.work if isinstance(work, SiteStateView) else work.status
    if work.way != "ASSISTANCE" or status != "SUBMITTED" or work.sent_on is None:
        return ""
    values = {"office": work.office, "day": full_day(work.sent_on), "times": work.reminders}
    if work.reminders:
        return str(_("waits for %(office)s since %(day)s, reminded %(times)s times", **values))
    return str(_("waits for %(office)s since %(day)s", **values))
