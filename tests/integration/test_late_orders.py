"""An order that failed and is repeated late must not undo what was ordered after it, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from moody_sites import ZZ, MoodySites, bring_in, end_waiting, open_moody_office, shows_of
from office import Office


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
