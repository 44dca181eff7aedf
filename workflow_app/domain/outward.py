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


NEWS, URGENT = Ways(Pace.AT_ONCE), Ways(Pace.AT_ONCE, sms=True)
GATHERED = Ways(Pace.GATHERED)

OUTWARD: Mapping[str, Mapping[Audience, Ways]] = MappingProxyType(
    {
        "CLOCK_DUE_SOON": {Audience.SUBJECT: URGENT, Audience.STAFF: GATHERED},
        "CLOCK_DUE_TODAY": {Audience.SUBJECT: URGENT, Audience.STAFF: GATHERED},
        "CLOCK_OVERDUE": {Audience.SUBJECT: NEWS, Audience.STAFF: GATHERED},
        "INTERNAL_LIMIT_OVER": {Audience.STAFF: GATHERED},
        "REMOVALS_LATE": {Audience.STAFF: GATHERED},
        "LETTER_NOT_SERVED": {Audience.STAFF: GATHERED},
        "DEADLINE_MOVED": {Audience.SUBJECT: URGENT, Audience.STAFF: GATHERED},
        "DEADLINE_EXTENDED": {Audience.SUBJECT: URGENT, Audience.STAFF: GATHERED},
        "LETTER_ARRIVED": {Audience.SUBJECT: URGENT},
        "CASE_GRANTED": {Audience.SUBJECT: URGENT},
        "CASE_REFUSED": {Audience.SUBJECT: URGENT},
        "CASE_SITES_LATE": {Audience.SUBJECT: NEWS},
        "CASE_COMPLETED": {Audience.SUBJECT: URGENT},
        "APPEAL_UPHELD": {Audience.SUBJECT: NEWS},
        "RECORD_VARIED": {Audience.SUBJECT: NEWS},
        "RECORD_REVOKED": {Audience.SUBJECT: NEWS},
        "NUMBER_DOUBTED": {Audience.SUBJECT: NEWS},
        "RECORD_SET_ASIDE": {Audience.SUBJECT: NEWS},
        "RECORD_SHOWN_AGAIN": {Audience.SUBJECT: NEWS},
        "SEVERE_ENTRY_MADE": {Audience.SUBJECT: NEWS},
        "SEVERE_ENTRY_LIFTED": {Audience.SUBJECT: NEWS},
        "BREACH_MADE": {Audience.SUBJECT: NEWS},
        "BREACH_LIFTED": {Audience.SUBJECT: NEWS},
        "CASE_RECORD_REVOKED": {Audience.STAFF: GATHERED},
        "RECORD_REVOKED_OFFICE": {Audience.STAFF: GATHERED},
        "FINE_TO_REFUND": {Audience.STAFF: GATHERED},
        "PROPOSAL_WAITS": {Audience.STAFF: GATHERED},
        "OUTAGE_WAITS": {Audience.STAFF: GATHERED},
    }
)
"""By code and audience; what is not named here stays in the message box."""

BOX_ONLY = frozenset(
    {
        "RECORDS_RECLASSIFIED",
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
        "NUMBER_TO_CONFIRM",
        "NUMBER_SETTLED",
        "PROPOSAL_DECIDED",
        "OUTAGE_APPROVED",
        "OUTAGE_REJECTED",
        "CONTACT_REJECTED",
        "CONTACT_CHANGED",
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
