"""A repair whose other sites nobody tells by HTTP: one by hand with a second person's look, one by another office."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from callers import FIRST_AGREES, GRANTED, SECOND_AGREES
from office import Office
from site_work import clerk, do, told
from sqlalchemy import select

from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.site_jobs import Act, Connector, JobFilter
from workflow_app.models import Letter, Removal, SiteJob
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import get_case
from workflow_app.services.site_acts import get_job, list_jobs
from workflow_app.services.views import CaseView

BY_HAND, THROUGH_OFFICE = "NECIPS", "CREDIT_ZZ"
OFFICE = "郑州市发展和改革委员会"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    ways = {BY_HAND: Connector.MANUAL, THROUGH_OFFICE: Connector.ASSISTANCE}
    with made.tools.database.write() as unit:
        for site in unit.listings.list_sites():
            if site.code in ways:
                site.connector, site.base_url, site.secret_cipher = ways[site.code].value, None, None
                site.office = OFFICE if site.code == THROUGH_OFFICE else None
        unit.commit()
    clerk(made, "colleague")
    yield made
    made.close()


def granted(office: Office) -> CaseView:
    case = office.apply()
    case = office.complete(case, "first_reviewer", **FIRST_AGREES)
    case = office.complete(case, "second_reviewer", **SECOND_AGREES)
    case = office.complete(case, "decider", **GRANTED)
    office.work()
    return seen(office, case)


def seen(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.agent(), tools=office.tools)


def jobs(office: Office) -> dict[str, str]:
    """Return the open work by its site."""
    page, _count = list_jobs(JobFilter(), actor=clerk(office), tools=office.tools)
    return {each.site: each.id for each in page.items}


def letters(office: Office, case: CaseView) -> list[str]:
    with office.tools.database.read() as unit:
        return sorted(each.kind for each in unit.letters.of_cases([case.id]))


def removed(office: Office) -> dict[str, str]:
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(Removal)).all()
        return {unit.listings.removal(each.id).site.code: each.status for each in rows}


def take_down_by_hand(office: Office, job_id: str) -> None:
    """One clerk does it at the site, another one looks and adds what everybody sees."""
    do(office, job_id, Act.SUBMITTED)
    do(office, job_id, Act.DONE, receipt_no="GS-2026-7")
    with pytest.raises(ForbiddenError, match="SECOND_PERSON_LOOKS"):
        do(office, job_id, Act.SEEN_GONE, proof=True)
    do(office, job_id, Act.SEEN_GONE, who="colleague", proof=True)


def have_taken_down(office: Office, job_id: str) -> None:
    """Another office is asked by letter and reminded, and a colleague looks once it has answered."""
    do(office, job_id, Act.SUBMITTED, office=OFFICE, on=office.clock.now().date())
    office.pass_time(days=12)
    assert told(office, "ASSISTANCE_NO_REPLY") == {"DATA_CLERK", "CREDIT_OFFICE"}
    do(office, job_id, Act.REMINDED, on=office.clock.now().date(), note="电话，王主任")
    do(office, job_id, Act.DONE, receipt_no="郑发改函〔2026〕55号")
    do(office, job_id, Act.SEEN_GONE, who="colleague", proof=True)


@pytest.mark.parametrize("first", [BY_HAND, THROUGH_OFFICE])
def test_a_repair_is_closed_once_people_have_seen_the_record_gone_from_every_site(office: Office, first: str) -> None:
    case = granted(office)
    assert case.state == "SYNCING"
    open_jobs = jobs(office)
    assert set(open_jobs) == {BY_HAND, THROUGH_OFFICE}
    steps = {BY_HAND: take_down_by_hand, THROUGH_OFFICE: have_taken_down}
    second = next(code for code in steps if code != first)

    steps[first](office, open_jobs[first])
    office.pass_time(minutes=5)
    assert removed(office) == {"OWN": "VERIFIED", first: "VERIFIED", second: "ORDERED"}
    assert (seen(office, case).status, letters(office, case).count("T24_DONE")) == ("RUNNING", 0)

    steps[second](office, open_jobs[second])
    office.pass_time(minutes=5)
    assert set(removed(office).values()) == {"VERIFIED"}
    assert (seen(office, case).state, seen(office, case).status) == ("CLOSED", "ENDED")
    check_papers(office, case, open_jobs)


def check_papers(office: Office, case: CaseView, open_jobs: dict[str, str]) -> None:
    """Every letter of the end stands once, the work is settled, and the trail is whole."""
    issued = letters(office, case)
    assert [issued.count(kind) for kind in ("T22_GRANT", "T23_ASSIST", "T24_DONE")] == [1, 1, 1]
    with office.tools.database.read() as unit:
        done = unit.session.scalars(select(Letter).where(Letter.kind == "T24_DONE")).one()
        assert len(done.data["table"]["rows"]) == 3
        assert set(unit.session.scalars(select(SiteJob.status))) == {"VERIFIED"}
    for job_id in open_jobs.values():
        history = get_job(job_id, actor=clerk(office), tools=office.tools).history
        (proof,) = [each for each in history if each.act is Act.SEEN_GONE]
        assert (proof.by_id, proof.file) == (office.people["colleague"].id, "screen.pdf")
    assert jobs(office) == {}
    assert verify(office.tools) == ()
    office.clock.instant += timedelta(days=1)
    office.work()
    assert letters(office, case) == issued
