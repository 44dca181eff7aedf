"""Photographs and papers that show what a look found: in the archive of the office, never public."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import PDF, Service
from office import B
from office_pages import pages_of
from page_readers import Fields, Reader, reader
from pledge_office import PledgeOffice

FOUND: Fields = {"result": "NOT_FULFILLED", "findings": "抽查两辆车未密闭。", "evidence": "检查记录第9号。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    made.agent(B)
    yield made
    made.close()


@pytest.fixture
def pledge(office: PledgeOffice) -> str:
    return office.published()


@pytest.fixture
def service(office: PledgeOffice) -> Service:
    return pages_of(office)


def photograph(name: str = "现场.pdf", content: bytes = PDF) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def recorded(who: Reader, here: str) -> str:
    """Record what was found with two files, added one after the other, and return where the first one is."""
    page = who.submit(who.get(here), "look-form", {"proof": [photograph()], "go": "add"}, expect=200)
    assert "现场.pdf" in page.text
    page = who.submit(page, "look-form", {**FOUND, "proof": [photograph("记录.pdf")], "go": "next"})
    (first,) = who.get(page.location).all("//a[contains(., '现场.pdf')]/@href")
    assert "记录.pdf" in who.get(page.location).text
    return str(first)


def look_of(office: PledgeOffice, pledge: str) -> str:
    return f"/desk/pledges/looks/{office.looks(pledge)[0].id}"


def test_what_was_found_is_shown_by_its_files_to_the_office_alone(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    here = look_of(office, pledge)
    file = recorded(reader(service, "verifier"), here)
    desk = reader(service, "credit_office")
    assert "现场.pdf" in desk.get(here).text
    assert desk.get(file).answer.get_data() == PDF
    party = reader(service, "applicant_b")
    assert "抽查两辆车未密闭。" in party.get(f"/my/pledges/{pledge}").text
    for place in (f"/my/pledges/{pledge}", f"/public/pledges/{pledge}"):
        assert "现场.pdf" not in party.get(place).text, place
    party.get(file, expect=403)
    assert reader(service).get(file, expect=302).location.startswith("/login")


def test_a_wrong_file_loses_neither_the_others_nor_what_was_typed(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    who, here = reader(service, "verifier"), look_of(office, pledge)
    files = [photograph(), photograph("软件.pdf", b"MZ\x90\x00")]
    page = who.submit(who.get(here), "look-form", {**FOUND, "proof": files, "go": "next"}, expect=422)
    assert page.all("//a[@href='#proof']")
    assert "抽查两辆车未密闭。" in page.text
    old = who.get(here)
    done = who.submit(page, "look-form", {"go": "next"})
    assert "现场.pdf" in who.get(done.location).text
    late = who.submit(old, "look-form", {**FOUND, "proof": [photograph()], "go": "next"}, expect=409)
    assert "Somebody has recorded what was found already" in late.text


def test_a_file_of_one_look_is_none_of_another(office: PledgeOffice, service: Service, pledge: str) -> None:
    who, here = reader(service, "verifier"), look_of(office, pledge)
    page = who.submit(who.get(here), "look-form", {"proof": [photograph()], "go": "add"}, expect=200)
    (token,) = page.all("//input[@name='kept']/@value")
    other = look_of(office, office.published())
    done = who.submit(who.get(other), "look-form", {**FOUND, "kept": str(token), "go": "next"})
    assert "现场.pdf" not in who.get(done.location).text


def test_a_file_can_be_taken_away_again_and_ten_are_the_most(
    office: PledgeOffice, service: Service, pledge: str
) -> None:
    who, here = reader(service, "verifier"), look_of(office, pledge)
    many = [photograph(f"照片{each}.pdf") for each in range(11)]
    page = who.submit(who.get(here), "look-form", {"proof": many, "go": "add"}, expect=422)
    assert "10 files at most" in page.text
    tokens = page.all("//input[@name='kept']/@value")
    assert len(tokens) == 10
    fewer = who.submit(page, "look-form", {"go": f"remove:{tokens[0]}"}, expect=200)
    assert len(fewer.all("//input[@name='kept']")) == 9
