"""The pledge as a paper: the sentences as they were signed, each with its one number."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from office import Office
from office_pages import pages_of
from pledge_office import PledgeOffice
from pledge_story import EcologyOffice

from workflow_app.domain.errors import NotFoundError
from workflow_app.services.pledge_paper import print_pledge

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def read_back(content: bytes, folder: Path) -> list[str]:
    """Return the lines of a paper."""
    path = folder / "pledge.pdf"
    path.write_bytes(content)
    read = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)  # noqa: S603, S607 - a fixed command on our own file
    return [line.strip() for line in read.stdout.decode().splitlines()]


@needs_poppler
def test_each_sentence_has_its_number_once(office: Office, tmp_path: Path) -> None:
    case = office.submit()
    with office.tools.database.read() as unit:
        (pledge,) = unit.pledges.of_case(case.id)
    _view, content = print_pledge(pledge.id, tools=office.tools)
    lines = read_back(content, tmp_path)
    assert "一、所提交材料真实、合法、完整；" in lines
    assert "1. The materials submitted are true, lawful and complete;" in lines


@needs_poppler
def test_a_pledge_of_ones_own_accord_has_its_paper_with_what_is_checked(database_url: str, tmp_path: Path) -> None:
    with closing(PledgeOffice.staffed(database_url, tmp_path)) as office:
        pledge_id = office.published()
        client = pages_of(office).client()
        answer = client.get(f"/public/pledges/{pledge_id}.pdf")
        lines = read_back(answer.data, tmp_path)
        page = client.get(f"/public/pledges/{pledge_id}?lang=en").get_data(as_text=True)
    assert f"/public/pledges/{pledge_id}.pdf" in page
    assert "信用承诺书" in lines
    assert "社会公众：" in lines
    assert "1．所述自身信用状况属实。" in lines
    text = " ".join(lines)
    for words in ("渣土车辆", "现场抽查", "8月31日", "31 August", "“密闭运输”", "王*", "We obey laws and regulations."):
        assert words in text, words
    assert "王建军" not in text, "persons are masked, as on the page"


def test_a_pledge_within_an_application_is_a_letter_of_its_case(database_url: str, tmp_path: Path) -> None:
    with closing(EcologyOffice.ready(database_url, tmp_path)) as office:
        pledge = office.pledge_row(office.granted())
        with pytest.raises(NotFoundError, match="PLEDGE_UNKNOWN"):
            print_pledge(pledge.id, tools=office.tools)
