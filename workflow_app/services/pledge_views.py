"""What services show of pledges, their items, the looks at them, and their breaches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.breaches import KIND_OF
from workflow_app.domain.pledges import Result
from workflow_app.models import PledgeBreach, PledgeFollowUp, PledgeItem
from workflow_app.repositories.pledge_follow_ups import OPEN, FollowUpRows
from workflow_app.services.objection_views import ObjectionFileView


@dataclass(frozen=True, slots=True)
class ItemView:
    """One promised thing, what the last look found, and when it is looked at next."""

    id: str
    position: int
    text_zh: str
    text_en: str
    how_zh: str
    how_en: str
    metric_zh: str
    metric_en: str
    checkable: bool
    due_on: date | None
    is_continuous: bool
    until: date | None
    result: str | None
    checked_at: datetime | None
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class LookView:
    """One look at an item, as the archive keeps it."""

    id: str
    item: int
    reason: str
    cause: str | None
    due_on: date
    is_late: bool
    status: str
    result: str | None
    findings: str | None
    evidence: str | None
    done_at: datetime | None
    files: tuple[ObjectionFileView, ...] = ()
    """What shows it, for the office alone."""


@dataclass(frozen=True, slots=True)
class BreachShortView:
    """One breach of a pledge, with the case that hears it."""

    id: str
    case_id: str
    kind: str
    status: str
    alleged_at: datetime
    decision_no: str | None
    settled_at: datetime | None
    record_id: str | None


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """A look to be taken: whose pledge, which item, by when; `rule` says why the reader may not, or is empty.

    `breach_kind` is what may be alleged on its finding.
    """

    id: str
    pledge_id: str
    pledge_number: str
    subject_name: str
    authority_zh: str
    authority_en: str
    authority: str
    item: ItemView
    look: LookView
    version: int
    is_staff: bool
    rule: str = ""
    breach_kind: str = ""


def show_items(items: Iterable[PledgeItem], looks: Iterable[PledgeFollowUp] = ()) -> tuple[ItemView, ...]:
    """Return items, each with the day of the next look at it."""
    days: dict[str, date] = {}
    for each in looks:
        if each.status == OPEN:
            days[each.item_id] = min(each.due_on, days.get(each.item_id, each.due_on))
    return tuple(_item(each, days.get(each.id)) for each in items)


def show_looks(
    looks: Iterable[PledgeFollowUp],
    items: Iterable[PledgeItem],
    *,
    now: datetime,
    files: Mapping[str, tuple[ObjectionFileView, ...]],
) -> tuple[LookView, ...]:
    """Return looks in the order of their days, each with its files as far as they are given."""
    positions = {each.id: each.position for each in items}
    return tuple(_look(each, positions[each.item_id], now, files.get(each.id, ())) for each in looks)


def show_breaches(rows: Iterable[PledgeBreach]) -> tuple[BreachShortView, ...]:
    """Return breaches, the oldest first."""
    return tuple(
        BreachShortView(
            each.id,
            each.case_id,
            each.kind,
            each.status,
            each.alleged_at,
            each.decision_no,
            each.settled_at,
            each.record_id,
        )
        for each in rows
    )


def show_follow_up(
    rows: FollowUpRows, *, now: datetime, rule: str = "", files: tuple[ObjectionFileView, ...] = ()
) -> FollowUpView:
    """Return a look with what it is about."""
    row, pledge = rows.follow_up, rows.pledge
    kind = KIND_OF.get(Result(row.result)) if row.result else None
    return FollowUpView(
        id=row.id,
        pledge_id=pledge.id,
        pledge_number=pledge.number,
        subject_name=rows.subject.name if rows.subject else pledge.signer,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        authority=rows.authority.code,
        item=_item(rows.item, row.due_on),
        look=_look(row, rows.item.position, now, files),
        version=row.version,
        is_staff=rows.subject is None,
        rule=rule,
        breach_kind=kind.value if kind else "",
    )


def _item(row: PledgeItem, next_on: date | None) -> ItemView:
    return ItemView(
        id=row.id,
        position=row.position,
        text_zh=row.text_zh,
        text_en=row.text_en,
        how_zh=row.how_zh,
        how_en=row.how_en,
        metric_zh=row.metric_zh,
        metric_en=row.metric_en,
        checkable=row.checkable,
        due_on=row.due_on,
        is_continuous=row.is_continuous,
        until=row.until,
        result=row.result,
        checked_at=row.checked_at,
        next_on=next_on,
    )


def _look(row: PledgeFollowUp, position: int, now: datetime, files: tuple[ObjectionFileView, ...] = ()) -> LookView:
    return LookView(
        id=row.id,
        item=position,
        reason=row.reason,
        cause=row.cause,
        due_on=row.due_on,
        is_late=row.status == OPEN and row.due_at <= now,
        status=row.status,
        result=row.result,
        findings=row.findings,
        evidence=row.evidence,
        done_at=row.done_at,
        files=files,
    )
