"""Pages that were opened before the rules changed: what they pledge does not count, whatever else they send does."""

from at_window import begin, clerk
from at_window import fill_in as fill_in_at_window
from batch_pages import SIGNED, ready
from builders import Service
from page_readers import Page, Reader, fill_in, reader, start_application, whole
from versions_taken import take_at, with_other_pledge, with_third_review

from workflow_app.services.background import run_due

OTHER_WORDS = "所提供材料真实、合法、有效、完整，并愿承担一切后果"
PLEDGED = "//form[@id='answers']//input[@name='pledge'][@checked]"


def change(service: Service) -> None:
    """Let the process pledge in other words from now on, and bring every application along."""
    take_at(service, with_other_pledge(OTHER_WORDS))
    run_due(service.tools)


def signed_in_old_words(page: Page) -> bool:
    """Tell whether a page asks in the new words and has them agreed to already."""
    assert OTHER_WORDS in page.text
    return bool(page.all(PLEDGED))


def read(who: Reader, task: str) -> None:
    who.submit(who.get(f"{task}/changes"), "read", {})


def save_itself(who: Reader, page: Page) -> None:
    """Send a page as it saves itself."""
    (form,) = page.all("//form[@id='answers']")
    _, fields = page.form("//form[@id='answers']")
    who.post(str(form.get("data-autosave")), fields, expect=200)


def test_a_page_that_was_open_is_kept_without_its_pledge_and_asks_for_it(service: Service) -> None:
    who = reader(service, "applicant_b", lang="zh")
    task = start_application(who)
    fill_in(who, task)
    old = who.get(whole(task))
    assert old.all(PLEDGED)
    change(service)
    read(who, task)
    save_itself(who, old)
    assert not signed_in_old_words(who.get(whole(task)))
    again = who.submit(old, "answers", {"act": "check", "rectification_summary": "写完了，全部整改到位。"}, expect=422)
    assert not signed_in_old_words(again)
    assert "写完了，全部整改到位。" in again.text
    done = who.submit(again, "answers", {"pledge": SIGNED["pledge"], "act": "check"})
    assert done.location.endswith("?confirm=1")


def test_a_page_of_an_earlier_session_is_shown_again_without_its_pledge(service: Service) -> None:
    who = reader(service, "applicant_b", lang="zh")
    task = start_application(who)
    fill_in(who, task)
    old = who.get(whole(task))
    change(service)
    read(who, task)
    who.client.set_cookie("lang", "zh")
    spoilt = {"csrf_token": "x", "contact_phone": "13800138001"}
    action, fields = old.form("//form[@id='answers']")
    for name, value in spoilt.items():
        fields[name] = value
    answer = who.client.post(str(action), data=fields, buffered=True)
    again = Page(answer)
    assert answer.status_code == 400
    assert not signed_in_old_words(again)
    assert again.all("//input[@name='contact_phone'][@value='13800138001']")


def test_at_the_window_an_old_form_is_kept_without_its_pledge(service: Service) -> None:
    who = clerk(service, lang="zh")
    case = begin(who)
    fill_in_at_window(who, case)
    old = who.get(f"{case}/form")
    assert old.all(PLEDGED)
    change(service)
    who.press(who.get(case), "/changes")
    save_itself(who, old)
    assert not signed_in_old_words(who.get(f"{case}/form"))
    assert not signed_in_old_words(who.submit(old, "answers", {"act": "check"}, expect=422))


def test_an_old_signature_page_of_a_batch_signs_nothing(shown: Service) -> None:
    who = reader(shown, "applicant_h", lang="zh")
    batch = ready(who, 2, signer=True)
    (last_look,) = {str(each) for each in who.get(f"{batch}/check").all("//a[contains(@href, '/sign?')]/@href")}
    old = who.get(last_look)
    assert old.all(PLEDGED)
    change(shown)
    save_itself(who, old)
    for _press in ("at first", "and once more"):
        again = who.submit(old, "answers", {"act": "submit"}, expect=422)
        assert not signed_in_old_words(again)
    who.submit(again, "answers", {"pledge": SIGNED["pledge"], "act": "submit"})


def test_what_came_after_the_page_is_told_before_one_goes_on(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    change(service)
    told = who.get(f"{task}/changes")
    take_at(service, with_third_review())
    run_due(service.tools)
    who.submit(told, "read", {})
    page = who.get_to(task)
    assert "The rules changed once more" in page.text
    assert page.all("//form[@id='read']")
    who.post(f"{task}/changes", {})
    assert who.get(task, expect=303).location.endswith("/changes")
    who.submit(page, "read", {})
    assert not who.get_to(task).all("//form[@id='read']")


def test_at_the_window_what_came_after_the_page_is_told_too(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    change(service)
    told = who.get(case)
    take_at(service, with_third_review())
    run_due(service.tools)
    who.press(told, "/changes")
    page = who.get(case)
    assert "The rules changed once more" in page.text
    who.press(page, "/changes")
    assert "The rules changed since this was begun" not in who.get(case).text
