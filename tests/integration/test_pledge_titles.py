"""Pledges of approvals are named in English where the catalogue has the name, also those from before that was kept."""

from pathlib import Path

from deferral_story import DeferralOffice
from office_pages import pages_of
from page_readers import reader

from workflow_app.models import Pledge
from workflow_app.repositories.engine import migrate

NAME, NAME_EN = "建筑垃圾处置核准", "Approval of construction waste disposal"


def title_of(office: DeferralOffice) -> tuple[str | None, str | None]:
    with office.tools.database.read() as unit:
        row = unit.session.query(Pledge).one()
        return row.title, row.title_en


def test_the_list_names_a_pledge_in_the_language_of_its_reader(database_url: str, tmp_path: Path) -> None:
    office = DeferralOffice.ready(database_url, tmp_path)
    office.accept()
    assert title_of(office) == (NAME, NAME_EN)
    who = reader(pages_of(office))
    english, chinese = who.get("/public/pledges?lang=en").text, who.get("/public/pledges?lang=zh").text
    assert NAME_EN in english
    assert NAME not in english
    assert NAME in chinese
    office.close()


def test_a_pledge_from_before_gets_the_name_of_the_edition_of_its_case(database_url: str, tmp_path: Path) -> None:
    office = DeferralOffice.ready(database_url, tmp_path)
    office.accept()
    office.close()
    migrate(database_url, revision="0058_take_concerns_down")
    migrate(database_url)
    again = DeferralOffice(database_url, tmp_path, seeded=True)
    assert title_of(again) == (NAME, NAME_EN)
    again.close()
