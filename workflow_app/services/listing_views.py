"""What services show of the sites where something is shown: plain values, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflow_app.repositories.listings import ListingRows


@dataclass(frozen=True, slots=True)
class ListingView:
    """Where a record is shown: PENDING, SHOWN, REMOVING or REMOVED."""

    site: str
    site_zh: str
    site_en: str
    status: str
    shown_at: datetime | None
    removed_at: datetime | None


def show_listings(rows: Iterable[ListingRows]) -> tuple[ListingView, ...]:
    """Return where an item is shown."""
    return tuple(
        ListingView(
            site=each.site.code,
            site_zh=each.site.name_zh,
            site_en=each.site.name_en,
            status=each.listing.status,
            shown_at=each.listing.shown_at,
            removed_at=each.listing.removed_at,
        )
        for each in rows
    )
