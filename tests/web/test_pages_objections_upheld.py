"""Pages around an objection that is upheld, suspends because of a report, or is taken down after the publicity."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from objections import examine, judge, object_to, on_display, open_office
from office import Office
from office_pages import pages_of
from page_readers import first_task, reader

FOUND = "经现场复核，车辆均已密闭，照片拍摄于整改之前。"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = open_office(Office.with_sample(database_url, tmp_path))
    yield made
    made.close()


def test_who_was_objected_to_rightly_reads_what_was_found_and_so_does_the_second_reviewer(office: Office) -> None:
    case = on_display(office)
    judge(office, object_to(office, case).id)
    examine(office, case, "UPHELD")
    service = pages_of(office)
    applicant = reader(service, "applicant_b")
    page = applicant.get(f"/my/cases/{case.id}")
    assert "You need not do anything" not in page.text
    assert "An objection was upheld, so the application is reviewed once more." in page.text
    found = applicant.get(page.link("Read what the examination found"))
    assert FOUND in found.text
    assert "How it came" not in found.text, "nothing is asked about without an answer"
    assert "had stood still: " in page.text
    reviewer = reader(service, "second_reviewer")
    (checks,) = reviewer.get(first_task(reviewer)).all("//*[@id='checks']")
    assert "An objection to the intended repair was upheld." in checks.text_content()
    assert FOUND in checks.text_content()


def test_a_call_taken_down_after_the_publicity_is_asked_for_its_own_time(office: Office) -> None:
    case = on_display(office)
    handler = reader(pages_of(office), "handler")
    here = f"/desk/objections/repairs/{case.id}/register"
    assert handler.get(here).all("//input[@name='received_at']/@value") == ["2026-08-10T09:00"]
    office.pass_time(days=5)
    page = reader(pages_of(office), "handler").get(here)
    assert page.all("//input[@name='received_at']/@value") == [""], "now would be too late"
    assert "The publicity is over: give the moment of the call" in page.text
