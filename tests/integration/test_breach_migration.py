"""Records of breaches from before they had a class are given their periods in the background; on both databases."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from breach_repairs import FIRST_DAY, BreachOffice
from scenario_steps import move_to
from sqlalchemy import select

from workflow_app.domain.resources import find
from workflow_app.models import DueWork, Listing, Record
from workflow_app.repositories.engine import connect, migrate

BEFORE = "0054_take_concerns"
KEY = "reclassify:breaches"


def taken_back(url: str) -> None:
    """Take the schema back to where records of breaches had no periods."""
    config = Config()
    config.set_main_option("script_location", str(find("migrations")))
    engine = connect(url, pool_size=1)
    with engine.connect().execution_options(write=True) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, BEFORE)
        connection.commit()
    engine.dispose()


def _made_old(office: BreachOffice, record: Record) -> None:
    """Let a record be as it was written before: without periods, shown nowhere."""
    with office.tools.database.write() as unit:
        row = unit.records.lock(record.id)
        row.min_until = row.first_apply_on = row.max_until = None
        row.content = {name: value for name, value in row.content.items() if name != "promise"}
        for listing in unit.session.scalars(select(Listing).where(Listing.item_id == record.id)):
            unit.session.delete(listing)
        unit.commit()


def test_a_breach_from_before_is_given_its_class_and_is_shown(database_url: str, tmp_path: Path) -> None:
    office = BreachOffice.staffed(database_url, tmp_path)
    _, record = office.broken()
    office.work()
    _made_old(office, record)
    office.close()
    taken_back(database_url)
    migrate(database_url)
    office = BreachOffice(database_url, tmp_path, seeded=True)
    move_to(office, 2026, 9, 9, 9, 0)
    with office.tools.database.read() as unit:
        walks = unit.session.scalars(select(DueWork).where(DueWork.key == KEY)).all()
        now = unit.records.get(record.id).record
        shown = {rows.listing.status for rows in unit.listings.list_of_items([record.id])}
    assert [each.status for each in walks] == ["DONE"]
    assert (now.severity, now.first_apply_on, shown) == ("GENERAL", FIRST_DAY, {"SHOWN"})
    office.close()
    taken_back(database_url)
    migrate(database_url)
    office = BreachOffice(database_url, tmp_path, seeded=True)
    with office.tools.database.read() as unit:
        assert [each.status for each in unit.session.scalars(select(DueWork).where(DueWork.key == KEY))] == ["PENDING"]
    office.close()


def test_where_no_pledge_was_broken_nothing_is_left(database_url: str, tmp_path: Path) -> None:
    taken_back(database_url)
    migrate(database_url)
    office = BreachOffice(database_url, tmp_path)
    with office.tools.database.read() as unit:
        assert unit.session.scalars(select(DueWork).where(DueWork.key == KEY)).all() == []
    office.close()
