"""Which running cases a version is for: chosen, tried and listed on pages; and what an applicant is told of a draft."""

from datetime import timedelta

import pytest
from at_window import begin, clerk, hand_in, mark_on, sign
from at_window import fill_in as fill_in_at_window
from builders import Service
from page_readers import Page, Reader, fill_in, reader, start_application

from workflow_app.domain.time import local_date
from workflow_app.services.background import run_due
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file

KEY = "credit_repair"
FORM = "forms/application.form.json"
OLD, NEW = "缴款凭证号码", "缴款票据号码（右上角）"


def reworded(studio: Service, old: str = OLD, new: str = NEW, *, base: int | None = None) -> str:
    """Begin a draft that asks a question of the application in other words, and return where it is."""
    writer, tools = studio.actor("author"), studio.tools
    found = begin_draft(KEY, "Words of a question", actor=writer, tools=tools, base=base)
    text = read_draft_file(found, FORM, actor=writer, tools=tools)
    assert old.encode() in text
    save_file(found, FORM, text.replace(old.encode(), new.encode()), seen=digest(text), actor=writer, tools=tools)
    return f"/studio/drafts/{found}"


@pytest.fixture
def draft(studio: Service) -> str:
    """Begin a draft, and return where it is."""
    return reworded(studio)


def submit(author: Reader, draft: str, **changed: str) -> Page:
    fields = {"act": "submit", "note": "The number is asked for more clearly", "basis": "No. 8", **changed}
    return author.submit(author.get(draft), "submit", fields, expect=303)


def publish(studio: Service, author: Reader, draft: str, **changed: str) -> None:
    submit(author, draft, **changed)
    second = reader(studio, "second")
    second.submit(second.get(draft), "confirm", {})


def test_the_choice_is_kept_tried_confirmed_and_stands_in_the_history(
    studio: Service, author: Reader, draft: str
) -> None:
    page = author.get(draft)
    assert [each.get("value") for each in page.all("//select[@name='scope']/option")] == ["NEW", "NOT_ACCEPTED", "ALL"]
    assert "Running cases" in page.text
    author.submit(page, "submit", {"act": "save", "note": "x", "scope": "ALL"})
    assert author.get(draft).all("//select[@name='scope']/option[@selected]/@value") == ["ALL"]
    assert author.submit(author.get(draft), "submit", {"act": "save", "scope": "SOME"}, expect=422).all(
        "//*[@id='error-scope']"
    )
    submit(author, draft, scope="NOT_ACCEPTED")
    second = reader(studio, "second")
    assert "Also cases that are not accepted yet" in second.get(draft).text
    for show in ("", "?scope=ALL&show=moved", "?show=stayed&cursor=50"):
        assert second.get(f"{draft}/cases{show}").all("//*[@id='cases']")
    second.submit(second.get(draft), "confirm", {})
    assert "Also cases that are not accepted yet" in second.get(f"/studio/processes/{KEY}/versions/2").text
    assert "Also cases that are not accepted yet" in second.get(f"/studio/processes/{KEY}/compare").text


def test_who_would_drop_a_choice_that_was_confirmed_for_the_day_is_told_the_ways_out(
    studio: Service, author: Reader, draft: str
) -> None:
    day = (local_date(studio.tools.clock.now()) + timedelta(days=9)).isoformat()
    publish(studio, author, draft, scope="ALL", effective_on=day)
    begun = reworded(studio, NEW, OLD, base=2)
    page = author.get(begun)
    fields = {"act": "submit", "note": "x", "effective_on": day}
    said = author.submit(page, "submit", fields, expect=409).text
    for words in ("Version 2 is in effect from the same day", "Choose at least the same running cases"):
        assert words in said
    assert author.get(begun).all("//textarea[@name='note']")[0].text == "x"
    submit(author, begun, scope="ALL", effective_on=day)


