"""The enterprise at the top of a page: what stands below is its own, and a page of another one asks first."""

import pytest
from builders import USCC_B, USCC_E, Service
from page_readers import PASSWORD, Reader, hand_in, reader
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.models import Case, Pledge
from workflow_app.services.accounts import create_account

ASKS = "Go on for another enterprise?"
WAY = "/my/matters/ZM_URBAN/CONSTRUCTION_WASTE/ordinary_approval"
PAGES = (
    "/my/cases/{case}",
    "/my/cases/{case}/submitted",
    "/my/cases/{case}/withdraw",
    "/my/cases/{case}/move",
    "/my/cases/{case}/objections",
    "/my/records/{record}",
    "/my/training/records/{record}",
    "/my/pledges/{pledge}",
    "/my/pledges/{pledge}/withdraw",
    WAY + "?subject={subject}",
)


@pytest.fixture
def who(service: Service) -> Reader:
    """Give the agent of two enterprises, who has handed in an application for the first of them."""
    both = CreateAccount("agent_of_both", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=(USCC_B, USCC_E))
    create_account(both, tools=service.tools)
    return reader(service, "agent_of_both")


def one_filed(who: Reader) -> dict[str, str]:
    """Hand in an application, and return the ids of what belongs to it."""
    case_id = hand_in(who).rsplit("/", 1)[1]
    with who.service.tools.database.read() as unit:
        case = unit.session.get_one(Case, case_id)
        pledge = unit.session.scalars(select(Pledge.id).where(Pledge.case_id == case_id)).one()
        return {"case": case_id, "record": case.record_id or "", "subject": case.subject_id, "pledge": pledge}


def enterprises(who: Reader) -> dict[str, str]:
    """Return the ids of the enterprises one acts for, by their names."""
    links = who.get("/my/enterprises").all("//main//li//a[contains(@href, '/my/enterprises/')]")
    return {
        each.text_content(): each.get("href").rsplit("/", 1)[1] for each in links if "btn" not in each.get("class", "")
    }


def other_than(who: Reader, subject_id: str) -> str:
    """Return the id of the other enterprise."""
    (other,) = set(enterprises(who).values()) - {subject_id}
    return other


def test_every_page_of_another_enterprise_asks_before_it_switches(who: Reader) -> None:
    filed = one_filed(who)
    other = other_than(who, filed["subject"])
    for path in PAGES:
        page = path.format(**filed)
        who.get(f"/my?subject={other}")
        asked = who.get(page)
        assert ASKS in asked.text, page
        assert who.submit(asked, "switch", {}).location == page
        assert ASKS not in who.get(page).text, page


def test_lists_below_the_name_of_an_enterprise_are_its_own(who: Reader) -> None:
    filed = one_filed(who)
    other = other_than(who, filed["subject"])
    shown = {"/my/letters": "Notice of Acceptance", "/my/pledges": f"/my/pledges/{filed['pledge']}"}
    for subject, has in ((filed["subject"], True), (other, False), ("", True)):
        who.get(f"/my?subject={subject}")
        for path, words in shown.items():
            assert (words in who.get(path).answer.text) is has, (path, subject)


def test_the_pages_of_an_enterprise_itself_name_no_other_one(who: Reader) -> None:
    filed = one_filed(who)
    other = other_than(who, filed["subject"])
    who.get(f"/my?subject={other}")
    for path in ("/my/enterprises", f"/my/enterprises/{filed['subject']}"):
        assert not who.get(path).all("//*[@class='xn-acting']"), path


def test_a_new_pledge_begins_with_the_enterprise_one_works_for(who: Reader) -> None:
    for name, subject_id in enterprises(who).items():
        who.get(f"/my?subject={subject_id}")
        (chosen,) = who.get("/my/pledges/new").all("//select[@name='uscc']/option[@selected]")
        assert name in chosen.text_content()
