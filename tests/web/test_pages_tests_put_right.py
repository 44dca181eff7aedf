"""A walk that takes the place of a test: nothing of the test is left out unseen, and limits that were kept say so."""

from datetime import date, datetime

import pytest
from builders import Service
from flask import render_template_string
from page_readers import Page, Reader
from walk_pages import do, done
from werkzeug.datastructures import MultiDict

from workflow_app.domain.time import ZONE
from workflow_app.services.views import ClockView
from workflow_app.web.pages.clock_strips import clock_strip
from workflow_app.web.pages.walk_words import limit_line

KEY = "ordinary_approval"
PATH = "tests/granted.json"
WITHOUT = "walk-without"


@pytest.fixture
def here(author: Reader) -> str:
    """Return where the shipped test is walked again, with its last two steps taken back."""
    page = author.get(f"/studio/processes/{KEY}")
    fields = dict(page.form("//form[contains(@action,'/drafts')]")[1]) | {"title": "Put right"}
    home = author.post(f"/studio/processes/{KEY}/drafts", fields).location
    tests = author.get(f"{home}/tests")
    _, remove = tests.form(f"//form[@action='{home}/tests/remove'][.//input[@value='{PATH}']]")
    author.post(f"{home}/tests/take-up", remove)
    page = do(author, f"{home}/walk", author.get(f"{home}/walk"), "BACK")
    do(author, f"{home}/walk", page, "BACK")
    return f"{home}/walk"


def keep_in_place(page: Page) -> MultiDict[str, object]:
    return MultiDict(page.form("//form[contains(@action, '/tests/keep')][.//input[@name='path']]")[1])


def steps_of(author: Reader, here: str) -> str:
    (item,) = author.get(f"{here.removesuffix('/walk')}/tests").all(f"//li[.//code[.='{PATH}']]")
    return " ".join(item.text_content().split())


def test_what_is_left_out_of_a_test_is_named_and_has_to_be_ticked(author: Reader, here: str) -> None:
    keep, before = f"{here.removesuffix('/walk')}/tests/keep", steps_of(author, here)
    page = author.get(here)
    (card,) = page.all("//*[@id='keep']")
    assert "2 steps of the test were not done in this walk" in card.text_content()
    assert [each.text_content().partition(" · ")[2] for each in card.xpath(".//li")] == [
        "First reviewer A",
        "Decider A",
    ]
    fields = keep_in_place(page)
    assert WITHOUT not in fields
    answer = author.post(keep, fields)
    assert answer.location == f"{here}#keep"
    assert "A test is not shortened unseen: 2 of its steps" in author.get(here).text
    author.post(keep, MultiDict({**fields.to_dict(), WITHOUT: "1"}))
    assert steps_of(author, here) == before
    author.post(keep, MultiDict({**fields.to_dict(), WITHOUT: "2"}))
    assert steps_of(author, here) != before


def test_a_tick_of_an_older_page_leaves_nothing_else_out(author: Reader, here: str) -> None:
    old = keep_in_place(author.get(here))
    do(author, here, author.get(here), "BACK")
    author.post(f"{here.removesuffix('/walk')}/tests/keep", MultiDict({**old.to_dict(), WITHOUT: "2"}), expect=409)


def test_a_test_that_was_walked_to_its_end_is_kept_without_a_tick(author: Reader, here: str) -> None:
    done(author, here)
    page = done(author, here)
    assert not page.all(f"//input[@name='{WITHOUT}']")
    author.post(f"{here.removesuffix('/walk')}/tests/keep", keep_in_place(page))
    assert "The test is put right." in author.get(f"{here.removesuffix('/walk')}/tests").text


def limit(due: date | None, stopped: datetime | None, *, just_passes: bool = False) -> ClockView:
    return ClockView(
        "1",
        "a",
        "受理",
        "Acceptance",
        legal=True,
        for_applicant=False,
        started_on=date(2026, 9, 29),
        due_on=due,
        due_at=None,
        status="STOPPED" if stopped else "RUNNING",
        stopped_at=stopped,
        provisional=False,
        explanation={},
        just_passes=just_passes,
    )


@pytest.mark.parametrize(
    ("due", "stopped", "words"),
    [
        (date(2026, 10, 9), datetime(2026, 10, 9, 23, 0, tzinfo=ZONE), "Acceptance: kept, done on"),
        (date(2026, 10, 9), datetime(2026, 10, 10, 0, 0, tzinfo=ZONE), "after the last day (9 Oct 2026)"),
        (None, datetime(2026, 10, 10, tzinfo=ZONE), "Acceptance: kept, done on"),
        (None, None, "Acceptance: paused"),
        (date(2026, 10, 12), None, "Acceptance: until"),
        (date(2026, 10, 9), None, "Acceptance: over since"),
    ],
)
def test_a_limit_says_how_it_went(
    module_service: Service, due: date | None, stopped: datetime | None, words: str
) -> None:
    with module_service.app.test_request_context(headers={"Accept-Language": "en"}):
        assert words in limit_line(limit(due, stopped), date(2026, 10, 12))


@pytest.mark.parametrize(
    ("due", "stopped", "words"),
    [
        (date(2026, 10, 9), datetime(2026, 10, 10, 0, 0, tzinfo=ZONE), "受理：已届满，最后一日为2026年10月9日"),
        (date(2026, 10, 9), datetime(2026, 10, 8, 9, 0, tzinfo=ZONE), "受理：已于2026年10月8日结束"),
        (None, datetime(2026, 10, 8, 9, 0, tzinfo=ZONE), "受理：已于2026年10月8日结束"),
        (date(2026, 10, 9), None, "受理：已届满，最后一日为2026年10月9日"),
        (date(2026, 10, 12), None, "受理：至2026年10月12日止"),
    ],
)
def test_a_period_that_just_passes_makes_nobody_late(
    module_service: Service, due: date | None, stopped: datetime | None, words: str
) -> None:
    with module_service.app.test_request_context(headers={"Accept-Language": "zh"}):
        assert limit_line(limit(due, stopped, just_passes=True), date(2026, 10, 12)) == words


@pytest.mark.parametrize(("just_passes", "is_late"), [(True, False), (False, True)])
def test_only_a_duty_is_drawn_as_late(module_service: Service, *, just_passes: bool, is_late: bool) -> None:
    stopped = datetime(2026, 10, 10, 0, 0, tzinfo=ZONE)
    with module_service.app.test_request_context(headers={"Accept-Language": "en"}):
        strip = clock_strip(limit(date(2026, 10, 9), stopped, just_passes=just_passes))
    assert ("late" in {part.kind for part in strip.parts}) is is_late
    assert ("done on" in strip.text) is is_late


@pytest.mark.parametrize(("passes", "words"), [(True, "期限已届满"), (False, "超期 2 个工作日")])
def test_only_a_duty_counts_days_of_delay(module_service: Service, words: str, *, passes: bool) -> None:
    shown = '{% from "macros/time.html" import deadline with context %}{{ deadline(due, -2, passes=passes) }}'
    with module_service.app.test_request_context(headers={"Accept-Language": "zh"}):
        text = render_template_string(shown, due=date(2026, 10, 9), passes=passes)
    assert words in text
    assert ("xn-late" in text) is not passes


def test_a_limit_that_was_kept_is_not_over(author: Reader, here: str) -> None:
    (limits,) = author.get(here).all("//ul[@aria-label='Limits']")
    assert "kept, done on" in limits.text_content()
    assert "over" not in limits.text_content()
