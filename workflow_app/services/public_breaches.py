"""Breaches of pledges that everybody may read: confirmed, borne by a document, with the way to repair them."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.record_content import persons_in, public_name
from workflow_app.domain.time import local_date
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.repositories.pledge_breaches import BreachRows
from workflow_app.repositories.pledges import is_public
from workflow_app.services.pledge_views import ItemView, show_items
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class PublicBreachView:
    """A confirmed breach as anybody may read it: persons masked, findings left to the decision."""

    id: str
    kind: str
    subject_name: str
    uscc: str | None
    pledge_id: str
    pledge_number: str
    pledge_is_public: bool
    title: str | None
    title_en: str | None
    authority_zh: str
    authority_en: str
    authority_phone: str
    decision_no: str | None
    document_no: str | None
    document_on: date | None
    settled_at: datetime | None
    item: ItemView | None
    record_id: str | None = None
    first_apply_on: date | None = None


def search_breaches(
    q: str, *, tools: Tools, cursor: str | None = None, limit: int = DEFAULT_LIMIT
) -> Page[PublicBreachView]:
    """Return a page of the confirmed breaches, the last decided first; no login needed."""
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        rows = unit.breaches.search_public(q, on=today, cursor=cursor, limit=limit)
        page = cut(rows, limit=limit, key=_key)
        return Page([_show(each, today) for each in page.items], page.next_cursor)


def get_breach(breach_id: str, *, tools: Tools) -> PublicBreachView:
    """Return a confirmed breach; raises NotFoundError BREACH_UNKNOWN for every other."""
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        return _show(unit.breaches.get_public(breach_id, on=today), today)


def _show(rows: BreachRows, today: date) -> PublicBreachView:
    breach, subject = rows.breach, rows.subject
    persons = persons_in(
        rows.record.content if rows.record else {},
        kind=subject.kind,
        name=subject.name,
        representative=subject.legal_representative,
    )
    return PublicBreachView(
        id=breach.id,
        kind=breach.kind,
        subject_name=public_name(subject.name, kind=subject.kind, persons=persons),
        uscc=subject.uscc,
        pledge_id=rows.pledge.id,
        pledge_number=rows.pledge.number,
        pledge_is_public=is_public(rows.pledge, on=today),
        title=rows.pledge.title,
        title_en=rows.pledge.title_en,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        authority_phone=rows.authority.phone,
        decision_no=breach.decision_no,
        document_no=breach.document_no,
        document_on=breach.document_on,
        settled_at=breach.settled_at,
        item=show_items([rows.item])[0] if rows.item else None,
        record_id=rows.record.id if rows.record else None,
        first_apply_on=rows.record.first_apply_on if rows.record else None,
    )


def _key(rows: BreachRows) -> tuple[str, str]:
    at = rows.breach.settled_at or rows.breach.alleged_at
    return (at.isoformat(), rows.breach.id)