def test_an_applicant_is_told_at_the_next_opening_until_it_was_read(
    studio: Service, author: Reader, draft: str
) -> None:
    who = reader(studio, "applicant_b")
    task = start_application(who)
    fill_in(who, task)
    publish(studio, author, draft)
    run_due(studio.tools)
    for place in (task, f"{task}?all=1", f"{task}?confirm=1", f"{task}/payment"):
        assert who.get(place, expect=303).location.endswith("/changes")
    told = who.get(f"{task}/changes")
    for words in ("The number is asked for more clearly", "No. 8", "Receipt number"):
        assert words in told.text
    who.submit(told, "read", {})
    assert who.get(f"{task}/changes", expect=303).location.endswith(task)
    page = who.get(f"{task}?confirm=1")
    assert who.submit(page, "submit", {"act": "submit"}).location.endswith("/submitted")


def test_handing_in_before_the_work_came_round_leads_to_what_changed(
    studio: Service, author: Reader, draft: str
) -> None:
    who = reader(studio, "applicant_b")
    task = start_application(who)
    last_look = fill_in(who, task)
    publish(studio, author, draft)
    sent = who.submit(last_look, "submit", {"act": "submit"})
    page = who.get_to(sent.location)
    assert "the rules changed at" in page.text
    assert "The rules changed since you began" in page.text
    who.submit(page, "read", {})
    done = who.submit(who.get(f"{task}?confirm=1"), "submit", {"act": "submit"})
    assert done.location.endswith("/submitted")
    assert "Moved to another version" in who.get(done.location.removesuffix("/submitted")).text


def test_at_the_window_the_paper_that_was_signed_counts_no_more(studio: Service, author: Reader, draft: str) -> None:
    who = clerk(studio)
    case = begin(who)
    fill_in_at_window(who, case)
    before = mark_on(who.get(case))
    sign(who, case)
    publish(studio, author, draft)
    page = who.get_to(hand_in(who, case).location)
    assert "the rules changed at" in page.text
    assert "The rules changed since this was begun" in page.text
    assert mark_on(page) != before
    assert "SHEET" not in sign(who, case, mark=before, first=7, expect=422).text
    who.press(page, "/changes")
    assert "The rules changed since this was begun" not in who.get(case).text
    sign(who, case, first=9)
    hand_in(who, case)


def test_nobody_else_reads_or_notes_what_changed(studio: Service, author: Reader, draft: str) -> None:
    who = reader(studio, "applicant_b")
    task = start_application(who)
    publish(studio, author, draft)
    run_due(studio.tools)
    other = reader(studio, "applicant_e")
    other.get(f"{task}/changes", expect=404)
    other.post(f"{task}/changes", {}, expect=404)
    assert who.get(task, expect=303).location.endswith("/changes")
    who.get(draft + "/cases", expect=403)


def test_handing_in_from_a_page_that_is_older_than_the_work_leads_to_what_changed(
    studio: Service, author: Reader, draft: str
) -> None:
    who = reader(studio, "applicant_b")
    task = start_application(who)
    last_look = fill_in(who, task)
    publish(studio, author, draft)
    run_due(studio.tools)
    for _press in ("at first", "and after going back in the browser"):
        sent = who.submit(last_look, "submit", {"act": "submit"})
        page = who.get_to(sent.location)
        assert "the rules changed at" in page.text
        assert "The rules changed since you began" in page.text
        assert "Somebody" not in page.text
    who.submit(page, "read", {})
    done = who.submit(who.get(f"{task}?confirm=1"), "submit", {"act": "submit"})
    assert done.location.endswith("/submitted")


def test_at_the_window_a_paper_that_the_work_set_aside_is_refused_for_the_rules(
    studio: Service, author: Reader, draft: str
) -> None:
    who = clerk(studio)
    case = begin(who)
    fill_in_at_window(who, case)
    sign(who, case)
    old = who.get(case)
    publish(studio, author, draft)
    run_due(studio.tools)
    page = who.get_to(who.press(old, "/hand-in").location)
    assert "the rules changed at" in page.text


def test_messages_about_a_draft_call_its_process_by_its_name(studio: Service, author: Reader, draft: str) -> None:
    submit(author, draft)
    said = reader(studio, "second").get("/notices").text
    assert "of Credit repair: The number is asked for more clearly." in said
    assert KEY not in said
