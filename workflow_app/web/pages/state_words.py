"""The words of states where no process says them: in the audit trail, and for states of earlier versions."""

from flask_babel import gettext as _

from workflow_app.domain.pausing import HELD
from workflow_app.web.pages.deferral_words import deferral_state_words


def state_word(state: str) -> str:
    """Return the word of a state, of whichever process; an unknown one shows its code rather than nothing."""
    return (_repair_words() | deferral_state_words() | _approval_words() | _pledge_words() | _breach_words()).get(
        state, state
    )


def _repair_words() -> dict[str, str]:
    return {
        HELD: _("Waiting, procedure paused"),
        "DRAFT": _("Draft, not submitted"),
        "SUBMITTED": _("Submitted, awaiting acceptance"),
        "CORRECTION_REQUESTED": _("Waiting for missing items"),
        "ACCEPTED": _("Accepted"),
        "NOT_ACCEPTED": _("Not accepted"),
        "LAPSED": _("Deemed withdrawn"),
        "FORWARDED": _("Forwarded to the determining authority"),
        "SITE_VERIFICATION": _("Site check, clock paused"),
        "REPAIR_PUBLICITY": _("Intended repair published"),
        "OBJECTION_SUSPENDED": _("Objection accepted, publication suspended"),
        "FIRST_REVIEW": _("First review"),
        "SECOND_REVIEW": _("Second review"),
        "RETURNED_TO_FIRST": _("Under review"),
        "RETURNED_TO_SECOND": _("Under review"),
        "DECISION": _("Awaiting decision"),
        "GRANTED": _("Granted"),
        "SYNCING": _("Granted, being removed from sites"),
        "SYNC_PARTIAL": _("Removed from some sites, others pending"),
        "CLOSED": _("Completed, removed everywhere"),
        "REFUSED": _("Refused"),
        "WITHDRAWN": _("Withdrawn"),
        "MOOT": _("Decision revoked, no repair needed"),
        "TERMINATED": _("Ended"),
    }


def _approval_words() -> dict[str, str]:
    return {
        "IN_REVIEW": _("Under review"),
        "SPECIAL_PROCEDURE": _("Special procedure, clock paused"),
        "RETURNED_TO_REVIEW": _("Back with the reviewer"),
    }


def _pledge_words() -> dict[str, str]:
    return {
        "NOTIFIED": _("Told, pledge to be signed"),
        "NOT_SIGNED": _("Pledge never signed, closed"),
        "PLEDGED": _("Pledged, awaiting acceptance"),
        "UNTRUE": _("Pledge untrue, ended"),
        "POST_CHECK_PENDING": _("Granted, to be checked"),
        "POST_CHECK_PASSED": _("Granted, check passed"),
        "REVOCATION_NOTICE": _("Revocation intended, notice being served"),
        "REVOCATION_PROPOSED": _("Outcome being proposed"),
        "REVOCATION_DECISION": _("Revocation awaiting decision"),
        "REVOCATION_DECIDED": _("Revocation decided, decision being served"),
        "REVOKED": _("Permit revoked"),
        "REVOCATION_DROPPED": _("Not revoked"),
        "WITHDRAWN_TO_ORDINARY": _("Pledge taken back, ordinary procedure"),
    }


def _breach_words() -> dict[str, str]:
    return {
        "BREACH_ALLEGED": _("Breach alleged, notice being served"),
        "AWAITING_REPLY": _("Waiting for the reply"),
        "PROPOSAL": _("Outcome being proposed"),
        "CONFIRMATION": _("Awaiting confirmation"),
        "RECTIFYING": _("Being put right"),
        "RECTIFICATION_CHECK": _("What was put right is being checked"),
        "DECIDED": _("Decided, decision being served"),
        "BREACH_CONFIRMED": _("Breach confirmed"),
        "BREACH_CLEARED": _("No breach"),
        "RECTIFIED": _("Put right"),
    }
