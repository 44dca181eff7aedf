"""A listing that shows again after its removal was verified: ordered down anew, in the case that had it taken down.

The case may have ended; it stays ended, and shows that one of its sites is open again. Its people are told before they
find it, and so is the data clerk.
"""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.time import local_date
from workflow_app.models import Removal
from workflow_app.repositories.listings import ListingRows, Order
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.late_removals import watch_removal
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools

REASON = "REAPPEARED"


@dataclass(frozen=True, slots=True)
class Reappearance:
    """What is known where a look finds a listing: its rows, the removal by which it was gone, and when."""

    unit: UnitOfWork
    rows: ListingRows
    removal: Removal
    now: datetime

    def reopen(self, tools: Tools) -> None:
        """Order the listing down again and tell whom it concerns."""
        found, today = self.unit.records.get(self.rows.listing.item_id), local_date(self.now)
        due = ends(self.unit, found.authority, "repair.share_wd", start=today, today=today, tools=tools)
        case_id = self.removal.case_id
        turn = self.unit.listings.next_round(case_id) if case_id else 1
        self.rows.listing.status, self.rows.listing.removed_at = "SHOWN", None
        ordered = Order(case_id, turn, REASON, self.now, due.due_on, due.due_on).down(self.rows)
        if ordered is None:
            return
        self.unit.add(ordered.removal, *((ordered.work,) if ordered.work else ()))
        self.unit.flush()
        note_of_removal(self.unit, ordered.removal, actor=SERVICE, action="site.reappeared", now=self.now)
        watch_removal(self.unit, ordered.removal, due_at=due.due_at, now=self.now)
        telling = self._telling("LISTING_REAPPEARED", found, due_on=due.due_on.isoformat())
        self.unit.add(telling.for_subject(found.subject.id, now=self.now))
        self.tell_office("LISTING_TO_TAKE_DOWN_AGAIN", Role.DATA_CLERK, due_on=due.due_on.isoformat())

    def tell_gone(self) -> None:
        """Tell the people of a listing that had shown again that it is gone once more."""
        found = self.unit.records.get(self.rows.listing.item_id)
        self.unit.add(self._telling("LISTING_GONE_AGAIN", found).for_subject(found.subject.id, now=self.now))

    def tell_office(self, code: str, role: Role, **more: object) -> None:
        """Tell those who hold a role at the authority of the record."""
        found = self.unit.records.get(self.rows.listing.item_id)
        path = f"/desk/records/{found.record.id}"
        self.unit.add(self._telling(code, found, path=path, **more).for_role(role, now=self.now))

    def _telling(self, code: str, found: RecordRows, **more: object) -> Telling:
        site = self.rows.site
        facts = {"document_no": found.record.document_no, "site_zh": site.name_zh, "site_en": site.name_en, **more}
        case_id = self.removal.case_id
        return Telling(code, found.authority.id, facts, case_id=case_id, record_id=found.record.id)


def note_of_removal(
    unit: UnitOfWork, removal: Removal, *, actor: Actor, action: str, now: datetime, **more: object
) -> None:
    """Chain what became of a removal to the trail of its case, or where there is none, of the authority."""
    data = {"removal": removal.id, "listing": removal.listing_id, "receipt_no": removal.receipt_no, **more}
    if removal.case_id is not None:
        audit.record_for_case(unit, case_id=removal.case_id, actor=actor, action=action, data=data, now=now)
        return
    listing = unit.listings.get(removal.listing_id).listing
    authority = unit.records.get(listing.item_id).authority
    data["record"] = listing.item_id
    audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)
