"""Letters that are not served yet as the clerk meets them: the list, the record of an attempt, what is refused."""

import io
from typing import cast

from builders import PDF, Service
from page_readers import Reader, grant, reader
from sqlalchemy import select, update

from workflow_app.models import Letter, Removal
from workflow_app.services.background import run_due

SLIP = {"way": "DIRECT", "result": "SERVED", "made_on": "2026-09-29", "receiver": "王建军"}


def opened(service: Service) -> tuple[Reader, str]:
    """Have a letter that waits for the clerk, and return the clerk with the page of its service."""
    grant(service)
    run_due(service.tools)
    clerk = reader(service, "clerk_of_office")
    page = clerk.get("/desk/letters")
    assert "To be served" in page.text
    here, *others = cast("list[str]", page.all("//a[@data-open]/@href"))
    for other in others:
        clerk.submit(clerk.get(other), "attempt-form", SLIP, at=other)
    return clerk, here


def test_a_clerk_finds_the_letter_records_the_slip_and_the_applicant_reads_when_it_was_served(
    service: Service,
) -> None:
    clerk, here = opened(service)
    proof = (io.BytesIO(PDF), "slip.pdf", "application/pdf")
    done = clerk.submit(clerk.get(here), "attempt-form", {**SLIP, "proof": proof}, at=here)
    assert done.location == "/desk/letters"
    assert "Every letter is served." in clerk.get("/desk/letters").text
    page = clerk.get(here)
    assert not page.all("//form[@id='attempt-form']"), "nothing more can be recorded"
    assert "王建军" in page.text
    file = page.all("//a[contains(@href, '/documents/')]/@href")[0]
    assert clerk.get(file).answer.get_data() == PDF
    assert "Served" in reader(service, "applicant_b").get("/my/letters").text


def test_what_is_missing_is_named_and_what_was_typed_is_still_there(service: Service) -> None:
    clerk, here = opened(service)
    wrong = clerk.submit(
        clerk.get(here), "attempt-form", {**SLIP, "result": "FAILED", "receiver": "门卫"}, at=here, expect=422
    )
    assert "Why it was not served: Fill this in" in wrong.text
    assert wrong.all("//input[@name='receiver']/@value") == ["门卫"]
    assert wrong.all("//option[@value='FAILED'][@selected]")


def test_two_clerks_record_one_attempt_and_the_second_learns_of_it(service: Service) -> None:
    clerk, here = opened(service)
    stale = clerk.get(here)
    failed = {**SLIP, "result": "FAILED", "note": "门锁着"}
    clerk.submit(clerk.get(here), "attempt-form", failed, at=here)
    late = clerk.submit(stale, "attempt-form", SLIP, at=here, expect=409)
    assert "Somebody changed this" in late.text
    assert "1 failed attempt" in clerk.get("/desk/letters").text
    clerk.submit(clerk.get(here), "attempt-form", SLIP, at=here)
    closed = clerk.submit(stale, "attempt-form", SLIP, at=here, expect=409)
    assert "is served already" in closed.text


def test_a_double_click_is_one_attempt(service: Service) -> None:
    clerk, here = opened(service)
    page = clerk.get(here)
    failed = {**SLIP, "result": "FAILED", "note": "门锁着"}
    assert clerk.submit(page, "attempt-form", failed, at=here).location == here
    assert clerk.submit(page, "attempt-form", failed, at=here).location == here
    assert len(clerk.get(here).all("//ol[contains(@class, 'xn-timeline')]/li")) == 1


def test_the_list_is_for_those_who_serve_letters(service: Service) -> None:
    _, here = opened(service)
    for who in ("first_reviewer", "decider"):
        reader(service, who).get("/desk/letters", expect=403)
        reader(service, who).get(here, expect=403)
    assert 'href="/desk/letters"' not in reader(service, "decider").get("/desk").answer.get_data(as_text=True)


def test_the_page_of_a_proof_counts_what_people_urged_and_says_where_the_record_is_back(service: Service) -> None:
    grant(service)
    run_due(service.tools)
    with service.tools.database.write() as unit:
        proof = unit.session.scalars(select(Letter).where(Letter.kind == "REPAIR_PROOF")).one()
        tried = update(Removal).where(Removal.status != "VERIFIED").values(attempts=7, urges=2, reason="REAPPEARED")
        unit.session.execute(tried)
        unit.commit()
    page = reader(service, "auditor").get(f"/public/letters/{proof.code}").text
    assert "urged 2 times" in page
    assert "7 times" not in page, "how often the service tried is not how often anybody was urged"
    assert "shown again since" in page
