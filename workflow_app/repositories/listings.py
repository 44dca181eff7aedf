"""Questions about sites, listings and removals, and ordering a record down everywhere."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.errors import BusyError, NotFoundError
from workflow_app.models import Listing, Record, Removal, Site
from workflow_app.repositories.removal_orders import (
    ON_SHOW,
    OWN,
    RECORD,
    UNCONFIRMED,
    UNDER_WAY,
    ListingRows,
    Order,
)

__all__ = ["ON_SHOW", "OWN", "RECORD", "UNCONFIRMED", "UNDER_WAY", "ListingRows", "Listings", "Order"]

GONE = "REMOVED"


class Listings:
    """What is shown where."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_sites(self, *, active: bool = True) -> Sequence[Site]:
        """Return the sites, our own first."""
        statement = select(Site).order_by((Site.connector != OWN), Site.code)
        return self.session.scalars(statement.where(Site.active) if active else statement).all()

    def list_deciding(self, authority_id: str) -> Sequence[Site]:
        """Return the sites that decide on repairs by themselves where records of an authority may stand."""
        where = Site.active & Site.decides_itself & or_(Site.authority_id.is_(None), Site.authority_id == authority_id)
        return self.session.scalars(select(Site).where(where).order_by(Site.code)).all()

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

    def record_version(self, listing: Listing) -> int:
        """Return which version of its content the record of a listing has now."""
        return self.session.scalars(select(Record.version).where(Record.id == listing.item_id)).one()

    def list_of_items(self, item_ids: Collection[str], *, lock: bool = False) -> Sequence[ListingRows]:
        """Return where items are or were shown, our own site first, in one statement; held until commit if asked."""
        statement = (
            select(Listing, Site)
            .join(Site, Site.id == Listing.site_id)
            .where(Listing.item_id.in_(item_ids))
            .order_by(Listing.item_id, (Site.connector != OWN), Site.code)
        )
        if lock:
            statement = statement.with_for_update(of=Listing).execution_options(populate_existing=True)
        return [ListingRows(*row) for row in self.session.execute(statement)]

    def list_with_last_removals(self, item_id: str) -> Sequence[ListingRows]:
        """Return where an item is or was shown, held until commit, each with the last order to take it down."""
        shown = self.list_of_items([item_id], lock=True)
        ids = [rows.listing.id for rows in shown]
        removals = self.session.scalars(select(Removal).where(Removal.listing_id.in_(ids)).order_by(Removal.id))
        last = {each.listing_id: each for each in removals}
        return [ListingRows(rows.listing, rows.site, last.get(rows.listing.id)) for rows in shown]

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

    def find_unconfirmed_removal(self, listing_id: str) -> Removal | None:
        """Return the removal of a listing that no receipt has confirmed yet, held until commit, or None."""
        statement = select(Removal).where(Removal.listing_id == listing_id, Removal.status.in_(UNCONFIRMED))
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

    def lock_removals(self, removal: Removal) -> Sequence[Removal]:
        """Return a removal and the others of its case, held until commit: exactly one sees itself the last confirmed.

        Raises BusyError where a case took it over meanwhile.
        """
        case_id = removal.case_id
        mine = Removal.case_id == case_id if case_id else Removal.id == removal.id
        statement = select(Removal).where(mine).order_by(Removal.id).with_for_update()
        rows = self.session.scalars(statement.execution_options(populate_existing=True)).all()
        if removal.case_id != case_id:
            raise BusyError("BUSY")
        return rows

    def order_removals(
        self, case_id: str, record_id: str, *, reason: str, now: datetime, own_due_on: date, share_due_on: date
    ) -> list[Removal]:
        """Order a record down wherever it is shown: from our own site at once, from others through due work.

        A case may come here again: each time is a round of its own. What is being taken down already without a case
        becomes this case's business. Returns the removals; where all of them are verified already, nothing will tell
        the case later.
        """
        order = Order(case_id, self.next_round(case_id), reason, now, own_due_on, share_due_on)
        shown = self.list_of_items([record_id], lock=True)
        taken_over = self._take_over(order, [rows.listing.id for rows in shown])
        return [*taken_over, *self._order_down(order, shown)]

    def end(self, record_ids: Collection[str], *, reason: str, now: datetime, due_on: date) -> list[Removal]:
        """Order records down wherever they are shown, although no case asks for it."""
        order = Order(None, 1, reason, now, due_on, due_on)
        return self._order_down(order, self.list_of_items(record_ids, lock=True))

    def _order_down(self, order: Order, listings: Sequence[ListingRows]) -> list[Removal]:
        """Write the removals of what is on show, and the work that carries them to other sites."""
        ordered = [each for rows in listings if (each := order.down(rows))]
        self.session.add_all(each.removal for each in ordered)
        self.session.add_all(each.work for each in ordered if each.work)
        return [each.removal for each in ordered]

    def _take_over(self, order: Order, listing_ids: Collection[str]) -> list[Removal]:
        """Give a case the removals of its listings that were ordered without one: under way, or all there is to do."""
        newer = aliased(Removal)
        is_last = ~exists().where(newer.listing_id == Removal.listing_id, newer.id > Removal.id)
        is_done = select(Listing.id).where(Listing.id.in_(listing_ids), Listing.status == GONE)
        statement = select(Removal).where(
            Removal.listing_id.in_(listing_ids),
            Removal.case_id.is_(None),
            or_(Removal.status.in_(UNDER_WAY), and_(is_last, Removal.listing_id.in_(is_done))),
        )
        taken = self.session.scalars(statement.with_for_update().execution_options(populate_existing=True)).all()
        for removal in taken:
            removal.case_id, removal.round = order.case_id, order.round
        return list(taken)

    def is_last(self, removal: Removal) -> bool:
        """Tell whether a listing was not ordered down again since."""
        newer = select(Removal.id).where(Removal.listing_id == removal.listing_id, Removal.id > removal.id)
        return self.session.scalar(newer.limit(1)) is None

    def next_round(self, case_id: str) -> int:
        """Return which attempt of a case to have its record taken down this is."""
        last = self.session.scalar(select(func.max(Removal.round)).where(Removal.case_id == case_id))
        return (last or 0) + 1
