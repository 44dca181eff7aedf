"""Who is warned of a clock, when, and what follows when it runs out, on both databases."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from clock_office import apply, clock, due_instants, go_to, local, publish, staff, step, told
from office import Office

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.tasks import TaskAct
from workflow_app.domain.time import ZONE
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.tasks import claim_task

ESCALATED = ("case.overdue", "case.escalated")


RECEIVED = ("APPLICATION_RECEIVED", "09-29 09:00")
"""What an applicant is told of handing in, which is no warning."""


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = staff(Office(database_url, tmp_path))
    yield place
    place.close()


def test_a_correction_is_warned_of_to_the_applicant_alone_and_ends_quietly(office: Office) -> None:
    case = apply(office)
    go_to(office, "10-08")
    case = step(office, case, "first_reviewer", way="CORRECT")
    before = told(office, "first_reviewer")
    go_to(office, "10-26")
    assert told(office, "applicant_b") == [
        RECEIVED,
        ("CLOCK_DUE_SOON", "10-14 09:00"),
        ("CLOCK_DUE_SOON", "10-19 09:00"),
        ("CLOCK_DUE_TODAY", "10-21 09:00"),
    ]
    assert told(office, "first_reviewer") == before
    assert told(office, "supervisor") == []
    assert clock(office, case, "repair.correction").status == "EXPIRED"
    assert due_instants(office, case, "repair.correction", "clock_warning", "clock_due") == []


def test_who_has_claimed_the_task_is_warned_and_nobody_else_of_the_role(office: Office) -> None:
    other = office.hire("first_reviewer_2", Role.FIRST_REVIEWER)
    case = apply(office)
    (task,) = get_case(case.id, actor=other, tools=office.tools).tasks
    claim_task(TaskAct(task.id), actor=other, tools=office.tools)
    go_to(office, "09-30")
    assert told(office, other) == [("CLOCK_DUE_SOON", "09-30 09:00")]
    assert told(office, "first_reviewer") == []


def test_what_was_missed_is_told_once_in_its_latest_words(office: Office) -> None:
    case = apply(office)
    office.clock.instant = datetime(2026, 10, 12, 10, tzinfo=ZONE)
    office.work()
    assert sorted(told(office, "head")) == [("CLOCK_OVERDUE", "10-12 10:00"), ("INTERNAL_LIMIT_OVER", "10-12 10:00")]
    assert sorted(told(office, "first_reviewer")) == [
        ("CLOCK_DUE_SOON", "10-12 10:00"),
        ("CLOCK_OVERDUE", "10-12 10:00"),
    ]
    assert told(office, "supervisor") == [("CLOCK_OVERDUE", "10-12 10:00")]
    assert clock(office, case, "repair.accept").status == "EXPIRED"


def test_an_internal_limit_that_is_over_is_told_to_the_head_once(office: Office) -> None:
    apply(office)
    go_to(office, "10-09 08:00")
    assert told(office, "head") == [("INTERNAL_LIMIT_OVER", "10-09 00:00")]
    go_to(office, "10-30")
    assert [code for code, _ in told(office, "head")].count("INTERNAL_LIMIT_OVER") == 1


@pytest.mark.parametrize(("silence", "element"), [("ESCALATES", "look_at"), ("ACCEPTS", "decide_it")])
def test_silence_accepts_where_the_process_says_so(office: Office, silence: str, element: str) -> None:
    publish(office, silence=silence)
    case = apply(office)
    go_to(office, "10-10 00:00")
    (task,) = get_case(case.id, actor=office.people["head"], tools=office.tools).tasks
    assert task.key == element


def test_the_holder_is_warned_and_the_office_told_when_it_is_late(office: Office) -> None:
    case = apply(office)
    go_to(office, "10-12")
    late = [("CLOCK_OVERDUE", "10-10 09:00"), ("CLOCK_OVERDUE", "10-12 09:00")]
    warned = told(office, "first_reviewer")
    assert warned[:3] == [("CLOCK_DUE_SOON", "09-30 09:00"), ("CLOCK_DUE_TODAY", "10-09 09:00"), late[0]]
    assert sorted(warned[3:]) == [("CLOCK_DUE_SOON", "10-12 09:00"), late[1]]
    assert told(office, "head") == [("INTERNAL_LIMIT_OVER", "10-09 00:00"), ("CLOCK_DUE_TODAY", "10-09 09:00")]
    assert told(office, "credit_office") == told(office, "supervisor") == [late[0]]
    assert told(office, "applicant_b") == [RECEIVED]
    assert clock(office, case, "repair.accept").status == "EXPIRED"
    entries = case_history(case.id, actor=office.people["head"], tools=office.tools)
    assert [f"{local(each.at)} {each.action}" for each in entries if each.action in ESCALATED] == [
        "2026-10-09 09:00 case.escalated",
        "2026-10-10 00:00 case.overdue",
        "2026-10-10 09:00 case.escalated",
    ]
