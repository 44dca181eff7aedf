"""Looking at removals again, days later, at a real site over HTTP: what stayed away, and what shows again."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hiding_acts import grant, granted, hide, settle, told_codes, trail
from moody_sites import NECIPS, ZZ, MoodySites, bring_in, end_waiting, open_moody_office
from office import Office
from running_sites import CODE, SECRET, RunningSite
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.models import DueWork, Listing, Removal
from workflow_app.services import background
from workflow_app.services.cases import get_case
from workflow_app.services.views import CaseView, SiteStateView


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with RunningSite(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def office(database_url: str, tmp_path: Path, running: RunningSite) -> Iterator[Office]:
    """Give an office with one record, on our own site and on a real one."""
    running.switch()
    made = Office(database_url, tmp_path)
    made.tools = replace(made.tools, connector=made.built.tools.connector)
    made.hire("data_clerk_2", Role.DATA_CLERK)
    with made.tools.database.write() as unit:
        for site in unit.listings.list_sites():
            if site.code == CODE:
                site.base_url, site.secret_cipher = running.url, made.tools.cipher.encrypt(SECRET.decode())
            site.active = site.code in {CODE, "OWN"}
        unit.commit()
    bring_in(made, "B/1")
    made.work()
    yield made
    made.close()


def closed(office: Office) -> str:
    """Take B's case to its end: the record is gone from the other site too."""
    case_id = granted(office)
    office.work()
    office.pass_time(minutes=2)
    assert case(office, case_id).status == "ENDED"
    return case_id


def case(office: Office, case_id: str) -> CaseView:
    return get_case(case_id, actor=office.people["decider"], tools=office.tools)


def site_of(office: Office, case_id: str) -> SiteStateView:
    """Return how the real site stands in a case."""
    (found,) = [each for each in case(office, case_id).removals if each.site == CODE]
    return found


def listing(office: Office) -> Listing:
    with office.tools.database.read() as unit:
        (found,) = [each for each in unit.listings.list_of_items([office.record_id()]) if each.site.code == CODE]
        return found.listing


def removals(office: Office) -> list[Removal]:
    with office.tools.database.read() as unit:
        rows = select(Removal).where(Removal.listing_id == listing(office).id).order_by(Removal.id)
        return list(unit.session.scalars(rows))


def rechecks(office: Office) -> list[str]:
    with office.tools.database.read() as unit:
        rows = select(DueWork.status).where(DueWork.kind == "site_recheck").order_by(DueWork.due_at)
        return list(unit.session.scalars(rows))


def test_a_removal_is_looked_at_after_one_seven_and_thirty_days_although_its_case_has_ended(office: Office) -> None:
    case_id = closed(office)
    assert (rechecks(office), site_of(office, case_id).looked_at) == (["PENDING"] * 3, None)
    for days, done in ((1, 1), (6, 2), (23, 3)):
        office.pass_time(days=days)
        assert rechecks(office).count("DONE") == done
        assert site_of(office, case_id).looked_at == office.clock.now()
    assert [action for action, _ in trail(office, "site.looked")] == ["site.looked_again"] * 3
    assert len(removals(office)) == 1


def test_what_shows_again_is_ordered_down_in_the_same_case_and_its_people_hear_of_it_first(
    office: Office, running: RunningSite
) -> None:
    case_id = closed(office)
    running.switch(reappear=listing(office).id)
    office.clock.instant += timedelta(days=1)
    background.run_once(office.tools, owner="one")
    assert told_codes(office)[-1] == "LISTING_REAPPEARED"
    assert told_codes(office, role="DATA_CLERK")[-1] == "LISTING_TO_TAKE_DOWN_AGAIN"
    found = site_of(office, case_id)
    assert (found.is_back, len(found.earlier), found.due_on.isoformat()) == (True, 1, "2026-10-10")
    assert (case(office, case_id).status, case(office, case_id).state) == ("ENDED", "CLOSED")

    office.work()
    office.pass_time(minutes=2)
    found = site_of(office, case_id)
    assert (found.status, found.is_back, len(found.earlier)) == ("VERIFIED", False, 1)
    assert told_codes(office)[-1] == "LISTING_GONE_AGAIN"
    assert [each.round for each in removals(office)] == [1, 2]
    office.pass_time(days=40)
    assert [each.status for each in removals(office)] == ["VERIFIED", "VERIFIED"]
    assert site_of(office, case_id).looked_at == office.clock.now()
    assert removals(office)[0].looked_at is None, "only the last removal is looked after"


