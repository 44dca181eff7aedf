"""A register that has trouble with one removal: silent twice, then refusing, until somebody asks again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow_app.domain.ports import (
    RefusedBySiteError,
    SiteAddress,
    SiteConnector,
    SiteReceipt,
    SiteStatus,
    UnavailableSiteError,
)
from workflow_app.services.demo_story.town import Town

TROUBLE = "NECIPS"
SILENCES = 2


@dataclass
class TroubledSites:
    """Passes everything on but the removal of one decision at one site."""

    inner: SiteConnector
    document_no: str
    stuck: set[str] = field(default_factory=set)
    tries: int = 0

    def show(self, site: SiteAddress, *, key: str, listing: Mapping[str, object]) -> SiteReceipt:
        """Pass it on, and note under which number the decision is shown."""
        if site.code == TROUBLE and listing["document_no"] == self.document_no:
            self.stuck.add(str(listing["listing_no"]))
        return self.inner.show(site, key=key, listing=listing)

    def remove(self, site: SiteAddress, *, key: str, listing_no: str, reason: str) -> SiteReceipt:
        """Pass it on, unless it is the one that is stuck."""
        if listing_no in self.stuck:
            self.tries += 1
            if self.tries <= SILENCES:
                raise UnavailableSiteError("SITE_TIMEOUT")
            raise RefusedBySiteError("SITE_REFUSED", site.code)
        return self.inner.remove(site, key=key, listing_no=listing_no, reason=reason)

    def answer(self, site: SiteAddress, *, key: str, outside_no: str, result: Mapping[str, object]) -> None:
        """Pass it on."""
        self.inner.answer(site, key=key, outside_no=outside_no, result=result)

    def look(self, site: SiteAddress, *, listing_no: str) -> SiteStatus:
        """Pass it on."""
        return self.inner.look(site, listing_no=listing_no)


def others_go_on(town: Town) -> None:
    """Let the site be told of the other removals, although it was silent."""
    with town.tools.database.write() as unit:
        unit.sites.end_rests()
        unit.commit()


def try_again(town: Town) -> None:
    """Let what has failed be tried once more."""
    with town.tools.database.write() as unit:
        unit.due_work.end_back_off(machine=town.tools.machine())
        unit.sites.end_rests()
        unit.commit()
