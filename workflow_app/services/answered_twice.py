"""A site that confirms one removal again, under another number: one of its answers is about something else.

Nothing is done to the removal, which somebody looks at once more; until that has shown it gone, an incident is open.
"""

from datetime import datetime

from workflow_app.models import DueWork, Listing, Removal
from workflow_app.repositories.site_work import site_checked_again
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.failures import Failure, new_incident

CODE = "SITE_ANSWERED_TWICE"
LONGEST = 40


def note_second_answer(unit: UnitOfWork, listing: Listing, receipt_no: str, *, now: datetime) -> None:
    """Open an incident where a receipt names another number than the one that is kept; one at a time is enough."""
    rows = unit.listings.list_with_last_removals(listing.item_id)
    removal = next((each.removal for each in rows if each.listing.id == listing.id), None)
    if removal is None or removal.receipt_no in (None, receipt_no):
        return
    work = _next_look(unit, listing, removal, now=now)
    if unit.incidents.find_open(due_work_id=work.id):
        return
    work.last_error = CODE  # by which the incident closes once the look has succeeded
    failure = Failure(CODE, f"{removal.receipt_no[:LONGEST]} / {receipt_no[:LONGEST]}")
    unit.add(new_incident(failure, now=now, case_id=removal.case_id, due_work_id=work.id))


def _next_look(unit: UnitOfWork, listing: Listing, removal: Removal, *, now: datetime) -> DueWork:
    """Return the look at the site that is planned next; where none is, one is planned for now."""
    planned = unit.due_work.find_next_look(removal.id)
    if planned is None:
        planned = site_checked_again(removal, site_id=listing.site_id, now=now)
        unit.add(planned)
        unit.flush()
    return planned
