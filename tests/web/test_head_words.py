"""Whoever stands at the head of an individual business is its operator, on every page and paper about it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from at_window import PERSON, clerk, fill_in, record_path
from builders import Service, build_service
from page_readers import Page, Reader, reader, start_application
from page_readers import fill_in as applied

from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY

SHOP = SUBJECT_BY_KEY["D"]
SIGNER = {
    "signer_name": str(SHOP.representative),
    "paid_amount": "8000.00",
    "paid_on": "2026-06-05",
    "rectified_on": "2026-06-05",
}
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")


@pytest.fixture
def shop(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """Give a service that knows a record of an individual business beside that of an enterprise."""
    built = build_service(database_url, tmp_path / "data", penalties=("B/1", "D/1"))
    yield built
    built.parts.close()


def words(page: Page) -> str:
    assert "legal representative" not in page.text.casefold(), page.text
    assert "法定代表人" not in page.text
    return page.text


def filed(who: Reader) -> str:
    """Fill in the application of the shop at the counter and return where its case is."""
    sent = who.submit(
        who.get(record_path(who, str(SHOP.uscc))),
        "person-form",
        {**PERSON, "name": SIGNER["signer_name"], "mandate_until": ""},
    )
    return sent.location.removesuffix("/form")


@pytest.mark.parametrize(("lang", "said"), [("en", "operator"), ("zh", "经营者")])
def test_the_window_and_its_forms_speak_of_the_operator(shop: Service, lang: str, said: str) -> None:
    who = clerk(shop, lang=lang)
    case = filed(who)
    assert said in words(who.get(f"{case}/form")).casefold()
    assert said in words(fill_in(who, case, **SIGNER)).casefold()
    assert said in words(who.get(f"{case}/person")).casefold()


@needs_poppler
def test_the_paper_of_the_window_speaks_of_the_operator_in_both_languages(shop: Service) -> None:
    who = clerk(shop)
    case = filed(who)
    fill_in(who, case, **SIGNER)
    printed = read_pdf(who.get(f"{case}/sheet.pdf"))
    assert "经营者" in printed
    assert "Operator" in printed
    assert "法定代表人" not in printed
    assert "legal representative" not in printed.casefold()


@needs_poppler
def test_the_blank_papers_of_the_window_name_the_operator(shop: Service) -> None:
    who = clerk(shop)
    place = record_path(who, str(SHOP.uscc))
    for kind in ("t16-blank", "t17-blank", "t18-authorisation", "t18-representative"):
        printed = read_pdf(who.get(f"{place}/templates/{kind}.pdf"))
        assert "经营者" in printed, kind
        assert "法定代表人" not in printed, kind


def test_an_enterprise_has_a_legal_representative_and_nothing_beside_it(shop: Service) -> None:
    applicant = reader(shop, "applicant_b", lang="zh")
    for page in (applied(applicant, start_application(applicant)), applicant.get("/my/enterprises")):
        assert "法定代表人" in page.text
        assert "经营者" not in page.text


def test_the_desk_reads_who_signed_as_the_operator(shop: Service) -> None:
    who = clerk(shop, lang="zh")
    place = who.get(f"/desk/window?q={SHOP.uscc}").all("//a[contains(@href, '/desk/window/subjects/')]/@href")[0]
    words(who.get(str(place)))
    official = reader(shop, "intake", lang="zh")
    found = official.get(f"/desk/subjects?q={SHOP.uscc}")
    file = found.all("//main//a[contains(@href, '/desk/subjects/')]/@href")[0]
    assert "经营者" in words(official.get(str(file)))


def read_pdf(page: Page) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=page.answer.data, capture_output=True, check=True)  # noqa: S607 - Poppler
    return done.stdout.decode()
