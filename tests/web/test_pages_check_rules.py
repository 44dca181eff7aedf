"""Before one submits: by which rules the days came about, and until when the office has time, folded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service, build_service
from page_readers import APPLICATION, fill_in, papers, reader, start_application, whole

E_OLD = "牟城管罚决字〔2025〕第118号"


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """Give a service with a record of 2026, and one from before the rules of that year."""
    built = build_service(database_url, tmp_path / "data", penalties=("B/1", "E/2"))
    yield built
    built.parts.close()


def test_the_last_look_tells_the_rules_the_days_and_the_limits(service: Service) -> None:
    who = reader(service, "applicant_b")
    page = fill_in(who, start_application(who))
    (fold,) = page.all("//details[@id='reckoning']")
    assert fold.get("open") is None
    said = " ".join(fold.text_content().split())
    assert "Measures of 2026 (国家发展改革委令第36号), in force since Wed 1 Apr 2026" in said
    assert "They were in force when the decision was made, and they are on the day you apply." in said
    assert "Fri 8 May 2026" in said
    assert "3 months, to Sat 8 Aug 2026" in said
    assert "国办发〔2025〕22号" in said
    assert "Sun 9 Aug 2026, the day after that" in said
    assert "12 months, to Sat 8 May 2027" in said
    assert "Working day number 3 after 29 Sep 2026 is 9 Oct 2026 (Fri)" in said
    assert "Removal from the other sites3 working days" in said
    assert "For comparison" not in said


def test_where_two_rule_sets_were_weighed_both_are_shown_and_the_better_one_first(service: Service) -> None:
    who = reader(service, "applicant_e")
    page = fill_in(who, start_application(who))
    said = " ".join(page.all("//details[@id='reckoning']")[0].text_content().split())
    first, compared = said.split("For comparison: ")
    assert "What suits you better applies." in first
    assert "Measures of 2023 (trial) (国家发展改革委令第58号)" in said
    assert "Measures of 2026 (国家发展改革委令第36号)" in said
    assert compared.startswith("Measures of")


def test_answers_that_are_missing_do_not_hide_the_rules(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    page = who.get(f"{task}?confirm=1", expect=422)
    assert page.all("//details[@id='reckoning']")
    assert who.submit(who.get(whole(task)), "answers", {**APPLICATION, **papers(), "act": "check"}).location
