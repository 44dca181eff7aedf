"""Notices: what people are told although they need not act, and that they have read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.models import Notice
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.services.tools import Tools

MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as its reader sees it; `for_subject` where it is for those who act for a subject."""

    id: str
    code: str
    facts: Mapping[str, object]
    case_id: str | None
    record_id: str | None
    for_subject: bool
    read: bool
    created_at: datetime


def list_notices(
    *, actor: Actor, tools: Tools, unread: bool = False, cursor: str | None = None, limit: int = DEFAULT_LIMIT
) -> Page[NoticeView]:
    """Return a page of what an actor was told, the newest first."""
    with tools.database.read() as unit:
        rows = unit.notices.list_for(actor, unread=unread, cursor=cursor, limit=limit)
        views = [_show(notice, read=read) for notice, read in rows]
    return cut(views, limit=limit, key=lambda view: (view.created_at.isoformat(), view.id))


def count_unread(*, actor: Actor, tools: Tools) -> int:
    """Count what an actor has not read; 100 stands for more."""
    with tools.database.read() as unit:
        return unit.notices.count_unread(actor, most=MOST_COUNTED)


def read_notice(notice_id: str, *, actor: Actor, tools: Tools) -> NoticeView:
    """Note that a notice was read, and return it; raises NotFoundError NOTICE_UNKNOWN."""
    with tools.database.write() as unit:
        notice = unit.notices.get_for(actor, notice_id)
        unit.notices.mark_read(actor, [notice_id], now=tools.clock.now())
        unit.commit()
    return _show(notice, read=True)


def read_all_notices(*, actor: Actor, tools: Tools) -> int:
    """Note that everything was read, the newest 200 at a time; returns how many were not before."""
    with tools.database.write() as unit:
        ids = unit.notices.list_unread_ids(actor)
        unit.notices.mark_read(actor, ids, now=tools.clock.now())
        unit.commit()
    return len(ids)


def _show(notice: Notice, *, read: bool) -> NoticeView:
    return NoticeView(
        id=notice.id,
        code=notice.code,
        facts=notice.facts,
        case_id=notice.case_id,
        record_id=notice.record_id,
        for_subject=notice.subject_id is not None,
        read=read,
        created_at=notice.created_at,
    )
