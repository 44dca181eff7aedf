"""The page of a section: figures, tasks to be given, and what it says where it cannot be done."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from builders import NO_PASSWORD, URBAN, Service, build_service
from page_readers import Fields, Reader, hand_in, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.services.accounts import add_account


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    made = build_service(database_url, tmp_path, penalties=["B/1"])
    head = CreateAccount("head", "head", "", roles=[Role.SECTION_HEAD], authority=URBAN, department="LEGAL")
    with made.tools.database.write() as work:
        add_account(head, work=work, tools=made.tools, password_hash=NO_PASSWORD)
        work.commit()
    with closing(made.parts):
        yield made


def give(who: Reader, to: str, *, tasks: bool = True) -> str:
    """Choose every task that is listed, give them to somebody, and return what the page says."""
    page = who.get("/desk/section")
    target, fields = page.form("//form[@id='assign']")
    chosen = [str(each) for each in page.all("//input[@name='tasks']/@value")] if tasks else []
    sent: Fields = {**dict(fields), "account_id": to, "tasks": chosen}
    return who.get(who.post(str(target), sent).location).text


def person(who: Reader, name: str) -> str:
    """Return the account of somebody as the list of people names it."""
    (value,) = who.get("/desk/section").all(f"//select[@id='account_id']/option[starts-with(., '{name} ·')]/@value")
    return str(value)


def test_the_head_gives_a_task_and_sees_it_with_the_person(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "head")
    assert "First review" in who.get("/desk/section").text
    to = person(who, "first_reviewer_2")
    text = give(who, to)
    assert "1 task was given." in text
    assert "Every open task is in somebody's hands." in text
    page = who.get(f"/desk/section?holder={to}")
    assert page.all("//input[@name='tasks']")
    assert page.all("//option[@value='BACK']")
    assert reader(service, "first_reviewer_2").get("/desk").all("//a[@data-open]")


def test_what_cannot_be_given_says_why(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "head")
    assert "They do not hold the role of this step" in give(who, person(who, "decider"))
    assert "Choose to whom the tasks go." in give(who, "")
    assert "Choose to whom the tasks go." in give(who, "nobody")
    assert "Choose at least one task." in give(who, person(who, "first_reviewer"), tasks=False)


def test_an_empty_section_says_so_and_a_strange_person_is_nobody(service: Service) -> None:
    who = reader(service, "head")
    assert "Every open task is in somebody's hands." in who.get("/desk/section").text
    assert "Nothing is open." in who.get("/desk/section?holder=00000000-0000-7000-8000-000000000001").text


def test_only_the_head_sees_the_section(service: Service) -> None:
    for name in ("decider", "clerk_of_office", "applicant_b"):
        reader(service, name).get("/desk/section", expect=403)
    who = reader(service, "decider")
    who.get("/desk")
    who.post("/desk/section/assign", {"tasks": [], "account_id": ""}, expect=403)


def test_a_preview_shows_a_task_without_counting_as_seen_and_to_nobody_else(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    (path,) = who.get("/desk?scope=group").all("//a[@data-open]/@data-preview")
    assert "Open the task" in who.get(path).text
    assert "not seen" in who.get("/desk?scope=group").text
    reader(service, "applicant_b").get(path, expect=403)


def test_the_rows_of_an_open_inbox_change_their_mark_when_they_change(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    (shown,) = who.get("/desk?scope=group").all("//a[@data-open]/@data-mark")
    asked = who.get("/desk/rows?scope=group&due=")
    ((task, mark),) = asked.answer.get_json()["rows"]
    assert mark == shown
    who.get(f"/desk/tasks/{task}")
    ((_same, other),) = who.get("/desk/rows?scope=group").answer.get_json()["rows"]
    assert other != mark
    assert who.get("/desk/rows?scope=odd").answer.get_json() == {"rows": []}


DISTRICT: Fields = {"name": "中牟县", "district": "410122", "role": "FIRST_REVIEWER"}


def test_a_district_is_given_given_to_another_and_taken_away(service: Service) -> None:
    who = reader(service, "head")
    assert "No district is given to anybody." in who.get("/desk/section/districts").text
    who.get("/desk/section")
    for name in ("first_reviewer", "first_reviewer_2"):
        (to,) = who.get("/desk/section/districts").all(f"//select[@name='account_id']/option[.='{name}']/@value")
        who.post("/desk/section/districts", {**DISTRICT, "account_id": to})
        page = who.get("/desk/section/districts")
        assert [each.text_content() for each in page.all("//tbody/tr/td[3]")] == [name]
    who.press(page, "/free")
    assert "No district is given to anybody." in who.get("/desk/section/districts").text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"district": "41012"}, "district"),
        ({"district": ""}, "district"),
        ({"name": " "}, "name"),
        ({"role": "APPLICANT"}, "role"),
        ({"account_id": ""}, "account_id"),
        ({"role": "DECIDER"}, "account_id"),
    ],
)
def test_what_is_wrong_with_a_district_is_told_at_its_field(service: Service, changed: Fields, field: str) -> None:
    who = reader(service, "head")
    (to,) = who.get("/desk/section/districts").all("//select[@name='account_id']/option[.='first_reviewer']/@value")
    page = who.post("/desk/section/districts", {**DISTRICT, "account_id": to, **changed}, expect=422)
    assert page.all("//*[@id='error-summary']//a/@href") == [f"#{field}"]


def test_nobody_else_gives_districts_or_takes_them(service: Service) -> None:
    who = reader(service, "decider")
    who.get("/desk")
    who.post("/desk/section/districts", DISTRICT, expect=403)
    head = reader(service, "head")
    head.get("/desk/section/districts")
    head.post("/desk/section/districts/00000000-0000-7000-8000-000000000001/free", {}, expect=404)


def test_the_empty_inbox_of_a_head_leads_to_the_section(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    (way,) = reader(service, "head").get("/desk").all("//div[@id='inbox-list']//a[contains(@class, 'btn')]/@href")
    assert way == "/desk/section"
    assert not reader(service, "decider").get("/desk").all("//div[@id='inbox-list']//a[@href='/desk/section']")
