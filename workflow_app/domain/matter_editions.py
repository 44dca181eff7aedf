"""Editions of a matter: what is written is proposed, and a second person confirms it from a day on."""

from collections.abc import Collection
from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import YES, Answer
from workflow_app.domain.training_policies import held_authorities


class Status(StrEnum):
    """How an edition stands; one that was confirmed is never changed."""

    DRAFT = "DRAFT"
    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


OPEN = (Status.DRAFT, Status.PROPOSED)
"""Of these a matter has at most one."""
WRITERS = (Role.CREDIT_OFFICE,)
"""Who keeps the catalogue of an authority."""
CONFIRMERS = (Role.SECTION_HEAD, Role.CREDIT_OFFICE)
"""Of whom another person than the writer confirms."""
READERS = (*CONFIRMERS, Role.SUPERVISOR, Role.AUDITOR)


def may_write(actor: Actor, *, authority_id: str) -> Answer:
    """Tell whether somebody writes editions of an authority's matters."""
    return _holds(actor, authority_id, *WRITERS)


def may_read(actor: Actor, *, authority_id: str) -> Answer:
    """Tell whether somebody sees what is being written at an authority."""
    return _holds(actor, authority_id, *READERS)


def may_decide(actor: Actor, *, authority_id: str, writers: Collection[str]) -> Answer:
    """Tell whether somebody confirms or rejects an edition: nobody who wrote in it or proposed it."""
    answer = _holds(actor, authority_id, *CONFIRMERS)
    return Answer(allowed=False, rule="EDITION_YOURS") if answer.allowed and actor.id in writers else answer


def _holds(actor: Actor, authority_id: str, *roles: Role) -> Answer:
    held = held_authorities(actor, *roles)
    if held is None or authority_id in held:
        return YES
    return Answer(allowed=False, rule="OTHER_AUTHORITY" if held else "ROLE_NEEDED")
