"""The living page of the design language: what is general is shown in use, all else listed, and nothing is dead."""

import pytest
from builders import Service
from page_readers import reader

from workflow_app.web.pages.design_index import Part, parts_of

GENERAL = ("page", "status", "tables", "time", "icons", "diagram", "forms", "inlets", "calendars", "acting")
INNER = {
    ("forms", "access_of"): "answers whether a field is asked at a step",
    ("forms", "answer_text"): "stands within render_answers",
    ("forms", "date_text"): "stands within render_answers",
    ("forms", "error_of"): "stands within render_form",
    ("forms", "field"): "stands within render_form",
    ("forms", "hint_of"): "stands within render_form",
    ("forms", "label_of"): "stands within render_form",
    ("forms", "option_label"): "stands within render_form",
    ("forms", "sentence"): "stands within render_form",
    ("forms", "yuan_text"): "stands within render_answers",
    ("inlets", "describes"): "ties a field to its hint, within the others",
    ("inlets", "reasons"): "needs what a gate said; on the page of a record",
    ("calendars", "moved_periods"): "needs a change of the calendar; on its page",
    ("acting", "lasts"): "needs an authorisation; on the page of an enterprise",
    ("page", "flash_messages"): "says what just happened, in every layout",
    ("tables", "column"): "stands within data_table",
}
"""General parts that are not shown by themselves, each with why."""
DESIGN = "design.html"


@pytest.fixture
def parts(service: Service) -> list[Part]:
    """Return every macro there is."""
    return [part for parts in parts_of(service.app.jinja_env).values() for part in parts]


def test_every_general_part_is_shown_in_use_or_says_why_not(parts: list[Part]) -> None:
    general = [(part, (part.file[len("macros/") : -len(".html")], part.name)) for part in parts]
    shown = {key for part, key in general if DESIGN in part.used_by}
    assert sorted(key for _part, key in general if key[0] in GENERAL and key not in shown | INNER.keys()) == []
    assert sorted(INNER.keys() & shown) == []
    assert sorted(INNER.keys() - {key for _part, key in general}) == []


def test_no_macro_is_dead(parts: list[Part]) -> None:
    assert [f"{part.file}: {part.name}" for part in parts if set(part.used_by) <= {DESIGN}] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_lists_every_macro_in_both_languages(service: Service, parts: list[Part], lang: str) -> None:
    page = reader(service, "process_admin", lang=lang).get("/demo/design")
    listed = [" ".join(each.text_content().split()) for each in page.all("//dl[@class='xn-macros']/dt/code")]
    assert sorted(listed) == sorted(part.name for part in parts)
    titles = {"zh": "设计语言", "en": "Design language"}
    assert page.all("//h1")[0].text_content().strip() == titles[lang]


def test_a_stranger_is_asked_to_log_in(service: Service) -> None:
    assert "/login" in reader(service).get("/demo/design", expect=302).location
