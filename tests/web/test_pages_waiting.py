"""What waits for a second pair of eyes is found: on the overview, in the messages, and with its effect afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import URBAN, Service, build_service, hire
from page_readers import Reader, hand_in, reader

from workflow_app.domain.actors import Role

KEY = "repair.correction_wd"
TYPED = {"value": "5", "valid_from": "2026-10-10", "origin": "局务会议纪要〔2026〕9号", "reason": "缩短补正期限"}
OUTAGE = {
    "starts_at": "2026-10-19T14:00",
    "ends_at": "2026-10-19T18:00",
    "reason": "机房停电",
    "text_zh": "系统故障，期限顺延。",
    "text_en": "No power; periods are extended.",
}


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "system_admin", Role.SYSTEM_ADMIN)
    hire(built, "security_admin", Role.SECURITY_ADMIN)
    yield built
    built.parts.close()


def register(service: Service) -> str:
    """Register an outage and return the name of the form that rejects it."""
    asks = reader(service, "system_admin")
    asks.submit(asks.get("/admin/outages"), "register", dict(OUTAGE))
    (action,) = (
        reader(service, "security_admin").get("/admin/outages").all("//form[contains(@action, '/reject')]/@action")
    )
    return str(action)


def propose_day(who: Reader) -> str:
    page = who.get(f"/admin/calendars?authority={URBAN}&year=2026")
    fields = {"date": "2026-10-12", "kind": "HOLIDAY", "name_zh": "防汛停工", "name_en": "Flood"}
    shown = who.submit(page, "day", fields, expect=200)
    return who.submit(shown, "propose", {"origin": "局通知", "reason": "防汛停工一天"}).location


def test_who_decides_finds_what_waits_on_the_overview_and_in_a_message_that_names_it(service: Service) -> None:
    asks = reader(service, "system_admin")
    place = asks.submit(asks.get(f"/admin/parameters/{KEY}"), "proposal", dict(TYPED)).location
    register(service)
    decides = reader(service, "security_admin")
    page = decides.get("/admin")
    assert page.all(f"//main//a[@href='{place}']")
    assert "机房停电" in page.text
    told = decides.get("/notices").text
    title = decides.get(place).all("//h1")[0].text_content().strip()
    assert f"system_admin has proposed a change: {title}." in told
    assert "system_admin has registered an outage: 机房停电." in told
    waiting = decides.get("/admin/proposals")
    assert "机房停电" in waiting.text
    assert "waits for approval" in waiting.text


def test_a_decision_names_the_rule_and_who_decided(service: Service) -> None:
    asks = reader(service, "system_admin")
    place = propose_day(asks)
    decides = reader(service, "security_admin")
    decides.submit(decides.get(place), "decision", {"act": "reject", "note": "依据不足，请补充"})
    told = asks.get("/notices").text
    assert "Calendar 2026, proposed by system_admin: not approved by security_admin." in told


def test_an_outage_is_rejected_for_a_reason_that_its_author_is_told(service: Service) -> None:
    action = register(service)
    decides = reader(service, "security_admin")
    assert not decides.get("/admin/outages").all("//form[contains(@action, '/withdraw')]")
    page = decides.post(action, {"note": ""}, expect=422)
    assert page.all("//details[@open]//*[contains(@id, 'error-note-')]")
    decides.post(action, {"note": "当日未停电，请核实"})
    for who in (decides, reader(service, "system_admin")):
        page = who.get("/admin/outages")
        assert "not approved" in page.text
        assert "Why it is rejected: 当日未停电，请核实" in page.text
    told = reader(service, "system_admin").get("/notices").text
    assert "security_admin has rejected the outage “机房停电”: 当日未停电，请核实" in told


def test_an_approved_calendar_still_says_what_was_and_what_it_moved(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    place = propose_day(reader(service, "system_admin"))
    decides = reader(service, "security_admin")
    before = decides.get(place)
    decides.submit(before, "decision", {"act": "approve"})
    after = decides.get(place)
    rows = "//table[contains(caption, 'What changes')]//tbody/tr"
    assert [each.text_content().split() for each in after.all(rows)] == [
        each.text_content().split() for each in before.all(rows)
    ]
    assert "2 end later, 0 end earlier" in after.text
