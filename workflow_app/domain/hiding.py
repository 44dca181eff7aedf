"""Hiding a record in an emergency: why, how it stands, and who may (a second person confirms it or puts it back)."""

from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer, may_keep_records

LONGEST_NOTE = 500


class HidingReason(StrEnum):
    """Why a record must not be read by everybody for the time being."""

    PERSONAL_DATA = "PERSONAL_DATA"
    WRONG_SUBJECT = "WRONG_SUBJECT"
    WRONG_CONTENT = "WRONG_CONTENT"
    COURT_ORDER = "COURT_ORDER"
    SECRET = "SECRET"  # noqa: S105 - state or trade secrets, no password
    OTHER = "OTHER"


class HidingStatus(StrEnum):
    """How a hiding stands; all but the last are in force."""

    WAITING = "WAITING"
    CONFIRMED = "CONFIRMED"
    SHOWING_ASKED = "SHOWING_ASKED"
    SHOWN_AGAIN = "SHOWN_AGAIN"


IN_FORCE = frozenset(HidingStatus) - {HidingStatus.SHOWN_AGAIN}
WAITS_FOR_SECOND = frozenset({HidingStatus.WAITING, HidingStatus.SHOWING_ASKED})
SETTLES = frozenset({Role.DATA_CLERK, Role.SECTION_HEAD})
"""Roles of whom a second person decides whether a record stays hidden."""


def may_hide(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may hide a record at once: any data clerk of the authority, not about their own people."""
    return may_keep_records(actor, authority_id=authority_id, subject_id=subject_id)


def may_settle_hiding(actor: Actor, *, authority_id: str, subject_id: str, first: str) -> Answer:
    """Tell whether somebody decides as the second person; `first` is who hid the record or asked to have it shown."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not held & SETTLES:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    if actor.id == first:
        return Answer(allowed=False, rule="SECOND_PERSON_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES
