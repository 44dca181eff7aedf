"""Signing, publishing and withdrawing a pledge, within the unit of work of whoever does it.

These are what the operations of every process call, and what pages call for pledges that belong to no case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.pledges import PledgeKind, PledgeStatus, PromisedItem, Scope, refuse_uncheckable, text_digest
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Pledge, PledgeItem
from workflow_app.repositories.pledge_planning import Planning, plan_first
from workflow_app.repositories.unit_of_work import UnitOfWork

SERIES = "CN"


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised to whom, by whom: the standard sentences by their codes, and the items that are checked.

    `subject_id` is empty for a pledge of STAFF only; `public_until` is the last day of its display, if there is one.
    """

    kind: PledgeKind
    authority: Authority
    items: Sequence[PromisedItem]
    signer: str
    signed_by: str
    signed_at: datetime
    subject_id: str | None = None
    sentences: Sequence[Mapping[str, object]] = ()
    title: str = ""
    title_en: str = ""
    case_id: str | None = None
    record_id: str | None = None
    public_until: date | None = None
    publish_due_on: date | None = None


def sign_pledge(unit: UnitOfWork, promise: Promise, *, now: datetime) -> tuple[Pledge, list[PledgeItem]]:
    """Give a pledge its number and keep what was signed; raises RefusedError PLEDGE_NOT_CHECKABLE.

    It is not public yet: `publish_pledge` does that.
    """
    refuse_uncheckable(promise.items)
    year, authority = local_date(now).year, promise.authority
    last = unit.letters.next_number(authority_id=authority.id, series=SERIES, year=year)
    pledge = Pledge(
        id=new_id(),
        number=f"{authority.code}-{SERIES}-{year}-{last:06d}",
        kind=promise.kind.value,
        scope=(Scope.SUBJECT if promise.subject_id else Scope.STAFF).value,
        title=promise.title or None,
        title_en=promise.title_en or None,
        authority_id=authority.id,
        subject_id=promise.subject_id,
        case_id=promise.case_id,
        record_id=promise.record_id,
        items=[dict(each) for each in promise.sentences],
        text_digest=text_digest(promise.sentences, promise.items),
        signer=promise.signer,
        signed_by=promise.signed_by,
        signed_at=promise.signed_at,
        publish_due_on=promise.publish_due_on,
        public_until=promise.public_until,
        status=PledgeStatus.SIGNED.value,
        version=1,
    )
    items = [_row(pledge, number, each) for number, each in enumerate(promise.items, start=1)]
    unit.add(pledge, *items)
    return pledge, items


def publish_pledge(
    unit: UnitOfWork, pledge: Pledge, items: Iterable[PledgeItem], planning: Planning, *, now: datetime
) -> None:
    """Make a pledge public, and plan the first look at each item that can be checked."""
    pledge.published_at, pledge.publish_due_on = now, None
    hold_to(unit, pledge, items, planning, now=now)


def hold_to(
    unit: UnitOfWork, pledge: Pledge, items: Iterable[PledgeItem], planning: Planning, *, now: datetime
) -> None:
    """Hold a pledge to its items; one of the staff is never published, and held to all the same (scenario S63)."""
    pledge.status = PledgeStatus.IN_FULFILMENT.value
    plan_first(unit, pledge, items, planning, now=now)


def withdraw_pledge(unit: UnitOfWork, pledge: Pledge, *, why: str, now: datetime) -> None:
    """Take a pledge back: it is public no more, and nobody looks at it any further."""
    pledge.status = PledgeStatus.WITHDRAWN.value
    pledge.withdrawn_at, pledge.withdrawn_why, pledge.publish_due_on = now, why or None, None
    pledge.version += 1
    for each in unit.follow_ups.open_of(pledge.id):
        each.status = "DROPPED"
        each.version += 1


def _row(pledge: Pledge, position: int, item: PromisedItem) -> PledgeItem:
    return PledgeItem(
        id=new_id(),
        pledge_id=pledge.id,
        position=position,
        text_zh=item.text_zh,
        text_en=item.text_en or item.text_zh,
        how_zh=item.how_zh,
        how_en=item.how_en or item.how_zh,
        metric_zh=item.metric_zh,
        metric_en=item.metric_en or item.metric_zh,
        checkable=item.can_be_checked,
        due_on=item.due_on,
        is_continuous=item.is_continuous,
        until=item.until,
    )
