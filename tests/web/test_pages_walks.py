"""The page of a walk: filled in, sent, gone back on, and what clumsy and hostile hands send to it."""

import re

import pytest
from builders import Service
from page_readers import Reader, reader
from walk_pages import do, done, form_of

from workflow_app.domain.seeds.walk_cast import CAST, PAPER
from workflow_app.web.pages.walk_words import person_word

KEY = "ordinary_approval"


@pytest.fixture
def here(author: Reader) -> str:
    page = author.get(f"/studio/processes/{KEY}")
    fields = dict(page.form("//form[contains(@action,'/drafts')]")[1]) | {"title": "Walked"}
    return f"{author.post(f'/studio/processes/{KEY}/drafts', fields).location}/walk"


def test_a_case_is_walked_from_its_beginning_to_its_end(author: Reader, here: str) -> None:
    page = author.get(here)
    assert "Nothing of it is seen in lists" in page.text
    page = do(author, here, page, "OPEN")
    assert "Done by: Applicant" in page.text
    for _step in range(4):
        page = done(author, here)
    assert "The case has come to its end" in page.text
    (drawing,) = page.all("//*[@data-diagram-url]")
    assert "issue_permit" in drawing.get("data-done").split()
    address = page.all("//a[contains(@href, '/walk/letter')]/@href")[0]
    answer = author.client.get(address)
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    assert author.client.get(f"{here}/sample.pdf").data == PAPER


def test_a_wrong_answer_is_told_at_its_field_and_stays_in_the_form(author: Reader, here: str) -> None:
    do(author, here, author.get(here), "OPEN")
    filled = author.get(f"{here}?fill=1")
    page = do(author, here, filled, "COMPLETE", expect=422, contact_phone="12")
    assert "There is a problem" in page.text
    assert page.all("//input[@name='contact_phone']/@value") == ["12"]
    assert author.get(here).all("//input[@name='walk-act'][@value='COMPLETE']")


def test_time_is_moved_and_steps_are_taken_back(author: Reader, here: str) -> None:
    do(author, here, author.get(here), "OPEN")
    page = done(author, here)
    assert "Check the materials" in page.text
    page = do(author, here, page, "DAYS", walk_number="16")
    assert "Time moved on by 16 days" in page.text
    page = do(author, here, page, "BACK")
    assert "Time moved on by" not in page.text
    again = form_of(page, "BACK")
    again["walk-number"] = "0"
    author.post(here, again)
    assert "What the case is about" in author.get(here).text


@pytest.mark.parametrize(
    ("language", "applicant", "intake"), [("zh", "申请人", "收件人甲"), ("en", "Applicant", "Intake A")]
)
def test_who_took_part_goes_by_one_name(author: Reader, here: str, language: str, applicant: str, intake: str) -> None:
    do(author, here, author.get(here), "OPEN")
    done(author, here)
    done(author, here)
    page = author.get(f"{here}?lang={language}")
    steps = page.all("//ol[@class='xn-walk-list']")[0].text_content()
    history = {each.text_content().strip() for each in page.all("//span[@class='xn-by']")}
    course = page.all("//ol[@id='course']")[0].text_content()
    assert intake in steps
    assert history >= {f"· {applicant}", f"· {intake}"}
    assert f"{intake} · " in course
    assert "试走" not in course + "".join(history)


def test_the_sandbox_and_the_page_call_everybody_the_same(module_service: Service) -> None:
    with module_service.app.test_request_context(headers={"Accept-Language": "zh"}):
        assert [person_word(each.username) for each in CAST] == [each.name for each in CAST]
    assert len({each.name for each in CAST}) == len(CAST)


def test_what_happens_meanwhile_is_let_happen(author: Reader, here: str) -> None:
    do(author, here, author.get(here), "OPEN")
    page = done(author, here)
    author.post(here, form_of(page, "MESSAGE", "case_withdrawn"))
    page = author.get(here)
    assert "The case has come to its end" in page.text
    assert "It happened: Withdrawn by the applicant" in page.text


