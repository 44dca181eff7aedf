"""Applying for several records at once on the pages: from the ticks to the numbers, and what may come in between."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from batch_pages import KEYS, SIGNED, answer_all, begin, choose, ready, revoke, sign, with_agent_of_h
from builders import Service, build_service, import_penalties
from page_readers import PASSWORD, Reader, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Case
from workflow_app.services.accounts import create_account
from workflow_app.services.batches import get_batch
from workflow_app.services.tasks import save_draft


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    made = with_agent_of_h(build_service(database_url, tmp_path / "batches", penalties=KEYS))
    yield made
    made.parts.close()


@pytest.fixture
def who(service: Service) -> Reader:
    return reader(service, "applicant_h")


def test_three_records_are_applied_for_with_one_signature(who: Reader) -> None:
    batch = begin(who)
    done = who.get(sign(who, answer_all(who, batch)).location)
    numbers = done.all("//a[@class='xn-number']")
    pledges = done.all("//a[contains(@href, '/public/pledges/')]")
    assert len({each.text_content() for each in numbers}) == 3
    assert len({each.text_content() for each in pledges}) == 3
    assert "3 applications submitted" in done.text
    assert who.get(numbers[0].get("href")).all("//h1")


def test_only_what_can_be_applied_for_has_a_box_and_the_others_say_why(service: Service, who: Reader) -> None:
    boxes = choose(who).all("//input[@name='records']")
    revoke(service, "牟城管罚决字〔2026〕第022号")
    page = choose(who)
    assert len(page.all("//input[@name='records']")) == len(boxes) - 1
    (told,) = page.all("//section[contains(., 'Cannot be chosen today')]//li")
    assert "第022号" in told.text_content()
    assert "no longer in force" in told.text_content()


def test_one_tick_is_too_few_and_stays_ticked(who: Reader) -> None:
    page = choose(who)
    one = page.all("//input[@name='records']/@value")[:1]
    again = who.submit(page, "choose", {"records": one}, expect=422)
    assert "Tick at least two records" in again.text
    assert again.all("//input[@name='records'][@checked]/@value") == one


def test_two_clicks_begin_one_batch(who: Reader) -> None:
    page = choose(who)
    ids = page.all("//input[@name='records']/@value")[:2]
    first = who.submit(page, "choose", {"records": ids}).location
    assert who.submit(page, "choose", {"records": ids}).location == first


def test_common_questions_are_asked_once_and_on_no_record(who: Reader) -> None:
    batch = begin(who)
    common = who.get(f"{batch}/answers")
    first = who.get(batch).all("//a[contains(@href, '/records/')]/@href")[0]
    record = who.get(f"{who.get(first, expect=303).location}?all=1")
    assert common.all("//*[@name='contact_phone']")
    assert not record.all("//*[@name='contact_phone']")
    assert not record.all("//*[@name='pledge']")
    assert record.all("//*[@name='paid_on']")
    assert not common.all("//*[@name='paid_on']")


def test_a_wrong_common_answer_is_told_at_its_field_and_kept(who: Reader) -> None:
    batch = begin(who)
    page = who.submit(who.get(f"{batch}/answers"), "answers", {"contact_phone": "123", "act": "next"}, expect=422)
    assert page.all("//input[@id='field-contact_phone']/@value") == ["123"]
    assert "Enter a mobile number of 11 digits" in page.text


def test_nothing_is_signed_while_an_answer_lacks(who: Reader) -> None:
    batch = begin(who)
    check = who.get(f"{batch}/check")
    assert "Answers are still missing" in check.text
    assert not [each for each in check.all("//a") if "go on to sign" in each.text_content()]
    assert who.get(f"{batch}/sign?seen=x", expect=303).location == f"{batch}/check"


def test_a_certificate_that_does_not_count_is_told_before_one_is_asked_to_sign(service: Service, who: Reader) -> None:
    batch = ready(who, 2)
    agent = service.actor("applicant_h")
    first = get_batch(batch.rsplit("/", 1)[1], actor=agent, tools=service.tools).drafts[0]
    assert first.detail
    typed = {"payment_matters": [], "payment_note": "", "training_certificate_no": "none of ours"}
    save_draft(first.detail.task.id, typed, actor=agent, tools=service.tools)
    page = who.get(f"{batch}/check")
    assert not page.all("//a[contains(@href, '/sign?')]")
    asked = who.get_to(page.link(f"Fill in {first.document_no}"))
    assert asked.all("//*[@id='error-training_certificate_no']")


def test_a_question_says_which_of_the_applications_it_belongs_to_and_leads_back_to_them(who: Reader) -> None:
    batch = ready(who, 2)
    second = who.get(batch).all("//a[contains(@href, '/records/')]/@href")[1]
    task = who.get_to(second).answer.request.path
    page = who.get(f"{task}/payment")
    assert "Application 2 of 2 prepared together" in page.text
    assert page.all("//a[contains(@class, 'xn-back')]/@href") == [batch]


def test_what_stopped_being_repairable_is_told_and_the_others_are_submitted(service: Service, who: Reader) -> None:
    batch = begin(who)
    page = who.get(answer_all(who, batch).link("go on to sign"))
    revoke(service, "牟城管罚决字〔2026〕第022号")
    done = who.get(who.submit(page, "answers", {**SIGNED, "act": "submit"}).location)
    assert len(done.all("//a[@class='xn-number']")) == 2
    assert "2 applications submitted" in done.text
    assert "第022号 was not submitted." in done.text
    (rest,) = done.all("//section[contains(., 'Not submitted')]//li")
    assert "第022号" in rest.text_content()


def test_two_windows_submit_the_same_batch_once(service: Service, who: Reader) -> None:
    batch = begin(who)
    address = answer_all(who, batch).link("go on to sign")
    other = reader(service, "applicant_h")
    here, there = who.get(address), other.get(address)
    first = who.get(who.submit(here, "answers", {**SIGNED, "act": "submit"}).location)
    second = other.get(other.submit(there, "answers", {**SIGNED, "act": "submit"}).location)
    numbers = [each.text_content() for each in first.all("//a[@class='xn-number']")]
    assert [each.text_content() for each in second.all("//a[@class='xn-number']")] == numbers
    assert len(numbers) == 3


def test_an_answer_changed_in_another_window_leads_back_to_the_last_look(service: Service, who: Reader) -> None:
    batch = begin(who)
    page = who.get(answer_all(who, batch).link("go on to sign"))
    other = reader(service, "applicant_h")
    other.submit(other.get(f"{batch}/answers"), "answers", {"contact_phone": "13900139000", "act": "next"})
    assert who.submit(page, "answers", {**SIGNED, "act": "submit"}).location == f"{batch}/check"
    assert "changed in another window" in who.get(f"{batch}/check").text


def test_a_missing_signature_is_told_at_its_field(who: Reader) -> None:
    batch = begin(who)
    page = who.get(answer_all(who, batch).link("go on to sign"))
    again = who.submit(page, "answers", {**SIGNED, "signer_name": "", "act": "submit"}, expect=422)
    assert again.all("//*[@id='error-signer_name']")
    assert who.submit(again, "answers", {**SIGNED, "act": "submit"}).location == batch


def test_the_home_page_leads_back_to_a_batch_and_shows_no_single_drafts(who: Reader) -> None:
    batch = begin(who)
    home = who.get("/my")
    assert home.all(f"//li//a[@href='{batch}']")
    assert not home.all("//a[contains(@href, '/my/tasks/')]")
    assert home.all("//li[contains(., 'together with other records')]")


def test_a_draft_that_was_taken_out_is_applied_for_alone(who: Reader) -> None:
    batch = begin(who)
    case_id = who.get(batch).all("//form[contains(@action, '/leave')]//input[@name='case_id']/@value")[0]
    who.post(f"{batch}/leave", {"case_id": case_id})
    assert len(who.get(batch).all("//form[contains(@action, '/leave')]")) == 2
    assert who.get("/my").all("//a[contains(@href, '/my/tasks/')]")


def test_a_stranger_finds_no_batch(service: Service, who: Reader) -> None:
    batch = begin(who)
    stranger = reader(service, "applicant_b")
    for path in ("", "/answers", "/check", "/sign"):
        stranger.get(batch + path, expect=404)


def test_reviewers_see_how_many_belong_together_and_open_them_as_one_list(service: Service, who: Reader) -> None:
    batch = begin(who)
    sign(who, answer_all(who, batch))
    desk = reader(service, "intake")
    inbox = desk.get("/desk")
    marks = inbox.all("//td//a[contains(., '3 of one batch')]/@href")
    assert len(marks) == 3
    task = inbox.all("//a[@data-preview]/@data-preview")[0]
    assert "3 of one batch" in desk.get(task).text
    assert len(desk.get(marks[0]).all("//a[@data-preview]")) == 3
    listed = desk.get(desk.get(marks[0]).link("All cases of the batch"))
    rows = listed.all("//main//table//th//a[contains(@href, '/desk/cases/')]/@href")
    assert len(rows) == 3
    assert "of one batch" in desk.get(rows[0]).text


def test_a_list_of_one_batch_leaves_out_every_other_case(service: Service, who: Reader) -> None:
    first = begin(who, 2)
    sign(who, answer_all(who, first))
    second = begin(who, 2)
    sign(who, answer_all(who, second))
    desk = reader(service, "intake")
    assert len(desk.get("/desk").all("//a[@data-preview]")) == 4
    narrowed = desk.get(f"/desk?batch={first.rsplit('/', 1)[1]}")
    assert len(narrowed.all("//a[@data-preview]")) == 2
    counted = narrowed.all("//ul[contains(@class, 'xn-tallies')]//a/@href")
    assert counted
    assert not [each for each in counted if "batch" in each], "what a number counts is what its link lists"
    assert len(desk.get(f"/desk/cases?batch={second.rsplit('/', 1)[1]}").all("//main//table//tbody/tr")) == 2


def test_a_case_of_its_own_bears_no_mark_of_a_batch(service: Service, who: Reader) -> None:
    batch = begin(who)
    sign(who, answer_all(who, batch))
    with service.tools.database.write() as unit:
        for case in unit.session.query(Case).filter(Case.submitted_at.is_not(None)):
            case.batch_id = None
        unit.commit()
    assert "of one batch" not in reader(service, "intake").get("/desk").text


def test_a_list_of_a_batch_that_is_none_is_empty_and_leads_back(service: Service, who: Reader) -> None:
    begin(who)
    desk = reader(service, "intake")
    assert not desk.get("/desk/cases?batch=nonsense").all("//main//table")


def test_every_receipt_is_downloaded_in_one_file(who: Reader) -> None:
    batch = begin(who)
    done = who.get(sign(who, answer_all(who, batch)).location)
    answer = who.get(done.link("All receipts (PDF)")).answer
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as papers:
        assert len(papers.pages) == 2 * len(done.all("//a[@class='xn-number']")), "each in both languages"


def test_nothing_handed_in_has_no_receipt(who: Reader) -> None:
    who.get(f"{begin(who)}/receipts.pdf", expect=404)


def test_a_link_to_a_batch_of_another_enterprise_asks_before_it_switches(service: Service, who: Reader) -> None:
    batch = begin(who)
    codes = [SUBJECT_BY_KEY[key].uscc for key in ("H", "B")]
    import_penalties(service.tools, ["B/1"])
    many = CreateAccount("agent_of_two", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=codes)
    create_account(many, tools=service.tools)
    other = reader(service, "agent_of_two")
    other.get(other.get("/my").all("//a[contains(@href, '/my/records/') and contains(., '031')]/@href")[0] + "/apply")
    for path in ("", "/answers", "/check"):
        assert "Go on for another enterprise?" in other.get(batch + path).text
