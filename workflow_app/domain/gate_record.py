"""What the gate tests of the record whose repair is asked for: whether it stands, is on show, and is old enough."""

from collections.abc import Iterator
from datetime import date

from workflow_app.domain.gate import ACTIVE, Channel, GateSnapshot, RecordFact, Values
from workflow_app.domain.gate_kinds import BREACH, REPAIRABLE, SEVERE_ENTRY


def open_case(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find an application about the record that is under way."""
    record = snapshot.record
    if record and record.open_case_id is not None:
        yield {"case_id": record.open_case_id, "number": record.open_case_number}


def not_in_force(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find that the record no longer stands, though no application is under way."""
    record = snapshot.record
    if record and record.open_case_id is None and record.status != ACTIVE:
        yield {"status": record.status}


def not_displayed(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find that the record is on show no more, so that nothing is left to repair."""
    record = snapshot.record
    if record and record.kind != BREACH and record.status == ACTIVE and not record.is_displayed(snapshot.on):
        yield {"until": record.max_until}


def _before(first: date | None, snapshot: GateSnapshot) -> Iterator[Values]:
    if first is not None and snapshot.on < first:
        yield {"earliest": first, "days": (first - snapshot.on).days}


def _too_early(snapshot: GateSnapshot, *, severe: bool) -> Iterator[Values]:
    record = snapshot.record
    if record is None or (record.kind == SEVERE_ENTRY) is not severe or not record.is_displayed(snapshot.on):
        return
    yield from _before(record.first_apply_on, snapshot)


def repair_too_early(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find that the shortest display of the record is not over; entries of lists have a minimum of their own."""
    return _too_early(snapshot, severe=False)


def severe_minimum(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find that an entry in a list of serious breaches may not be asked out of it yet."""
    return _too_early(snapshot, severe=True)


def _may_be_repaired(record: RecordFact, on: date) -> bool:
    """Tell whether a record is one to be repaired on a day: on show, or a breach, which counts until it is repaired."""
    return record.is_displayed(on) or (record.kind == BREACH and record.status == ACTIVE)


def refused_before(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find that a repair was refused, and that it is too early to ask again."""
    record = snapshot.record
    if record and _may_be_repaired(record, snapshot.on):
        yield from _before(record.reapply_on, snapshot)


def repaired_before(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find that the same behaviour was repaired not long before, where an authority shuts out a second repair."""
    record = snapshot.record
    if record and _may_be_repaired(record, snapshot.on):
        yield from _before(record.free_on, snapshot)


def appeal_pending(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find that an appeal against the decision is pending."""
    if snapshot.record and snapshot.record.appeal == "PENDING":
        yield {"document_no": snapshot.record.document_no}


def other_procedure(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find a record that is put right by another procedure than an application for its repair."""
    if snapshot.record and snapshot.record.kind not in REPAIRABLE:
        yield {"kind": snapshot.record.kind}
