"""What arrives of what was promised: when, by which way, and whether that was late (rules K6 and A5)."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.deferral import ItemStatus
from workflow_app.domain.matters import Supply
from workflow_app.domain.time import local_date
from workflow_app.models import DeferredItem
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import supplement_day


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that arrived, and whose account handed or entered it: the arrival counts, never when it was sent."""

    channel: Supply
    received_at: datetime
    document_id: str | None
    by: str


def note_arrival(work: CaseWork, item: DeferredItem, arrival: Arrival) -> None:
    """Write down that a document arrived; one that came after the day to supply is late and taken all the same."""
    day = supplement_day(work) or item.due_on
    item.status = ItemStatus.ARRIVED.value
    item.received_at, item.channel, item.document_id = arrival.received_at, arrival.channel.value, arrival.document_id
    item.is_late = local_date(arrival.received_at) > day
    item.found, item.entered_by = None, arrival.by
    work.audit(
        "deferral.arrived",
        material=item.material,
        channel=item.channel,
        received_at=arrival.received_at.isoformat(),
        late=item.is_late,
    )
