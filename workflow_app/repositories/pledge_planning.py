"""When somebody looks whether a pledge is kept: on the day of an item, or again and again while it goes on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.ids import new_id
from workflow_app.domain.parameters import ParameterMissingError, lookup
from workflow_app.domain.periods import Period, due
from workflow_app.domain.pledges import FINAL
from workflow_app.domain.time import end_of_day, local_date, machine_now, start_of_day
from workflow_app.models import DueWork, Pledge, PledgeFollowUp, PledgeItem
from workflow_app.repositories.unit_of_work import UnitOfWork

EVERY = "pledge.follow_up_every"
KIND = "follow_up_due"
DUE, LATE = "FOLLOW_UP_DUE", "FOLLOW_UP_LATE"


@dataclass(frozen=True, slots=True)
class Planning:
    """By which calendar looks are planned, and how often at what goes on; without a period only when it ends."""

    calendar: Calendar
    every: Period | None

    def next_day(self, item: PledgeItem, *, after: date) -> date | None:
        """Return when an item is looked at next after a day; None where there is nothing to come."""
        if not item.is_continuous:
            return item.due_on if item.result not in FINAL else None
        if item.until is not None and item.until <= after:
            return None
        day = due(self.calendar, self.every, after).due_on if self.every else None
        return min((each for each in (day, item.until) if each is not None), default=None)


def planning_at(unit: UnitOfWork, authority_id: str, *, calendar: Calendar, on: date) -> Planning:
    """Return how looks are planned at an authority on a day."""
    rows = unit.authorities.parameters(authority_id, keys=(EVERY,))
    try:
        return Planning(calendar, lookup(rows, key=EVERY, on=on, authority_id=authority_id).period())
    except ParameterMissingError:
        return Planning(calendar, None)


def plan_first(
    unit: UnitOfWork, pledge: Pledge, items: Iterable[PledgeItem], planning: Planning, *, now: datetime
) -> None:
    """Plan the first look at every item that can be checked."""
    for item in items:
        day = planning.next_day(item, after=local_date(now)) if item.checkable else None
        if day is not None:
            plan(unit, pledge, item, reason=reason_of(item), on=day, now=now)


def reason_of(item: PledgeItem) -> str:
    """Return why an item is looked at by itself: its day has come, or it goes on."""
    return "PERIODIC" if item.is_continuous else "DUE"


def plan(
    unit: UnitOfWork,
    pledge: Pledge,
    item: PledgeItem,
    *,
    reason: str,
    on: date,
    now: datetime,
    cause: str | None = None,
) -> PledgeFollowUp:
    """Plan a look at an item on a day; the office is reminded when it begins, and told when it is over."""
    row = PledgeFollowUp(
        id=new_id(),
        pledge_id=item.pledge_id,
        item_id=item.id,
        authority_id=pledge.authority_id,
        reason=reason,
        cause=cause,
        due_on=on,
        due_at=end_of_day(on),
        status="OPEN",
        version=1,
    )
    unit.add(row, *(_reminder(row, code, at, now) for code, at in ((DUE, start_of_day(on)), (LATE, row.due_at))))
    return row


def _reminder(row: PledgeFollowUp, code: str, at: datetime, now: datetime) -> DueWork:
    return DueWork(
        kind="follow_up_due",
        key=f"{KIND}:{row.id}:{code}",
        payload={"follow_up_id": row.id, "code": code},
        status="PENDING",
        due_at=max(at, now),
        not_before=machine_now(),
        attempts=0,
        created_at=now,
    )
