"""An order that failed and is repeated late must not undo what was ordered after it, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from moody_sites import ZZ, MoodySites, bring_in, end_waiting, open_moody_office, shows_of
from office import Office
from sqlalchemy import select

from workflow_app.models import Listing


@pytest.fixture
def sites() -> MoodySites:
    return MoodySites()


@pytest.fixture
def office(database_url: str, tmp_path: Path, sites: MoodySites) -> Iterator[Office]:
    made = open_moody_office(database_url, tmp_path, sites)
    yield made
    made.close()


def test_content_that_changed_meanwhile_is_not_shown_again_by_a_late_repeat(office: Office, sites: MoodySites) -> None:
    sites.silent = {ZZ}
    bring_in(office, "B/1")
    office.work()
    (first,) = shows_of(office, ZZ)
    assert (first.status, first.attempts) == ("PENDING", 1)

    sites.silent = set()
    bring_in(office, "B/1", CF_NR_FK="3")
    end_waiting(office, but=[first.id])
    office.work()
    assert sites.texts(ZZ, "amount") == ["30000.00"]
    end_waiting(office)
    office.work()

    assert sites.texts(ZZ, "amount") == ["30000.00"]
    assert [each.status for each in shows_of(office, ZZ)] == ["DONE", "DONE"]


def test_what_is_due_on_show_again_before_it_was_seen_to_be_gone_is_shown_again(
    office: Office, sites: MoodySites
) -> None:
    bring_in(office, "B/1")
    office.work()
    sites.stubborn = True
    bring_in(office, "B/1", CF_CFLB="警告", CF_NR_FK=None, XN_CFCX="简易程序")
    bring_in(office, "B/1")
    office.work()
    assert statuses(office) == {"SHOWN", "REMOVING"}
    assert len(shows_of(office, ZZ)) == 1

    sites.stubborn = False
    office.pass_time(hours=2)
    office.work()
    assert statuses(office) == {"SHOWN"}
    assert [(each.status, each.payload["version"]) for each in shows_of(office, ZZ)] == [("DONE", 1), ("DONE", 3)]


def test_what_is_not_due_on_show_stays_down_once_it_is_gone(office: Office, sites: MoodySites) -> None:
    bring_in(office, "B/1")
    office.work()
    bring_in(office, "B/1", CF_CFLB="警告", CF_NR_FK=None, XN_CFCX="简易程序")
    office.work()
    office.pass_time(hours=2)
    assert statuses(office) == {"REMOVED"}
    assert len(sites.removed) == len(set(sites.calls))
    assert [each.status for each in shows_of(office, ZZ)] == ["DONE"]


def statuses(office: Office) -> set[str]:
    with office.tools.database.read() as unit:
        return set(unit.session.scalars(select(Listing.status)))
