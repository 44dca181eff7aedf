"""Scenarios that end a case from outside: the penalty falls on appeal, or the enterprise is gone."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from inlet_acts import appeal, ask, at, change, enter
from office import PENALTY_OF_B, B, Office
from publicity_modes import set_publicity
from repair_detours import tell
from scenario_steps import agreed, clock, letter, move_to, record_of, seen
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.inlets import AppealResult, BreachKind, EntryKind, SubjectStatus
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.domain.time import ZONE
from workflow_app.models import CaseClock, Notice, Pledge, Removal, Task
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import get_case
from workflow_app.services.gate import ask_again, list_doubted
from workflow_app.services.records import get_record, search_public
from workflow_app.services.views import CaseView

F = SUBJECT_BY_KEY["F"].uscc


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    made.hire("complaint_handler", Role.COMPLAINT_HANDLER)
    set_publicity(made.tools, "BEFORE_REMOVAL")
    made.clock.instant = datetime(2026, 8, 10, 9, 0, tzinfo=ZONE)
    yield made
    made.close()


def in_publicity(office: Office) -> CaseView:
    """Bring B's case into its publicity of the 14th to the 18th of August."""
    case = office.submit()
    move_to(office, 2026, 8, 12, 10, 0)
    case = office.complete(case, "intake", acceptance="ACCEPT")
    move_to(office, 2026, 8, 13, 10, 0)
    return agreed(office, case)


def ended(office: Office, case: CaseView) -> CaseView:
    """Return a case that must hold nothing open any more: no task, no clock, no pledge on display."""
    with office.tools.database.read() as unit:
        tasks = unit.session.scalars(select(Task.status).where(Task.case_id == case.id)).all()
        clocks = unit.session.scalars(select(CaseClock.status).where(CaseClock.case_id == case.id)).all()
        pledges = unit.session.scalars(select(Pledge.status).where(Pledge.case_id == case.id)).all()
    assert "OPEN" not in tasks
    assert not {"RUNNING", "PAUSED"} & set(clocks)
    assert set(pledges) == {"WITHDRAWN"}
    return get_case(case.id, actor=office.people["first_reviewer"], tools=office.tools)


@pytest.mark.parametrize("suspended", [False, True])
def test_s32_a_penalty_revoked_in_the_publicity_leaves_nothing_to_repair(office: Office, *, suspended: bool) -> None:
    case = in_publicity(office)
    if suspended:
        tell(office, case, "objection_accepted")
    subject_id = next(iter(office.agent().subject_ids))
    enter(office, subject_id, EntryKind.BREACH, breach_kind=BreachKind.NON_PERFORMANCE, based_on=office.record_id())
    answer = ask(office, B, "CONSTRUCTION_WASTE", "deferred_acceptance")
    assert answer.outcome == "DENY"
    at(office, 2026, 8, 18, 10, 0)
    expected = "OBJECTION_SUSPENDED" if suspended else "REPAIR_PUBLICITY"
    assert seen(office, case).state == expected
    done = appeal(office, AppealResult.REVOKED)
    assert done.withdraw_by == date(2026, 8, 21)
    office.work()
    office.pass_time(minutes=2)
    whole = ended(office, case)
    assert (whole.status, whole.state) == ("ENDED", "MOOT")
    assert record_of(office, PENALTY_OF_B).status == "REVOKED", "not repaired: it counts in no figure of repairs"
    with office.tools.database.read() as unit:
        removals = unit.session.scalars(select(Removal)).all()
    assert {(each.reason, each.due_on, each.status) for each in removals} == {
        ("RECORD_REVOKED", date(2026, 8, 21), "VERIFIED")
    }
    assert search_public(PENALTY_OF_B, tools=office.tools).items == []
    with office.tools.database.read() as unit:
        told = {(each.code, each.role) for each in unit.session.scalars(select(Notice))}
    assert {("FINE_TO_REFUND", "SECTION_HEAD"), ("ENTRY_LOST_ITS_BASIS", "CREDIT_OFFICE")} <= told

    doubted = list_doubted(actor=office.people["credit_office"], tools=office.tools)
    assert answer.id in {each.id for each in doubted}
    again = ask_again(answer.id, actor=office.people["credit_office"], tools=office.tools)
    assert [each.code for each in again.reasons] == ["OPEN_BREACH"], "the entry stands until its office decides"
    with pytest.raises(RefusedError, match="RECORD_NOT_REPAIRABLE"):
        office.open()
    move_to(office, 2026, 8, 25, 9, 0)
    assert ended(office, case).state == "MOOT", "the end of the publicity wakes nothing"
    assert verify(office.tools) == ()


