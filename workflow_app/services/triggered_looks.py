"""Looks at pledges that something else gives a reason for: a new penalty, a report or an objection that is taken up.

Each thing gives a reason once; what a look finds is for who looks, and no breach by itself (rule 2.4, fact 13).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import DueWork, Pledge, Record
from workflow_app.repositories.pledge_planning import plan
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.handlers import Handler
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools

KIND = "triggered_look"
WITHIN = "pledge.triggered_look_wd"
PENALTY = "PENALTY"


def plan_looks(unit: UnitOfWork, pledges: Iterable[Pledge], *, reason: str, cause: str, tools: Tools) -> int:
    """Plan a look at each checkable item of pledges because of something, unless it was planned; returns how many."""
    now, planned = tools.clock.now(), 0
    today = local_date(now)
    for each in sorted(pledges, key=lambda pledge: pledge.id):
        pledge = unit.pledges.get(each.id, lock=True)
        known = unit.follow_ups.items_looked_at(pledge.id, reason=reason, cause=cause)
        items = [item for item in unit.pledges.items_of([pledge.id]) if item.checkable and item.id not in known]
        if not items:
            continue
        authority = unit.authorities.get(pledge.authority_id)
        due_on = ends(unit, authority, WITHIN, start=today, today=today, tools=tools).due_on
        for item in items:
            plan(unit, pledge, item, reason=reason, on=due_on, now=now, cause=cause)
        said = {"pledge": pledge.number, "items": len(items), "reason": reason, "cause": cause}
        audit.record(unit, authority=authority, actor=SERVICE, action="pledge.look_triggered", data=said, now=now)
        planned += len(items)
    return planned


def of_penalties(unit: UnitOfWork, added: Sequence[Record], *, now: datetime) -> list[DueWork]:
    """Return the work that new penalties leave where their subjects have pledges in force; in one question."""
    pledged = unit.follow_ups.subjects_with_open({each.subject_id for each in added}) if added else frozenset()
    return [_work(each, now) for each in added if each.subject_id in pledged]


def open_pledges(unit: UnitOfWork, subject_id: str, *, only: Collection[str] = ()) -> Sequence[Pledge]:
    """Return the pledges of a subject that are in force, or of some of them those that are."""
    return [each for each in unit.follow_ups.open_pledges(subject_id) if not only or each.id in only]


def _work(record: Record, now: datetime) -> DueWork:
    return DueWork(
        id=new_id(),
        kind=KIND,
        key=f"{KIND}:{record.id}",
        payload={"record_id": record.id},
        status="PENDING",
        due_at=now,
        not_before=machine_now(),
        attempts=0,
        created_at=now,
    )


def _record(unit: UnitOfWork, work: DueWork, told: object, tools: Tools) -> None:
    """Plan the looks that a penalty gives a reason for, as long as it stands."""
    del told
    record = unit.records.get(str(work.payload["record_id"])).record
    if record.status == "ACTIVE":
        pledges = open_pledges(unit, record.subject_id)
        plan_looks(unit, pledges, reason=PENALTY, cause=record.document_no, tools=tools)


TRIGGERED_LOOK = Handler(record=_record)
