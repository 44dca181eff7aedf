"""The same things happen to a clock in every order, and it ends on the same day (rules A14, A22, K9)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import permutations
from pathlib import Path

import pytest
from clock_office import apply, at_work, clock, go_to, pause, resume, staff
from office import Office

from workflow_app.domain.actors import Role
from workflow_app.domain.time import ZONE
from workflow_app.services.outages import RegisterOutage, approve_outage, register_outage

RESULT = "repair.result"
Act = Callable[[Office], None]


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = staff(Office(database_url, tmp_path))
    for name, role in (("system_admin", Role.SYSTEM_ADMIN), ("security_admin", Role.SECURITY_ADMIN)):
        made.hire_everywhere(name, role)
    yield made
    made.close()


def announce(office: Office, first: str, last: str) -> None:
    starts, ends = (
        datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE) for text in (f"{first} 08:00", f"{last} 20:00")
    )
    command = RegisterOutage(starts, ends, "机房停电", "系统故障，期限顺延。", "No power.")
    outage_id = register_outage(command, actor=office.people["system_admin"], tools=office.tools)
    approve_outage(outage_id, actor=office.people["security_admin"], tools=office.tools)
    office.work()


# The result is due ten working days after 09-29: 10-19, and 10-21 with the pause from 10-12 to 10-14.
@pytest.mark.parametrize(
    ("outage", "expected"),
    [
        (("10-21", "10-21"), "10-22"),
        (("10-19", "10-22"), "10-23"),
        (("10-19", "10-19"), "10-21"),
    ],
)
@pytest.mark.parametrize("announced", ["before the start", "before the pause", "while it stands", "after the resume"])
def test_it_does_not_matter_when_an_outage_is_announced(
    office: Office, outage: tuple[str, str], expected: str, announced: str
) -> None:
    def may_announce(moment: str) -> None:
        if announced == moment:
            announce(office, *outage)

    may_announce("before the start")
    case = apply(office)
    may_announce("before the pause")
    go_to(office, "10-12")
    at_work(office, case, pause("OBJECTION", RESULT))
    may_announce("while it stands")
    go_to(office, "10-14")
    at_work(office, case, resume("OBJECTION", RESULT))
    may_announce("after the resume")
    found = clock(office, case, RESULT)
    assert found.due_on == date.fromisoformat(f"2026-{expected}")
    extended = [each["due_on"] for each in found.basis.get("outages", [])]
    assert extended == ([f"2026-{expected}"] if expected != "10-21" else []), "what explains the day is of today"


@pytest.mark.parametrize("order", list(permutations(("OBJECTION", "SITE_VERIFICATION", "outage"))), ids="-".join)
def test_two_pauses_and_an_outage_in_any_order_end_on_the_same_day(office: Office, order: tuple[str, ...]) -> None:
    case = apply(office)
    go_to(office, "10-12")
    for each in order:
        if each == "outage":
            announce(office, "10-21", "10-21")
        else:
            at_work(office, case, pause(each, RESULT))
    go_to(office, "10-14")
    for each in sorted(set(order) - {"outage"}, key=order.index, reverse=True):
        at_work(office, case, resume(each, RESULT))
    assert clock(office, case, RESULT).due_on == date(2026, 10, 22)
