"""Messages in the pages: the bell, the list, the way to what one is about."""

from builders import Service
from page_readers import hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.time import machine_now
from workflow_app.repositories.notices import Telling


def tell(service: Service, *, case_id: str | None = None, code: str = "REMOVALS_LATE", path: str = "") -> None:
    """Tell the first reviewers something."""
    with service.tools.database.write() as unit:
        authority = unit.authorities.get_by_code("ZM_URBAN")
        telling = Telling(code, authority.id, {"number": "牟信修〔2026〕1号", "path": path}, case_id=case_id)
        unit.add(telling.for_role(Role.FIRST_REVIEWER, now=machine_now()))
        unit.commit()


def test_the_bell_counts_what_is_unread_and_the_list_leads_to_the_case(service: Service) -> None:
    case_id = hand_in(reader(service, "applicant_b")).rsplit("/", 1)[-1]
    tell(service, case_id=case_id)
    who = reader(service, "first_reviewer")
    page = who.get("/notices")
    assert page.all("//header//a[@href='/notices']/span[@class='xn-count']/text()") == ["1"]
    assert "牟信修〔2026〕1号" in page.text
    (link,) = page.all("//ul[@class='xn-rows']//a/@href")
    assert who.get(link, expect=303).location == f"/desk/cases/{case_id}"
    page = who.get("/notices")
    assert not page.all("//header//a[@href='/notices']/span[@class='xn-count']")
    assert "Nothing unread." in who.get("/notices?show=unread").text


def test_everything_is_marked_as_read_at_once(service: Service) -> None:
    who = reader(service, "first_reviewer")
    tell(service)
    tell(service)
    page = who.submit(who.get("/notices"), "read_all", {})
    assert page.location == "/notices"
    page = who.get("/notices")
    assert "2 messages are marked as read." in page.text
    assert not page.all("//header//a[@href='/notices']/span[@class='xn-count']")


def test_a_message_for_others_is_not_found_and_none_leads_elsewhere(service: Service) -> None:
    tell(service, path="//elsewhere.example/")
    (link,) = reader(service, "first_reviewer").get("/notices").all("//ul[@class='xn-rows']//a/@href")
    reader(service, "decider").get(link, expect=404)
    assert reader(service, "first_reviewer").get(link, expect=303).location == "/notices"
    assert "No message yet." in reader(service, "applicant_b").get("/notices").text


def test_an_instant_is_told_as_its_day_here_and_not_as_programs_write_it(service: Service) -> None:
    with service.tools.database.write() as unit:
        authority = unit.authorities.get_by_code("ZM_URBAN")
        facts = {"number": "修复-2026-0010", "outside_no": "XYZG-1", "pushed_on": "2026-09-28T23:52:00+00:00"}
        unit.add(Telling("INBOUND_ARRIVED", authority.id, facts).for_role(Role.INTAKE, now=machine_now()))
        unit.commit()
    page = reader(service, "intake").get("/notices")
    assert "the periods count from 29 Sep 2026." in page.text


def test_an_unknown_code_shows_itself(service: Service) -> None:
    tell(service, code="NEW_THING")
    assert "NEW_THING" in reader(service, "first_reviewer").get("/notices").text
