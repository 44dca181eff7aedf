"""Sites that give trouble: one is silent twice, then refuses, until somebody asks again; one answers twice."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workflow_app.domain.ports import (
    RefusedBySiteError,
    SiteAddress,
    SiteConnector,
    SiteReceipt,
    SiteStatus,
    UnavailableSiteError,
)
from workflow_app.services.demo_story.tales import Penalty
from workflow_app.services.demo_story.town import Town
from workflow_app.services.receipts import Push, accept_receipt

TROUBLE = "NECIPS"
SILENCES = 2
ANSWERS_AGAIN, SECOND_NUMBER = "CREDIT_ZZ", "XYZZ-20260928-0417"


@dataclass(frozen=True, slots=True)
class Pushed:
    """A receipt that a site sends by itself."""

    listing_no: str
    receipt: SiteReceipt


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


def answers_again(penalty: Penalty, town: Town) -> None:
    """Have the site that took a decision down long ago confirm that once more, under another number."""
    record = town.record(penalty.document_no, penalty.uscc)
    with town.tools.database.read() as unit:
        shown = unit.listings.list_of_items([record.id])
    listing_no = next(each.listing.id for each in shown if each.site.code == ANSWERS_AGAIN)
    pushed = Pushed(listing_no, SiteReceipt(SECOND_NUMBER, town.clock.now(), SiteStatus.REMOVED))
    tools = replace(town.tools, read_receipt=lambda *_request, **_more: pushed)
    accept_receipt(Push(ANSWERS_AGAIN, "/", {}, b""), tools=tools)


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
