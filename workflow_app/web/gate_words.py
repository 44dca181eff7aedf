"""Answers of the gate in words: the reason in one sentence, and what to do next."""

import re
from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from workflow_app.services.gate_views import GateView, ReasonView
from workflow_app.web.sentences import Shown, sentence
from workflow_app.web.sentences_gate import FIELD_WORDS, NEXT, STATUS_WORDS

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def reason_words(reason: ReasonView) -> str:
    """Return a reason as one sentence."""
    return sentence(reason.code, _spoken(reason.values))


def next_words(reason: ReasonView) -> str:
    """Return what can be done about a reason, or nothing where nothing is known."""
    text = NEXT.get(reason.code)
    return sentence_of(str(text), reason.values) if text is not None else ""


def sentence_of(text: str, values: Mapping[str, object]) -> str:
    """Fill values into a text; one that is missing is a dash."""
    return text % Shown(_spoken(values))


def channel_word(channel: str) -> str:
    """Return what a way is called."""
    words: dict[str, str] = {
        "pledge_approval": _("Approval by pledge"),
        "deferred_acceptance": _("Acceptance with materials to follow"),
        "green_channel": _("Green channel"),
        "credit_repair": _("Credit repair"),
    }
    return words.get(channel, channel)


def outcome_word(outcome: str) -> str:
    """Return what an outcome is called."""
    words: dict[str, str] = {
        "ALLOW": _("this way is open"),
        "MANUAL": _("a person decides"),
        "DENY": _("this way is closed"),
    }
    return words.get(outcome, outcome)


def outcome_tone(outcome: str) -> str:
    """Return the colour of an outcome."""
    return {"ALLOW": "success", "MANUAL": "warning", "DENY": "danger"}.get(outcome, "neutral")


def status_word(status: str) -> str:
    """Return what the standing of a subject is called."""
    return str(STATUS_WORDS.get(status, status))


def doubt_word(reason: str) -> str:
    """Return why an answer should be asked again."""
    words: dict[str, str] = {
        "RECORD_REVOKED": _("a record was revoked on appeal"),
        "RECORD_VARIED": _("a record was varied on appeal"),
        "RECORD_APPEALED": _("news of an appeal"),
        "SUBJECT_CHANGED": _("the enterprise has changed in the register"),
        "ENTRY_MADE": _("a list entry or breach was entered"),
        "ENTRY_LIFTED": _("a list entry or breach was lifted"),
        "RECORD_MISTAKEN": _("the number of a record was found mistyped, or right after all"),
        "RECORD_NOT_REPORTED": _("a record is not reported any more"),
        "RECORD_MOVED": _("a record was moved to another enterprise"),
    }
    return words.get(reason, reason)


def with_words(view: GateView) -> dict[str, object]:
    """Return an answer as the interface gives it, its reasons told in the language of the request."""
    reasons = [
        {
            "code": each.code,
            "outcome": each.outcome,
            "values": each.values,
            "origin": each.origin,
            "detail": reason_words(each),
            "next": next_words(each),
        }
        for each in view.reasons
    ]
    names = ("id", "subject", "channel", "matter", "record_id", "on", "outcome", "data_version", "rules_version")
    return {**{name: getattr(view, name) for name in names}, "asked_at": view.asked_at, "reasons": reasons}


def _spoken(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values with codes put into words; days were kept as ISO text, and are days again."""
    spoken = {name: _as_day(value) for name, value in values.items()}
    if "field" in values:
        spoken["field"] = str(FIELD_WORDS.get(str(values["field"]), values["field"]))
    if "status" in values:
        spoken["status"] = status_word(str(values["status"]))
    if "kind" in values:
        spoken["kind"] = _kind_word(str(values["kind"]))
    return spoken


def _as_day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value


def _kind_word(kind: str) -> str:
    words: dict[str, str] = {
        "SEVERE_ENTRY": _("removal from the list of serious dishonesty"),
        "BREACH": _("repair of a broken pledge"),
        "ABNORMAL_ENTRY": _("removal from the list of abnormal operations"),
    }
    return words.get(kind, kind)


def appeal_word(result: str) -> str:
    """Return what came of an appeal."""
    words: dict[str, str] = {
        "PENDING": _("pending"),
        "UPHELD": _("upheld"),
        "WITHDRAWN": _("appeal withdrawn"),
        "VARIED": _("varied"),
        "REVOKED": _("revoked"),
    }
    return words.get(result, result)


def standing_word(record: object) -> str:
    """Return whether a record is in force."""
    words: dict[str, str] = {
        "ACTIVE": _("in force"),
        "REPAIRED": _("repaired"),
        "REVOKED": _("revoked"),
        "LIFTED": _("ended"),
        "MISTAKEN": _("set aside"),
        "NOT_REPORTED": _("not reported"),
    }
    return words.get(str(getattr(record, "status", "")), str(getattr(record, "status", "")))


def standing_tone(record: object) -> str:
    """Return the colour of it."""
    return {"ACTIVE": "info", "REPAIRED": "success"}.get(str(getattr(record, "status", "")), "neutral")
