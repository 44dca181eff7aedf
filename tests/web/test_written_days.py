"""Days as people read them: the year where it is not the present one, the whole date behind every short one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from builders import Service, serve
from page_readers import hand_in, reader

from workflow_app.domain.time import ZONE
from workflow_app.web.pages.values import skipped_runs
from workflow_app.web.pages.written_days import short_day, span_words

WEB = Path(__file__).resolve().parents[2] / "workflow_app" / "web"
INSTANTS = "//main//table//time[contains(@datetime, 'T')]"
NEW_YEARS_EVE, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)


class LaterClock:
    """Business time of the next year."""

    def now(self) -> datetime:
        return datetime(2027, 1, 5, 9, 0, tzinfo=ZONE)


@contextmanager
def next_year(service: Service) -> Iterator[Service]:
    """Give the same installation, seen in the next year."""
    parts = replace(service.parts, tools=replace(service.tools, clock=LaterClock()))
    yield serve(parts)


@pytest.mark.parametrize(
    ("lang", "this", "other"),
    [("en", r"\d{1,2} \w{3}, \d\d:\d\d", " 2026, "), ("zh", r"9月29日 \d\d:\d\d", "2026年9月29日 ")],
)
def test_lists_of_the_desk_show_the_year_where_it_is_not_the_present_one(
    service: Service, lang: str, this: str, other: str
) -> None:
    hand_in(reader(service, "applicant_b"))
    with next_year(service) as later:
        for path in ("/desk", "/desk/cases"):
            now = reader(service, "first_reviewer", lang=lang).get(path).all(INSTANTS)
            then = reader(later, "first_reviewer", lang=lang).get(path).all(INSTANTS)
            assert [each for each in now if re.fullmatch(this, each.text)] == now != []
            assert [each for each in then if other in each.text] == then != []


@pytest.mark.parametrize("path", ["/desk", "/desk/cases", "/desk/records", "/desk/imports"])
def test_every_day_of_a_list_has_its_whole_date_behind_it(service: Service, path: str) -> None:
    hand_in(reader(service, "applicant_b"))
    times = reader(service, "data_clerk").get(path).all("//main//table//time")
    times += reader(service, "first_reviewer").get(path).all("//main//table//time") if path == "/desk" else []
    assert times
    assert [each.text for each in times if not re.search(r"\w{3} \d{1,2} \w{3} 20\d\d", each.get("title") or "")] == []


def test_sentences_name_the_year_where_it_is_not_the_present_one(service: Service) -> None:
    told = {
        "zh": (
            "12月31日",
            "2027年1月1日",
            "12月31日至2027年1月1日",
            "2027年1月1日至3日",
            "10月1日至7日",
            "2027年1月1日（周末）",
        ),
        "en": ("31 Dec", "1 Jan 2027", "31 Dec to 1 Jan 2027", "1 to 3 Jan 2027", "1 to 7 Oct", "1 Jan 2027 (weekend)"),
    }
    for lang, expected in told.items():
        with service.app.test_request_context(f"/?lang={lang}"):
            assert (
                short_day(NEW_YEARS_EVE),
                short_day(NEW_YEAR),
                span_words(NEW_YEARS_EVE, NEW_YEAR),
                span_words(NEW_YEAR, date(2027, 1, 3)),
                span_words(date(2026, 10, 1), date(2026, 10, 7)),
                *skipped_runs([{"date": "2027-01-01", "why": "WEEKEND"}]),
            ) == expected


def test_only_one_place_writes_days() -> None:
    writers = {path.name for path in WEB.rglob("*.py") if re.search(r":%-?[dejbB]|%b\b|月\{", path.read_text("utf-8"))}
    assert writers == {"days.py"}
