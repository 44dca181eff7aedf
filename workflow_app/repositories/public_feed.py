"""What our own listing has come to show last, for those who follow it by a feed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import Authority, Listing, Record, Site, Subject

SHOWN = "SHOWN"


class ShownRows(NamedTuple):
    """A record with its subject and authority, and since when it is shown."""

    record: Record
    subject: Subject
    authority: Authority
    at: datetime


def shown_last(session: Session, *, today: date, limit: int) -> Sequence[ShownRows]:
    """Return the records put on our own listing last and still on it today, the newest first, and since when.

    What is being taken down is not among them, nor what has been shown for its longest period.
    """
    own = select(Site.id).where(Site.connector == "OWN").limit(1).scalar_subquery()
    newest = (
        select(Listing.item_id, Listing.shown_at, Listing.id)
        .where(Listing.site_id == own, Listing.item_kind == "RECORD", Listing.status == SHOWN)
        .where(Listing.shown_at.is_not(None))
        .order_by(Listing.shown_at.desc(), Listing.id.desc())
        .limit(limit * 2)
        .subquery()
    )
    statement = (
        select(Record, Subject, Authority, newest.c.shown_at)
        .join(newest, newest.c.item_id == Record.id)
        .join(Subject, Subject.id == Record.subject_id)
        .join(Authority, Authority.id == Record.authority_id)
        .where(Record.max_until >= today)
        .order_by(newest.c.shown_at.desc(), newest.c.id.desc())
        .limit(limit)
    )
    return [ShownRows(*row) for row in session.execute(statement)]
