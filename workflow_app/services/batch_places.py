"""Which of the applications that are prepared together one is: the second of four."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.repositories.batches import Batches
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView


@dataclass(frozen=True, slots=True)
class BatchPlace:
    """The place of a draft among those of its batch."""

    batch_id: str
    number: int
    of: int


def place_in_batch(case: CaseView, *, actor: Actor, tools: Tools) -> BatchPlace | None:
    """Return the place of a draft among the drafts of its batch; None where it is in none, or is no draft any more."""
    if case.batch_id is None or case.subject.id not in actor.subject_ids:
        return None
    with tools.database.read() as unit:
        drafts = Batches(unit.session).drafts_of(case.batch_id)
    return BatchPlace(case.batch_id, drafts.index(case.id) + 1, len(drafts)) if case.id in drafts else None
