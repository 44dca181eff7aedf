"""The pledge as a paper: the sentences as they were signed, each with its one number."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from pledge_office import PledgeOffice

from workflow_app.domain.errors import NotFoundError
from workflow_app.services.pledge_paper import print_pledge

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


@needs_poppler
def test_each_sentence_has_its_number_once(office: Office, tmp_path: Path) -> None:
    case = office.submit()
    with office.tools.database.read() as unit:
        (pledge,) = unit.pledges.of_case(case.id)
    _view, content = print_pledge(pledge.id, tools=office.tools)
    path = tmp_path / "pledge.pdf"
    path.write_bytes(content)
    read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()  # noqa: S603, S607 - a fixed command on our own file
    lines = read.splitlines()
    assert "一、所提交材料真实、合法、完整；" in lines
    assert "1. The materials submitted are true, lawful and complete;" in lines


def test_a_pledge_of_ones_own_accord_is_no_pledge_of_a_repair(database_url: str, tmp_path: Path) -> None:
    office = PledgeOffice.staffed(database_url, tmp_path)
    pledge_id = office.published()
    with pytest.raises(NotFoundError, match="PLEDGE_UNKNOWN"):
        print_pledge(pledge_id, tools=office.tools)
    office.close()
