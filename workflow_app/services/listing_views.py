"""What services show of the sites where something is shown: plain values, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflow_app.models import Site
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
    is_covered: bool = True


@dataclass(frozen=True, slots=True)
class DecidingSite:
    """A site that repairs by a decision of its own: where to ask, and what to bring; no case of ours covers it."""

    site_zh: str
    site_en: str
    office: str
    apply_url: str | None
    bring_zh: str
    bring_en: str


def show_deciding(sites: Iterable[Site]) -> tuple[DecidingSite, ...]:
    """Return sites that decide by themselves."""
    return tuple(
        DecidingSite(
            each.name_zh,
            each.name_en,
            each.office or each.name_zh,
            each.apply_url,
            each.bring_zh or "",
            each.bring_en or "",
        )
        for each in sites
    )


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
            is_covered=not each.site.decides_itself,
        )
        for each in rows
    )
