"""Hiding a record before a browser: one form, one page for the second person, and what others read meanwhile."""

import pytest
from builders import Service, hire
from page_readers import Reader, reader
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.models import Record

FILLED = {"reason": "PERSONAL_DATA", "note": "附件含身份证号码"}


@pytest.fixture
def clerk(service: Service) -> Reader:
    """Give a data clerk, with a second one and a section head beside."""
    hire(service, "clerk_2", Role.DATA_CLERK, authority="ZM_URBAN")
    hire(service, "head", Role.SECTION_HEAD, authority="ZM_URBAN")
    hire(service, "other_clerk", Role.DATA_CLERK, authority="ZZ_ECOLOGY")
    return reader(service, "data_clerk")


def record_id(service: Service) -> str:
    with service.tools.database.read() as unit:
        return unit.session.scalars(select(Record.id).where(Record.document_no.contains("031"))).one()


def hide(service: Service, clerk: Reader) -> str:
    """Hide B's record by the button of its page, and return where the second person decides."""
    there = f"/desk/records/{record_id(service)}"
    form = clerk.get(clerk.get(there).link("Hide in an emergency"))
    sent = clerk.submit(form, "hide-form", dict(FILLED), at=f"{there}/hide")
    assert sent.location == there
    return clerk.get(there).link("See who hid it")


def test_one_form_hides_and_the_page_says_what_that_means(service: Service, clerk: Reader) -> None:
    public = f"/public/records/{record_id(service)}"
    assert reader(service).get(public).text
    hide(service, clerk)
    gone = service.client().get(public)
    assert gone.status_code in {404, 410}
    page = clerk.get(f"/desk/records/{record_id(service)}")
    assert "It still counts for the gate" in page.text
    assert not page.all("//a[contains(@href, '/hide')]")
    assert "031" in clerk.get("/desk/removals/hidden").text
    assert "Emergency hiding 1" in clerk.get("/desk/removals").text


def test_a_form_without_reason_or_words_comes_back_with_what_is_missing(service: Service, clerk: Reader) -> None:
    there = f"/desk/records/{record_id(service)}/hide"
    back = clerk.submit(clerk.get(there), "hide-form", {"note": "一句话"}, at=there, expect=422)
    assert back.all("//select[@id='reason'][@aria-invalid]")
    assert back.all("//textarea[@id='note']")[0].text_content() == "一句话"
    again = clerk.submit(clerk.get(there), "hide-form", {"reason": "OTHER", "note": " "}, at=there, expect=422)
    assert again.all("//textarea[@id='note'][@aria-invalid]")


def test_a_double_click_hides_once_and_both_see_the_record(service: Service, clerk: Reader) -> None:
    there = f"/desk/records/{record_id(service)}/hide"
    _, fields = clerk.get(there).form("//form[@id='hide-form']")
    for name, value in FILLED.items():
        fields[name] = value
    first, second = (clerk.post(there, fields) for _ in range(2))
    assert first.location == second.location == there.removesuffix("/hide")
    stale = reader(service, "clerk_2")
    stale.get("/desk/removals/hidden")
    for name in ("once", "csrf_token"):
        fields.poplist(name)
    assert "Somebody has hidden this record already" in stale.get(stale.post(there, fields).location).text


def test_the_second_person_decides_on_one_page(service: Service, clerk: Reader) -> None:
    place = hide(service, clerk)
    assert not clerk.get(place).all("//form[@id='settle-form']"), "not who hid it"
    head = reader(service, "head")
    page = head.get(place)
    back = head.submit(page, "settle-form", {"decision": "SHOW"}, at=place, expect=422)
    assert back.all("//textarea[@id='note'][@aria-invalid]")
    assert back.all("//input[@value='SHOW'][@checked]")
    nothing = head.submit(head.get(place), "settle-form", {}, at=place, expect=422)
    assert nothing.all("//fieldset[@id='decision'][@aria-describedby]")
    head.submit(head.get(place), "settle-form", {"decision": "KEEP"}, at=place)
    clerk_2 = reader(service, "clerk_2")
    clerk_2.submit(clerk_2.get(place), "ask-form", {"note": "附件已替换"})
    late = head.get(place)
    head.submit(late, "settle-form", {"decision": "SHOW", "note": "核实无误"}, at=place)
    assert "shown again" in head.get(place).text
    assert reader(service).get(f"/public/records/{record_id(service)}").text
    again = {"decision": "SHOW", "note": "又一次", "once": "0" * 32}
    stale = head.submit(late, "settle-form", again, at=place, expect=409)
    assert "somebody was faster" in stale.text


def test_strangers_and_other_roles_see_or_do_nothing(service: Service, clerk: Reader) -> None:
    place = hide(service, clerk)
    reader(service, "other_clerk").get(place, expect=404)
    assert "031" not in reader(service, "other_clerk").get("/desk/removals/hidden?show=all").text
    reader(service, "decider").get(f"/desk/records/{record_id(service)}/hide", expect=403)
    reader(service, "applicant_b").get(place, expect=403)
    reader(service, "decider").get(place)
    clerk.get("/desk/removals/hidden/00000000-0000-7000-8000-000000000001", expect=404)


def test_the_applicant_reads_that_it_is_hidden_and_not_why(service: Service, clerk: Reader) -> None:
    hide(service, clerk)
    page = reader(service, "applicant_b").get("/notices")
    assert "A record about you is hidden for now" in page.text
    assert FILLED["note"] not in page.text


def test_the_page_of_a_hidden_record_does_not_call_it_shown(service: Service, clerk: Reader) -> None:
    there = f"/my/records/{record_id(service)}"
    applicant = reader(service, "applicant_b")
    assert "shown to the public" in applicant.get(there).text
    hide(service, clerk)
    page = applicant.get(there)
    assert page.all("//h1/following::*[contains(@class, 'badge') or contains(@class, 'xn-badge')][1]")
    assert "not shown for now" in page.text
    assert "It is shown to nobody at present" in page.text
    assert "shown to the public" not in page.all("//main")[0].text_content()
