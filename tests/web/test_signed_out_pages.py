"""Whose session is over is asked to sign in and led back to the form; nothing is called saved that was not."""

import pytest
from builders import Service
from page_readers import (
    APPLICATION,
    FIRST_AGREES,
    PASSWORD,
    Page,
    fill_in,
    first_task,
    hand_in,
    reader,
    signed_out,
    start_application,
    token_of,
    whole,
)

SCRIPT = {"Accept": "application/json"}


@pytest.mark.parametrize("headers", [SCRIPT, {"HX-Request": "true"}], ids=["fetch", "htmx"])
def test_a_script_is_told_that_nobody_is_signed_in_instead_of_being_sent_to_a_page(
    service: Service, headers: dict[str, str]
) -> None:
    task = start_application(reader(service, "applicant_b"))
    client, token = signed_out(service)
    for given in (token, {}):
        answer = client.post(f"{task}/draft", data={"receipt_no": "R-1"}, headers={**headers, **given})
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert answer.get_json()["code"] == "NOT_SIGNED_IN"


@pytest.mark.parametrize("has_token", [True, False], ids=["session ended", "cookie gone"])
def test_a_form_without_a_session_leads_to_the_sign_in_and_back_to_its_page(service: Service, has_token: bool) -> None:  # noqa: FBT001 - a parameter
    task = start_application(reader(service, "applicant_b"))
    client, token = signed_out(service) if has_token else (service.client(), {})
    answer = client.post(task, data={"receipt_no": "R-1", "act": "check"}, headers=token)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/login?next={task}&unsent=1"
    page = client.get(f"{answer.headers['Location']}&lang=en")
    assert "You are logged out. Please log in again." in page.text
    assert f'name="next" value="{task}"' in page.text


def test_the_way_back_survives_a_wrong_password_and_the_choice_of_language(service: Service) -> None:
    client = service.client()
    task = start_application(reader(service, "applicant_b"))
    form = {"csrf_token": token_of(client), "username": "applicant_b", "password": "wrong", "next": task}
    page = client.post(f"/login?next={task}", data=form, buffered=True)
    assert f'name="next" value="{task}"' in page.text
    (other,) = Page(page).all("//header//a[@hreflang]/@href")
    assert f'name="next" value="{task}"' in client.get(other).text
    answer = client.post(f"/login?next={task}", data=form | {"password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (303, task)


def test_a_button_of_a_page_leads_back_to_the_page_it_stands_on_and_never_elsewhere(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    task = first_task(reader(service, "first_reviewer"))
    for referrer, place in ((f"http://localhost{task}", f"/login?next={task}&unsent=1"), ("http://evil.example/x", "")):
        answer = service.client().post(f"{task}/claim", headers={"Referer": referrer})
        assert answer.headers["Location"] == (place or "/login?unsent=1")


def test_an_application_sent_with_the_token_of_an_earlier_session_is_shown_again_as_typed(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    _, fields = who.get(whole(task)).form("//form[@id='answers']")
    page = reader(service, "applicant_b").post(task, {**fields, **APPLICATION, "act": "check"}, expect=400)
    assert "What you typed is below" in page.text
    assert page.all("//input[@id='field-signer_name']/@value") == ["王建军"]
    assert page.all("//form[@data-unsaved]")
    assert who.get(whole(task)).all("//input[@id='field-signer_name']/@value") == [""], (
        "nothing is stored without a token"
    )
    assert who.submit(page, "answers", {"act": "later"}, expect=400), "the page is for the new session alone"


def test_one_more_click_sends_what_is_shown_again(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    old = reader(service, "first_reviewer")
    task = first_task(old)
    _, fields = old.get(task).form("//form[@id='opinion']")
    new = reader(service, "first_reviewer")
    page = new.post(task, {**fields, **FIRST_AGREES}, expect=400)
    assert "send it again" in page.text
    assert new.submit(page, "opinion", {}).location == "/desk"


def test_answers_submitted_with_an_old_token_are_shown_once_more(service: Service) -> None:
    who = reader(service, "applicant_b")
    check = fill_in(who, start_application(who))
    action, fields = check.form("//form[@id='submit']")
    new = reader(service, "applicant_b")
    page = new.post(str(action), {**fields, "act": "submit"}, expect=400)
    assert "/my/cases/" in new.submit(page, "submit", {"act": "submit"}).location


def test_a_form_that_another_site_filled_in_is_never_shown(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    client = who.client  # the same cookies, other headers
    answer = client.post(task, data=APPLICATION, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert "王建军" not in answer.text
