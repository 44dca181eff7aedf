"""A process takes no new filings for a while: they are received, numbered and wait, and go on in order."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hiding_acts import trail
from office import START, Office

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.pausing import HELD
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.time import ZONE, machine_now
from workflow_app.repositories.case_work import CaseWork
from workflow_app.services.background import run_due
from workflow_app.services.cases import get_case
from workflow_app.services.completing import complete_within
from workflow_app.services.notices import list_notices
from workflow_app.services.pausing import PauseTerms, begin_pause, lift_pause, move_pause
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

KEY = "credit_repair"
ZH, EN = "系统升级，新申请照常收件，暂缓办理。", "We are upgrading; new applications are received and wait."
END = START + timedelta(days=3)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


def pause(office: Office, *, key: str = KEY, until: datetime | None = END, actor: Actor | None = None) -> str:
    who = actor or office.people["process_admin"]
    return begin_pause(key, PauseTerms(ZH, EN, until), actor=who, tools=office.tools)


def now_of(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.agent(), tools=office.tools)


def told(office: Office, actor: Actor) -> list[str]:
    return [each.code for each in list_notices(actor=actor, tools=office.tools).items]


def test_what_is_filed_is_received_and_waits_and_its_periods_run(office: Office) -> None:
    pause(office)
    office.clock.instant += timedelta(hours=1)
    case = office.submit()
    assert (case.status, case.state, case.tasks[1:]) == ("RUNNING", HELD, ())
    assert case.number is not None
    assert case.submitted_at == office.clock.instant
    assert (case.state_zh, case.may_withdraw or now_of(office, case).may_withdraw) == ("等候（流程暂停）", True)
    running = {each.key: each.due_on for each in case.clocks if each.status == "RUNNING"}
    assert {"repair.accept", "repair.result"} <= running.keys()
    assert "FILING_WAITS" in told(office, office.agent())
    assert "APPLICATION_RECEIVED" in told(office, office.agent())
    office.reach(END - timedelta(minutes=1))
    assert now_of(office, case).state == HELD
    office.reach(END)
    later = now_of(office, case)
    assert (later.state, later.number, later.submitted_at) == ("SUBMITTED", case.number, case.submitted_at)
    assert [each.key for each in later.tasks if each.status == "OPEN"] == ["check_materials"]
    assert {each.key: each.due_on for each in later.clocks if each.status == "RUNNING"} == running
    assert "FILING_GOES_ON" in told(office, office.agent())
    actions = [action for action, _ in trail(office, "process.")]
    assert ("process.paused" in actions, "process.pause_over" in actions) == (True, True)


def test_it_is_accepted_as_any_other_once_it_goes_on(office: Office) -> None:
    asked = pause(office)
    case = office.submit()
    lift_pause(KEY, asked, actor=office.people["process_admin"], tools=office.tools)
    office.work()
    done = office.complete(
        get_case(case.id, actor=office.people["intake"], tools=office.tools), "intake", acceptance="ACCEPT"
    )
    assert done.state == "FIRST_REVIEW"


def test_what_was_filed_before_and_after_does_not_wait(office: Office) -> None:
    case = office.submit()
    asked = pause(office)
    assert now_of(office, case).state == "SUBMITTED"
    office.complete(case, "intake", acceptance="ACCEPT")
    withdraw(office, now_of(office, case))
    held = office.submit()
    assert held.state == HELD
    lift_pause(KEY, asked, actor=office.people["process_admin"], tools=office.tools)
    office.work()
    withdraw(office, now_of(office, held))
    assert office.submit().state == "SUBMITTED"


def withdraw(office: Office, case: CaseView) -> CaseView:
    return withdraw_case(WithdrawCase(case.id, "不再申请"), actor=office.agent(), tools=office.tools)


def test_who_waits_may_withdraw_and_does_not_come_back(office: Office) -> None:
    pause(office)
    case = office.submit()
    assert withdraw(office, case).state == "WITHDRAWN"
    office.reach(END + timedelta(hours=1))
    assert (now_of(office, case).state, now_of(office, case).status) == ("WITHDRAWN", "ENDED")


def test_a_pause_that_is_moved_holds_until_its_new_end(office: Office) -> None:
    asked, admin = pause(office), office.people["process_admin"]
    case = office.submit()
    move_pause(KEY, asked, END + timedelta(days=2), actor=admin, tools=office.tools)
    office.reach(END + timedelta(hours=1))
    assert now_of(office, case).state == HELD
    move_pause(KEY, asked, END + timedelta(hours=2), actor=admin, tools=office.tools)
    office.reach(END + timedelta(hours=2))
    assert now_of(office, case).state == "SUBMITTED"
    with pytest.raises(ConflictError, match="PAUSE_OVER"):
        lift_pause(KEY, asked, actor=admin, tools=office.tools)


def test_one_pause_of_a_process_holds_at_a_time(office: Office) -> None:
    first = pause(office)
    with pytest.raises(ConflictError, match="PROCESS_PAUSED"):
        pause(office)
    office.clock.instant = END + timedelta(hours=1)  # nobody has noted the end yet
    second = pause(office, until=END + timedelta(days=1))
    with pytest.raises(ConflictError, match="PAUSE_OVER"):
        lift_pause(KEY, first, actor=office.people["process_admin"], tools=office.tools)
    lift_pause(KEY, second, actor=office.people["process_admin"], tools=office.tools)


def test_whoever_has_a_step_is_told_of_the_pause_and_of_its_end(office: Office) -> None:
    asked = pause(office)
    intake, clerk = office.people["intake"], office.people["data_clerk"]
    assert "PROCESS_PAUSED" in told(office, intake)
    assert "PROCESS_PAUSED" not in told(office, clerk)
    lift_pause(KEY, asked, actor=office.people["process_admin"], tools=office.tools)
    assert "PROCESS_GOES_ON" in told(office, intake)
    office.reach(END + timedelta(minutes=1))
    assert told(office, intake).count("PROCESS_GOES_ON") == 1
    assert "process.pause_lifted" in [action for action, _ in trail(office, "process.")]


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (PauseTerms(" ", EN, END), "/notice_zh"),
        (PauseTerms(ZH, "", END), "/notice_en"),
        (PauseTerms(ZH, "x" * 501, END), "/notice_en"),
        (PauseTerms(ZH, EN, None), "/ends_at"),
        (PauseTerms(ZH, EN, START), "/ends_at"),
        (PauseTerms(ZH, EN, datetime(9999, 12, 31, tzinfo=ZONE)), "/ends_at"),
    ],
)
def test_a_pause_needs_a_notice_in_both_languages_and_an_end(office: Office, terms: PauseTerms, field: str) -> None:
    with pytest.raises(InvalidError) as refused:
        begin_pause(KEY, terms, actor=office.people["process_admin"], tools=office.tools)
    assert [each.field for each in refused.value.errors] == [field]


def test_only_process_administrators_pause_and_only_what_people_file(office: Office) -> None:
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        pause(office, actor=office.people["decider"])
    with pytest.raises(NotFoundError, match="PROCESS_UNKNOWN"):
        pause(office, key="no_process")
    with pytest.raises(ConflictError, match="PROCESS_NOT_FILED"):
        pause(office, key="pledge_breach")


def test_who_lifts_a_pause_waits_for_a_filing_on_its_way(office: Office) -> None:
    asked, case = pause(office), office.open()
    values = office.application(case)
    lifting = threading.Thread(
        target=lift_pause, args=(KEY, asked), kwargs={"actor": office.people["process_admin"], "tools": office.tools}
    )
    with office.tools.database.write() as unit:
        version = unit.cases.get(case.id).runs_on.version_id
        assert unit.pauses.find_running(version, now=office.clock.instant) is not None
        lifting.start()
        lifting.join(timeout=1)
        assert lifting.is_alive()
        complete_within(unit, CompleteTask(case.tasks[0].id, values), actor=office.agent(), tools=office.tools)
        unit.commit()
    lifting.join(timeout=30)
    office.work()
    assert now_of(office, case).state == "SUBMITTED"


def test_a_notice_says_its_words_whatever_they_are(office: Office) -> None:
    hostile = "<script>alert(1)</script> %(who)s {{ 7*7 }} %"
    admin = office.people["process_admin"]
    begin_pause(KEY, PauseTerms(hostile, hostile, END), actor=admin, tools=office.tools)
    office.submit()
    (told_of,) = (
        each for each in list_notices(actor=office.agent(), tools=office.tools).items if each.code == "FILING_WAITS"
    )
    assert told_of.facts["notice_zh"] == hostile


def test_a_step_that_fails_when_it_goes_on_is_tried_again_and_loses_nothing(office: Office) -> None:
    asked = pause(office)
    case = office.submit()
    whole = office.tools
    broken = dict(whole.operations) | {"case/forward": _fails}
    lift_pause(KEY, asked, actor=office.people["process_admin"], tools=whole)
    office.forget_compiled()
    run_due(replace(office.tools, operations=broken))
    assert now_of(office, case).state == HELD
    with office.tools.database.write() as unit:
        unit.due_work.end_back_off(machine=machine_now() + timedelta(days=1))
        unit.commit()
    office.tools = replace(office.tools, machine=lambda: machine_now() + timedelta(days=2))
    run_due(office.tools)
    assert now_of(office, case).state == "SUBMITTED"


def _fails(work: CaseWork, parameters: Mapping[str, str]) -> Mapping[str, RoutingValue]:
    del work, parameters
    raise ValueError
