"""Taking a published version back: how a request stands, and who decides it."""

from enum import StrEnum

from workflow_app.domain.actors import Actor
from workflow_app.domain.policies import Answer
from workflow_app.domain.process_drafts import WRITERS, may_write


class TakingBackStatus(StrEnum):
    """How a request to take a version back stands; one that was decided is never changed."""

    WAITING = "WAITING"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


CASE_STATUSES = ("RUNNING", "DRAFT", "SUSPENDED", "ENDED")
"""The cases of a version in the order in which somebody looks after them."""


def may_decide(actor: Actor, *, asked_by: str) -> Answer:
    """Tell whether somebody confirms or refuses that a version is taken back: nobody who asked for it themselves."""
    if actor.has(*WRITERS) and actor.id == asked_by:
        return Answer(allowed=False, rule="SOD_VIOLATION")
    return may_write(actor)
