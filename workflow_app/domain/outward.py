"""Which notices also leave the house by mail or by SMS, and when they may; the message box has every one of them.

Those who act for a subject are reached at once. The staff is told of limits by one mail that gathers what comes due
together, and never by SMS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from workflow_app.domain.contacts import Channel
from workflow_app.domain.time import ZONE


class Audience(StrEnum):
    """For whom a notice is."""

    SUBJECT = "SUBJECT"
    STAFF = "STAFF"


class Pace(StrEnum):
    """How soon a mail goes out: at once, or with whatever else comes in the next minutes."""

    AT_ONCE = "AT_ONCE"
    GATHERED = "GATHERED"


@dataclass(frozen=True, slots=True)
class Ways:
    """By which channels a notice goes to one audience."""

    mail: Pace | None = None
    sms: bool = False

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Return the channels."""
        return (*([Channel.MAIL] if self.mail else []), *([Channel.SMS] if self.sms else []))


NEWS = {Audience.SUBJECT: Ways(Pace.AT_ONCE)}
URGENT = {Audience.SUBJECT: Ways(Pace.AT_ONCE, sms=True)}
OFFICE = {Audience.STAFF: Ways(Pace.GATHERED)}
PERSON = {Audience.STAFF: Ways(Pace.AT_ONCE)}
"""For one person alone, whoever that is."""

RECEIVED, RECEIVED_TOGETHER = "APPLICATION_RECEIVED", "APPLICATIONS_RECEIVED"
"""An application was handed in; several were, which were prepared together: they are told of once."""

OUTWARD: Mapping[str, Mapping[Audience, Ways]] = MappingProxyType(
    {
        "CLOCK_DUE_SOON": {**URGENT, **OFFICE},
        "CLOCK_DUE_TODAY": {**URGENT, **OFFICE},
        "DEADLINE_MOVED": {**URGENT, **OFFICE},
        "DEADLINE_EXTENDED": {**URGENT, **OFFICE},
        "CLOCK_OVERDUE": {**NEWS, **OFFICE},
        "LETTER_ARRIVED": URGENT,
        "LETTER_CORRECTED": URGENT,
        "LETTER_ANNULLED": URGENT,
        "LETTER_REPLACED": URGENT,
        RECEIVED: URGENT,
        RECEIVED_TOGETHER: URGENT,
        **dict.fromkeys(("DEFERRED_WRONG", "DEFERRED_AWAITED"), URGENT),
        **dict.fromkeys(("CASE_GRANTED", "CASE_REFUSED", "MATTER_GRANTED", "MATTER_REFUSED"), URGENT),
        **dict.fromkeys(("PERMIT_ISSUED", "PERMIT_ENDED", "PERMIT_CHECK_PASSED", "PERMIT_CHECK_RECTIFIED"), NEWS),
        "CASE_COMPLETED": URGENT,
        "LISTING_REAPPEARED": URGENT,
        "TRAINING_CHANGED": URGENT,
        "TRAINING_CANCELLED": URGENT,
        "TRAINING_SEAT_FREE": URGENT,
        "DRAFT_ENDS": URGENT,
        "DRAFT_OVER": NEWS,
        "CASE_SITES_LATE": NEWS,
        "CASE_NUMBER_DOUBTED": NEWS,
        "CASE_RECORD_SET_ASIDE": NEWS,
        "APPEAL_UPHELD": NEWS,
        "RECORD_VARIED": NEWS,
        "RECORD_REVOKED": NEWS,
        "NUMBER_DOUBTED": NEWS,
        "RECORD_SET_ASIDE": NEWS,
        "RECORD_SHOWN_AGAIN": NEWS,
        "RECORD_HIDDEN": NEWS,
        "RECORD_STAYS_HIDDEN": NEWS,
        "RECORD_BACK_ON_SHOW": NEWS,
        "LISTING_GONE_AGAIN": NEWS,
        "SEVERE_ENTRY_MADE": NEWS,
        "SEVERE_ENTRY_LIFTED": NEWS,
        "BREACH_MADE": NEWS,
        "BREACH_LIFTED": NEWS,
        **dict.fromkeys(("TRAINING_CERTIFICATE_ISSUED", "TRAINING_CERTIFICATE_ANNULLED"), NEWS),
        **dict.fromkeys(("BREACH_ALLEGED", "BREACH_CLEARED", "BREACH_RECTIFIED", "BREACH_CONFIRMED"), NEWS),
        **dict.fromkeys(("PLEDGE_PUBLISHED", "FILING_WAITS", "FILING_GOES_ON"), NEWS),
        **dict.fromkeys(("PLEDGE_TO_PUBLISH", "FOLLOW_UP_DUE", "FOLLOW_UP_LATE"), OFFICE),
        "OBJECTION_ACCEPTED": URGENT,
        "OBJECTION_UPHELD": URGENT,
        "OBJECTION_REJECTED": NEWS,
        "AUTHORISATION_GIVEN": PERSON,
        "AUTHORISATION_ADDED": PERSON,
        "AUTHORISATION_ENDED": PERSON,
        "CONSENT_WANTED": PERSON,
        "SIGNATURE_WANTED": PERSON,
        "SIGNATURE_GIVEN": PERSON,
        "SIGNATURE_REFUSED": PERSON,
        "SIGNATURES_GIVEN": PERSON,
        "SIGNATURES_REFUSED": PERSON,
        **dict.fromkeys(("REQUEST_GRANTED", "REQUEST_REFUSED"), PERSON),
        "CONSENT_REFUSED": PERSON,
        "PASSWORD_CHANGED": PERSON,
        "SECOND_STEP_CHANGED": PERSON,
        "IDENTITY_CHANGED": PERSON,
        "REQUEST_TO_CHECK": OFFICE,
        "OBJECTION_RECEIVED": OFFICE,
        "OBJECTION_REPLIED": OFFICE,
        **dict.fromkeys(("EXTENSION_ASKED", "EXTENSION_GIVEN", "EXTENSION_DECLINED"), OFFICE),
        **dict.fromkeys(("OBJECTOR_NOT_REACHED", "SPEAKER_NOT_REACHED", "CALL_NEEDED", "CALL_LATE"), OFFICE),
        **dict.fromkeys(("CONCERN_RECEIVED", "CONCERN_DUE", "CONCERN_LATE", "CONCERN_MOVED"), OFFICE),
        "OBJECTION_DUE": OFFICE,
        "OBJECTION_LATE": OFFICE,
        "INTERNAL_LIMIT_OVER": OFFICE,
        "REMOVALS_LATE": OFFICE,
        "REMOVAL_LATE": OFFICE,
        "APPOINTMENT_WANTED": OFFICE,
        "APPOINTED": OFFICE,
        "TASK_ASSIGNED": OFFICE,
        "TASK_RETURNED": OFFICE,
        "DECIDED_ON_PAPER": OFFICE,
        "SHEET_DISPUTED": OFFICE,
        "SECOND_NOTICE_ALLOWED": OFFICE,
        "LETTER_NOT_SERVED": OFFICE,
        "LETTER_CHANGE_WAITS": OFFICE,
        "LETTER_TO_SEAL": OFFICE,
        "CASE_RECORD_REVOKED": OFFICE,
        "RECORD_REVOKED_OFFICE": OFFICE,
        "RECORD_HIDDEN_IN_CASE": OFFICE,
        "RECORD_REPAIRED": OFFICE,
        "FINE_TO_REFUND": OFFICE,
        "PROPOSAL_WAITS": OFFICE,
        **dict.fromkeys(("MATTER_WAITS", "PROCESS_WAITS", "TAKE_BACK_WAITS", "CASES_OF_VERSION"), OFFICE),
        **dict.fromkeys(("CHANGE_SET_WAITS", "CHANGE_SET_WISH", "OUTAGE_WAITS"), OFFICE),
        **dict.fromkeys(("EMERGENCY_PUBLISHED", "EMERGENCY_UNCONFIRMED", "PROCESS_PAUSED"), OFFICE),
        "VERSION_SET_ASIDE": OFFICE,
        "DRAFT_OF_VERSION": {**NEWS, **OFFICE},
        "INBOUND_ARRIVED": OFFICE,
        "ASSISTANCE_NO_REPLY": OFFICE,
        **dict.fromkeys(("SITE_JOB_ESCALATED", "SITE_JOB_RETURNED", "SITE_TO_URGE"), OFFICE),
        **dict.fromkeys(("HIDING_DUE_TODAY", "HIDING_LATE", "HIDING_TO_END", "HIDING_TO_SETTLE"), OFFICE),
        "LISTING_TO_LOOK_AT": OFFICE,
        "LISTING_TO_TAKE_DOWN_AGAIN": OFFICE,
    }
)
"""By code and audience; what is not named here stays in the message box."""

