"""The list of accounts: by what they are for, by part of a name or a whole number, page by page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service, build_service, hire
from entering import MOBILE, NAME, registered, with_outbox
from page_readers import Page, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import AccountsShown, CreateAccount
from workflow_app.services.access import disable_account
from workflow_app.services.accounts import add_account
from workflow_app.services.administration import PAGE

pytestmark = pytest.mark.each_database  # each database searches and sorts in its own way

LIST = "/admin/accounts"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "security_admin", Role.SECURITY_ADMIN)
    yield with_outbox(built)
    built.parts.close()


def named(page: Page) -> list[str]:
    """Return the account names on a page, in its order."""
    return [each.text_content() for each in page.all("//table//tbody/tr/th//code")]


def test_staff_stands_apart_from_those_who_act_for_enterprises_and_from_closed_accounts(office: Service) -> None:
    disable_account("decider", tools=office.tools)
    admin = reader(office, "security_admin")
    staff, outside, closed, everybody = (set(named(admin.get(f"{LIST}?show={each}"))) for each in AccountsShown)
    assert {"first_reviewer", "security_admin"} <= staff
    assert {"applicant_b"} <= outside
    assert closed == {"decider"}
    assert not staff & outside
    assert everybody == staff | outside | closed
    assert set(named(admin.get(LIST))) == set(named(admin.get(f"{LIST}?show=whatever"))) == staff


def test_an_account_is_found_by_part_of_its_names_and_by_the_number_its_owner_logs_in_with(office: Service) -> None:
    registered(office)
    admin = reader(office, "security_admin")
    by_name = named(admin.get(f"{LIST}?show=outside&q={NAME[:2]}"))
    assert len(by_name) == 1
    assert by_name == named(admin.get(f"{LIST}?show=outside&q={MOBILE}"))
    assert by_name == named(admin.get(f"{LIST}?show=outside&q=%2B86 {MOBILE[:3]}-{MOBILE[3:]}"))
    assert not named(admin.get(f"{LIST}?show=outside&q={MOBILE[:8]}"))
    assert named(admin.get(f"{LIST}?q=reviewer_2")) == ["first_reviewer_2"]
    nobody = admin.get(f"{LIST}?q=%25")
    assert not named(nobody)
    assert "No account found" in nobody.text


def test_the_list_is_turned_page_by_page_and_keeps_what_was_looked_for(office: Service) -> None:
    with office.tools.database.write() as unit:
        for number in range(PAGE + 1):
            wanted = CreateAccount(f"agent_{number:03}", f"经办{number}", "", roles=[Role.APPLICANT])
            add_account(wanted, work=unit, tools=office.tools, password_hash="none")
        unit.commit()
    admin = reader(office, "security_admin")
    first = admin.get(f"{LIST}?show=outside&q=agent_")
    (link,) = first.all("//a[@rel='next']/@href")
    assert [*named(first), *named(admin.get(link))] == [f"agent_{number:03}" for number in range(PAGE + 1)]
    admin.get(f"{LIST}?cursor=nonsense", expect=422)
