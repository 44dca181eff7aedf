"""The order that takes a listing down: from our own site at once, from another one by telling it."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.ids import new_id
from workflow_app.models import DueWork, Listing, Removal, Site
from workflow_app.repositories.site_work import site_remove

OWN = "OWN"
RECORD = "RECORD"
ON_SHOW = ("SHOWN", "PENDING")
UNCONFIRMED = ("ORDERED", "REFUSED")
UNDER_WAY = (*UNCONFIRMED, "SENT")


@dataclass(frozen=True, slots=True)
class ListingRows:
    """A listing, its site, and the last order to take it down."""

    listing: Listing
    site: Site
    removal: Removal | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """A removal, and the work that tells another site of it."""

    removal: Removal
    work: DueWork | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What the removals of one order have in common; without a case, a listing ends by itself."""

    case_id: str | None
    round: int
    reason: str
    now: datetime
    own_due_on: date
    share_due_on: date

    def down(self, rows: ListingRows) -> Ordered | None:
        """Take a listing down, if it is on show: from our own site at once, from another one by telling it.

        A site that decides by itself is told nothing.
        """
        if rows.listing.status not in ON_SHOW or rows.site.decides_itself:
            return None
        if rows.site.connector == OWN:
            rows.listing.status, rows.listing.removed_at = "REMOVED", self.now
            return Ordered(
                self._removal(rows, "VERIFIED", self.own_due_on, confirmed_at=self.now, verified_at=self.now)
            )
        rows.listing.status = "REMOVING"
        removal = self._removal(rows, "ORDERED", self.share_due_on)
        return Ordered(removal, site_remove(removal, site_id=rows.site.id))

    def _removal(self, rows: ListingRows, status: str, due_on: date, **more: datetime) -> Removal:
        return Removal(
            id=new_id(),
            listing_id=rows.listing.id,
            case_id=self.case_id,
            round=self.round,
            reason=self.reason,
            status=status,
            ordered_at=self.now,
            due_on=due_on,
            attempts=0,
            **more,
        )
