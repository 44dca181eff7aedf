"""Feeds of what is made public, made anew at every call: what was taken down is not in them."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.domain.time import ZONE, local_date
from workflow_app.services.intended_repairs import IntendedRepairView, show_repair
from workflow_app.services.public_record_views import PublicRecordView, show_publicly
from workflow_app.services.tools import Tools

MOST = 50
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write; a paper may have left some in a text."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One thing made public, persons masked: where it is read, and since when it is public."""

    path: str
    name: str
    document_no: str
    about: str
    authority_zh: str
    authority_en: str
    at: datetime
    kind: str = PENALTY


def feed_of_records(*, tools: Tools) -> tuple[FeedItem, ...]:
    """Return the records that were put on our own listing last and are on it now, the newest first."""
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        found = unit.records.shown_last(today=today, limit=MOST)
    return tuple(_record(show_publicly(rows, ()), at) for rows, at in found)


def feed_of_repairs(*, tools: Tools) -> tuple[FeedItem, ...]:
    """Return the intended repairs on display, the newest first."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        found = unit.objections.repairs.search("", now=now, limit=MOST)[:MOST]
    return tuple(_repair(show_repair(each, now=now)) for each in found)


def writable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return _NO_XML.sub("", text)


def _record(view: PublicRecordView, at: datetime) -> FeedItem:
    return FeedItem(
        path=f"/public/records/{view.id}",
        name=writable(view.subject_name),
        document_no=writable(view.document_no),
        about=writable(view.violation_type),
        kind=view.kind,
        authority_zh=view.authority_zh,
        authority_en=view.authority_en,
        at=at,
    )


def _repair(view: IntendedRepairView) -> FeedItem:
    return FeedItem(
        path=f"/public/repairs/{view.id}",
        name=writable(view.subject_name),
        document_no=writable(view.document_no),
        about=view.number,
        authority_zh=view.authority_zh,
        authority_en=view.authority_en,
        at=datetime.combine(view.shown_on, time(), tzinfo=ZONE),
    )
