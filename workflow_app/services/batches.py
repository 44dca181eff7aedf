"""Applications prepared together, as their applicant sees them: which are handed in, ready, or lack something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.batches import ItemState, Signed
from workflow_app.domain.errors import NotFoundError
from workflow_app.repositories.batches import Batches
from workflow_app.services.batch_items import BatchItem, read_items
from workflow_app.services.batch_signed_counts import signed_counts
from workflow_app.services.tools import Tools
from workflow_app.services.views import SubjectView

__all__ = ["BatchItem", "BatchView", "ItemState", "OpenBatchView", "get_batch", "list_open_batches"]


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with its applications in the order in which they were begun."""

    id: str
    subject: SubjectView
    created_at: datetime
    items: tuple[BatchItem, ...]

    def of(self, *states: ItemState) -> tuple[BatchItem, ...]:
        """Return the applications in some states."""
        return tuple(each for each in self.items if each.state in states)

    @property
    def drafts(self) -> tuple[BatchItem, ...]:
        """Return the applications that are still being prepared."""
        return tuple(each for each in self.items if each.detail is not None)


@dataclass(frozen=True, slots=True)
class OpenBatchView:
    """A batch that has drafts left, as a list shows it; `signing` counts those that somebody else was asked to sign."""

    id: str
    subject_id: str
    drafts: int
    created_at: datetime
    signing: Mapping[Signed, int]


def list_open_batches(*, actor: Actor, tools: Tools) -> tuple[OpenBatchView, ...]:
    """Return the batches of the actor's subjects that have drafts left, the newest first."""
    with tools.database.read() as unit:
        batches = Batches(unit.session)
        found = batches.list_open(actor.subject_ids) if actor.subject_ids else ()
        signing = signed_counts(unit, [each.id for each, _ in found], actor=actor, tools=tools)
        return tuple(
            OpenBatchView(each.id, each.subject_id, count, each.created_at, signing.get(each.id, {}))
            for each, count in found
        )


def get_batch(batch_id: str, *, actor: Actor, tools: Tools) -> BatchView:
    """Return a batch with everything that was filled in; raises NotFoundError BATCH_UNKNOWN to strangers too."""
    with tools.database.read() as unit:
        batch = Batches(unit.session).get(batch_id)
        if batch.subject_id not in actor.subject_ids:
            raise NotFoundError("BATCH_UNKNOWN")
        subject = unit.subjects.get(batch.subject_id)
        items = read_items(unit, Batches(unit.session).cases_of(batch_id), actor=actor, tools=tools)
    return BatchView(batch_id, SubjectView(subject.id, subject.uscc, subject.name), batch.created_at, items)
