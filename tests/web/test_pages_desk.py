"""The staff's pages: an inbox that says what is urgent, a task page with everything, and no word lost."""

import io
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from builders import NO_PASSWORD, URBAN, Service, build_service, penalty_sheet
from page_readers import FIRST_AGREES, Reader, decide, first_task, grant, hand_in, reader, start_application

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.time import ZONE
from workflow_app.models import Authority
from workflow_app.services.accounts import add_account


def open_task(service: Service, username: str = "first_reviewer") -> tuple[Reader, str]:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, username)
    return who, first_task(who)


def test_the_inbox_groups_by_urgency_and_opens_with_the_section_where_nothing_is_mine(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    page = reader(service, "first_reviewer").get("/desk")
    assert [each.text_content() for each in page.all("//h2")][:1] == ["Within two days"]
    assert page.all("//a[@aria-current='true'][contains(., 'My section')]")


def test_the_inbox_finds_by_name_and_says_when_it_finds_nothing(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    assert who.get("/desk?scope=group&q=宏运").all("//a[@data-open]")
    assert "Nothing found for" in who.get("/desk?scope=group&q=nobody").text


def test_a_task_shows_materials_checks_both_limits_and_one_primary_button(service: Service) -> None:
    who, task = open_task(service)
    page = who.get(task)
    assert "receipt.pdf" in page.text
    assert "Due altogether: 20,000.00 yuan; paid: 20,000.00 yuan" in page.text
    assert "Internal limit: by Thu 8 Oct, 24:00" in page.text
    assert "Legal limit: by Mon 19 Oct, 24:00" in page.text
    (button,) = page.all("//main//button[contains(@class, 'btn-primary')]")
    assert button.text_content() == "Submit first opinion"


def found_an_older_authority(service: Service) -> None:
    """Set up an authority that comes before all others and has published no year at all."""
    with service.tools.database.write() as unit:
        one = unit.authorities.get_by_code(URBAN)
        kept = {column.key: getattr(one, column.key) for column in Authority.__table__.columns}
        unit.add(Authority(**kept | {"id": f"00000000{one.id[8:]}", "code": "AA", "uscc": "11410122005100001B"}))
        unit.commit()
    with service.tools.database.read() as unit:
        assert unit.authorities.first().code == "AA"


def test_days_left_are_counted_by_the_calendar_of_the_authority_of_the_case(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    found_an_older_authority(service)
    who = reader(service, "first_reviewer")
    pages = [who.get(path).text for path in ("/desk", first_task(who), "/desk/cases")]
    assert "by Thu 8 Oct, 24:00 · 2 working days left" in pages[0], "the holidays of October do not count"
    assert "by Thu 8 Oct, 24:00 · 2 working days left" in pages[1]
    assert "by Mon 19 Oct, 24:00 · 10 working days left" in pages[2]
    assert [text for text in pages if "provisional" in text] == []


def test_the_day_of_the_application_is_the_day_in_beijing(database_url: str, tmp_path: Path) -> None:
    early = datetime(2026, 9, 30, 7, 30, tzinfo=ZONE)
    service = build_service(database_url, tmp_path, now=early, penalties=["B/1"])
    with closing(service.parts):
        who, task = open_task(service)
        assert "Applied on 30 Sep 2026, possible from 9 Aug 2026" in who.get(task).text


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Return to first reviewer (give reasons)"), ("zh", "退回初审（写明理由）")]
)
def test_the_words_of_the_button_follow_the_choice(service: Service, lang: str, words: str) -> None:
    open_task(service)
    decide(service, "first_reviewer", FIRST_AGREES)
    who = reader(service, "second_reviewer", lang=lang)
    page = who.get(first_task(who))
    (button,) = page.all("//button[@data-label-follows='second_opinion']")
    assert button.get("data-label-return") == words


def test_a_task_is_claimed_and_given_back_once_a_click(service: Service) -> None:
    who, task = open_task(service)
    page = who.get(task)
    assert who.press(page, "/claim").location == task
    assert who.press(page, "/claim").location == task
    assert who.press(who.get(task), "/release").location == "/desk"


def test_a_task_in_somebodys_hands_says_so_and_offers_no_form(service: Service) -> None:
    who, task = open_task(service)
    who.press(who.get(task), "/claim")
    page = reader(service, "first_reviewer_2").get(task)
    assert "A colleague has this task in hand." in page.text
    assert not page.all("//form[@id='opinion']")


def test_a_second_click_on_submit_goes_where_the_first_went(service: Service) -> None:
    who, task = open_task(service)
    page = who.get(task)
    assert who.submit(page, "opinion", FIRST_AGREES).location == "/desk"
    assert who.submit(page, "opinion", FIRST_AGREES).location == "/desk"


def test_who_comes_second_keeps_what_was_typed(service: Service) -> None:
    who, task = open_task(service)
    other = reader(service, "first_reviewer_2")
    seen = other.get(task)
    who.submit(who.get(task), "opinion", FIRST_AGREES)
    typed = {"first_opinion": "DISAGREE", "first_reason": "凭证看不清楚。"}
    page = other.submit(seen, "opinion", typed, expect=409)
    assert "completed by somebody else" in page.text
    assert "凭证看不清楚。" in page.text


def test_a_mistake_in_an_opinion_is_told_at_its_field(service: Service) -> None:
    who, task = open_task(service)
    page = who.submit(who.get(task), "opinion", {"first_opinion": "DISAGREE"}, expect=422)
    assert page.all("//*[@id='error-summary']//a/@href") == ["#field-first_reason"]


def test_earlier_opinions_stand_beside_ones_own(service: Service) -> None:
    open_task(service)
    decide(service, "first_reviewer", FIRST_AGREES)
    who = reader(service, "second_reviewer")
    page = who.get(first_task(who))
    assert "Propose to grant the repair" in page.text


def test_a_granted_case_stands_on_the_board_of_removals(service: Service) -> None:
    grant(service)
    page = reader(service, "decider").get("/desk/removals")
    assert len(page.all("//table//tbody/tr")) == 1
    assert "taken down and checked" in page.text


def test_while_nobody_must_act_a_case_says_which_sites_it_waits_for(service: Service) -> None:
    case = grant(service)
    text = "Waiting for: Credit Zhengzhou, National Enterprise Credit Information Publicity System"
    assert text in reader(service, "decider").get(case.replace("/my/", "/desk/")).text
    assert text in reader(service, "applicant_b").get(case).text


def test_the_history_names_the_site_of_each_removal(service: Service) -> None:
    case = grant(service)
    for page in (
        reader(service, "decider").get(case.replace("/my/", "/desk/")),
        reader(service, "applicant_b").get(case),
    ):
        sites = "Our own listing, Credit Zhengzhou, National Enterprise Credit Information Publicity System"
        assert f"Removal from a site ordered: {sites}" in page.text


def test_a_wrong_check_character_is_told_with_the_right_one(service: Service) -> None:
    who = reader(service, "data_clerk")
    who.get("/desk/imports")
    done = who.post("/desk/imports", {"file": (io.BytesIO(penalty_sheet(["bad/1"])), "rows.xlsx")})
    assert "the check character must be E, not F" in who.get(done.location).text


def test_the_desk_is_closed_to_applicants_and_asks_strangers_to_sign_in(service: Service) -> None:
    reader(service, "applicant_b").get("/desk", expect=403)
    assert reader(service).get("/desk", expect=302).location == "/login?next=/desk"


def test_an_import_shows_counts_and_hands_back_the_bad_rows(service: Service) -> None:
    who = reader(service, "data_clerk")
    assert who.get("/desk/imports").all("//input[@type='file']")
    sheet = penalty_sheet(["B/1", "E/1", "H/1"])
    done = who.post("/desk/imports", {"file": (io.BytesIO(sheet), "rows.xlsx")})
    page = who.get(done.location)
    assert "3 rows" in page.text
    assert "rows.xlsx" in who.get("/desk/imports").text


def test_an_import_of_something_else_says_what_is_wrong(service: Service) -> None:
    who = reader(service, "data_clerk")
    who.get("/desk/imports")
    page = who.post("/desk/imports", {"file": (io.BytesIO(b"MZ"), "rows.exe")}, expect=422)
    assert page.all("//*[@id='error-file']")[0].text_content().strip()
    assert "Choose a file" in who.post("/desk/imports", {}, expect=422).text


def test_only_the_data_clerk_imports(service: Service) -> None:
    reader(service, "decider").get("/desk/imports", expect=403)


def test_who_did_the_first_review_is_told_why_not_the_second_and_what_to_do(service: Service) -> None:
    roles = [Role.FIRST_REVIEWER, Role.SECOND_REVIEWER]
    both = CreateAccount("both", "both", "", roles=roles, authority=URBAN, department="LEGAL")
    with service.tools.database.write() as work:
        add_account(both, work=work, tools=service.tools, password_hash=NO_PASSWORD)
        work.commit()
    open_task(service)
    decide(service, "both", FIRST_AGREES)
    page = reader(service, "both").get(first_task(reader(service, "second_reviewer")))
    assert "somebody else must do this one" in page.text
    assert "First and second review are done by two people" in page.text
    assert "Leave the task to a colleague with the same role" in page.text
    assert "Rule: Separation of duties" in page.text
    assert not page.all("//form[@id='opinion']")


@pytest.mark.parametrize("act", ["", "/claim", "/release", "/draft"])
def test_the_task_of_a_draft_is_not_there_for_the_desk_whatever_is_sent_to_it(service: Service, act: str) -> None:
    task = start_application(reader(service, "applicant_b")).replace("/my/", "/desk/")
    who = reader(service, "first_reviewer")
    who.get("/desk")
    who.get(task, expect=404)
    who.post(task + act, {}, expect=404)
