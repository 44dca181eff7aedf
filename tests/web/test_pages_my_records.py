"""What applicants see of their records: which draft is theirs to go on with, from which day, and for whom."""

from pathlib import Path

import pytest
from builders import Service, build_service
from page_readers import PASSWORD, Reader, grant, hand_in, reader, start_application

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.services.accounts import create_account
from workflow_app.services.records import list_records_of


@pytest.fixture
def who(service: Service) -> Reader:
    """Give the agent of an enterprise."""
    return reader(service, "applicant_b")


def test_a_draft_is_called_one_wherever_the_record_is_shown(who: Reader) -> None:
    start_application(who)
    home = who.get("/my")
    assert "the draft has not been handed in" in home.text
    assert "under way" not in home.text
    (waiting,) = home.all("//li[.//a[contains(@href, '/my/tasks/')]]")
    assert "牟城管罚决字〔2026〕第031号" in waiting.text_content()
    record = who.get(home.all("//a[contains(@href, '/my/records/')]/@href")[0])
    assert record.all("//h1/following-sibling::*[contains(., 'draft, not handed in')]")
    assert record.link("Go on with the draft").startswith("/my/cases/")


def test_what_was_handed_in_is_under_way(who: Reader) -> None:
    hand_in(who)
    home = who.get("/my")
    assert "A repair is under way: First review." in home.text
    assert "draft" not in home.text


def test_the_desk_does_not_learn_of_a_draft_from_the_record(service: Service, who: Reader) -> None:
    start_application(who)
    wanted = RecordFilter(uscc=SUBJECT_BY_KEY["B"].uscc)
    (seen,) = list_records_of(wanted, actor=service.actor("first_reviewer"), tools=service.tools).items
    (own,) = list_records_of(wanted, actor=service.actor("applicant_b"), tools=service.tools).items
    assert (seen.open_case_id, seen.is_drafted, own.is_drafted) == (None, False, True)


def test_a_record_that_can_be_repaired_says_since_when_and_offers_it_first(who: Reader) -> None:
    page = who.get(who.get("/my").all("//a[contains(@href, '/my/records/')]/@href")[0])
    assert "First day to apply: Sun 9 Aug 2026" in page.text
    assert "The decision is of Fri 8 May 2026" in page.text
    (button,) = page.all("//a[contains(., 'Apply for repair')]")
    assert button.xpath("ancestor::header[contains(@class, 'xn-head')]")


def test_who_acts_for_many_chooses_from_a_list(database_url: str, tmp_path: Path) -> None:
    keys = ("B", "E", "F", "H")
    service = build_service(database_url, tmp_path / "many", penalties=[f"{key}/1" for key in keys])
    codes = [SUBJECT_BY_KEY[key].uscc for key in keys]
    many = CreateAccount("agent_of_many", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=codes)
    create_account(many, tools=service.tools)
    agent = reader(service, "agent_of_many")
    home = agent.get("/my")
    options = {each.text_content(): each.get("value") for each in home.all("//select[@name='subject']/option")}
    assert len(options) == 1 + len(keys)
    one = agent.get("/my?subject=" + next(value for name, value in options.items() if "宏运" in name))
    assert "第031号" in one.text
    assert "第072号" not in one.text
    service.parts.close()


def test_the_letters_of_who_acts_for_many_name_the_enterprise(service: Service, who: Reader) -> None:
    grant(service)
    codes = [SUBJECT_BY_KEY[key].uscc for key in ("B", "E")]
    many = CreateAccount("agent_of_many", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=codes)
    create_account(many, tools=service.tools)
    name = SUBJECT_BY_KEY["B"].name
    assert name in reader(service, "agent_of_many").get("/my/letters").all("//main")[0].text_content()
    assert name not in who.get("/my/letters").all("//main")[0].text_content()


def test_a_repaired_record_is_no_refusal_and_asks_for_nothing(service: Service, who: Reader) -> None:
    grant(service)
    home = who.get("/my")
    assert "Granted, being removed from sites." in home.text
    assert "准予修复，正在撤下公示。" in reader(service, "applicant_b", lang="zh").get("/my").text
    assert "A repair is under way." not in home.text
    record = who.get(home.all("//a[contains(@href, '/my/records/')]/@href")[0])
    assert record.all("//h1/following-sibling::*[contains(., 'repair granted, being taken down')]")
    for words in ("Why this day?", "Why, and what to do", "cannot be repaired", "What you need", "about ten minutes"):
        assert words not in record.text
