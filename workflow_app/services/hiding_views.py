"""Hidden records as the desk sees them: who hid what and why, who looked at it, and what its reader may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.hiding import HidingFilter
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.hiding import WAITS_FOR_SECOND, HidingStatus, may_settle_hiding
from workflow_app.domain.policies import reads_by_office
from workflow_app.domain.time import local_date
from workflow_app.repositories.hidings import HidingRows, Hidings
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class HidingView:
    """A hiding; `due_on` is the last day of the second person, and `rule` says why its reader is not that one.

    `is_moot` tells that nothing would be shown again whatever is decided: the record was repaired, revoked, or its
    time is over.
    """

    id: str
    record_id: str
    document_no: str
    subject_name: str
    uscc: str | None
    authority: str
    authority_zh: str
    authority_en: str
    reason: str
    note: str
    status: str
    hidden_by: str
    hidden_at: datetime
    due_on: date
    late_at: datetime | None
    settled_by: str
    settled_at: datetime | None
    settled_note: str
    asked_by: str
    asked_at: datetime | None
    asked_note: str
    is_waiting: bool
    may_settle: bool
    may_ask: bool
    is_moot: bool
    rule: str = ""


def list_hidings(wanted: HidingFilter, *, actor: Actor, tools: Tools) -> tuple[Page[HidingView], int]:
    """Return a page of the hidings at the authorities an actor reads, and how many of all wait for a second person.

    Raises InvalidError INVALID_CURSOR.
    """
    with tools.database.read() as unit:
        ids = [each.id for each in unit.authorities.list_all() if reads_by_office(actor, each.id)]
        page = cut(Hidings(unit.session).list_page(wanted, ids), limit=wanted.limit, key=_key)
        views = _show_all(unit, page.items, actor=actor, now=tools.clock.now())
        return Page(views, page.next_cursor), Hidings(unit.session).count_waiting(ids)


def get_hiding(hiding_id: str, *, actor: Actor, tools: Tools) -> HidingView:
    """Return a hiding; raises NotFoundError HIDING_UNKNOWN also to those who do not read the authority's records."""
    with tools.database.read() as unit:
        rows = Hidings(unit.session).get(hiding_id)
        if not reads_by_office(actor, rows.authority.id):
            raise NotFoundError("HIDING_UNKNOWN")
        return _show_all(unit, [rows], actor=actor, now=tools.clock.now())[0]


def hidings_of_record(record_id: str, *, actor: Actor, tools: Tools) -> tuple[HidingView, ...]:
    """Return when a record was hidden, the last time first; raises NotFoundError RECORD_UNKNOWN to a stranger."""
    with tools.database.read() as unit:
        rows = unit.records.get(record_id)
        if not reads_by_office(actor, rows.authority.id):
            raise NotFoundError("RECORD_UNKNOWN")
        found = Hidings(unit.session).list_of_record(record_id)
        return tuple(_show_all(unit, found, actor=actor, now=tools.clock.now()))


def show_hiding(rows: HidingRows, names: Mapping[str, str], *, actor: Actor, now: datetime) -> HidingView:
    """Return a hiding as its reader may see it."""
    hiding, record, authority = rows.hiding, rows.record, rows.authority
    is_waiting = hiding.status in WAITS_FOR_SECOND
    first = hiding.asked_by if hiding.status == HidingStatus.SHOWING_ASKED else hiding.hidden_by
    where = {"authority_id": authority.id, "subject_id": rows.subject.id}
    second = may_settle_hiding(actor, **where, first=first or hiding.hidden_by)
    asks = may_settle_hiding(actor, **where, first="")
    return HidingView(
        id=hiding.id,
        record_id=record.id,
        document_no=record.document_no,
        subject_name=rows.subject.name,
        uscc=rows.subject.uscc,
        authority=authority.code,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        reason=hiding.reason,
        note=hiding.note,
        status=hiding.status,
        hidden_by=names.get(hiding.hidden_by, ""),
        hidden_at=hiding.hidden_at,
        due_on=hiding.due_on,
        late_at=hiding.late_at,
        settled_by=names.get(hiding.settled_by or "", ""),
        settled_at=hiding.settled_at,
        settled_note=hiding.settled_note or "",
        asked_by=names.get(hiding.asked_by or "", ""),
        asked_at=hiding.asked_at,
        asked_note=hiding.asked_note or "",
        is_waiting=is_waiting,
        may_settle=is_waiting and second.allowed,
        may_ask=hiding.status == HidingStatus.CONFIRMED and asks.allowed,
        is_moot=record.status != "ACTIVE" or record.max_until is None or record.max_until < local_date(now),
        rule="" if second.allowed else second.rule,
    )


def _show_all(unit: UnitOfWork, rows: Sequence[HidingRows], *, actor: Actor, now: datetime) -> list[HidingView]:
    people = [name for each in rows for name in _people(each)]
    names = unit.accounts.names(people)
    return [show_hiding(each, names, actor=actor, now=now) for each in rows]


def _people(rows: HidingRows) -> tuple[str | None, ...]:
    return (rows.hiding.hidden_by, rows.hiding.settled_by, rows.hiding.asked_by)


def _key(rows: HidingRows) -> tuple[str, str]:
    return (rows.hiding.due_on.isoformat(), rows.hiding.id)
