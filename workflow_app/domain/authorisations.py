"""Acting for a subject: as what, within which scope, on what ground; and who sees and ends it."""

from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

LONGEST_REASON = 200


class ActsAs(StrEnum):
    """As what somebody acts: the legal representative sees and ends every authorisation of the subject."""

    AGENT = "AGENT"
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE"


class Scope(StrEnum):
    """How far an authorisation goes: to file and answer, or only to look."""

    FILE = "FILE"
    READ = "READ"


class Way(StrEnum):
    """What an authorisation rests on."""

    NOTICE = "NOTICE"
    CONSENT = "CONSENT"
    MANDATE = "MANDATE"
    IDENTITY = "IDENTITY"
    OFFICE = "OFFICE"
    COUNTER = "COUNTER"


class RequestStatus(StrEnum):
    """How a request to act for a subject stands: with the legal representative, with the office, or answered."""

    WAITING = "WAITING"
    CHECK = "CHECK"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


OPEN = frozenset({RequestStatus.WAITING, RequestStatus.CHECK})


class Step(StrEnum):
    """What may become of an authorisation."""

    GIVEN = "GIVEN"
    CHANGED = "CHANGED"
    ENDED = "ENDED"
    GIVEN_UP = "GIVEN_UP"


def same_name(left: str | None, right: str | None) -> bool:
    """Tell whether two names are the same but for spaces and case; a name that is not known is like no other."""
    names = ["".join((each or "").split()).casefold() for each in (left, right)]
    return bool(names[0]) and names[0] == names[1]


def may_check_requests(actor: Actor, *, authority_id: str, subject_id: str | None) -> Answer:
    """Tell whether somebody decides on requests to act for a subject: the intake, not for whom they act themselves."""
    if not reads_requests(actor, authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def reads_requests(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody reads the requests of an authority: its intake."""
    return any(grant.role == Role.INTAKE and grant.authority_id in (None, authority_id) for grant in actor.grants)
