"""What was shown for its longest period is taken down everywhere, on the day after, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from office import PENALTY_OF_B, Office
from record_copies import copy_record
from sqlalchemy import delete, func, select

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import end_of_day
from workflow_app.models import AuditEntry, DueWork, Listing, Record, Removal
from workflow_app.services.background import Background
from workflow_app.services.endings import CHUNK
from workflow_app.services.records import get_public_record, search_public


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def last_day(office: Office, record_id: str) -> date:
    with office.tools.database.read() as unit:
        found = unit.records.get(record_id).record.max_until
    assert found is not None
    return found


def standings(office: Office, record_id: str) -> set[str]:
    with office.tools.database.read() as unit:
        return {rows.listing.status for rows in unit.listings.list_of_items([record_id])}


def is_public(office: Office, record_id: str) -> bool:
    found = search_public(PENALTY_OF_B, tools=office.tools).items
    try:
        get_public_record(record_id, tools=office.tools)
    except NotFoundError:
        assert found == []
        return False
    assert [each.id for each in found] == [record_id]
    return True


def test_a_record_is_public_through_its_last_day_and_not_a_moment_longer(office: Office) -> None:
    record_id = office.record_id()
    end = end_of_day(last_day(office, record_id))

    office.clock.instant = end - timedelta(seconds=1)
    office.work()
    assert is_public(office, record_id)
    assert standings(office, record_id) == {"SHOWN"}
    office.clock.instant = end
    assert not is_public(office, record_id), "not even before the listings have been ended"


def test_its_listings_are_ended_here_and_everywhere_else(office: Office) -> None:
    record_id = office.record_id()
    office.clock.instant = end_of_day(last_day(office, record_id))
    office.work()
    assert standings(office, record_id) == {"REMOVED", "REMOVING"}
    office.pass_time(minutes=2)

    assert standings(office, record_id) == {"REMOVED"}
    with office.tools.database.read() as unit:
        ids = [rows.listing.id for rows in unit.listings.list_of_items([record_id])]
        removals = unit.session.scalars(select(Removal).where(Removal.listing_id.in_(ids))).all()
        noted = unit.session.scalars(select(AuditEntry).where(AuditEntry.action == "records.ended")).all()
        told = unit.session.scalars(select(DueWork).where(DueWork.kind == "tell_case")).all()
        status = unit.records.get(record_id).record.status
    assert {(each.reason, each.status, each.case_id) for each in removals} == {("PERIOD_OVER", "VERIFIED", None)}
    assert any(record_id in each.data["records"] for each in noted)
    assert told == []
    assert status == "ACTIVE", "that its display ended does not repair it"


def test_what_is_not_over_stays(office: Office) -> None:
    record_id = office.record_id()
    with office.tools.database.read() as unit:
        later = unit.session.scalars(
            select(Record.id).where(Record.max_until > last_day(office, record_id)).limit(1)
        ).one()
    office.clock.instant = end_of_day(last_day(office, record_id))
    office.work()

    assert standings(office, later) == {"SHOWN"}


def test_records_from_before_this_work_existed_are_found(office: Office) -> None:
    record_id = office.record_id()
    with office.tools.database.write() as unit:
        unit.session.execute(delete(DueWork).where(DueWork.kind == "end_listings"))
        unit.commit()
    office.clock.instant = end_of_day(last_day(office, record_id)) + timedelta(days=30)
    background = Background(office.tools)
    background()
    office.pass_time(days=1)

    assert "SHOWN" not in standings(office, record_id)


def test_a_worker_that_never_stops_plans_every_day_anew(office: Office) -> None:
    background = Background(office.tools)
    background()
    with office.tools.database.write() as unit:
        unit.session.execute(delete(DueWork).where(DueWork.kind == "end_listings"))
        unit.commit()
    office.clock.instant += timedelta(days=1)
    background()

    with office.tools.database.read() as unit:
        planned = unit.session.scalars(select(DueWork.key).where(DueWork.kind == "end_listings")).all()
    assert planned == ["end_listings:2026-09-30"]


def test_more_than_one_transaction_may_hold_are_ended_in_several(office: Office) -> None:
    copy_record(office, times=2 * CHUNK + 1)
    office.clock.instant = end_of_day(last_day(office, office.record_id()))
    office.work()

    with office.tools.database.read() as unit:
        shown = select(func.count()).where(Listing.item_id == Record.id, Listing.status == "SHOWN")
        left = unit.session.scalar(shown.where(Record.max_until <= last_day(office, office.record_id())))
        done = unit.session.scalars(
            select(DueWork).where(DueWork.kind == "end_listings", DueWork.status == "DONE")
        ).all()
    assert left == 0
    assert len(done) >= 3
