"""One print with a sheet for each application; what comes back is told from the other sheets by its number."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import photographs
import pikepdf
import pytest
from batch_pages import KEYS, ready, with_agent_of_h
from builders import Service, build_service
from page_readers import Page, Reader, reader
from signing_steps import change_answer, signatures

MARK = re.compile(r"sheet ([0-9A-Z]{8}-[0-9A-F]{6})")


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    made = with_agent_of_h(build_service(database_url, tmp_path / "data", penalties=KEYS))
    yield made
    made.parts.close()


def photo(number: int) -> tuple[io.BytesIO, str, str]:
    kept = io.BytesIO()
    photographs.receipt(number, width=450, height=600).convert("RGB").save(kept, "JPEG")
    return io.BytesIO(kept.getvalue()), f"IMG_{number}.jpg", "image/jpeg"


def sheets(page: Page) -> dict[str, str]:
    """Return the number of the sheet that each application is to be signed on, by the id of its form."""
    forms = page.all("//form[starts-with(@id, 'paper-')]")
    found = [MARK.search(each.getparent().text_content()) for each in forms]
    return {each.get("id"): mark[1] for each, mark in zip(forms, found, strict=True) if mark}


def keep(who: Reader, batch: str, form: str, mark: str, *, first: int, expect: int = 303) -> Page:
    page = who.get(f"{batch}/signing")
    return who.submit(page, form, {"mark": mark, "pages": [photo(first), photo(first + 1)]}, expect=expect)


def test_each_application_has_a_sheet_of_its_own_and_is_handed_in_with_it(service: Service) -> None:
    who = reader(service, "applicant_h")
    batch = ready(who, 2, signer=True)
    marks = sheets(who.get(f"{batch}/signing"))
    assert len(set(marks.values())) == 2
    answer = who.get(f"{batch}/signing/sheets.pdf").answer
    with pikepdf.open(io.BytesIO(answer.data)) as printed:
        assert len(printed.pages) >= 4, "each in both languages"
    (one, first), (other, second) = marks.items()
    wrong = keep(who, batch, one, second, first=1, expect=422)
    assert "This sheet is that of 牟城管罚决字" in wrong.text
    assert wrong.all(f"//details[@open]//form[@id='{one}']")
    assert "belongs to another case" in keep(who, batch, one, "AAAA2222-0F0F0F", first=1, expect=422).text
    keep(who, batch, one, first, first=1)
    assert "1 of 2 applications are signed" in who.get(f"{batch}/signing").text
    again = keep(who, batch, other, second, first=1, expect=422)
    assert "belongs to another case" in again.text, "the photographs are those of the other sheet"
    keep(who, batch, other, second, first=3)
    done = who.get(who.submit(who.get(f"{batch}/signing"), "hand-in", {}).location)
    assert "2 applications submitted" in done.text
    assert [(each.way, each.used_at is not None) for each in signatures(service)] == [("PAPER_HOME", True)] * 2


def test_a_sheet_of_answers_before_is_refused_and_the_other_sheet_holds(service: Service) -> None:
    who = reader(service, "applicant_h")
    batch = ready(who, 2, signer=True)
    (one, first), (other, second) = sheets(who.get(f"{batch}/signing")).items()
    keep(who, batch, one, first, first=1)
    keep(who, batch, other, second, first=3)
    task = next(each.task_id for each in signatures(service) if each.case_id == one.removeprefix("paper-"))
    change_answer(service, task, receipt_no="4100269999999")
    page = who.get(f"{batch}/signing")
    assert "1 of 2 applications are signed" in page.text
    assert "answers were changed since" in keep(who, batch, one, first, first=5, expect=422).text
    keep(who, batch, one, sheets(page)[one], first=7)
    assert "2 of 2 applications are signed" in who.get(f"{batch}/signing").text


def test_the_sheet_of_one_leads_back_to_all(service: Service) -> None:
    who = reader(service, "applicant_h")
    batch = ready(who, 2, signer=True)
    with service.tools.database.read() as unit:
        case_id = next(iter(sheets(who.get(f"{batch}/signing")))).removeprefix("paper-")
        (task,) = unit.tasks.open_of_cases([case_id])
    assert who.get(f"/my/tasks/{task.id}/signing").link("Back to all applications") == f"{batch}/signing"
    who.post(f"{batch}/signing/{batch.rsplit('/', 1)[1]}/paper", {"mark": "x"}, expect=404)


def test_who_signs_is_said_before_it_is_printed(service: Service) -> None:
    who = reader(service, "applicant_h")
    batch = ready(who, 2)
    page = who.get(f"{batch}/signing")
    assert not sheets(page)
    assert "Say first who signs" in page.text
    assert who.get(page.link("Say who signs")).all("//input[@name='signer_name']")
