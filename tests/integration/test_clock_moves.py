"""Clocks follow a changed calendar, on both databases: the case, its timers, its tasks, and who is told."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from calendar_changes import change, clock_of, holiday, task_of, told, worked
from near_limits import assert_in_place
from office import Office
from publicity_modes import set_parameter

from workflow_app.domain.audit import authority_chain, case_chain
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.ids import new_id
from workflow_app.domain.periods import Period, Unit
from workflow_app.domain.time import ZONE, end_of_day
from workflow_app.models import DueWork
from workflow_app.services.audit_verify import verify
from workflow_app.services.clock_moves import Rules
from workflow_app.services.recomputing import recompute_chunk

RESULT = "repair.result"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def granted(office: Office) -> str:
    """Take B's case to the point where it waits for the sites; return its id."""
    case = office.apply()
    case = office.complete(case, "first_reviewer", first_opinion="AGREE", duties=["FINE_PAID", "RECTIFIED"])
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    office.complete(case, "decider", decision="GRANT")
    return case.id


def test_a_holiday_within_a_period_moves_its_last_day_and_tells_both_sides(office: Office) -> None:
    case = office.apply()
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 19)
    assert change(office, holiday("2026-10-12")) == 1
    clock = clock_of(office, case.id, RESULT)
    assert (clock.due_on, clock.due_at) == (date(2026, 10, 20), end_of_day(date(2026, 10, 20)))
    assert {"date": "2026-10-12", "why": "HOLIDAY:防汛停工|Flood"} in clock.basis["skipped"]
    (fact,) = told(office, "applicant_b", "DEADLINE_MOVED")
    assert (fact["old"], fact["new"], fact["what_en"]) == ("2026-10-19", "2026-10-20", "Result of the repair")
    moved = [each["what_en"] for each in told(office, "first_reviewer", "DEADLINE_MOVED")]
    assert sorted(str(each) for each in moved) == ["Result of the determining authority", "Result of the repair"]
    assert told(office, "decider", "DEADLINE_MOVED") == []


def test_the_case_and_the_authority_keep_what_changed_in_their_chains(office: Office) -> None:
    case = office.apply()
    change(office, holiday("2026-10-12"))
    with office.tools.database.read() as unit:
        entries = unit.audit.list_chain(case_chain(case.id))
        moved = [each.data for each in entries if each.action == "case.clock_moved"]
        (changed,) = [
            each
            for each in unit.audit.list_chain(authority_chain(office.authority.id))
            if each.action == "calendar.changed"
        ]
    assert {"clock": RESULT, "old": "2026-10-19", "new": "2026-10-20", "why": "CALENDAR"} in moved
    (day,) = changed.data["days"]
    assert (day["before"], day["after"]) == ("WORKING_DAY", "HOLIDAY:防汛停工|Flood")
    assert verify(office.tools) == ()


def test_a_weekend_that_is_worked_brings_the_day_forward(office: Office) -> None:
    case = office.apply()
    change(office, worked("2026-10-11"))
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 16)


def test_what_is_brought_forward_on_a_free_day_does_not_end_on_it() -> None:
    saturday, calendar = date(2026, 9, 12), Calendar({}, frozenset({2026}))
    rules = Rules(calendar, (), saturday)
    found = rules.of(date(2026, 9, 4), Period(5, Unit.WORKING_DAYS), old=date(2026, 9, 16))
    assert found.due.due_on == date(2026, 9, 14)
    assert rules.of(date(2026, 9, 4), Period(5, Unit.WORKING_DAYS), old=date(2026, 9, 11)).due.due_on == date(
        2026, 9, 11
    )


def test_the_internal_limit_of_a_task_moves_too(office: Office) -> None:
    case = office.apply()
    assert task_of(office, case.id).due_on == date(2026, 10, 8)
    change(office, holiday("2026-10-08"))
    task = task_of(office, case.id)
    assert (task.due_on, task.due_at) == (date(2026, 10, 9), end_of_day(date(2026, 10, 9)))
    assert {"First review", "Result of the determining authority", "Result of the repair"} == {
        each["what_en"] for each in told(office, "first_reviewer", "DEADLINE_MOVED")
    }


def test_a_task_moves_in_the_inbox_with_each_of_its_limits(office: Office) -> None:
    set_parameter(office.tools, "repair.first_review_wd", 30)
    case = office.apply()
    assert task_of(office, case.id).near_at == clock_of(office, case.id, RESULT).due_at
    change(office, holiday("2026-10-12"))
    assert task_of(office, case.id).near_at == end_of_day(date(2026, 10, 20))
    assert_in_place(office, case.id)


