"""Work at other sites: by hand with a second person's look, through another office, and what a site refuses."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from moody_sites import MoodySites
from office import START, Office
from site_work import NECIPS, do, job_of, order_down, removal_of, set_site, told, works

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.site_jobs import Act, Connector, JobFilter
from workflow_app.services.answers import removals_of
from workflow_app.services.removal_views import get_removal, take_in_hand
from workflow_app.services.site_acts import get_job, list_jobs
from workflow_app.services.site_ways import CONNECTORS


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def ordered_by_hand(office: Office, *, case_id: str | None = None) -> str:
    """Return the work that a removal at a register told by hand makes."""
    set_site(office, Connector.MANUAL)
    removal_id = order_down(office, case_id=case_id)
    office.work()
    return removal_id


def test_a_removal_at_a_site_told_by_hand_becomes_work_with_the_keys_of_the_record(office: Office) -> None:
    removal_id = ordered_by_hand(office)
    job = job_of(office, removal_id)
    assert (job.status, job.way, job.kind) == ("OPEN", "MANUAL", "REMOVE")
    assert job.fields["document_no"] == "牟城管罚决字〔2026〕第031号"
    assert job.fields["uscc"]
    assert removal_of(office, removal_id).status == "ORDERED"
    office.work()
    assert len([each for each in works(office, "site_remove") if each.status == "DONE"]) == 2


def test_the_keys_of_a_record_name_the_day_from_which_the_site_shows_it(office: Office) -> None:
    office.pass_time(days=40)
    job = job_of(office, ordered_by_hand(office))
    assert job.fields["shown_from"] == START.date().isoformat(), "not the day on which the work was made"


def test_what_one_person_did_a_second_one_confirms_with_a_screenshot(office: Office) -> None:
    removal_id = ordered_by_hand(office)
    job = job_of(office, removal_id)
    with pytest.raises(InvalidError):
        do(office, job.id, Act.DONE)
    done = do(office, job.id, Act.DONE, receipt_no="公示系统-7")
    assert done.rule == "SECOND_PERSON_LOOKS"
    assert removal_of(office, removal_id).status == "SENT"
    with pytest.raises(ForbiddenError, match="SECOND_PERSON_LOOKS"):
        do(office, job.id, Act.SEEN_GONE, proof=True)
    with pytest.raises(InvalidError):
        do(office, job.id, Act.SEEN_GONE, who="colleague")
    do(office, job.id, Act.SEEN_GONE, who="colleague", proof=True)
    found = removal_of(office, removal_id)
    assert (found.status, found.receipt_no) == ("VERIFIED", "公示系统-7")
    with office.tools.database.read() as unit:
        assert unit.listings.removal(removal_id).listing.status == "REMOVED"


def test_the_last_look_of_a_case_tells_the_case(office: Office) -> None:
    case = office.apply()
    removal_id = ordered_by_hand(office, case_id=case.id)
    job = job_of(office, removal_id)
    do(office, job.id, Act.DONE, receipt_no="1")
    office.pass_time(minutes=2)
    assert not [each for each in works(office, "tell_case") if each.payload.get("message") == "removals_confirmed"]
    do(office, job.id, Act.SEEN_GONE, who="colleague", proof=True)
    (told_case,) = [each for each in works(office, "tell_case") if each.payload.get("message") == "removals_confirmed"]
    assert told_case.case_id == case.id


def test_where_the_page_can_be_reached_the_service_looks_itself(office: Office) -> None:
    set_site(office, Connector.MANUAL, looks=True)
    removal_id = order_down(office)
    office.work()
    job = job_of(office, removal_id)
    view = do(office, job.id, Act.DONE, receipt_no="1")
    assert Act.SEEN_GONE not in view.acts
    office.sites.removed.append(removal_of(office, removal_id).listing_id)
    office.pass_time(minutes=2)
    assert removal_of(office, removal_id).status == "VERIFIED"
    assert job_of(office, removal_id).status == "VERIFIED"


def test_what_is_still_shown_after_three_looks_comes_back_and_can_be_done_again(office: Office) -> None:
    set_site(office, Connector.MANUAL, looks=True)
    removal_id = order_down(office)
    office.work()
    job = job_of(office, removal_id)
    do(office, job.id, Act.DONE, receipt_no="1")
    for _ in range(4):
        office.pass_time(hours=2)
    assert (job_of(office, removal_id).status, job_of(office, removal_id).reason) == ("RETURNED", "SITE_STILL_SHOWN")
    assert removal_of(office, removal_id).status == "REFUSED"
    assert told(office, "SITE_JOB_RETURNED") == {"DATA_CLERK", "CREDIT_OFFICE"}
    do(office, job.id, Act.SWITCHED, to_way=Connector.MANUAL)
    do(office, job.id, Act.DONE, receipt_no="2")
    office.sites.removed.append(removal_of(office, removal_id).listing_id)
    office.pass_time(minutes=2)
    assert removal_of(office, removal_id).status == "VERIFIED"


def test_a_second_click_and_an_old_page_change_nothing(office: Office) -> None:
    job = job_of(office, ordered_by_hand(office))
    do(office, job.id, Act.SUBMITTED, version=1)
    with pytest.raises(ConflictError, match="STALE"):
        do(office, job.id, Act.DONE, version=1, receipt_no="1")
    with pytest.raises(ConflictError, match="SITE_JOB_MOVED_ON"):
        do(office, job.id, Act.SUBMITTED)


def test_only_clerks_of_the_authority_see_the_work_and_only_clerks_do_it(office: Office) -> None:
    removal_id = ordered_by_hand(office)
    job = job_of(office, removal_id)
    with office.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY").id
    home, office.authority.id = office.authority.id, other
    stranger = office.hire("stranger", Role.DATA_CLERK)
    office.authority.id = home
    with pytest.raises(NotFoundError):
        get_job(job.id, actor=stranger, tools=office.tools)
    with pytest.raises(NotFoundError):
        get_removal(removal_id, actor=stranger, tools=office.tools)
    assert list_jobs(JobFilter(), actor=stranger, tools=office.tools)[1] == 0
    office.hire("head", Role.SECTION_HEAD)
    assert get_job(job.id, actor=office.people["head"], tools=office.tools).acts == ()
    with pytest.raises(ForbiddenError):
        do(office, job.id, Act.SUBMITTED, who="head")


def test_another_office_is_asked_waited_for_and_reminded(office: Office) -> None:
    set_site(office, Connector.ASSISTANCE, office="市市场监管局")
    case = office.apply()
    removal_id = order_down(office, case_id=case.id)
    office.work()
    job = job_of(office, removal_id)
    with pytest.raises(InvalidError) as missing:
        do(office, job.id, Act.SUBMITTED)
    assert {each.field for each in missing.value.errors} == {"/office", "/on"}
    do(office, job.id, Act.SUBMITTED, office="市市场监管局", on=START.date(), letter_no="协〔2026〕1号")
    office.clock.instant += timedelta(days=12)
    office.work()
    assert told(office, "ASSISTANCE_NO_REPLY") == {"DATA_CLERK", "CREDIT_OFFICE"}
    do(office, job.id, Act.REMINDED, on=office.clock.now().date())
    with office.tools.database.read() as unit:
        states = {each.site: each for each in removals_of(unit, [case.id])[case.id]}
    assert (states[NECIPS].office, states[NECIPS].sent_on, states[NECIPS].reminders) == (
        "市市场监管局",
        START.date(),
        1,
    )
    do(office, job.id, Act.DONE, proof=True)
    do(office, job.id, Act.SEEN_GONE, who="colleague", proof=True)
    assert removal_of(office, removal_id).status == "VERIFIED"


def test_no_second_reminder_after_the_answer(office: Office) -> None:
    set_site(office, Connector.ASSISTANCE)
    job = job_of(office, ordered(office))
    do(office, job.id, Act.SUBMITTED, office="x", on=START.date())
    do(office, job.id, Act.RETURNED, note="不属于本局")
    office.clock.instant += timedelta(days=12)
    office.work()
    assert told(office, "ASSISTANCE_NO_REPLY") == set()


def ordered(office: Office) -> str:
    """Return a removal that became work."""
    removal_id = order_down(office)
    office.work()
    return removal_id


def refusing(office: Office) -> str:
    """Return a removal that the register refuses for good."""
    sites = MoodySites()
    office.tools = replace(office.tools, connector=sites)
    removal_id = order_down(office)
    sites.refuses.add(NECIPS)
    office.work()
    return removal_id


def test_what_a_site_refuses_for_good_is_seen_told_and_done_by_hand(office: Office) -> None:
    removal_id = refusing(office)
    job = job_of(office, removal_id)
    assert (job.status, job.reason, removal_of(office, removal_id).status) == ("RETURNED", "SITE_REFUSED", "REFUSED")
    assert told(office, "SITE_JOB_RETURNED") == {"DATA_CLERK", "CREDIT_OFFICE"}
    do(office, job.id, Act.ESCALATED, note="请协调市局")
    assert told(office, "SITE_JOB_ESCALATED") == {"SECTION_HEAD", "SUPERVISOR"}
    do(office, job.id, Act.SWITCHED, to_way=Connector.ASSISTANCE)
    with office.tools.database.read() as unit:
        assert unit.incidents.list_page(status="OPEN", cursor=None, limit=9).items == []
    do(office, job.id, Act.SUBMITTED, office="省中心", on=START.date())
    do(office, job.id, Act.DONE, receipt_no="9")
    office.sites.removed.append(removal_of(office, removal_id).listing_id)
    office.tools.connector.removed.append(removal_of(office, removal_id).listing_id)  # type: ignore[attr-defined] # the sites of this test
    office.pass_time(minutes=2)
    assert removal_of(office, removal_id).status == "VERIFIED"


def test_a_site_that_refused_may_be_asked_again(office: Office) -> None:
    removal_id = refusing(office)
    office.tools.connector.refuses.clear()  # type: ignore[attr-defined] # the sites of this test
    do(office, job_of(office, removal_id).id, Act.SWITCHED, to_way=Connector.HTTP)
    office.work()
    office.pass_time(minutes=2)
    assert removal_of(office, removal_id).status == "VERIFIED"
    assert job_of(office, removal_id).status == "CANCELLED"


def test_a_silent_site_may_be_taken_in_hand_and_twice_is_once(office: Office) -> None:
    sites = MoodySites(silent={NECIPS})
    office.tools = replace(office.tools, connector=sites)
    removal_id = ordered(office)
    assert get_removal(removal_id, actor=office.people["data_clerk"], tools=office.tools).may_take
    first = take_in_hand(removal_id, actor=office.people["data_clerk"], tools=office.tools)
    again = take_in_hand(removal_id, actor=office.people["data_clerk"], tools=office.tools)
    assert (first.id, first.version) == (again.id, again.version)


def test_a_record_that_is_new_at_a_site_told_by_hand_is_no_work_and_one_put_back_is(
    database_url: str, tmp_path: Path
) -> None:
    office = Office(database_url, tmp_path)
    set_site(office, Connector.MANUAL)
    office.import_sample()
    with office.tools.database.read() as unit:
        rows = unit.listings.list_of_items([office.record_id()])
        assert {each.listing.status for each in rows} == {"SHOWN"}
    assert list_jobs(JobFilter(), actor=office.people["data_clerk"], tools=office.tools)[1] == 0
    removal_id = ordered(office)
    with office.tools.database.write() as unit:
        unit.records.get(office.record_id()).record.status = "ACTIVE"
        unit.commit()
    job = job_of(office, removal_id)
    do(office, job.id, Act.DONE, receipt_no="1")
    do(office, job.id, Act.SEEN_GONE, who="colleague", proof=True)
    office.work()
    (shown,) = list_jobs(JobFilter(), actor=office.people["data_clerk"], tools=office.tools)[0].items
    assert shown.kind == "SHOW"
    do(office, shown.id, Act.DONE, receipt_no="2")
    with office.tools.database.read() as unit:
        assert {each.listing.status for each in unit.listings.list_of_items([office.record_id()])} >= {"SHOWN"}
    office.close()


def test_every_way_of_telling_a_site_stands_in_the_table() -> None:
    assert set(CONNECTORS) == set(Connector)
