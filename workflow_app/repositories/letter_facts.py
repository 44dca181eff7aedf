"""What letters beside a diagram speak of: records that a site shows, their subjects, and what ends their display."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from workflow_app.models import Authority, Listing, Record, Removal, Site, SiteIdentifier, Subject


@dataclass(frozen=True, slots=True)
class RemovalFacts:
    """An order to take a record down from a site, the number under which the site keeps it, and whose record it is."""

    removal: Removal
    listing: Listing
    site: Site
    record: Record
    subject: Subject
    authority: Authority
    site_number: str | None


class LetterFacts:
    """Questions of those who write letters."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def removals(self, removal_ids: Collection[str]) -> Sequence[RemovalFacts]:
        """Return removals of records with all that a letter to the site says of them, in the order of decision."""
        known = and_(SiteIdentifier.site_id == Listing.site_id, SiteIdentifier.record_id == Record.id)
        statement = (
            select(Removal, Listing, Site, Record, Subject, Authority, SiteIdentifier.number)
            .join(Listing, Listing.id == Removal.listing_id)
            .join(Site, Site.id == Listing.site_id)
            .join(Record, Record.id == Listing.item_id)
            .join(Subject, Subject.id == Record.subject_id)
            .join(Authority, Authority.id == Record.authority_id)
            .outerjoin(SiteIdentifier, known)
            .where(Removal.id.in_(removal_ids), Listing.item_kind == "RECORD")
            .order_by(Record.decided_on, Record.id, Removal.id)
        )
        return [RemovalFacts(*row) for row in self.session.execute(statement)]
