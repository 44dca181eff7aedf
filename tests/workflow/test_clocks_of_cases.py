"""Clocks of cases: paused, resumed and warned of by a process that says so, on both databases."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import clock_process
import pytest
from office import B, Office

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.time import ZONE
from workflow_app.models import CaseClock
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.notices import list_notices
from workflow_app.services.opening import open_case
from workflow_app.services.processes import publish_bundle
from workflow_app.services.views import CaseView

ESCALATED = ("case.overdue", "case.escalated")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office(database_url, tmp_path)
    place.import_sample()
    place.agent()
    place.hire("head", Role.SECTION_HEAD)
    place.hire("credit_office", Role.CREDIT_OFFICE)
    place.hire("supervisor", Role.SUPERVISOR)
    publish(place)
    yield place
    place.close()


def publish(office: Office, **more: str) -> None:
    files = clock_process.bundle(**more)
    publish_bundle(clock_process.KEY, files, by=SERVICE.id, approved_by=SERVICE.id, tools=office.tools)


def go_to(office: Office, text: str) -> None:
    """Let business time come to `10-12` at nine, or to `10-12 00:00`, in steps of an hour, and work off what is due."""
    goal = datetime.fromisoformat(f"2026-{text}" if ":" in text else f"2026-{text} 09:00").replace(tzinfo=ZONE)
    while office.clock.instant < goal:
        due = office.tools.database
        with due.read() as unit:
            instant = unit.due_work.next_due(after=office.clock.instant, kinds=("timer", "clock_warning", "clock_due"))
        office.clock.instant = min(instant, goal) if instant is not None else goal
        office.work()


def apply(office: Office) -> CaseView:
    """Apply on the first day, Tuesday 2026-09-29."""
    case = open_case(OpenCase(clock_process.KEY, B, {}), actor=office.agent(), tools=office.tools)
    return step(office, case, "applicant_b")


def step(office: Office, case: CaseView, who: str, **values: object) -> CaseView:
    case = get_case(case.id, actor=office.people[who], tools=office.tools)
    return office.complete(case, who, **values)


def clock(office: Office, case: CaseView, key: str) -> CaseClock:
    with office.tools.database.read() as unit:
        return [each for each in unit.cases.clocks([case.id]) if each.key == key][-1]


def due_instants(office: Office, case: CaseView, key: str, *kinds: str) -> list[datetime]:
    clock_id = clock(office, case, key).id
    with office.tools.database.read() as unit:
        rows = unit.due_work.list_by_status("PENDING")
        return [row.due_at for row in rows if row.clock_id == clock_id and row.kind in kinds]


def told(office: Office, who: Actor | str) -> list[tuple[str, str]]:
    actor = office.people[who] if isinstance(who, str) else who
    notices = list_notices(actor=actor, tools=office.tools).items
    return [(each.code, f"{each.created_at.astimezone(ZONE):%m-%d %H:%M}") for each in reversed(notices)]


def local(instant: datetime) -> str:
    return f"{instant.astimezone(ZONE):%Y-%m-%d %H:%M}"


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


def test_a_timer_follows_its_clock(office: Office) -> None:
    case = step(office, apply(office), "first_reviewer", way="ACCEPT")
    assert [local(each) for each in due_instants(office, case, "repair.result", "timer")] == ["2026-10-20 00:00"]


def test_the_holder_is_warned_and_the_office_told_when_it_is_late(office: Office) -> None:
    case = apply(office)
    go_to(office, "10-12")
    late = [("CLOCK_OVERDUE", "10-10 09:00"), ("CLOCK_OVERDUE", "10-12 09:00")]
    warned = told(office, "first_reviewer")
    assert warned[:3] == [("CLOCK_DUE_SOON", "09-30 09:00"), ("CLOCK_DUE_TODAY", "10-09 09:00"), late[0]]
    assert sorted(warned[3:]) == [("CLOCK_DUE_SOON", "10-12 09:00"), late[1]]
    assert told(office, "head") == [("CLOCK_DUE_TODAY", "10-09 09:00")]
    assert told(office, "credit_office") == told(office, "supervisor") == [late[0]]
    assert told(office, "applicant_b") == []
    assert clock(office, case, "repair.accept").status == "EXPIRED"
    entries = case_history(case.id, actor=office.people["head"], tools=office.tools)
    assert [f"{local(each.at)} {each.action}" for each in entries if each.action in ESCALATED] == [
        "2026-10-09 09:00 case.escalated",
        "2026-10-10 00:00 case.overdue",
        "2026-10-10 09:00 case.escalated",
    ]
