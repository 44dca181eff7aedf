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
from sqlalchemy import update

from workflow_app.domain.actors import Role
from workflow_app.domain.ports import SiteReceipt, SiteStatus
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork
from workflow_app.services.incidents import list_incidents, retry_incident
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


def push(office: Office, removal_id: str, receipt_no: str = "ZZ-1") -> None:
    listing_no = removal_of(office, removal_id).listing_id
    receipt = SiteReceipt(receipt_no, machine_now(), SiteStatus.REMOVED)
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


def incidents(office: Office) -> list[tuple[str, str, str]]:
    admin = office.people.get("process_admin") or office.hire("process_admin", Role.PROCESS_ADMIN)
    found = list_incidents(actor=admin, tools=office.tools, status=None).items
    return [(each.code, each.detail, each.status) for each in found]


def test_a_second_receipt_under_another_number_is_an_incident_until_somebody_has_looked(
    office: Office, sites: MoodySites
) -> None:
    removal_id = removal_at(office, office.apply().id)
    sites.silent = {ZZ}
    push(office, removal_id)
    push(office, removal_id)
    assert incidents(office) == []
    for number in ("ZZ-2", "ZZ-3"):
        push(office, removal_id, number)
    assert incidents(office) == [("SITE_ANSWERED_TWICE", "ZZ-1 / ZZ-2", "OPEN")]
    assert removal_of(office, removal_id).receipt_no == "ZZ-1"
    sites.silent = set()
    sites.removed.append(removal_of(office, removal_id).listing_id)
    office.clock.instant += timedelta(minutes=2)
    office.work()
    assert removal_of(office, removal_id).status == "VERIFIED"
    assert incidents(office) == [("SITE_ANSWERED_TWICE", "ZZ-1 / ZZ-2", "RESOLVED")]


def test_one_that_comes_after_the_look_is_looked_at_when_somebody_asks(office: Office, sites: MoodySites) -> None:
    removal_id = removal_at(office, office.apply().id)
    push(office, removal_id)
    sites.removed.append(removal_of(office, removal_id).listing_id)
    office.clock.instant += timedelta(minutes=2)
    office.work()
    assert removal_of(office, removal_id).status == "VERIFIED"
    push(office, removal_id, "ZZ-2")
    office.work()
    assert incidents(office)[0][2] == "OPEN"
    (found,) = list_incidents(actor=office.people["process_admin"], tools=office.tools).items
    retry_incident(found.id, actor=office.people["process_admin"], tools=office.tools)
    office.work()
    assert incidents(office)[0][2] == "RESOLVED"
    assert removal_of(office, removal_id).looked_at is not None


def test_one_that_comes_when_no_look_is_planned_any_more_is_looked_at_at_once(
    office: Office, sites: MoodySites
) -> None:
    removal_id = removal_at(office, office.apply().id)
    push(office, removal_id)
    sites.removed.append(removal_of(office, removal_id).listing_id)
    office.clock.instant += timedelta(minutes=2)
    office.work()
    with office.tools.database.write() as unit:
        unit.session.execute(update(DueWork).where(DueWork.kind == "site_recheck").values(status="DONE"))
        unit.commit()
    push(office, removal_id, "ZZ-2")
    assert incidents(office)[0][:2] == ("SITE_ANSWERED_TWICE", "ZZ-1 / ZZ-2")
    office.work()
    assert incidents(office)[0][2] == "RESOLVED"
