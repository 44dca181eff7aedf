"""The inbox: two limits and which comes first, groups that count what they list, and how far its reader is."""

from urllib.parse import quote

import pytest
from builders import NO_PASSWORD, Service
from office import PENALTY_OF_B
from page_readers import FIRST_AGREES, Reader, decide, first_task, hand_in, reader, start_application
from page_readers import Page as ReadPage

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.services.accounts import add_account

pytestmark = pytest.mark.each_database  # each database searches and sorts in its own way


def tallies(page: ReadPage) -> dict[str, str]:
    """Return what the groups of the inbox say they hold."""
    found = page.all("//ul[contains(@class, 'xn-tallies')]//a")
    return {each.text_content().rsplit(" ", 1)[0].strip(): each.xpath("string(b)") for each in found}


def first_in(who: Reader, path: str = "/desk?scope=group") -> str:
    """Return the first row of an inbox."""
    return " ".join(who.get(path).all("//tbody/tr")[0].text_content().split())


def test_the_groups_are_named_in_order_and_count_what_they_list(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    page = who.get("/desk?scope=group")
    expected = {"Overdue": "0", "Due today": "0", "Within two days": "1", "The rest": "0", "Paused": "0"}
    assert list(tallies(page).items()) == list(expected.items())
    assert len(who.get("/desk?scope=group&due=soon").all("//tbody/tr")) == 1
    assert "No task of this list is in this group." in who.get("/desk?scope=group&due=overdue").text


@pytest.mark.parametrize(("lang", "words"), [("en", "Internal limit first"), ("zh", "内部时限先到")])
def test_a_row_says_which_of_its_two_dates_is_nearer(service: Service, lang: str, words: str) -> None:
    hand_in(reader(service, "applicant_b"))
    assert words in first_in(reader(service, "first_reviewer", lang=lang))


def test_a_row_carries_the_number_of_the_decision(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    assert PENALTY_OF_B in first_in(who)
    who.press(who.get(first_task(who)), "/claim")
    assert PENALTY_OF_B in first_in(who, "/desk?scope=mine")
    decide(service, "first_reviewer", FIRST_AGREES)
    assert PENALTY_OF_B in first_in(who, "/desk?scope=waiting")
    assert PENALTY_OF_B in first_in(who, "/desk?scope=done")


def test_a_legal_limit_that_is_nearer_places_the_task(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    task_id = first_task(who).rpartition("/")[2]
    with service.tools.database.write() as unit:
        task, rows = unit.tasks.get(task_id, lock=True)
        (clock,) = [each for each in unit.cases.clocks([rows.case.id]) if each.key == "repair.result"]
        clock.due_on, clock.due_at = task.opened_at.date(), task.opened_at
        task.near_at = clock.due_at
        unit.commit()
    assert "Legal limit first" in first_in(who, "/desk?scope=group&due=overdue")


def test_a_row_tells_not_seen_seen_and_a_kept_draft_apart(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    task = first_task(who)
    assert "not seen" in first_in(who)
    who.get(task)
    assert "seen, not done" in first_in(who)
    assert "not seen" in first_in(reader(service, "first_reviewer_2")), "each has eyes of their own"
    who.post(f"{task}/draft", {"first_reason": "凭证看不清楚。"}, expect=200)
    assert "draft kept" in first_in(who)


def test_seeing_a_task_twice_keeps_it_once(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    task = first_task(who)
    who.get(task)
    who.get(task)
    assert "seen, not done" in first_in(who)


def test_what_others_go_on_with_waits_for_them_and_leads_to_the_case(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    decide(service, "first_reviewer", FIRST_AGREES)
    who = reader(service, "first_reviewer")
    page = who.get("/desk?scope=waiting")
    assert "Second reviewer" in page.text
    (link,) = page.all("//a[@data-open]/@href")
    assert link.startswith("/desk/cases/")
    assert reader(service, "first_reviewer_2").get("/desk?scope=waiting").text.count("Nothing waits for others.") == 1


def test_a_colleague_who_takes_a_task_takes_it_out_of_the_section(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who, other = reader(service, "first_reviewer"), reader(service, "first_reviewer_2")
    task = first_task(who)
    who.press(who.get(task), "/claim")
    assert not other.get("/desk?scope=group").all("//a[@data-open]")
    assert who.get("/desk").all("//a[@aria-current='true'][contains(., 'Mine')]")


@pytest.mark.parametrize("odd", ["due=never", "due=", "scope=all&due=TODAY", "scope=done&due=overdue"])
def test_an_odd_group_shows_the_inbox_all_the_same(service: Service, odd: str) -> None:
    hand_in(reader(service, "applicant_b"))
    assert reader(service, "first_reviewer").get(f"/desk?{odd}").all("//h1")


FOUND = ["宏运", "031", "031号", "第031号", "0001", "0186", "A0186", "a0186", "修复-2026-0001"]


@pytest.mark.parametrize("words", FOUND)
def test_one_box_finds_a_case_by_name_number_decision_and_code(service: Service, words: str) -> None:
    hand_in(reader(service, "applicant_b"))
    page = reader(service, "first_reviewer").get("/desk")
    assert page.all("//form[@role='search']//input[@name='q']")
    found = reader(service, "first_reviewer").get(f"/desk/cases?q={words}")
    assert PENALTY_OF_B in found.all("//tbody/tr")[0].text_content()
    assert len(found.all("//a[@data-open]")) == 1


@pytest.mark.parametrize("words", ["nobody", "%", "_", "'", "32"])
def test_what_is_not_there_is_not_found_and_says_what_can_be_typed(service: Service, words: str) -> None:
    hand_in(reader(service, "applicant_b"))
    page = reader(service, "first_reviewer").get(f"/desk/cases?q={quote(words)}")
    assert "Nothing found for" in page.text
    assert "the last digits of a code" in page.text


def test_the_box_finds_no_draft(service: Service) -> None:
    start_application(reader(service, "applicant_b"))
    assert "Nothing found for" in reader(service, "first_reviewer").get("/desk/cases?q=0186").text


def test_the_box_finds_nothing_of_another_authority(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    elsewhere = CreateAccount("elsewhere", "elsewhere", "", roles=[Role.FIRST_REVIEWER], authority="ZZ_ECOLOGY")
    with service.tools.database.write() as work:
        add_account(elsewhere, work=work, tools=service.tools, password_hash=NO_PASSWORD)
        work.commit()
    assert "Nothing found for" in reader(service, "elsewhere").get(f"/desk/cases?q={quote('公司')}").text
