"""Putting records on show: on our own site at once, on every other through due work."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.record_content import Shown, listing_fields, persons_in, public_name
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork, Listing, Record, Removal, Site, Subject
from workflow_app.repositories.listings import ON_SHOW, OWN, RECORD, ListingRows, Order
from workflow_app.repositories.site_work import site_show

NOT_DISPLAYED = "NOT_DISPLAYED"
GONE = "REMOVED"


@dataclass(frozen=True, slots=True)
class Publishing:
    """The active sites and the instant at which records go on show."""

    sites: Sequence[Site]
    now: datetime

    def show(self, record: Record, subject: Subject) -> Iterable[Listing | DueWork]:
        """Make the listings of a new record and the work that carries them to other sites."""
        ours = [site for site in self.sites if not site.decides_itself]
        here = [site for site in ours if site.authority_id in (None, record.authority_id)]
        for site in here if self.is_due_on_show(record) else ():
            own = site.connector == OWN
            listing = Listing(
                id=new_id(),
                site_id=site.id,
                item_kind=RECORD,
                item_id=record.id,
                status="SHOWN" if own else "PENDING",
                shown_at=self.now if own else None,
            )
            yield listing
            if not own:
                yield self._work(listing, record, subject)

    def show_change(
        self, record: Record, subject: Subject, listings: Sequence[ListingRows]
    ) -> Iterable[Listing | DueWork | Removal]:
        """Carry changed content to where a record is shown; one that is not to be shown any more is ordered down.

        What was taken down, and is to be shown after all, is put on show again.
        """
        if not listings:
            yield from self.show(record, subject)
        if not self.is_due_on_show(record):
            yield from self._down(listings)
            return
        for rows in listings:
            if rows.listing.status == GONE:
                own = rows.site.connector == OWN
                rows.listing.status, rows.listing.removed_at = ("SHOWN" if own else "PENDING"), None
                rows.listing.shown_at = self.now if own else None
            if rows.listing.status in ON_SHOW and rows.site.connector != OWN:
                yield self._work(rows.listing, record, subject)

    def show_again(self, record: Record, subject: Subject, rows: ListingRows, *, after: Removal) -> Iterable[DueWork]:
        """Put back what was taken down elsewhere, where the record came to be due on show in the meantime."""
        if rows.listing.status != GONE or rows.site.connector == OWN or not self.is_due_on_show(record):
            return
        rows.listing.status, rows.listing.shown_at, rows.listing.removed_at = "PENDING", None, None
        yield self._work(rows.listing, record, subject, after=after)

    def put_back(
        self, record: Record, subject: Subject, listings: Sequence[ListingRows]
    ) -> Iterable[Listing | DueWork | Removal]:
        """Show a record again everywhere from where it was taken down; each listing comes with its last removal.

        What is still being taken down elsewhere is shown again as soon as that is over.
        """
        if not listings or not self.is_due_on_show(record):
            yield from self.show_change(record, subject, listings)
            return
        for rows in listings:
            if rows.listing.status == GONE and rows.site.connector == OWN:
                rows.listing.status, rows.listing.removed_at, rows.listing.shown_at = "SHOWN", None, self.now
            elif rows.removal is not None:
                yield from self.show_again(record, subject, rows, after=rows.removal)

    def is_due_on_show(self, record: Record) -> bool:
        """Tell whether a record is displayed at all, not hidden for now, and its longest period is not over."""
        if record.status != "ACTIVE" or record.hidden_at is not None or record.withheld_at is not None:
            return False
        return record.max_until is not None and local_date(self.now) <= record.max_until

    def _down(self, listings: Sequence[ListingRows]) -> Iterable[DueWork | Removal]:
        today = local_date(self.now)
        order = Order(None, 1, NOT_DISPLAYED, self.now, own_due_on=today, share_due_on=today)
        for rows in listings:
            ordered = order.down(rows)
            if ordered:
                yield ordered.removal
                yield from (ordered.work,) if ordered.work else ()

    def _work(self, listing: Listing, record: Record, subject: Subject, *, after: Removal | None = None) -> DueWork:
        fields = frozen_fields(listing, record, subject, now=self.now)
        return site_show(listing, version=record.version, fields=fields, now=self.now, after=after)


def frozen_fields(listing: Listing, record: Record, subject: Subject, *, now: datetime) -> Mapping[str, str]:
    """Return what another site is told of a record, with persons masked; it shows it from now on at the latest."""
    representative = subject.legal_representative
    persons = persons_in(record.content, kind=subject.kind, name=subject.name, representative=representative)
    shown = Shown(
        kind=record.kind,
        subject_name=public_name(subject.name, kind=subject.kind, persons=persons),
        persons=persons,
        uscc=subject.uscc,
        document_no=record.document_no,
        fine=record.fine,
        shown_from=local_date(listing.shown_at or now),
        shown_until=record.max_until,
    )
    return listing_fields(listing.id, shown, record.content)
