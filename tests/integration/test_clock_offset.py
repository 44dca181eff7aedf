"""The moved time of a demonstration is the same after every start, whatever version made its database."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from workflow_app.adapters.time import MovedClock
from workflow_app.domain.errors import BusyError
from workflow_app.domain.time import machine_now
from workflow_app.repositories.database import Database
from workflow_app.repositories.engine import migrate
from workflow_app.services.clock_offset import DEMO_CLOCK, ClockOffset

BACK = timedelta(days=-54)
BEFORE = "0030_appoint_for_a_case"


def test_a_database_of_an_older_version_keeps_its_time_before_and_after_it_is_brought_up_to_date(
    empty_database_url: str,
) -> None:
    migrate(empty_database_url, revision=BEFORE)
    database = Database(empty_database_url)
    with database.write() as unit:
        unit.settings.set(DEMO_CLOCK, {"offset_seconds": BACK.total_seconds()})
        unit.commit()
    assert ClockOffset(database).read() == BACK
    migrate(empty_database_url)
    assert ClockOffset(database).read() == BACK
    database.close()


def test_a_database_without_tables_has_the_time_of_the_machine_until_it_has_some(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    offset = ClockOffset(database)
    assert offset.read() == timedelta()
    migrate(empty_database_url)
    with database.write() as unit:
        unit.settings.set(DEMO_CLOCK, {"offset_seconds": BACK.total_seconds()})
        unit.commit()
    assert offset.read() == BACK
    database.close()


def test_whoever_asks_while_the_offset_is_read_first_is_not_told_the_time_of_the_machine() -> None:
    def slowly() -> timedelta:
        time.sleep(0.2)
        return BACK

    clock = MovedClock(slowly)
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: clock.now(), range(4)))
    assert all(abs(each - machine_now() - BACK) < timedelta(seconds=5) for each in told)


def test_a_first_question_that_failed_is_asked_again_and_not_answered_by_the_machine() -> None:
    answers: list[timedelta | None] = [None, None, BACK]

    def read() -> timedelta:
        answer = answers.pop(0)
        if answer is None:
            raise BusyError("BUSY")
        return answer

    clock = MovedClock(read)
    for _ in range(2):
        with pytest.raises(BusyError):
            clock.now()
    assert abs(clock.now() - machine_now() - BACK) < timedelta(seconds=5)
