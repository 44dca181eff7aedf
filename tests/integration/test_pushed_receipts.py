"""A receipt that a site pushes before it has answered: the history tells of it as of an answer, once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hiding_acts import trail
from moody_sites import ZZ, MoodySites, open_moody_office
from office import Office
from site_work import order_down, removal_of

from workflow_app.domain.ports import SiteReceipt, SiteStatus
from workflow_app.domain.time import machine_now
from workflow_app.services.receipts import Push, accept_receipt


@pytest.fixture
def sites() -> MoodySites:
    return MoodySites()


@pytest.fixture
def office(database_url: str, tmp_path: Path, sites: MoodySites) -> Iterator[Office]:
    made = open_moody_office(database_url, tmp_path, sites)
    made.import_sample()
    yield made
    made.close()


def removal_at(office: Office, case_id: str) -> str:
    """Order B's penalty down for its case and return the removal at the first site over HTTP."""
    order_down(office, case_id=case_id)
    with office.tools.database.read() as unit:
        found = unit.listings.list_removals([case_id])
        return next(each.removal.id for each in found if each.site.code == ZZ and each.removal)


def push(office: Office, removal_id: str) -> None:
    listing_no = removal_of(office, removal_id).listing_id
    receipt = SiteReceipt("ZZ-1", machine_now(), SiteStatus.REMOVED)
    tools = replace(
        office.tools, read_receipt=lambda *_a, **_more: SimpleNamespace(listing_no=listing_no, receipt=receipt)
    )
    accept_receipt(Push(ZZ, "/", {}, b""), tools=tools)


def test_what_a_site_pushed_is_in_the_history_of_the_case_once(office: Office, sites: MoodySites) -> None:
    removal_id = removal_at(office, office.apply().id)
    sites.silent = {ZZ}
    for _ in range(2):
        push(office, removal_id)
    assert (removal_of(office, removal_id).status, removal_of(office, removal_id).receipt_no) == ("SENT", "ZZ-1")
    assert [action for action, _who in trail(office, "site.removal_confirmed")] == ["site.removal_confirmed"]
    sites.silent = set()
    sites.removed.append(removal_of(office, removal_id).listing_id)
    office.clock.instant += timedelta(minutes=2)
    office.work()
    assert removal_of(office, removal_id).status == "VERIFIED"
