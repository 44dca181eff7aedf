"""A year's calendar as a file: taken out, edited, and loaded again by the same page."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders import URBAN, Service, build_service, hire
from page_readers import Page, Reader, reader

from workflow_app.adapters.spreadsheets_write import write_sheet
from workflow_app.domain.actors import Role
from workflow_app.domain.sheets import Cell


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    hire(built, "system_admin", Role.SYSTEM_ADMIN)
    yield built
    built.parts.close()


def take_out(service: Service, who: Reader, year: int) -> tuple[bytes, list[tuple[Cell, ...]]]:
    """Return the file that the page of a year offers, and its rows."""
    link = who.get(f"/admin/calendars?authority={URBAN}&year={year}").link("as such a file")
    content = who.get(link).answer.data
    return content, [row.cells for row in service.tools.read_rows(io.BytesIO(content), f"{year}.xlsx")]


def load(who: Reader, content: bytes, year: int) -> Page:
    """Load a file into a year."""
    page = who.get(f"/admin/calendars?authority={URBAN}&year={year}")
    return who.submit(page, "file-form", {"file": (io.BytesIO(content), f"{year}.xlsx")}, expect=200)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_that_is_taken_out_and_loaded_again_changes_nothing(service: Service, year: int) -> None:
    who = reader(service, "system_admin")
    content, rows = take_out(service, who, year)
    assert rows[0] == ("date", "kind", "name_zh", "name_en")
    assert len(rows) > 25
    assert "Nothing would change" in load(who, content, year).text


def test_what_is_edited_in_the_file_is_all_that_would_change(service: Service) -> None:
    who = reader(service, "system_admin")
    _, (header, *rows) = take_out(service, who, 2026)
    rows.append((date(2026, 5, 20), "HOLIDAY", "县庆日", "County Day"))
    page = load(who, write_sheet("2026", [str(each) for each in header], rows), 2026)
    assert "1 day becomes another" in page.text
    assert "County Day" in page.text


def test_a_year_of_which_nothing_is_known_is_an_empty_form(service: Service) -> None:
    content, rows = take_out(service, reader(service, "system_admin"), 2031)
    assert content.startswith(b"PK")
    assert rows == [("date", "kind", "name_zh", "name_en")]


def test_who_does_not_administer_gets_no_calendar(service: Service) -> None:
    reader(service, "first_reviewer").get(f"/admin/calendars/{URBAN}/2026.xlsx", expect=403)
    reader(service, "auditor").get(f"/admin/calendars/{URBAN}/1800.xlsx", expect=422)
    reader(service, "auditor").get("/admin/calendars/NOBODY/2026.xlsx", expect=404)
