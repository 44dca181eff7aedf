"""Questions about sites, listings and removals, and the order that takes a record down everywhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork, Listing, Removal, Site

OWN = "OWN"
RECORD = "RECORD"
ON_SHOW = ("SHOWN", "PENDING")


@dataclass(frozen=True, slots=True)
class ListingRows:
    """A listing, its site, and the last order to take it down."""

    listing: Listing
    site: Site
    removal: Removal | None = None


class Listings:
    """What is shown where."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_sites(self, *, active: bool = True) -> Sequence[Site]:
        """Return the sites, our own first."""
        statement = select(Site).order_by((Site.connector != OWN), Site.code)
        return self.session.scalars(statement.where(Site.active) if active else statement).all()

    def find_site(self, code: str) -> Site | None:
        """Return the site of a code, or None."""
        return self.session.scalar(select(Site).where(Site.code == code))

    def get(self, listing_id: str, *, lock: bool = False) -> ListingRows:
        """Return a listing and its site; raises NotFoundError LISTING_UNKNOWN."""
        statement = select(Listing, Site).join(Site, Site.id == Listing.site_id).where(Listing.id == listing_id)
        if lock:
            statement = statement.with_for_update(of=Listing).execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("LISTING_UNKNOWN")
        return ListingRows(*row)

    def list_of_items(self, item_ids: Collection[str]) -> Sequence[ListingRows]:
        """Return where items are or were shown, our own site first, in one statement."""
        rows = self.session.execute(
            select(Listing, Site)
            .join(Site, Site.id == Listing.site_id)
            .where(Listing.item_id.in_(item_ids))
            .order_by(Listing.item_id, (Site.connector != OWN), Site.code)
        )
        return [ListingRows(*row) for row in rows]

    def removal(self, removal_id: str) -> ListingRows:
        """Return a removal with its listing and site; raises NotFoundError REMOVAL_UNKNOWN."""
        row = self.session.execute(
            select(Listing, Site, Removal)
            .join(Site, Site.id == Listing.site_id)
            .join(Removal, Removal.listing_id == Listing.id)
            .where(Removal.id == removal_id)
        ).one_or_none()
        if row is None:
            raise NotFoundError("REMOVAL_UNKNOWN")
        return ListingRows(*row)

    def find_ordered_removal(self, listing_id: str) -> Removal | None:
        """Return the removal of a listing that no receipt has confirmed yet, held until commit, or None."""
        statement = select(Removal).where(Removal.listing_id == listing_id, Removal.status == "ORDERED")
        return self.session.scalar(statement.order_by(Removal.round.desc()).limit(1).with_for_update())

    def list_removals(self, case_ids: Collection[str]) -> Sequence[ListingRows]:
        """Return the removals of cases with listing and site, our own site first, in one statement."""
        rows = self.session.execute(
            select(Listing, Site, Removal)
            .join(Site, Site.id == Listing.site_id)
            .join(Removal, Removal.listing_id == Listing.id)
            .where(Removal.case_id.in_(case_ids))
            .order_by(Removal.case_id, (Site.connector != OWN), Site.code, Removal.round)
        )
        return [ListingRows(*row) for row in rows]

    def lock_removals(self, case_id: str) -> Sequence[Removal]:
        """Return the removals of a case, held until commit, so that exactly one sees itself the last confirmed."""
        statement = select(Removal).where(Removal.case_id == case_id).order_by(Removal.id).with_for_update()
        return self.session.scalars(statement.execution_options(populate_existing=True)).all()

    def order_removals(
        self, case_id: str, record_id: str, *, reason: str, now: datetime, own_due_on: date, share_due_on: date
    ) -> list[Removal]:
        """Order a record down wherever it is shown: from our own site at once, from others through due work.

        Returns the removals; where all are verified already, nothing will tell the case later.
        """
        order = Order(case_id, self._next_round(case_id), reason, now, own_due_on, share_due_on)
        shown = [rows for rows in self.list_of_items([record_id]) if rows.listing.status in ON_SHOW]
        removals = [order.own(rows) if rows.site.connector == OWN else order.share(rows) for rows in shown]
        self.session.add_all(removals)
        self.session.add_all(site_remove(removal) for removal in removals if removal.status == "ORDERED")
        return removals

    def _next_round(self, case_id: str) -> int:
        """Return which attempt of a case to have its record taken down this is."""
        last = self.session.scalar(select(func.max(Removal.round)).where(Removal.case_id == case_id))
        return (last or 0) + 1


@dataclass(frozen=True, slots=True)
class Order:
    """What the removals of one order have in common."""

    case_id: str
    round: int
    reason: str
    now: datetime
    own_due_on: date
    share_due_on: date

    def own(self, rows: ListingRows) -> Removal:
        """Take a listing down from our own site, which is done when it is written."""
        rows.listing.status = "REMOVED"
        rows.listing.removed_at = self.now
        return self._removal(rows, "VERIFIED", self.own_due_on, confirmed_at=self.now, verified_at=self.now)

    def share(self, rows: ListingRows) -> Removal:
        """Order a listing down from another site."""
        rows.listing.status = "REMOVING"
        return self._removal(rows, "ORDERED", self.share_due_on)

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


def site_show(listing: Listing, *, version: int, fields: Mapping[str, str], now: datetime) -> DueWork:
    """Have a listing put on show at another site; each version of its content is one order."""
    payload = {"listing_id": listing.id, "listing": fields}
    return due("site_show", f"{listing.id}:{version}", payload, due_at=now)


def site_remove(removal: Removal) -> DueWork:
    """Have a listing taken down at another site."""
    payload = {"removal_id": removal.id}
    return due("site_remove", removal.id, payload, due_at=removal.ordered_at, case_id=removal.case_id)


def site_look(removal: Removal, *, look: int, due_at: datetime) -> DueWork:
    """Have somebody look whether a listing is really gone; `look` counts from 1."""
    payload = {"removal_id": removal.id, "look": look}
    return due("site_look", f"{removal.id}:{look}", payload, due_at=due_at, case_id=removal.case_id)


def removals_confirmed(last: Removal, *, now: datetime) -> DueWork:
    """Tell a case that its record is gone everywhere; `last` is the removal that was verified last."""
    payload = {"case_id": last.case_id, "message": "removals_confirmed"}
    name = f"{last.case_id}:removals_confirmed:{last.id}"
    return due("tell_case", name, payload, due_at=now, case_id=last.case_id)


def due(
    kind: str, name: str, payload: Mapping[str, object], *, due_at: datetime, case_id: str | None = None
) -> DueWork:
    """Make a row of due work; `due_at` is business time, the rest machine time."""
    instant = machine_now()
    return DueWork(
        id=new_id(),
        kind=kind,
        key=f"{kind}:{name}",
        case_id=case_id,
        payload=dict(payload),
        status="PENDING",
        due_at=due_at,
        not_before=instant,
        attempts=0,
        created_at=due_at,
    )