BOX_ONLY = frozenset(
    {
        "RECORDS_RECLASSIFIED",
        "LETTER_CHANGE_DECIDED",
        "HIDING_CONFIRMED",
        "HIDING_ENDED",
        "HIDING_ENDED_UNSHOWN",
        "APPEAL_PENDING",
        "APPEAL_WITHDRAWN",
        "ENTRY_LOST_ITS_BASIS",
        "CASE_APPEAL_PENDING",
        "CASE_APPEAL_UPHELD",
        "CASE_APPEAL_WITHDRAWN",
        "CASE_RECORD_VARIED",
        "CASE_SUBJECT_CHANGED",
        "SUBJECT_RENAMED",
        "SUBJECT_ACTIVE",
        "SUBJECT_REVOKED",
        "SUBJECT_DEREGISTERED",
        "SUBJECT_MERGED",
        "SUBJECT_SPLIT",
        "SUBJECT_FOLLOWED",
        *("NUMBER_TO_CONFIRM", "NUMBER_SETTLED"),
        *("PROPOSAL_DECIDED", "PROCESS_CHANGED"),
        *("OUTAGE_APPROVED", "OUTAGE_REJECTED", "MATTER_CONFIRMED", "MATTER_REJECTED", "PROCESS_PUBLISHED"),
        *("CONTACT_REJECTED", "CONTACT_CHANGED", "DEFERRED_NOT_KEPT", "PLEDGE_UNTRUE", "PROCESS_GIVEN_BACK"),
        *("CHANGE_SET_GIVEN_BACK", "CHANGE_SET_CONFIRMED", "CHANGE_SET_CONCERNS"),
        *("VERSION_TAKEN_BACK", "TAKE_BACK_REFUSED", "EMERGENCY_CONFIRMED", "PROCESS_GOES_ON"),
    }
)
"""Codes of which it was decided that they stay in the message box."""


def ways_of(code: str, audience: Audience) -> Ways:
    """Return by which channels a notice goes to an audience."""
    return OUTWARD.get(code, {}).get(audience, Ways())


def opens_at(now: datetime, *, first_hour: int, last_hour: int) -> datetime:
    """Return from when an SMS may be sent: now, or the next time the hours of the day begin in which it may."""
    local = now.astimezone(ZONE)
    if first_hour <= local.hour < last_hour:
        return now
    day = local.date() if local.hour < first_hour else local.date() + timedelta(days=1)
    return datetime.combine(day, time(first_hour), tzinfo=ZONE)