def test_s34_a_pending_suit_lets_the_case_go_on_and_ends_it_when_it_is_won(office: Office) -> None:
    appeal(office, AppealResult.PENDING)
    (reason,) = ask(office, B, "credit_repair", record_id=office.record_id()).reasons
    assert (reason.code, reason.outcome) == ("APPEAL_PENDING", "MANUAL")
    case = office.submit(appeal_declaration="PENDING")
    case = office.complete(case, "intake", acceptance="ACCEPT")
    case = agreed(office, case)
    move_to(office, 2026, 8, 14, 9, 0)
    move_to(office, 2026, 8, 19, 10, 0)
    office.sites.stubborn = True
    case = office.complete(seen(office, case), "decider", decision="GRANT")
    text = str(letter(office, case, "T22_GRANT"))
    assert not any(word in text for word in ("承认", "认可违法", "对处罚无异议", "admit"))
    office.work()
    assert seen(office, case).state == "SYNCING"
    at(office, 2026, 8, 20, 10, 0)
    done = appeal(office, AppealResult.REVOKED, document_no="牟行初字〔2026〕第2号")
    office.sites.stubborn = False
    office.work()
    office.pass_time(hours=3)
    assert done.withdraw_by == date(2026, 8, 25)
    assert get_case(case.id, actor=office.people["decider"], tools=office.tools).state == "MOOT"
    record = get_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    assert (record.status, {each.status for each in record.listings}) == ("REVOKED", {"REMOVED"})


def test_s35_the_case_of_an_enterprise_that_is_deregistered_ends_and_its_record_stays_to_its_last_day(
    office: Office,
) -> None:
    case = in_publicity(office)
    at(office, 2026, 8, 15, 9, 0)
    change(office, B, SubjectStatus.DEREGISTERED)
    office.pass_time(minutes=2)
    assert ended(office, case).state == "TERMINATED"
    assert clock(office, case, "repair.result")[0] == "STOPPED"
    record = get_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools)
    assert (record.status, record.subject.name, record.max_until) == (
        "ACTIVE",
        "中牟宏运渣土清运有限公司",
        date(2027, 5, 8),
    )
    assert {each.status for each in record.listings} == {"SHOWN"}
    with pytest.raises(RefusedError, match="SUBJECT_GONE"):
        office.open()

    change(office, B, SubjectStatus.MERGED, successor_uscc=F, document_no="合并协议〔2026〕第1号")
    (reason,) = ask(office, B, "credit_repair", record_id=office.record_id()).reasons
    assert (reason.code, reason.outcome) == ("SUBJECT_SUCCEEDED", "MANUAL")
    move_to(office, 2027, 5, 8, 12, 0)
    assert office.record_id()
    assert {each.status for each in _listings(office)} == {"SHOWN"}, "the 8th of May is its last day"
    move_to(office, 2027, 5, 9, 0, 30)
    office.pass_time(hours=3)
    assert {each.status for each in _listings(office)} == {"REMOVED"}


def _listings(office: Office) -> tuple[object, ...]:
    return get_record(office.record_id(), actor=office.people["data_clerk"], tools=office.tools).listings
