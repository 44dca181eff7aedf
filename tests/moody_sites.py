"""An office whose other sites may fall silent, and what they were told and show."""

import io
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from due_works import standing_machine
from office import ObedientSites, Office
from sqlalchemy import select, update

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.ports import RefusedBySiteError, SiteAddress, SiteReceipt, SiteStatus, UnavailableSiteError
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork
from workflow_app.services.imports import import_records

ZZ = "CREDIT_ZZ"
NECIPS = "NECIPS"
BY_KEY = {penalty.key: penalty for penalty in DEMO_PENALTIES}


@dataclass
class MoodySites(ObedientSites):
    """Sites that do not answer while they are `silent`, nor ever the orders in `drops`; some refuse removals.

    `calls` are the sites called, `shows` is what each shows; `meanwhile` happens during every call.
    """

    silent: set[str] = field(default_factory=set)
    drops: set[str] = field(default_factory=set)
    refuses: set[str] = field(default_factory=set)
    meanwhile: Callable[[], object] | None = None
    calls: list[str] = field(default_factory=list)
    shows: dict[str, dict[str, Mapping[str, object]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def show(self, site: object, *, key: str, listing: object) -> SiteReceipt:
        assert isinstance(listing, Mapping)
        code = self._meet(site, key)
        self.shows.setdefault(code, {})[str(listing["listing_no"])] = listing
        return super().show(site, key=key, listing=listing)

    def remove(self, site: object, *, key: str, listing_no: str, reason: str) -> SiteReceipt:
        if self._meet(site, key) in self.refuses:
            raise RefusedBySiteError("SITE_REFUSED")
        return super().remove(site, key=key, listing_no=listing_no, reason=reason)

    def look(self, site: object, *, listing_no: str) -> SiteStatus:
        self._meet(site)
        return super().look(site, listing_no=listing_no)

    def texts(self, code: str, name: str) -> list[object]:
        """Return one field of everything that a site shows."""
        return [listing[name] for listing in self.shows.get(code, {}).values()]

    def _meet(self, site: object, key: str = "") -> str:
        assert isinstance(site, SiteAddress)
        self.calls.append(site.code)
        if self.meanwhile is not None:
            self.meanwhile()
        if site.code in self.silent or key in self.drops:
            raise UnavailableSiteError("SITE_TIMEOUT")
        return site.code


def open_moody_office(database_url: str, folder: Path, sites: MoodySites) -> Office:
    """Return an office that tells these sites."""
    office = Office(database_url, folder)
    office.tools = replace(office.tools, connector=sites, machine=standing_machine())
    return office


def bring_in(office: Office, *keys: str, **cells: object) -> None:
    """Import demo penalties, some cells of each changed."""
    content = write_penalties([{**BY_KEY[key].cells, **cells} for key in keys])
    import_records(ImportRecords("some.xlsx", io.BytesIO(content)), actor=SERVICE, tools=office.tools)


def shows_of(office: Office, code: str) -> list[DueWork]:
    """Return the orders to show something at a site, the oldest first."""
    with office.tools.database.read() as unit:
        site = unit.listings.find_site(code)
        assert site is not None
        rows = select(DueWork).where(DueWork.kind == "site_show", DueWork.site_id == site.id)
        return list(unit.session.scalars(rows.order_by(DueWork.id)))


def end_waiting(office: Office, *, but: Collection[str] = ()) -> None:
    """Let back-off and rests have passed; work of these ids waits on."""
    with office.tools.database.write() as unit:
        waiting = update(DueWork).where(DueWork.status == "PENDING", DueWork.id.not_in(but))
        unit.session.execute(waiting.values(not_before=machine_now()))
        for site in unit.listings.list_sites():
            site.rests_until = None
        unit.commit()
