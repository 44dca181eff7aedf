"""Filing at the service window: who files for whom, what is noted of who stands there, and what was signed on paper.

A case filed there is a case like every other: same form, same checks, same steps. The clerk types what the applicant
brings; what makes it the applicant's is the paper they sign, which carries a number and the version of the answers.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.window import AtCounter
from workflow_app.domain.contacts import Channel, read_address
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer
from workflow_app.domain.time import local_date

CHANNEL = "WINDOW"
"""The channel of a case that was filed at the service window."""
FILES = frozenset({Role.WINDOW})
"""Roles that file for those who come to the counter of their authority."""
REQUEST = "withdrawal_request"
"""Field of a document: the written request for a withdrawal."""
DRAFTS, HANDED_IN, ENDED = STAGES = ("drafts", "handed_in", "ended")
"""How far filings have come, as lists tell them apart."""
SHORTEST_NAME, LONGEST_NAME = 2, 50
LONGEST_SUBJECT = 200
"""The longest name of an enterprise that is entered."""


class Shown(StrEnum):
    """The document by which somebody showed who they are; which one is noted, its number is not."""

    ID_CARD = "ID_CARD"
    PASSPORT = "PASSPORT"
    OTHER = "OTHER"


def files_at(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody is a clerk at the window of an authority."""
    return any(grant.role in FILES and grant.authority_id in (None, authority_id) for grant in actor.grants)


def may_file(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody files for a subject at the window of an authority: never for whom they act themselves."""
    if not files_at(actor, authority_id):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def on_behalf(actor: Actor, subject_id: str) -> Actor:
    """Return a clerk as they act for whom they file: nothing but the applicant of this one subject, by their own id."""
    return Actor(actor.id, actor.name, frozenset({Grant(Role.APPLICANT)}), frozenset({subject_id}))


def wrong_in_person(person: AtCounter, *, today: date) -> Iterator[FieldError]:
    """Yield what is missing or cannot be of who stands at the counter."""
    if not SHORTEST_NAME <= len(person.name.strip()) <= LONGEST_NAME:
        yield FieldError("/name", "REAL_NAME" if person.name.strip() else "REQUIRED")
    if person.acts_as not in set(ActsAs):
        yield FieldError("/acts_as", "REQUIRED")
    if person.shown not in set(Shown):
        yield FieldError("/shown", "REQUIRED")
    try:
        read_address(Channel.SMS, person.phone)
    except InvalidError as error:
        yield FieldError("/phone", error.errors[0].code)
    if person.acts_as == ActsAs.AGENT and person.mandate_until is None:
        yield FieldError("/mandate_until", "REQUIRED")
    elif person.acts_as == ActsAs.AGENT and person.mandate_until and person.mandate_until < today:
        yield FieldError("/mandate_until", "TOO_EARLY", {"minimum": today})


def wrong_time(
    at: datetime | None, *, now: datetime, decided_on: date | None, first_apply_on: date | None
) -> Iterator[FieldError]:
    """Yield why an application cannot have come to the counter at an instant; periods count from it."""
    if at is None:
        yield FieldError("/received_at", "REQUIRED")
    elif at > now:
        yield FieldError("/received_at", "RECEIVED_IN_FUTURE")
    elif decided_on is not None and local_date(at) < decided_on:
        yield FieldError("/received_at", "RECEIVED_BEFORE_DECISION", {"minimum": decided_on})
    elif first_apply_on is not None and local_date(at) < first_apply_on:
        yield FieldError("/received_at", "RECEIVED_TOO_EARLY", {"minimum": first_apply_on})