def test_the_same_change_twice_moves_and_tells_nothing_twice(office: Office) -> None:
    case = office.apply()
    change(office, holiday("2026-10-12"))
    assert change(office, holiday("2026-10-12")) == 0
    with office.tools.database.write() as unit:
        unit.add(recompute_row(office))
        unit.commit()
    office.work()
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 20)
    assert len(told(office, "applicant_b", "DEADLINE_MOVED")) == 1


def test_a_day_outside_the_period_and_another_authority_move_nothing(office: Office) -> None:
    case = office.apply()
    change(office, holiday("2026-10-20"))
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 19)
    assert told(office, "applicant_b", "DEADLINE_MOVED") == []


def test_a_timer_that_names_the_clock_moves_with_it_and_fires_on_the_new_day(office: Office) -> None:
    office.sites.stubborn = True
    case_id = granted(office)
    before = clock_of(office, case_id, "repair.share").due_at
    change(office, holiday("2026-10-09"))
    after = clock_of(office, case_id, "repair.share").due_at
    assert after > before
    with office.tools.database.read() as unit:
        (wait,) = [each for each in unit.tasks.open_waits(case_id) if each.kind == "TIMER"]
        (row,) = [each for each in unit.due_work.list_by_status("PENDING") if each.kind == "timer"]
    assert (wait.due_at, row.due_at) == (after, after)
    office.clock.instant = before
    office.work()
    assert state_of(office, case_id) == "SYNCING"
    office.clock.instant = after
    office.work()
    assert state_of(office, case_id) == "SYNC_PARTIAL"


def test_a_timer_that_is_being_fired_while_its_clock_moves_waits_for_the_new_day(office: Office) -> None:
    office.sites.stubborn = True
    case_id = granted(office)
    before = clock_of(office, case_id, "repair.share").due_at
    with office.tools.database.write() as unit:
        (row,) = [each for each in unit.due_work.list_by_status("PENDING") if each.kind == "timer"]
        row.status = "LEASED"
        row.lease_until = datetime(2020, 1, 1, tzinfo=ZONE)
        unit.commit()
    change(office, holiday("2026-10-09"))
    office.clock.instant = before
    office.work()
    assert state_of(office, case_id) == "SYNCING"
    office.clock.instant = clock_of(office, case_id, "repair.share").due_at
    office.work()
    assert state_of(office, case_id) == "SYNC_PARTIAL"


def test_a_period_into_an_unpublished_year_is_provisional_until_that_year_is_loaded(office: Office) -> None:
    office.clock.instant = datetime(2026, 12, 25, 9, tzinfo=ZONE)
    case = office.apply()
    clock = clock_of(office, case.id, RESULT)
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 8), True)
    new_year = [holiday(f"2027-01-0{day}", "元旦") for day in (1, 2, 3)]
    change(office, *new_year, years=[2027])
    clock = clock_of(office, case.id, RESULT)
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 11), False)
    assert len(told(office, "applicant_b", "DEADLINE_MOVED")) == 1


def test_a_change_never_makes_a_passed_day_the_last_one(office: Office) -> None:
    case = office.apply()
    office.clock.instant = datetime(2026, 10, 19, 9, tzinfo=ZONE)
    change(office, worked("2026-10-11"), worked("2026-10-18"))
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 19)


def test_cases_are_recomputed_in_chunks_that_leave_the_rest(office: Office) -> None:
    case = office.apply()
    change(office, holiday("2026-10-12"), work=False)
    with office.tools.database.write() as unit:
        (row,) = [each for each in unit.due_work.list_by_status("PENDING") if each.kind == "recompute_clocks"]
        assert recompute_chunk(unit, row, office.tools, size=1) == 1
        unit.commit()
    with office.tools.database.read() as unit:
        rest = [each for each in unit.due_work.list_by_status("PENDING") if each.payload.get("after") == case.id]
    assert len(rest) == 1
    office.work()
    assert len(told(office, "applicant_b", "DEADLINE_MOVED")) == 1


def recompute_row(office: Office) -> DueWork:
    """Return work that recomputes October once more."""
    now = office.clock.now()
    return DueWork(
        id=new_id(),
        kind="recompute_clocks",
        key="recompute_clocks:again",
        payload={"authority_id": office.authority.id, "first": "2026-10-01", "last": "2026-10-31", "cause": "CALENDAR"},
        status="PENDING",
        due_at=now,
        not_before=datetime(2020, 1, 1, tzinfo=ZONE),
        attempts=0,
        created_at=now,
    )


def state_of(office: Office, case_id: str) -> str:
    with office.tools.database.read() as unit:
        return unit.cases.get(case_id).case.state
