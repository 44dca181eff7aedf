"""Looking again, days after a removal was verified, whether the listing stayed away; also when its case has ended.

A look that gets no answer is tried again like every call, and counts as nothing until then. Where no machine can look,
a person is asked to. What shows again is ordered down again (`services/reappearing.py`).
"""

from dataclasses import dataclass

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.ports import SiteAddress, SiteStatus, UnavailableSiteError
from workflow_app.models import DueWork, Removal
from workflow_app.repositories.listings import GONE, ListingRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.reappearing import reopen
from workflow_app.services.reopened import note_of_removal, tell_office
from workflow_app.services.site_ways import may_look, page_of
from workflow_app.services.tools import Tools

VERIFIED = "VERIFIED"


@dataclass(frozen=True, slots=True)
class Looking:
    """Where to look; without a site, a person must."""

    listing_no: str
    site: SiteAddress | None


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Looking | None:
    """Read where to look; nowhere, where the listing is to be shown, or was ordered down again since."""
    del tools
    rows = unit.listings.removal(row.payload["removal_id"])
    if rows.removal is None or not is_to_stay_away(unit, rows, rows.removal):
        return None
    return Looking(rows.listing.id, page_of(rows.site) if may_look(rows.site) else None)


def _tell(prepared: object, tools: Tools) -> object:
    """Look as the public would; raises UnavailableSiteError where that shows neither one nor the other."""
    assert isinstance(prepared, Looking)  # noqa: S101 - what `_prepare` made
    if prepared.site is None:
        return prepared
    seen = tools.connector.look(prepared.site, listing_no=prepared.listing_no)
    if seen not in {SiteStatus.REMOVED, SiteStatus.SHOWN}:
        raise UnavailableSiteError("SITE_PAGE_STRANGE")
    return seen


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Note what was seen, unless somebody else noted it first."""
    rows = unit.listings.removal(row.payload["removal_id"])
    unit.listings.get(rows.listing.id, lock=True)  # two looks at once meet here
    removal = rows.removal
    if told is None or removal is None or not is_to_stay_away(unit, rows, removal):
        return
    if isinstance(told, Looking):
        _ask_for_look(unit, rows, removal, tools=tools)
    else:
        note_seen(unit, rows, removal, is_shown=told is SiteStatus.SHOWN, tools=tools)


def note_seen(
    unit: UnitOfWork, rows: ListingRows, removal: Removal, *, is_shown: bool, tools: Tools, by: Actor = SERVICE
) -> None:
    """Write what was seen of a listing that was verified as gone: still gone, or shown again."""
    now = tools.clock.now()
    removal.look_wanted_at = None
    if is_shown:
        reopen(unit, rows, removal, now=now, tools=tools, by=by)
        return
    removal.looked_at = now
    note_of_removal(unit, removal, actor=by, action="site.looked_again", now=now)


def is_to_stay_away(unit: UnitOfWork, rows: ListingRows, removal: Removal) -> bool:
    """Tell whether this is the removal by which a listing is gone, and nothing is under way with it."""
    is_gone = removal.status == VERIFIED and rows.listing.status == GONE
    return is_gone and unit.listings.is_last(removal)


def _ask_for_look(unit: UnitOfWork, rows: ListingRows, removal: Removal, *, tools: Tools) -> None:
    """Ask a person to look; asking again while nobody has is one question."""
    if removal.look_wanted_at is None:
        removal.look_wanted_at = tools.clock.now()
        tell_office(unit, rows, removal, "LISTING_TO_LOOK_AT", now=removal.look_wanted_at)


SITE_RECHECK = Handler(prepare=_prepare, tell=_tell, record=_record, housekeeping=True)
