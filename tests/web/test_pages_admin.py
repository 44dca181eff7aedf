"""Administration, the studio and demo time: read by those whose business it is."""

import pytest
from builders import Service
from page_readers import hand_in, reader

from workflow_app.services.incidents import write_incident


def test_the_auditor_verifies_the_trail(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "auditor")
    page = who.submit(who.get("/admin/audit"), "verify", {}, expect=200)
    assert "The trail is whole." in page.text


def test_open_incidents_are_shown_to_who_can_act_on_them(service: Service) -> None:
    number = write_incident(service.tools, element="issue_grant", code="STEP_FAILED", detail="KeyError")
    assert number in reader(service, "process_admin").get("/admin").text
    assert number not in reader(service, "auditor").get("/admin").text


@pytest.mark.parametrize(
    "page", ["processes", "processes/credit_repair", "sites", "accounts", "parameters", "regimes", "classes"]
)
def test_administrators_read_what_the_installation_runs_with(service: Service, page: str) -> None:
    assert reader(service, "auditor").get(f"/admin/{page}").all("//table//tbody/tr")
    reader(service, "decider").get(f"/admin/{page}", expect=403)


def test_the_studio_shows_each_process_with_its_diagram(service: Service) -> None:
    who = reader(service, "process_admin")
    page = who.get(who.get("/studio").all("//a[@data-open]/@href")[0])
    (url,) = page.all("//@data-diagram-url")
    assert who.get(url).answer.mimetype == "application/xml"
    reader(service, "applicant_b").get(url, expect=403)


@pytest.mark.parametrize("role", ["applicant_b", "first_reviewer", "data_clerk", "auditor", "process_admin"])
def test_everybody_starts_where_their_work_is(service: Service, role: str) -> None:
    who = reader(service, role)
    page = who.get(who.get("/", expect=303).location)
    assert len(set(page.all("//nav//a[@aria-current='page']/@href"))) == 1


def test_demo_time_that_stands_still_says_so_and_goes_back_to_the_page(service: Service) -> None:
    who = reader(service, "auditor")
    who.get("/admin")
    assert who.post("/demo/next-working-day", {"back": "/admin"}).location == "/admin"
    assert who.post("/demo/next-due", {"back": "https://example.com/"}).location == "/"
    assert who.get("/admin").all("//*[contains(@class, 'xn-tone-warning')]")


def test_an_unknown_process_is_an_honest_404(service: Service) -> None:
    reader(service, "auditor").get("/admin/processes/nothing", expect=404)
