"""Due work: leases, repeats, back-off, dead letters and incidents, on both databases."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from due_works import (
    NOW,
    Noted,
    add_work,
    end_waiting,
    list_work,
    open_incidents,
    open_tools,
    the_work,
)

from workflow_app.adapters.background_loop import BackgroundLoop
from workflow_app.adapters.wake import ThreadWake
from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.errors import BusyError, ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.ports import RefusedBySiteError, UnavailableSiteError
from workflow_app.models import DueWork
from workflow_app.repositories.due_work_states import LEASE
from workflow_app.services.background import new_owner, run_due, run_once
from workflow_app.services.handlers import Handler
from workflow_app.services.incidents import list_dead_work, list_incidents, retry_incident, write_incident
from workflow_app.services.tools import Tools

ADMIN = Actor("00000000-0000-7000-8000-000000000001", "admin", frozenset({Grant(Role.SYSTEM_ADMIN)}))


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    opened = open_tools(database_url, tmp_path)
    yield opened
    opened.database.close()


def fail(error: Exception) -> Noted:
    def meet() -> None:
        raise error

    return Noted(meet)


def test_work_is_done_once_and_in_the_order_in_which_it_fell_due(tools: Tools) -> None:
    noted = Noted()
    for key, minutes in (("second", 5), ("first", 9), ("third", 1)):
        add_work(tools, key, due_at=NOW - timedelta(minutes=minutes))

    assert run_due(tools, kinds=noted.kinds()) == 3
    assert noted.done == ["first", "second", "third"]
    assert run_due(tools, kinds=noted.kinds()) == 0
    assert {row.status for row in list_work(tools, "DONE")} == {"DONE"}


def test_work_waits_for_its_business_instant(tools: Tools) -> None:
    noted = Noted()
    add_work(tools, "later", due_at=NOW + timedelta(seconds=1))

    assert run_due(tools, kinds=noted.kinds()) == 0
    with tools.database.read() as unit:
        assert unit.due_work.next_due(after=NOW, kinds=noted.kinds()) == NOW + timedelta(seconds=1)


def test_the_same_key_is_one_piece_of_work_even_when_it_is_done(tools: Tools) -> None:
    noted = Noted()
    add_work(tools, "once", "once")
    run_due(tools, kinds=noted.kinds())
    add_work(tools, "once")

    assert run_due(tools, kinds=noted.kinds()) == 0
    assert noted.done == ["once"]


def test_work_of_a_kind_that_this_version_does_not_know_is_left_alone(tools: Tools) -> None:
    add_work(tools, "future", kind="of_a_newer_version")

    assert run_due(tools, kinds=Noted().kinds()) == 0
    assert the_work(tools).status == "PENDING"


def test_four_workers_at_once_do_each_piece_once(tools: Tools) -> None:
    noted = Noted()
    keys = [f"piece {number}" for number in range(40)]
    add_work(tools, *keys)

    def work() -> None:
        owner = new_owner()
        while run_once(tools, owner=owner, limit=3, kinds=noted.kinds()):
            pass

    with ThreadPoolExecutor(4) as pool:
        for future in [pool.submit(work) for _ in range(4)]:
            future.result()

    assert sorted(noted.done) == sorted(keys)
    assert len(noted.told) == len(keys)


def test_work_in_hand_is_nobody_elses(tools: Tools) -> None:
    inner = Noted()
    seen: list[int] = []
    outer = Noted(lambda: seen.append(run_once(tools, owner="another", kinds=inner.kinds())))
    add_work(tools, "mine")

    run_once(tools, owner="me", kinds=outer.kinds())
    assert (seen, outer.done, inner.done) == ([0], ["mine"], [])


def test_a_lease_that_expired_lets_another_repeat_the_work(tools: Tools) -> None:
    add_work(tools, "left by a killed process")
    noted = Noted()
    with tools.database.write() as unit:
        leased = unit.due_work.lease(owner="killed", kinds=["noted"], now=NOW, machine=tools.machine(), limit=9)
        assert [row.lease_owner for row in leased] == ["killed"]
        unit.commit()

    assert run_due(tools, kinds=noted.kinds()) == 0
    end_waiting(tools)
    assert run_due(tools, kinds=noted.kinds()) == 1
    assert noted.done == ["left by a killed process"]


def test_whoever_lost_its_lease_records_nothing(tools: Tools) -> None:
    quick = Noted()

    def lose_the_lease() -> None:
        end_waiting(tools)
        run_once(tools, owner="quick", kinds=quick.kinds())

    slow = Noted(lose_the_lease)
    add_work(tools, "slow")

    run_once(tools, owner="slow", kinds=slow.kinds())
    assert (slow.done, quick.done) == ([], ["slow"])
    assert the_work(tools).status == "DONE"


def test_what_there_is_no_time_for_is_given_back(tools: Tools) -> None:
    add_work(tools, "a", "b", "c")
    with tools.database.write() as unit:
        rows = unit.due_work.lease(owner="me", kinds=["noted"], now=NOW, machine=tools.machine(), limit=9)
        unit.flush()
        unit.due_work.give_back([row.id for row in rows[1:]], owner="me")
        unit.commit()

    assert [row.key for row in list_work(tools, "LEASED")] == ["a"]
    assert [row.key for row in list_work(tools, "PENDING")] == ["b", "c"]


def test_a_site_that_does_not_answer_is_tried_again_ever_later(tools: Tools) -> None:
    noted = fail(UnavailableSiteError())
    add_work(tools, "deliver")
    waits = []
    for _ in range(9):
        end_waiting(tools)
        run_once(tools, owner="me", kinds=noted.kinds())
        waits.append((the_work(tools).not_before - tools.machine()).total_seconds())

    for wait, expected in zip(waits, [2, 8, 32, 128, 512, 2048, 3600, 3600, 3600], strict=True):
        assert expected * 0.79 < wait < expected * 1.21
    assert the_work(tools).status == "PENDING"
    assert [row.code for row in open_incidents(tools)] == ["SITE_UNAVAILABLE"]


def test_what_a_site_refuses_is_dead_at_once_and_an_incident(tools: Tools) -> None:
    add_work(tools, "deliver")
    run_due(tools, kinds=fail(RefusedBySiteError("UNKNOWN_LISTING", "name: 王建军")).kinds())

    (incident,) = open_incidents(tools)
    (dead,) = list_dead_work(actor=ADMIN, tools=tools)
    assert (incident.code, incident.detail, incident.due_work_id) == ("SITE_REFUSED", "UNKNOWN_LISTING", dead.id)
    assert (dead.key, dead.attempts, dead.last_error) == ("deliver", 1, "SITE_REFUSED UNKNOWN_LISTING")


def test_an_unforeseen_error_is_dead_after_five_tries_and_tells_no_values(tools: Tools) -> None:
    noted = fail(ValueError("410122198001011234"))
    add_work(tools, "deliver")
    for _ in range(5):
        assert the_work(tools).status == "PENDING"
        end_waiting(tools)
        run_once(tools, owner="me", kinds=noted.kinds())

    (incident,) = open_incidents(tools)
    assert (incident.code, incident.detail) == ("UNEXPECTED", "ValueError")
    assert incident.number.startswith("E-20260929-")
    assert the_work(tools).status == "DEAD"
    assert len(noted.told) == 5


def test_a_busy_database_does_not_count_as_a_try(tools: Tools) -> None:
    add_work(tools, "deliver")
    for _ in range(7):
        end_waiting(tools)
        run_once(tools, owner="me", kinds=fail(BusyError("BUSY")).kinds())

    row = the_work(tools)
    assert (row.status, row.attempts) == ("PENDING", 0)
    assert row.not_before < tools.machine() + timedelta(seconds=2)


def test_one_piece_that_cannot_be_prepared_does_not_hold_up_the_others(tools: Tools) -> None:
    def prepare(unit: object, row: DueWork, tools: Tools) -> object:
        del unit, tools
        if row.key == "bad":
            raise InvalidError
        return row.key

    noted = Noted()
    kinds = {"noted": replace(noted.kinds()["noted"], prepare=prepare)}
    add_work(tools, "bad", "good")
    run_once(tools, owner="me", kinds=kinds)

    assert noted.done == ["good"]
    assert [row.last_error for row in list_work(tools, "PENDING")] == ["INVALID InvalidError"]


def test_a_record_that_fails_leaves_nothing_behind(tools: Tools) -> None:
    def record(unit: object, row: DueWork, told: object, tools: Tools) -> None:
        del told, tools
        unit.due_work.ensure(kind="noted", key=f"follows {row.key}", payload={}, due_at=NOW, now=NOW)
        raise KeyError(row.key)

    add_work(tools, "half")
    run_once(tools, owner="me", kinds={"noted": Handler(record=record)})

    assert the_work(tools).last_error == "UNEXPECTED KeyError"


def test_an_administrator_has_it_tried_again_and_the_incident_closes(tools: Tools) -> None:
    add_work(tools, "deliver")
    run_due(tools, kinds=fail(RefusedBySiteError("NO")).kinds())
    (view,) = list_incidents(actor=ADMIN, tools=tools).items
    noted = Noted()

    assert view.may_retry
    retry_incident(view.id, actor=ADMIN, tools=tools)
    assert run_due(tools, kinds=noted.kinds()) == 1
    assert noted.done == ["deliver"]
    assert open_incidents(tools) == []
    assert [each.status for each in list_incidents(actor=ADMIN, tools=tools, status=None).items] == ["RESOLVED"]


def test_a_failed_step_of_a_person_is_an_incident_that_only_they_can_repeat(tools: Tools) -> None:
    number = write_incident(tools, element="decide_repair", code="UNKNOWN_NAME", detail="fine_amount")
    (view,) = list_incidents(actor=ADMIN, tools=tools).items

    assert (view.number, view.element, view.may_retry) == (number, "decide_repair", False)
    with pytest.raises(RefusedError, match="NOTHING_TO_RETRY"):
        retry_incident(view.id, actor=ADMIN, tools=tools)


def test_incidents_are_for_administrators_page_by_page(tools: Tools) -> None:
    numbers = [write_incident(tools, code="BROKEN") for _ in range(5)]
    seen, cursor = [], None
    while True:
        page = list_incidents(actor=ADMIN, tools=tools, cursor=cursor, limit=2)
        seen += [each.number for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert sorted(seen) == sorted(numbers)
    with pytest.raises(ForbiddenError):
        list_incidents(actor=Actor("x", "x"), tools=tools)


def test_the_loop_does_work_soon_after_a_nudge_outlives_errors_and_stops(tools: Tools) -> None:
    noted, wake, done = Noted(), ThreadWake(), threading.Event()
    noted.meet = done.set
    rounds = []

    def work() -> int:
        rounds.append(1)
        if len(rounds) == 1:
            raise OSError
        return run_once(tools, owner="loop", kinds=noted.kinds())

    loop = BackgroundLoop(work, wait=wake.wait, nudge=wake.nudge, look_seconds=60)
    loop.start()
    add_work(tools, "soon")
    wake.nudge()
    assert done.wait(60)
    loop.stop()
    assert not loop.is_alive()


def test_a_lease_is_longer_than_a_site_may_take() -> None:
    assert timedelta(seconds=60) == LEASE
