"""A registered outage extends what ends in it, for all, by one entry; on both databases (rule A14)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from calendar_changes import change, clock_of, holiday, task_of, told
from near_limits import assert_in_place
from office import Office

from workflow_app.domain.actors import Role
from workflow_app.domain.audit import authority_chain
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.time import ZONE
from workflow_app.services.outage_views import list_announced, list_outages
from workflow_app.services.outages import RegisterOutage, approve_outage, register_outage, withdraw_outage

RESULT = "repair.result"
TEXT = "10月19日系统故障，当日到期的期限顺延至10月20日。"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


OUTAGE = RegisterOutage(at("2026-10-19T14:00"), at("2026-10-19T18:00"), "机房停电", TEXT, "No power on 19 October.")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    for name, role in (("system_admin", Role.SYSTEM_ADMIN), ("security_admin", Role.SECURITY_ADMIN)):
        made.hire_everywhere(name, role)
    yield made
    made.close()


def register(office: Office, command: RegisterOutage = OUTAGE) -> str:
    return register_outage(command, actor=office.people["system_admin"], tools=office.tools)


def approve(office: Office, outage_id: str) -> None:
    approve_outage(outage_id, actor=office.people["security_admin"], tools=office.tools)
    office.work()


def test_a_period_that_ends_in_the_outage_ends_on_the_next_working_day_after_it(office: Office) -> None:
    case = office.apply()
    approve(office, register(office))
    clock = clock_of(office, case.id, RESULT)
    assert clock.due_on == date(2026, 10, 20)
    assert_in_place(office, case.id)
    (extension,) = clock.basis["outages"]
    assert (extension["zh"], extension["was"], extension["due_on"]) == (TEXT, "2026-10-19", "2026-10-20")
    (fact,) = told(office, "applicant_b", "DEADLINE_EXTENDED")
    assert (fact["old"], fact["new"]) == ("2026-10-19", "2026-10-20")
    assert len(told(office, "first_reviewer", "DEADLINE_EXTENDED")) == 1


def test_an_outage_before_a_free_day_extends_to_the_first_day_worked(office: Office) -> None:
    case = office.apply()
    assert task_of(office, case.id).due_on == date(2026, 10, 8)
    approve(office, register(office, replace(OUTAGE, starts_at=at("2026-10-08T09:00"), ends_at=at("2026-10-11T00:00"))))
    assert task_of(office, case.id).due_on == date(2026, 10, 12)
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 19)


@pytest.mark.parametrize(
    ("starts", "ends"), [("2026-10-18T09:00", "2026-10-19T00:00"), ("2026-10-20T00:00", "2026-10-20T09:00")]
)
def test_a_period_that_ends_beside_the_outage_stays(office: Office, starts: str, ends: str) -> None:
    case = office.apply()
    approve(office, register(office, replace(OUTAGE, starts_at=at(starts), ends_at=at(ends))))
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 19)
    assert told(office, "applicant_b", "DEADLINE_EXTENDED") == []


def test_nothing_moves_before_another_administrator_approves(office: Office) -> None:
    case = office.apply()
    outage_id = register(office)
    office.work()
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 19)
    assert list_announced(tools=office.tools) == []
    both = office.hire_everywhere("both", Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
    own = register_outage(OUTAGE, actor=both, tools=office.tools)
    with pytest.raises(ForbiddenError, match="SELF_APPROVAL"):
        approve_outage(own, actor=both, tools=office.tools)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        approve_outage(outage_id, actor=office.people["system_admin"], tools=office.tools)


def test_administrators_of_one_authority_extend_no_period_for_all(office: Office) -> None:
    local = [office.hire(f"local_{role.lower()}", role) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)]
    with pytest.raises(ForbiddenError, match="OTHER_AUTHORITY"):
        register_outage(OUTAGE, actor=local[0], tools=office.tools)
    outage_id = register(office)
    for actor, decide in ((local[1], approve_outage), (local[0], withdraw_outage)):
        with pytest.raises(ForbiddenError, match="OTHER_AUTHORITY"):
            decide(outage_id, actor=actor, tools=office.tools)
    (view,) = list_outages(actor=local[1], tools=office.tools).items
    assert (view.status, view.may_approve, view.may_withdraw) == ("PROPOSED", False, False)


def test_an_outage_is_decided_once(office: Office) -> None:
    outage_id = register(office)
    withdraw_outage(outage_id, actor=office.people["system_admin"], tools=office.tools)
    with pytest.raises(ConflictError, match="ALREADY_DECIDED"):
        approve(office, outage_id)
    (view,) = list_outages(actor=office.people["system_admin"], tools=office.tools).items
    assert (view.status, view.may_approve, view.may_withdraw) == ("WITHDRAWN", False, False)


def test_the_administrator_sees_how_many_periods_an_outage_would_extend(office: Office) -> None:
    office.apply()
    register(office)
    (view,) = list_outages(actor=office.people["security_admin"], tools=office.tools).items
    assert (view.extends, view.may_approve, view.proposed_by) == (1, True, "system_admin")


def test_an_extension_survives_a_later_change_of_the_calendar(office: Office) -> None:
    case = office.apply()
    approve(office, register(office))
    change(office, holiday("2026-10-20"))
    clock = clock_of(office, case.id, RESULT)
    assert clock.due_on == date(2026, 10, 21)
    assert [each["due_on"] for each in clock.basis["outages"]] == ["2026-10-21"]


def test_a_case_opened_after_the_outage_is_not_affected(office: Office) -> None:
    approve(office, register(office))
    office.clock.instant = at("2026-10-20T09:00")
    case = office.apply()
    office.work()
    clock = clock_of(office, case.id, RESULT)
    assert (clock.due_on, "outages" in clock.basis) == (date(2026, 11, 3), False)


def test_what_starts_after_an_outage_was_announced_ends_after_it_from_the_beginning(office: Office) -> None:
    approve(office, register(office, replace(OUTAGE, starts_at=at("2026-10-08T09:00"), ends_at=at("2026-10-20T00:00"))))
    case = office.apply()
    clock, task = clock_of(office, case.id, RESULT), task_of(office, case.id)
    assert (clock.due_on, clock.due_at) == (date(2026, 10, 20), at("2026-10-21T00:00"))
    assert [(each["was"], each["due_on"]) for each in clock.basis["outages"]] == [("2026-10-19", "2026-10-20")]
    assert (task.due_on, task.due_at) == (date(2026, 10, 20), at("2026-10-21T00:00"))
    office.clock.instant = at("2026-10-20T00:00")
    office.work()
    assert clock_of(office, case.id, RESULT).due_on == date(2026, 10, 20)
    assert told(office, "applicant_b", "DEADLINE_EXTENDED") == [], "it was never told another day"


def test_every_authority_keeps_the_outage_in_its_chain(office: Office) -> None:
    approve(office, register(office))
    with office.tools.database.read() as unit:
        for authority in unit.authorities.list_all():
            actions = [each.action for each in unit.audit.list_chain(authority_chain(authority.id))]
            assert {"outage.registered", "outage.approved"} <= set(actions)


def test_the_public_is_told_until_thirty_days_after_it(office: Office) -> None:
    approve(office, register(office))
    assert [each.text_zh for each in list_announced(tools=office.tools, fresh=True)] == [TEXT]
    office.clock.instant = at("2026-11-18T18:01")
    assert list_announced(tools=office.tools, fresh=True) == []
    assert len(list_announced(tools=office.tools)) == 1


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"starts_at": None}, "/starts_at", "INVALID_INSTANT"),
        ({"ends_at": None}, "/ends_at", "INVALID_INSTANT"),
        ({"ends_at": at("2026-10-19T14:00")}, "/ends_at", "ENDS_BEFORE_START"),
        ({"ends_at": at("2027-10-19T14:00")}, "/ends_at", "OUTAGE_TOO_LONG"),
        ({"reason": " "}, "/reason", "REQUIRED"),
        ({"text_zh": "长" * 501}, "/text_zh", "TOO_LONG"),
        ({"text_en": ""}, "/text_en", "REQUIRED"),
    ],
)
def test_an_entry_that_is_wrong_is_refused_by_field(
    office: Office, wrong: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        register(office, replace(OUTAGE, **wrong))
    assert [(each.field, each.code) for each in refused.value.errors] == [(field, code)]
