"""A second repair of the same behaviour, shut out for a while where an authority has switched that on (section 2.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.gate_kinds import BREACH
from workflow_app.domain.parameters import Snapshot, from_snapshot
from workflow_app.models import Record
from workflow_app.repositories.case_likenesses import CaseLikenesses
from workflow_app.repositories.unit_of_work import UnitOfWork

LOCK, PERIOD = "repair.reoffence_lock", "repair.reoffence_lock_period"


@dataclass(frozen=True, slots=True)
class RepairedBefore:
    """A repair of the same behaviour; until the last day, one more is refused where `is_locked` says so."""

    document_no: str
    granted_on: date
    last_day: date
    is_locked: bool


def repaired_before(
    unit: UnitOfWork, record: Record, kept: Snapshot, *, calendar: Calendar, today: date
) -> Iterator[RepairedBefore]:
    """Yield earlier repairs of the same behaviour of a subject that are still within the period of the rule."""
    period, is_locked = from_snapshot(kept, PERIOD).period(), from_snapshot(kept, LOCK).value is True
    rules = Rules(calendar, (), today)
    for other, granted_on in CaseLikenesses(unit.session).repaired(record.subject_id):
        if other.id != record.id and _behaviour(other) == _behaviour(record):
            last_day = rules.begin(period, granted_on).due.due_on
            if today <= last_day:
                yield RepairedBefore(other.document_no, granted_on, last_day, is_locked)


def free_on(unit: UnitOfWork, record: Record, kept: Snapshot, *, calendar: Calendar, today: date) -> date | None:
    """Return from when a record may be repaired that is shut out today; None where nothing shuts it out."""
    if from_snapshot(kept, LOCK).value is not True:
        return None
    days = [each.last_day for each in repaired_before(unit, record, kept, calendar=calendar, today=today)]
    return max(days) + timedelta(days=1) if days else None


def _behaviour(record: Record) -> str:
    """Return what somebody was penalised for, however it is spaced, or which promise was broken."""
    promise = record.content.get("promise")
    said = (promise.get("zh") or promise.get("pledge_no")) if promise else record.content.get("violation_type")
    if record.kind == BREACH and not promise:
        said = record.content.get("facts")
    return "".join(str(said or "").split())
