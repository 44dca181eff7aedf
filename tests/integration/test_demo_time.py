"""Demo time: forward only, everything due on the way at its own instant, in every process."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from due_works import NOW, Noted, add_work, open_tools
from office import Office

from workflow_app.adapters.calendars import seed_days
from workflow_app.adapters.time import READ_AGAIN_SECONDS
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.time import ZONE
from workflow_app.models import DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.background import new_owner, run_once
from workflow_app.services.demo_time import move_to, next_due, next_working_day
from workflow_app.services.handlers import Handler
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tools import Tools

PATIENCE = 60
SOON = timedelta(seconds=30)
"""What a slow machine may take between two lines."""


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    """Return collaborators in whose demonstration it is Tuesday 2026-09-29, 09:00; the real day does not matter."""
    opened = open_tools(database_url, tmp_path, now=None)
    begin(opened, NOW)
    yield opened
    opened.database.close()


def begin(tools: Tools, instant: datetime) -> None:
    """Set the time as a new demonstration does: also back."""
    offset = instant - datetime.now(ZONE)
    with tools.database.write() as unit:
        unit.settings.set("demo_clock", {"offset_seconds": offset.total_seconds()})
        unit.commit()
    tools.clock.refresh()


def is_about(instant: datetime, expected: datetime) -> bool:
    return expected <= instant < expected + SOON


def test_everything_due_on_the_way_happens_at_its_own_instant(tools: Tools) -> None:
    noted = Noted()
    wanted = {f"day {number}": NOW + timedelta(days=number) for number in (5, 1, 3)}
    for key, due_at in wanted.items():
        add_work(tools, key, due_at=due_at)
    add_work(tools, "beyond", due_at=NOW + timedelta(days=8))

    moved = move_to(NOW + timedelta(days=7), tools=tools, kinds=noted.kinds())

    assert noted.done == ["day 1", "day 3", "day 5"]
    assert all(is_about(at, wanted[key]) for key, at in noted.recorded)
    assert (moved.begun, is_about(moved.now, NOW + timedelta(days=7))) == (3, True)
    assert is_about(tools.clock.now(), NOW + timedelta(days=7))


def test_what_follows_from_due_work_happens_on_the_way_too(tools: Tools) -> None:
    happened = []

    def record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
        del told
        now = tools.clock.now()
        happened.append(now)
        if len(happened) < 3:
            key, due_at = f"{row.key}+", row.due_at + timedelta(hours=1)
            unit.due_work.ensure(kind="chain", key=key, payload={}, due_at=due_at, now=now)

    add_work(tools, "link", kind="chain", due_at=NOW + timedelta(hours=1))
    move_to(NOW + timedelta(days=1), tools=tools, kinds={"chain": Handler(record=record)})

    assert [is_about(at, NOW + timedelta(hours=hours)) for hours, at in enumerate(happened, 1)] == [True] * 3


def test_time_never_moves_back(tools: Tools) -> None:
    with pytest.raises(RefusedError, match="TIME_MOVES_FORWARD"):
        move_to(NOW - timedelta(minutes=1), tools=tools, kinds=Noted().kinds())


def test_time_that_stands_still_is_not_moved(database_url: str, tmp_path: Path) -> None:
    fixed = open_tools(database_url, tmp_path)
    with pytest.raises(RefusedError, match="TIME_IS_FIXED"):
        next_due(tools=fixed)
    fixed.database.close()


def test_production_has_no_such_thing(tools: Tools) -> None:
    production = replace(tools, environment="production")
    for move in (next_due, next_working_day):
        with pytest.raises(RefusedError, match="TIME_IS_REAL"):
            move(tools=production)
    with pytest.raises(RefusedError, match="TIME_IS_REAL"):
        move_to(NOW + timedelta(days=1), tools=production)


def test_the_next_due_instant_is_not_one_of_housekeeping(tools: Tools) -> None:
    noted, swept = Noted(), list[str]()
    kinds = noted.kinds() | {"kept": Handler(record=lambda *_: swept.append("swept"), housekeeping=True)}
    add_work(tools, "swept", kind="kept", due_at=NOW + timedelta(days=1))
    add_work(tools, "awaited", due_at=NOW + timedelta(days=2))

    moved = next_due(tools=tools, kinds=kinds)

    assert is_about(moved.now, NOW + timedelta(days=2))
    assert (swept, noted.done) == (["swept"], ["awaited"])
    with pytest.raises(RefusedError, match="NOTHING_IS_DUE"):
        next_due(tools=tools, kinds=kinds)


def test_the_next_working_day_skips_the_national_holiday(tools: Tools) -> None:
    seed_installation(tools, seed_days=seed_days)
    days = [next_working_day(tools=tools, kinds=Noted().kinds()).now.astimezone(ZONE) for _ in range(3)]

    assert [f"{day:%m-%d %H:%M}" for day in days] == ["09-30 09:00", "10-08 09:00", "10-09 09:00"]


def test_another_process_follows_within_a_second(tools: Tools, tmp_path: Path) -> None:
    assert READ_AGAIN_SECONDS == 1
    other = open_tools(str(tools.database.engine.url.render_as_string(hide_password=False)), tmp_path, now=None)
    assert is_about(other.clock.now(), NOW)
    move_to(NOW + timedelta(days=30), tools=tools, kinds=Noted().kinds())
    deadline = time.monotonic() + PATIENCE
    while other.clock.now() < NOW + timedelta(days=29) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert is_about(other.clock.now(), NOW + timedelta(days=30))
    other.database.close()


def test_time_waits_for_work_that_another_has_in_hand(tools: Tools) -> None:
    begun, done = threading.Event(), []

    def be_slow() -> None:
        begun.set()
        time.sleep(0.3)
        done.append(tools.clock.now())

    slow, quick = Noted(be_slow), Noted()
    add_work(tools, "slow")
    add_work(tools, "next", due_at=NOW + timedelta(days=1))
    thread = threading.Thread(target=run_once, args=(tools,), kwargs={"owner": new_owner(), "kinds": slow.kinds()})
    thread.start()
    assert begun.wait(PATIENCE)
    move_to(NOW + timedelta(days=2), tools=tools, kinds=quick.kinds())
    thread.join()

    assert is_about(done[0], NOW)
    assert (slow.done, quick.done) == (["slow"], ["next"])


def test_what_follows_within_a_minute_needs_no_second_move(tools: Tools) -> None:
    noted = Noted()
    for key, seconds in {"first": 0, "second": 2, "third": 59, "later": 61}.items():
        add_work(tools, key, due_at=NOW + timedelta(hours=1, seconds=seconds))
    moved = next_due(tools=tools, kinds=noted.kinds())
    assert (noted.done, moved.begun) == (["first", "second", "third"], 3)


def test_the_limit_of_a_clock_is_a_due_time_too(database_url: str, tmp_path: Path) -> None:
    office = Office.with_sample(database_url, tmp_path)
    case = office.apply()
    tools = office.built.tools
    waiting = (*case.tasks, *(each for each in case.clocks if each.status == "RUNNING"))
    limits = sorted({each.due_at for each in waiting if each.due_at})
    begin(tools, NOW + timedelta(hours=1))
    for limit in limits:
        assert is_about(next_due(tools=tools, kinds=Noted().kinds()).now, limit)
    with pytest.raises(RefusedError, match="NOTHING_IS_DUE"):
        next_due(tools=tools, kinds=Noted().kinds())
    office.close()


def test_moving_time_on_waits_for_back_off_and_for_resting_sites(tools: Tools) -> None:
    noted = Noted()
    add_work(tools, "failed before")
    with tools.database.write() as unit:
        (row,) = unit.due_work.list_by_status("PENDING")
        row.not_before = datetime.now(ZONE) + timedelta(minutes=50)
        unit.commit()
    move_to(NOW + timedelta(minutes=30), tools=tools, kinds=noted.kinds())
    assert noted.done == []
    move_to(NOW + timedelta(minutes=95), tools=tools, kinds=noted.kinds())
    assert noted.done == ["failed before"]


def test_work_in_back_off_does_not_hold_time_up(tools: Tools) -> None:
    def fail() -> None:
        raise OSError

    noted = Noted(fail)
    add_work(tools, "fails", due_at=NOW + timedelta(days=1))
    moved = move_to(NOW + timedelta(days=2), tools=tools, kinds=noted.kinds())

    assert is_about(moved.now, NOW + timedelta(days=2))
    assert noted.told == ["fails", "fails"], "once when it was due, once after a day's wait"
