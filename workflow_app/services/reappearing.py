"""A listing that shows again after its removal was verified: ordered down anew, in the case that had it taken down.

The case may have ended; it stays ended, and shows that one of its sites is open again. Its people are told before they
find it, and so is the data clerk.
"""

from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.time import local_date
from workflow_app.models import Removal
from workflow_app.repositories.listings import ListingRows, Order
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.late_removals import watch_removal
from workflow_app.services.office_periods import ends
from workflow_app.services.reopened import REAPPEARED, note_of_removal, tell_office, tell_subject
from workflow_app.services.tools import Tools


def reopen(
    unit: UnitOfWork, rows: ListingRows, removal: Removal, *, now: datetime, tools: Tools, by: Actor = SERVICE
) -> None:
    """Order a listing down again that its site shows although `removal` was verified, and tell whom it concerns.

    The listing is held until commit, so that of two who see it one comes here.
    """
    authority, today = unit.records.get(rows.listing.item_id).authority, local_date(now)
    due = ends(unit, authority, "repair.share_wd", start=today, today=today, tools=tools)
    turn = unit.listings.next_round(removal.case_id) if removal.case_id else 1
    rows.listing.status, rows.listing.removed_at = "SHOWN", None
    ordered = Order(removal.case_id, turn, REAPPEARED, now, due.due_on, due.due_on).down(rows)
    if ordered is None:
        return
    unit.add(ordered.removal, *((ordered.work,) if ordered.work else ()))
    unit.flush()
    note_of_removal(unit, ordered.removal, actor=by, action="site.reappeared", now=now)
    watch_removal(unit, ordered.removal, due_at=due.due_at, now=now)
    due_on = due.due_on.isoformat()
    tell_subject(unit, rows, ordered.removal, "LISTING_REAPPEARED", now=now, due_on=due_on)
    tell_office(unit, rows, ordered.removal, "LISTING_TO_TAKE_DOWN_AGAIN", now=now, due_on=due_on)
