"""Looking again, days after a removal was verified, whether the listing stayed away; also when its case has ended.

Which days is a parameter. A look that gets no answer is tried again like every call, and counts as nothing until then.
Where no machine can look, a person is asked to. What shows again is ordered down again (`services/reappearing.py`).
"""

from dataclasses import dataclass
from datetime import timedelta

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.ports import SiteAddress, SiteStatus, UnavailableSiteError
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork, Removal, Site
from workflow_app.repositories.listings import GONE, OWN, ListingRows
from workflow_app.repositories.site_work import site_recheck
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.office_periods import value_today
from workflow_app.services.reappearing import Reappearance, note_of_removal
from workflow_app.services.site_addresses import address_of
from workflow_app.services.tools import Tools

DAYS = "repair.recheck_days"
VERIFIED = "VERIFIED"
BY_MACHINE = "HTTP"
"""The connector whose public page says for certain whether it shows a listing."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Where to look; without a site, a person must."""

    listing_no: str
    site: SiteAddress | None


def plan_rechecks(unit: UnitOfWork, rows: ListingRows, removal: Removal, *, tools: Tools) -> None:
    """Have a removal looked at again that was verified just now; our own site shows what our own rows say."""
    if rows.site.connector == OWN:
        return
    now = tools.clock.now()
    authority = unit.records.get(rows.listing.item_id).authority
    days = value_today(unit, authority, DAYS, today=local_date(now), tools=tools)
    for number, day in enumerate(str(days.value).split(","), start=1):
        due_at = now + timedelta(days=int(day))
        unit.add(site_recheck(removal, site_id=rows.site.id, number=number, due_at=due_at))


def is_looked_at_by_machine(site: Site) -> bool:
    """Tell whether the service can see for itself what a site shows."""
    return site.connector == BY_MACHINE


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Looking | None:
    """Read where to look; nowhere, where the listing is to be shown, or was ordered down again since."""
    rows = unit.listings.removal(row.payload["removal_id"])
    if rows.removal is None or not _is_to_be_gone(unit, rows, rows.removal):
        return None
    site = address_of(rows.site, tools) if is_looked_at_by_machine(rows.site) else None
    return Looking(rows.listing.id, site)


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
    if told is None or removal is None or not _is_to_be_gone(unit, rows, removal):
        return
    if isinstance(told, Looking):
        ask_for_look(unit, rows, removal, tools=tools)
    else:
        note_seen(unit, rows, removal, is_shown=told is SiteStatus.SHOWN, tools=tools)


def note_seen(unit: UnitOfWork, rows: ListingRows, removal: Removal, *, is_shown: bool, tools: Tools) -> None:
    """Write what was seen of a listing that was verified as gone: still gone, or shown again."""
    now = tools.clock.now()
    removal.look_wanted_at = None
    if is_shown:
        Reappearance(unit, rows, removal, now).reopen(tools)
        return
    removal.looked_at = now
    note_of_removal(unit, removal, actor=SERVICE, action="site.looked_again", now=now)


def ask_for_look(unit: UnitOfWork, rows: ListingRows, removal: Removal, *, tools: Tools) -> None:
    """Ask a person to look; asking again while nobody has is one question."""
    if removal.look_wanted_at is None:
        removal.look_wanted_at = tools.clock.now()
        Reappearance(unit, rows, removal, removal.look_wanted_at).tell_office("LISTING_TO_LOOK_AT", Role.DATA_CLERK)


def _is_to_be_gone(unit: UnitOfWork, rows: ListingRows, removal: Removal) -> bool:
    """Tell whether this is the removal by which a listing is gone, and nothing is under way with it."""
    is_gone = removal.status == VERIFIED and rows.listing.status == GONE
    return is_gone and unit.listings.is_last(removal)


SITE_RECHECK = Handler(prepare=_prepare, tell=_tell, record=_record, housekeeping=True)
