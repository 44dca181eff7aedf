"""A button or small form of a page that is too old: nothing is done, nothing is lost, and one more click sends it."""

import io

import pytest
from builders import Service
from page_readers import PASSWORD, Page, Reader, first_task, hand_in, reader, signed_out, start_application, token_of

OLD = {"X-CSRFToken": "of-an-earlier-session"}
CROSS = {"Sec-Fetch-Site": "cross-site"}
NOTHING_DONE = "The page was out of date. Nothing has been carried out yet."


def send_old(who: Reader, path: str, fields: object = None, **headers: str) -> Page:
    """Send a form with the token of an earlier session, as a plain browser does."""
    client = who.client  # the same cookies, other headers
    return Page(client.post(path, data=fields or {}, headers={**OLD, **headers}, buffered=True))


def claim_of(service: Service) -> tuple[Reader, str, object]:
    """Return a first reviewer with a new session, a task, and the claim form of a page opened before."""
    hand_in(reader(service, "applicant_b"))
    before = reader(service, "first_reviewer")
    task = first_task(before)
    _, fields = before.get(task).form("//form[contains(@action, '/claim')]")
    return reader(service, "first_reviewer"), task, fields


def test_a_claim_with_an_old_token_says_what_happened_and_is_sent_by_one_more_click(service: Service) -> None:
    who, task, fields = claim_of(service)
    page = send_old(who, f"{task}/claim", fields, Referer=f"http://localhost{task}")
    assert page.answer.status_code == 400
    assert NOTHING_DONE in page.text
    assert "You are logged in as" in page.text
    assert page.link("Back to the page") == task
    _, kept = page.form("//form[@id='again']")
    assert kept["once"] == fields["once"], "a second click has no second effect"  # type: ignore[index] # form fields
    who.get("/desk")
    page = send_old(who, f"{task}/claim", fields)
    assert Page(page.answer).all("//form[@id='again']/@action") == [f"{task}/claim"]
    assert who.post(f"{task}/claim", kept).location == task
    assert "The task is yours now." in who.get(task).text


@pytest.mark.parametrize("path", ["/notices/read", "/demo/next-working-day", "/public/cases"])
def test_every_small_form_of_an_old_page_can_be_sent_again(service: Service, path: str) -> None:
    page = send_old(reader(service, "first_reviewer"), path, {"back": "/desk", "number": "修复-2026-0001"})
    assert page.answer.status_code == 400
    assert page.all("//form[@id='again']/@action") == [path]
    assert page.all("//form[@id='again']//input[@name='number']/@value") == ["修复-2026-0001"]


def test_a_form_for_everybody_needs_no_sign_in_to_be_sent_again(service: Service) -> None:
    page = send_old(reader(service), "/public/cases", {"number": "修复-2026-0001"})
    assert NOTHING_DONE in page.text
    assert page.all("//form[@id='again']/@action") == ["/public/cases"]


def test_a_text_typed_before_the_session_ended_waits_for_the_sign_in(service: Service) -> None:
    case = hand_in(reader(service, "applicant_b"))
    client, _ = signed_out(service)
    page = send_old(Reader(service, client), f"{case}/withdraw", {"reason": "企业已停业，不再申请"})
    assert page.answer.status_code == 400
    assert "You are logged out. Nothing has been carried out yet." in page.text
    assert page.all("//a[@href='/login' and @target='_blank']")
    _, fields = page.form("//form[@id='again']")
    who = reader(service, "applicant_b")
    page = send_old(who, f"{case}/withdraw", fields)
    assert page.all("//form[@id='again']//input[@name='reason']/@value") == ["企业已停业，不再申请"]
    assert "申请" in page.text


def test_a_long_form_that_keeps_what_was_typed_in_its_window_leads_to_the_sign_in(service: Service) -> None:
    task = start_application(reader(service, "applicant_b"))
    client, _ = signed_out(service)
    typed = {"rectification_summary": "已 整改", "first_reason": "已 整改"}
    for path in (task, f"{task}/rectification_summary", task.replace("/my/", "/desk/")):
        page = send_old(Reader(service, client), path, {**typed, "kept_here": "yes"})
        assert (page.answer.status_code, page.location) == (303, f"/login?next={path}&unsent=1")
        page = send_old(Reader(service, client), path, typed)
        assert page.answer.status_code == 400
        assert "已 整改" in page.all("//ul[@class='xn-kept-texts']/li/text()")


def test_a_button_pressed_after_the_session_ended_leads_to_the_sign_in(service: Service) -> None:
    client, _ = signed_out(service)
    page = send_old(Reader(service, client), "/notices/read", {}, Referer="http://localhost/notices")
    assert (page.answer.status_code, page.location) == (303, "/login?next=/notices&unsent=1")


def test_a_file_is_asked_for_again_instead_of_being_lost_silently(service: Service) -> None:
    fields = {"file": (io.BytesIO(b"x"), "a.csv"), "note": "九月的 处罚"}
    page = send_old(reader(service, "data_clerk"), "/desk/imports", fields, Referer="http://localhost/desk/imports")
    assert "A file cannot be kept." in page.text
    assert not page.all("//form[@id='again']")
    assert "九月的 处罚" in page.text
    assert page.link("Back to the page") == "/desk/imports"


def test_whoever_leaves_with_an_old_page_is_signed_out_at_once(service: Service) -> None:
    who = reader(service, "first_reviewer")
    assert send_old(who, "/logout").location == "/login"
    assert who.get("/desk", expect=302).location == "/login?next=/desk"


def test_an_old_sign_in_page_is_shown_again_and_keeps_the_name(service: Service) -> None:
    who = reader(service)
    fields = {"username": "applicant_b", "password": PASSWORD, "next": "/my"}
    page = send_old(who, "/login", fields)
    assert page.answer.status_code == 400
    assert "This page was out of date, so you are not logged in yet." in page.text
    assert page.all("//input[@id='username']/@value") == ["applicant_b"]
    assert PASSWORD not in page.answer.text
    assert page.all("//input[@name='next']/@value") == ["/my"]


def test_who_is_signed_in_already_goes_on_from_an_old_sign_in_page(service: Service) -> None:
    who = reader(service, "applicant_b")
    assert send_old(who, "/login", {"username": "first_reviewer", "password": "x"}).location == "/my"
    assert "You are already logged in as" in who.get("/my").text


@pytest.mark.parametrize("path", ["/notices/read", "/logout", "/public/cases"])
def test_what_another_site_sent_is_neither_shown_nor_done(service: Service, path: str) -> None:
    who = reader(service, "first_reviewer")
    for headers in (CROSS, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}):
        page = send_old(who, path, {"number": "planted words"}, **headers)
        assert page.answer.status_code == 400
        assert "planted words" not in page.answer.text
    who.get("/desk")
    assert token_of(who.client, "/desk")  # still signed in