def test_a_second_click_and_an_old_page_change_nothing(author: Reader, here: str) -> None:
    page = author.get(here)
    fields = form_of(page, "OPEN")
    author.post(here, fields)
    said = author.post(here, fields, expect=409)
    assert "Somebody changed this" in said.text
    assert len(author.get(here).all("//details[.//summary[contains(., 'Steps of this walk')]]//li")) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"walk-act": "SHELL"},
        {"walk-act": "COMPLETE", "walk-task": "decide_application:0", "walk-who": "decider_a"},
        {"walk-act": "COMPLETE", "walk-task": "apply_for_approval:99999", "walk-who": "applicant"},
        {"walk-act": "COMPLETE", "walk-task": "apply_for_approval:0", "walk-who": "system"},
        {"walk-act": "MESSAGE", "walk-what": "../../etc/passwd"},
        {"walk-act": "OPEN", "walk-what": " | | | | | "},
    ],
)
def test_what_no_page_offers_is_refused_with_a_sentence(author: Reader, here: str, sent: dict[str, str]) -> None:
    page = do(author, here, author.get(here), "OPEN")
    version = form_of(page, "COMPLETE")["version"]
    answer = author.client.post(
        here, data={**sent, "version": version, "csrf_token": form_of(page, "COMPLETE")["csrf_token"]}
    )
    assert answer.status_code in (404, 409, 422)
    assert len(author.get(here).all("//details[.//summary[contains(., 'Steps of this walk')]]//li")) == 1


def test_nobody_else_walks(studio: Service, author: Reader, here: str) -> None:
    do(author, here, author.get(here), "OPEN")
    clerk = reader(studio, "clerk")
    for path in (here, f"{here}/letter?number=1", f"{here}/sample.pdf"):
        clerk.get(path, expect=403)
    assert "What the case is about" in reader(studio, "second").get(here).text
    author.get(here.replace("/drafts/0", "/drafts/1"), expect=404)


def test_a_draft_that_cannot_run_leads_to_what_stands_against_it(author: Reader, here: str) -> None:
    home, path = here.removesuffix("/walk"), f"{KEY}.bpmn"
    author.get(home)
    seen = author.client.get(f"{home}/files/{path}").headers["ETag"]
    author.send("PUT", f"{home}/files/{path}", b"<definitions/>", {"If-Match": seen}, expect=200)
    page = author.get(here)
    assert "This draft cannot be walked through yet." in page.text
    assert page.all(f"//a[@href='{home}'][contains(., 'Back to the draft')]")


def test_what_stands_against_a_walk_names_its_place_on_the_diagram(author: Reader, here: str) -> None:
    home, path = here.removesuffix("/walk"), f"{KEY}.bpmn"
    kept = author.client.get(f"{home}/files/{path}")
    broken = re.sub(r' default="[^"]*"', "", kept.text, count=1)
    gateway = re.search(r'id="([^"]*)"[^>]* default="', kept.text)
    assert gateway
    author.send("PUT", f"{home}/files/{path}", broken.encode(), {"If-Match": kept.headers["ETag"]}, expect=200)
    assert author.get(here).all(f"//li[contains(@class, 'xn-finding')]//a[@href='{home}/diagram?show={gateway[1]}']")


def test_a_form_that_is_half_written_stands_against_a_walk(author: Reader, here: str) -> None:
    home, path = here.removesuffix("/walk"), "forms/application.form.json"
    author.get(home)
    seen = author.client.get(f"{home}/files/{path}").headers["ETag"]
    author.send("PUT", f"{home}/files/{path}", b"{[", {"If-Match": seen}, expect=200)
    page = author.get(here)
    assert "This draft cannot be walked through yet." in page.text
    assert path in page.text


@pytest.mark.parametrize("title", ["", "x" * 101])
def test_a_test_without_a_fit_title_is_told_at_its_field_and_the_walk_stays(
    author: Reader, here: str, title: str
) -> None:
    do(author, here, author.get(here), "OPEN")
    home, page = here.removesuffix("/walk"), done(author, here)
    keep = f"{home}/tests/keep"
    fields = dict(page.form(f"//form[@action='{keep}']")[1]) | {"test-title": title}
    said = author.post(keep, fields, expect=422)
    assert said.all("//*[@id='error-test-title']")
    assert said.all("//input[@id='test-title']/@value") == [title]
    assert said.all("//*[@id='error-summary']//a[@href='#test-title']")
    assert "Steps of this walk" in said.text
    assert len(said.all("//ol[@class='xn-walk-list']/li")) == 2
    assert said.all("//form[@action='" + here + "']//input[@value='COMPLETE']")
    fields["test-title"] = "A right one"
    author.post(keep, fields)
    assert "A right one" in author.get(f"{home}/tests").text
