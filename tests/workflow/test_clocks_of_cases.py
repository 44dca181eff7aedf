"""Clocks of cases: paused, resumed, put off and started afresh, on both databases."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from clock_office import apply, at_work, clock, due_instants, go_to, local, pause, resume, staff, step, told
from office import Office

from workflow_app.domain.time import ZONE, machine_now
from workflow_app.models import Parameter
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of, start_clock
from workflow_app.repositories.due_work_states import finish
from workflow_app.services.audit_verify import verify
from workflow_app.services.case_clocks import move
from workflow_app.services.cases import get_case
from workflow_app.services.due_kinds import KINDS


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = staff(Office(database_url, tmp_path))
    yield place
    place.close()


def test_a_correction_pauses_both_clocks_and_the_answer_lets_them_run_on(office: Office) -> None:
    case = apply(office)
    assert clock(office, case, "repair.accept").due_on == date(2026, 10, 9)
    assert clock(office, case, "repair.result").due_on == date(2026, 10, 19)
    go_to(office, "10-09")
    case = step(office, case, "first_reviewer", way="CORRECT")
    for key in ("repair.accept", "repair.result"):
        paused = clock(office, case, key)
        assert (paused.status, paused.due_at.year) == ("PAUSED", 9999)
    assert clock(office, case, "repair.accept").basis["used"] == 2
    assert clock(office, case, "repair.result").basis["left"] == 8
    assert clock(office, case, "repair.correction").due_on == date(2026, 10, 22)

    go_to(office, "10-15")
    case = step(office, case, "applicant_b")

    assert clock(office, case, "repair.accept").due_on == date(2026, 10, 15)
    result = clock(office, case, "repair.result")
    assert (result.status, result.due_on, local(result.due_at)) == ("RUNNING", date(2026, 10, 26), "2026-10-27 00:00")
    assert clock(office, case, "repair.correction").status == "STOPPED"


def test_a_timer_and_the_warnings_stand_still_with_their_clock_and_run_on_with_it(office: Office) -> None:
    case = step(office, apply(office), "first_reviewer", way="ACCEPT")
    assert [local(each) for each in due_instants(office, case, "repair.result", "timer")] == ["2026-10-20 00:00"]
    go_to(office, "10-12")
    at_work(office, case, pause("OBJECTION"))
    (timer,) = due_instants(office, case, "repair.result", "timer")
    (warning,) = due_instants(office, case, "repair.result", "clock_warning", "clock_due")
    assert timer.year == warning.year == 9999
    go_to(office, "11-20")
    assert get_case(case.id, actor=office.people["head"], tools=office.tools).state != "CLOSED"
    assert told(office, "head") == []

    at_work(office, case, resume("OBJECTION"))

    result = clock(office, case, "repair.result")
    assert (result.status, result.due_on) == ("RUNNING", date(2026, 11, 27))
    assert [local(each) for each in due_instants(office, case, "repair.result", "timer")] == ["2026-11-28 00:00"]
    assert [local(each) for each in due_instants(office, case, "repair.result", "clock_warning")] == [
        "2026-11-25 09:00"
    ]
    go_to(office, "11-28")
    assert get_case(case.id, actor=office.people["head"], tools=office.tools).state == "CLOSED"
    assert verify(office.tools) == ()


def test_a_clock_with_two_pauses_runs_when_both_have_ended(office: Office) -> None:
    case = step(office, apply(office), "first_reviewer", way="ACCEPT")
    go_to(office, "10-12")
    at_work(office, case, pause("OBJECTION"))
    go_to(office, "10-13")
    at_work(office, case, pause("SITE_VERIFICATION"))
    go_to(office, "10-14")
    at_work(office, case, resume("OBJECTION"))
    assert clock(office, case, "repair.result").status == "PAUSED"
    go_to(office, "10-15")
    at_work(office, case, resume("SITE_VERIFICATION"))
    result = clock(office, case, "repair.result")
    assert (result.status, result.due_on) == ("RUNNING", date(2026, 10, 22))
    assert [each["reason"] for each in result.basis["pauses"]] == ["OBJECTION", "SITE_VERIFICATION"]


def test_what_stops_which_clock_is_a_row_of_the_regime(office: Office) -> None:
    case = apply(office)
    at_work(office, case, pause("OBJECTION"))
    assert clock(office, case, "repair.accept").status == "RUNNING"
    assert clock(office, case, "repair.result").status == "PAUSED"
    at_work(office, case, pause("WAITING_FOR_LUNCH"))
    assert clock(office, case, "repair.accept").status == "RUNNING"
    with office.tools.database.write() as unit:
        row = Parameter(
            key="clock.repair.accept.stopped_by",
            authority_id=office.authority.id,
            value="CORRECTION,OBJECTION",
            unit="TEXT",
            origin="试验",
            valid_from=date(2026, 1, 1),
        )
        unit.add(row)
        unit.authorities.get(office.authority.id).parameter_version += 1
        unit.commit()
    other = apply(office)
    at_work(office, other, pause("OBJECTION"))
    assert clock(office, other, "repair.accept").status == "PAUSED"
    at_work(office, case, pause("OBJECTION"))
    assert clock(office, case, "repair.accept").status == "RUNNING"


def test_a_site_visit_of_the_diagram_pauses_what_it_may(office: Office) -> None:
    case = step(office, apply(office), "first_reviewer", way="VISIT")
    assert clock(office, case, "repair.accept").status == "RUNNING"
    assert clock(office, case, "repair.result").status == "PAUSED"
    go_to(office, "10-08")
    case = step(office, case, "first_reviewer")
    assert clock(office, case, "repair.result").due_on == date(2026, 10, 20)


def test_a_clock_that_starts_again_starts_afresh(office: Office) -> None:
    case = apply(office)
    old = clock(office, case, "repair.result")
    at_work(office, case, pause("OBJECTION"))
    go_to(office, "10-12")
    at_work(office, case, lambda work: start_clock(work, "repair.result", "repair.result_wd"))
    new = clock(office, case, "repair.result")
    assert (new.status, new.due_on, new.id != old.id) == ("RUNNING", date(2026, 10, 26), True)
    with office.tools.database.read() as unit:
        (first,) = [each for each in unit.cases.clocks([case.id]) if each.id == old.id]
        (stood,) = unit.clocks.list_pauses([old.id])
    assert (first.status, stood.ended_on) == ("STOPPED", date(2026, 10, 12))


def test_a_clock_that_ran_out_is_not_paused(office: Office) -> None:
    case = apply(office)
    go_to(office, "10-12")
    at_work(office, case, pause("CORRECTION", "repair.accept"))
    assert clock(office, case, "repair.accept").status == "EXPIRED"


def test_a_clock_put_off_after_it_ran_out_runs_again(office: Office) -> None:
    case = apply(office)
    go_to(office, "10-12")

    def put_off(work: CaseWork) -> None:
        accept = clocks_of(work)["repair.accept"]
        longer = work.read_calendar().count_working_days(accept.started_on, 8)
        move(work.unit, accept, longer, calendar=work.read_calendar(), now=work.now)

    at_work(office, case, put_off)
    accept = clock(office, case, "repair.accept")
    assert (accept.status, accept.due_on) == ("RUNNING", date(2026, 10, 15))
    assert [local(each) for each in due_instants(office, case, "repair.accept", "clock_warning")] == [
        "2026-10-13 09:00"
    ]


def test_a_timer_in_hand_while_its_clock_is_put_off_waits_for_the_new_instant(office: Office) -> None:
    case = step(office, apply(office), "first_reviewer", way="ACCEPT")
    go_to(office, "10-19")
    office.clock.instant = datetime(2026, 10, 20, tzinfo=ZONE)
    with office.tools.database.write() as unit:
        ours = unit.due_work.lease(
            owner="us", kinds=("timer",), now=office.clock.instant, machine=machine_now(), limit=5
        )
        unit.commit()

    def put_off(work: CaseWork) -> None:
        result = clocks_of(work)["repair.result"]
        longer = work.read_calendar().count_working_days(result.started_on, 12)
        move(work.unit, result, longer, calendar=work.read_calendar(), now=work.now)

    at_work(office, case, put_off)
    with office.tools.database.write() as unit:
        (row,) = [unit.due_work.get(each.id, lock=True) for each in ours]
        KINDS["timer"].record(unit, row, None, office.tools)
        finish(row, now=office.clock.instant)
        unit.commit()
    assert get_case(case.id, actor=office.people["head"], tools=office.tools).state != "CLOSED"
    assert [local(each) for each in due_instants(office, case, "repair.result", "timer")] == ["2026-10-22 00:00"]
