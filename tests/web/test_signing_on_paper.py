"""Print, sign and stamp, photograph: what comes back is told from other papers by its mark and by its bytes."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import photographs
import pytest
from builders import Service, another_penalty, build_service
from entering import with_outbox
from page_readers import Page, Reader, reader
from signing_steps import change_answer, filled, signatures, submit

MARK = re.compile(r"the number ([0-9A-Z]{8}-[0-9A-F]{6})")


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield built
    built.parts.close()


def photo(number: int = 1) -> tuple[io.BytesIO, str, str]:
    """Return a photograph of a page, unlike every other."""
    kept = io.BytesIO()
    photographs.receipt(number, width=450, height=600).convert("RGB").save(kept, "JPEG")
    return io.BytesIO(kept.getvalue()), f"IMG_{number}.jpg", "image/jpeg"


def mark_on(who: Reader, task: str) -> str:
    found = MARK.search(who.get(f"{task}/signing").text)
    assert found is not None
    return found[1]


def keep(who: Reader, task: str, mark: str = "", *, first: int = 1, expect: int = 303) -> Page:
    fields = {"mark": mark or mark_on(who, task), "pages": [photo(first), photo(first + 1)]}
    return who.submit(who.get(f"{task}/signing"), "paper-form", fields, expect=expect)


def test_photographs_of_the_signed_paper_become_one_pdf_and_the_record_says_so(service: Service) -> None:
    who, task = filled(service)
    sheet = who.get(f"{task}/signing/sheet.pdf")
    assert sheet.answer.mimetype == "application/pdf"
    keep(who, task)
    page = who.get(f"{task}?confirm=1")
    assert "on paper, signed and stamped" in page.text
    case = submit(who, task).location.removesuffix("/submitted")
    page = who.get(case)
    assert "on paper, signed and stamped, photographed" in page.text
    assert "Application and pledge signed by hand, photographed by the applicant" in page.text
    (row,) = signatures(service)
    assert (row.way, row.sheet_no is not None, len(row.pages)) == ("PAPER_HOME", True, 1)
    intake = reader(service, "intake")
    desk = intake.get(intake.get("/desk").all("//a[@data-open]/@href")[0])
    assert "How it was signed" in desk.text
    assert "paper, photographed" in reader(service).get(page.link("ZM_URBAN-CN")).text
    token = service.token("intake")
    found = service.client().get(
        f"/api/v1/cases/{case.rsplit('/', 1)[-1]}", headers={"Authorization": f"Bearer {token}"}
    )
    assert [each["way"] for each in found.get_json()["signatures"]] == ["PAPER_HOME"]


def test_the_home_page_says_what_is_signed_and_leads_to_its_submission(service: Service) -> None:
    who, task = filled(with_outbox(service))
    assert who.get("/my").all(f"//a[@href='{task}']"), "nobody was asked to sign"
    keep(who, task)
    home = who.get("/my")
    assert "Signed; it is still to be submitted" in home.text
    assert "Check and submit" in home.all(f"//a[@href='{task}?confirm=1']")[0].text_content()
    assert len(who.get(f"{task}/signing").all("//main//*[contains(@class, 'btn-primary')]")) == 1
    change_answer(service, task, receipt_no="4100260520009")
    home = who.get("/my")
    assert "counts no more: answers changed" in home.text
    assert "See the signature" in home.all(f"//a[@href='{task}/signing']")[0].text_content()


def test_a_refused_paper_leaves_whom_to_ask_as_it_was(service: Service) -> None:
    who, task = filled(with_outbox(service))
    name = who.get(f"{task}/signing").all("//input[@id='name']/@value")
    assert name == ["王建军"]
    refused = keep(who, task, "ABCDEFGH-000000", expect=422)
    assert refused.all("//input[@id='name']/@value") == name
    assert refused.all("//input[@id='mark']/@value") == ["ABCDEFGH-000000"]


def test_a_paper_of_another_version_is_refused_with_that_reason(service: Service) -> None:
    who, task = filled(service)
    old = mark_on(who, task)
    keep(who, task)
    change_answer(service, task, receipt_no="4100260520009")
    assert mark_on(who, task)[:8] == old[:8]
    assert mark_on(who, task) != old
    assert "answers were changed since this paper was printed" in keep(who, task, old, first=5, expect=422).text
    assert "answers were changed since" in keep(who, task, expect=422).text, "the photographs are those of before"
    keep(who, task, first=7)
    assert "signed and stamped" in who.get(f"{task}?confirm=1").text
    standings = [each.standing for each in signatures(service)]
    assert standings == ["WITHDRAWN", "SIGNED"]


def test_a_paper_of_another_case_is_refused_by_its_number_and_by_its_photographs(service: Service) -> None:
    who, task = filled(service)
    mark = mark_on(who, task)
    keep(who, task)
    submit(who, task)
    another_penalty(service.tools)
    other, second = filled(service)
    assert "belongs to another case" in keep(other, second, mark, first=9, expect=422).text
    assert "belongs to another case" in keep(other, second, expect=422).text, "whatever is typed"
    assert "Eight letters" in keep(other, second, "what", expect=422).text
    keep(other, second, first=11)


def test_a_changed_answer_leaves_the_paper_behind_and_a_double_click_keeps_it_once(service: Service) -> None:
    who, task = filled(service)
    page, mark = who.get(f"{task}/signing"), mark_on(who, task)
    for _click in range(2):
        who.submit(page, "paper-form", {"mark": mark, "pages": [photo()]})
    assert len(signatures(service)) == 1
    change_answer(service, task, receipt_no="4100260520009")
    assert "counts no more" in who.get(f"{task}?confirm=1").text
    who.submit(who.get(f"{task}/signing"), "paper-form", {"mark": mark_on(who, task), "pages": []}, expect=422)
