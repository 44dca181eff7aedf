"""The page of calls that the office owes: what is to be said, and what came of it."""

import pytest
from builders import URBAN, USCC_B, Service, hire
from page_readers import Page, hand_in, reader
from publicity_modes import set_parameter
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.ids import new_id
from workflow_app.models import CallTask, Case, ContactPoint, Delivery
from workflow_app.repositories.notices import Telling
from workflow_app.services.call_tasks import leave_calls

CALLS = "/desk/calls"


@pytest.fixture
def owed(service: Service) -> str:
    """Hand in a case whose agent an SMS did not reach; return the address of the call."""
    hand_in(reader(service, "applicant_b"))
    agent, now = service.actor("applicant_b"), service.tools.clock.now()
    cipher = service.tools.cipher
    with service.tools.database.write() as unit:
        subject = unit.subjects.find_by_uscc(USCC_B)
        assert subject is not None
        case = unit.session.scalars(select(Case).where(Case.subject_id == subject.id)).one()
        facts = {"number": case.number, "due_on": "2026-10-19"}
        notice = Telling("CLOCK_DUE_SOON", case.authority_id, facts, case_id=case.id).for_subject(subject.id, now=now)
        point = ContactPoint(
            account_id=agent.id,
            channel="SMS",
            address_cipher=cipher.encrypt("13800138000"),
            address_lookup=cipher.lookup("13800138000"),
            enabled=False,
        )
        unit.add(notice, point)
        unit.flush()
        shared = {"account_id": agent.id, "created_at": now}
        sms = Delivery(id=new_id(), notice_id=notice.id, channel="SMS", pace="AT_ONCE", status="REJECTED", **shared)
        unit.add(sms)
        unit.flush()
        rows = unit.deliveries.list_some([sms.id])
        leave_calls(unit, rows, why="REJECTED", tools=service.tools)
        unit.commit()
        return f"{CALLS}/{unit.session.scalars(select(CallTask.id)).one()}"


def said(page: Page) -> str:
    (card,) = page.all("//section[.//h2[contains(., 'What is to be said')]]")
    return " ".join(card.text_content().split())


def test_the_clerk_sees_whom_to_call_what_to_say_and_notes_what_came_of_it(service: Service, owed: str) -> None:
    clerk = reader(service, "intake")
    listed = clerk.get(CALLS)
    assert "13800138000" in listed.text
    assert listed.all(f"//a[@href='{owed}']")
    assert clerk.get("/desk").all(f"//nav//a[@href='{CALLS}']")
    page = clerk.get(owed)
    assert "limit ends on 19 Oct" in said(page)
    missed = clerk.submit(page, "call-form", {"gist": "x"}, at=owed, expect=422)
    assert missed.all("//*[@id='error-outcome']")
    clerk.submit(page, "call-form", {"outcome": "NOT_REACHED", "gist": "Nobody answers"}, at=owed)
    assert "Called 1 time in vain" in clerk.get(CALLS).text
    page = clerk.get(owed)
    clerk.submit(page, "call-form", {"outcome": "REACHED", "gist": ""}, at=owed)
    clerk.submit(page, "call-form", {"outcome": "REACHED", "gist": ""}, at=owed)  # the same press twice
    assert "Nobody is to be called" in clerk.get(CALLS).text
    assert "Reached and told" in clerk.get(f"{CALLS}?show=ended").text
    case = clerk.get(clerk.get(owed).link("修复-2026"))
    notes = [" ".join(each.text_content().split()) for each in case.all("//*[@id='calls']//li/p")]
    assert [each.split(".")[0] for each in notes] == ["Reached and told", "Not reached, call again"]
    assert "limit ends on 19 Oct" in notes[0]


def test_a_page_that_is_old_and_those_whom_it_does_not_concern(service: Service, owed: str) -> None:
    clerk = reader(service, "intake")
    first, second = clerk.get(owed), clerk.get(owed)
    clerk.submit(first, "call-form", {"outcome": "WRONG_NUMBER", "gist": ""}, at=owed)
    late = clerk.submit(second, "call-form", {"outcome": "REACHED", "gist": ""}, at=owed)
    assert "settled this call meanwhile" in clerk.get(late.location).text
    reader(service, "applicant_b").get(owed, expect=403)
    reader(service, "first_reviewer").get(CALLS, expect=403)
    clerk.get(f"{CALLS}/{new_id()}", expect=404)


def test_the_menu_offers_calls_to_whom_the_parameter_names(service: Service) -> None:
    hire(service, "window_clerk", Role.WINDOW, authority=URBAN)
    offered = f"//nav//a[@href='{CALLS}']"
    assert reader(service, "intake").get("/desk").all(offered)
    assert not reader(service, "window_clerk").get("/desk").all(offered)
    set_parameter(service.tools, "notice.call_role", "WINDOW")
    assert not reader(service, "intake").get("/desk").all(offered)
    assert reader(service, "window_clerk").get("/desk").all(offered)
