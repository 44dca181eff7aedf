"""Who could confirm a draft is told beside it, and that nobody could where only one person writes processes."""

from builders import Service
from callers import Caller
from draft_pages import alter, begin
from page_readers import Reader, reader

from workflow_app.services.access import disable_account

ALONE = "Nobody can confirm what is written here."
NOBODY = "It can be confirmed by: nobody at present."


def test_a_draft_names_who_could_confirm_it(studio: Service, author: Reader) -> None:
    draft = begin(author)
    assert "It can be confirmed by: process_admin, second." in author.get(draft).text
    assert "It can be confirmed by: process_admin." in reader(studio, "second").get(draft).text
    api = Caller(studio, studio.token("author")).json(f"/processes/ordinary_approval/drafts/{draft.rpartition('/')[2]}")
    assert api["confirmers"] == ["process_admin", "second"]
    assert ALONE not in author.get("/studio").text


def test_one_person_alone_is_told_what_is_missing(studio: Service, author: Reader) -> None:
    draft = begin(author)
    for other in ("second", "process_admin"):
        disable_account(other, tools=studio.tools)
    page = author.get(draft)
    assert NOBODY in page.text
    assert "Ask the system administrator to give a second person the role" in page.text
    assert ALONE in author.get("/studio").text


def test_who_is_the_only_one_left_to_confirm_is_asked_not_to_submit(studio: Service, author: Reader) -> None:
    draft = begin(author)
    disable_account("process_admin", tools=studio.tools)
    page = reader(studio, "second").get(draft)
    assert NOBODY not in page.text
    assert "leave that to whoever wrote it, and confirm it yourself." in page.text


def test_who_is_the_only_one_left_is_told_before_they_write_and_nothing_is_submitted_in_vain(
    studio: Service, author: Reader
) -> None:
    draft = begin(author)
    disable_account("process_admin", tools=studio.tools)
    second = reader(studio, "second")
    for page in (draft, f"{draft}/diagram"):
        assert second.get(page).all("//*[@data-left]"), page
        assert not author.get(page).all("//*[@data-left]"), page
    alter(second, draft, "process.toml", lambda text: f"{text}# one word\n")
    assert not second.get(draft).all("//*[@data-left]")
    refused = author.submit(author.get(draft), "submit", {"act": "submit", "note": "A change"}, expect=409)
    assert "Nobody is left who could confirm this draft" in refused.text
    assert refused.all("//textarea[@name='note']")[0].text == "A change"
    assert author.get(draft).all("//form[@id='submit']")