def test_a_site_that_cannot_be_reached_is_looked_at_again_and_never_taken_for_clean(
    office: Office, running: RunningSite
) -> None:
    case_id = closed(office)
    running.switch(reappear=listing(office).id)
    running.kill()
    try:
        office.pass_time(days=1)
        assert (rechecks(office)[0], site_of(office, case_id).looked_at) == ("PENDING", None)
        end_waiting(office)
        office.work()
        assert (rechecks(office)[0], len(removals(office))) == ("PENDING", 1)
    finally:
        running.start()
    end_waiting(office)
    background.run_once(office.tools, owner="one")
    assert site_of(office, case_id).is_back


def test_a_site_that_goes_to_and_fro_has_one_open_removal_at_a_time(office: Office, running: RunningSite) -> None:
    case_id = closed(office)
    for turn in (2, 3, 4):
        running.switch(reappear=listing(office).id)
        office.pass_time(days=1)
        for _ in range(3):
            office.pass_time(minutes=2)
        found = removals(office)
        assert len(found) == turn
        assert all(each.status == "VERIFIED" for each in found)
    assert len(site_of(office, case_id).earlier) == 3
    assert told_codes(office).count("LISTING_REAPPEARED") == 3


def test_two_looks_at_once_order_once(office: Office, running: RunningSite) -> None:
    closed(office)
    running.switch(reappear=listing(office).id)
    office.clock.instant += timedelta(days=31)  # all three looks are due
    start = threading.Barrier(3)

    def look(owner: str) -> None:
        start.wait()
        background.run_once(office.tools, owner=owner, limit=1)

    threads = [threading.Thread(target=look, args=(owner,)) for owner in ("one", "two", "three")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    end_waiting(office)
    office.work()
    assert len(removals(office)) == 2
    assert told_codes(office).count("LISTING_REAPPEARED") == 1


def test_what_ended_by_itself_is_looked_at_too_and_is_told_of_when_late(office: Office, running: RunningSite) -> None:
    with office.tools.database.write() as unit:
        today = office.clock.now().date()
        unit.listings.end([office.record_id()], reason="PERIOD_OVER", now=office.clock.now(), due_on=today)
        unit.records.lock(office.record_id()).max_until = today - timedelta(days=1)
        unit.commit()
    office.work()
    office.pass_time(minutes=2)
    running.switch(reappear=listing(office).id, refuse=False)
    running.switch(refuse=True)
    office.pass_time(days=1)
    end_waiting(office)
    office.work()
    again = removals(office)[-1]
    assert (again.case_id, again.reason, again.status) == (None, "REAPPEARED", "REFUSED")
    assert ("site.reappeared", "service") in trail(office, "site.")
    office.pass_time(days=20)
    assert told_codes(office, role="SECTION_HEAD").count("REMOVAL_LATE") == 1


def test_what_is_to_be_shown_again_is_not_taken_for_a_reappearance(office: Office) -> None:
    hiding = hide(office)
    office.work()
    office.pass_time(minutes=2)
    settle(office, hiding, stays=False)
    office.pass_time(minutes=2)
    assert listing(office).status == "SHOWN"
    office.pass_time(days=40)
    assert listing(office).status == "SHOWN"
    assert len(removals(office)) == 1


def test_a_case_does_not_close_while_one_of_its_sites_shows_the_record_again(database_url: str, tmp_path: Path) -> None:
    sites = MoodySites(silent={NECIPS})
    office = open_moody_office(database_url, tmp_path, sites)
    sites.silent.clear()
    bring_in(office, "B/1")
    office.work()
    applied = office.apply()
    sites.silent.add(NECIPS)
    case_id = grant(office, applied.id)
    office.work()
    office.pass_time(minutes=2)
    states = {each.site: each.status for each in case(office, case_id).removals}
    assert (states[ZZ], states[NECIPS]) == ("VERIFIED", "ORDERED")

    sites.removed.clear()
    sites.refuses.add(ZZ)
    office.pass_time(days=1)
    sites.silent.clear()
    end_waiting(office)
    office.work()
    office.pass_time(minutes=2)
    states = {each.site: each.status for each in case(office, case_id).removals}
    assert (states[ZZ], states[NECIPS]) == ("REFUSED", "VERIFIED")
    assert case(office, case_id).status == "RUNNING"
    office.close()
