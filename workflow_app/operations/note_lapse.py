"""`deferral/lapse`: one of the three days has passed, and something was not supplied (rule A5)."""

from collections.abc import Mapping

from workflow_app.domain.deferral import (
    AWAITED,
    GRACE_PERIOD,
    PROMISED,
    Lapse,
    Phase,
    lapse_after,
)
from workflow_app.domain.matters import Supply
from workflow_app.domain.routing import RoutingValue
from workflow_app.models import CaseClock
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.deferred_arrivals import Arrival, note_arrival
from workflow_app.repositories.deferred_items import DeferredItems, arrived, items_of, upload_field

PHASES = {Lapse.LATE: Phase.LATE, Lapse.SUSPEND: Phase.GRACE}


def note_lapse(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Say what follows after the day of the clock named in `clock`; the next period counts from that day.

    A file that was received in time and not handed in yet counts as handed in (rule K6): it is looked at first.
    """
    ended = clocks_of(work)[parameters["clock"]]
    _take_in_uploads(work, ended)
    if arrived(work):
        return {"lapse": Lapse.CHECK.value}
    promised = clocks_of(work)[PROMISED]
    has_grace = work.parameter(GRACE_PERIOD).amount > 0
    lapse = lapse_after(ended.key, has_grace=has_grace, promised_is_over=promised.due_at <= work.now)
    if lapse is Lapse.SUSPEND:
        work.counts_from = promised.due_on
    work.audit("deferral.lapsed", clock=ended.key, due_on=ended.due_on.isoformat(), follows=lapse.value)
    phase = PHASES.get(lapse)
    return {"lapse": lapse.value, **({"supply_phase": phase.value} if phase else {})}


def _take_in_uploads(work: CaseWork, ended: CaseClock) -> None:
    """Take files that were received before the day was over as handed in at that instant."""
    found = DeferredItems(work.unit.session)
    taken = [str(each.document_id) for each in items_of(work) if each.document_id]
    for item in [each for each in items_of(work) if each.status in AWAITED]:
        file = found.find_upload(work.case.id, upload_field(item.material), before=ended.due_at, taken=taken)
        if file is not None:
            note_arrival(work, item, Arrival(Supply.ONLINE, file.received_at, file.id, file.uploaded_by))
