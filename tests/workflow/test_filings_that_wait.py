"""Every way to file leads into the same wait, and out of it in the order of receipt, in the version of that day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import batches
import pytest
from approval_office import ApprovalOffice
from deferral_story import DeferralOffice
from matter_at_window import Counter
from office import Office
from pledge_story import EcologyOffice

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.pausing import HELD
from workflow_app.domain.time import local_date
from workflow_app.services.cases import get_case
from workflow_app.services.pausing import PauseTerms, begin_pause, lift_pause
from workflow_app.services.views import CaseView

LONG = timedelta(days=60)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ApprovalOffice]:
    made = ApprovalOffice(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


def pause(office: Office, key: str) -> str:
    terms = PauseTerms("暂缓办理新申请。", "New applications wait.", office.clock.instant + LONG)
    return begin_pause(key, terms, actor=office.people["process_admin"], tools=office.tools)


def lift(office: Office, key: str, asked: str) -> None:
    lift_pause(key, asked, actor=office.people["process_admin"], tools=office.tools)
    office.work()


def seen(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.people["applicant"], tools=office.tools)


def test_the_notice_before_a_pledge_waits_and_the_time_to_sign_begins_with_it(
    database_url: str, tmp_path: Path
) -> None:
    office = EcologyOffice.ready(database_url, tmp_path)
    office.hire("process_admin", Role.PROCESS_ADMIN)
    asked = pause(office, "pledge_approval")
    case = office.apply_by_pledge()
    assert (case.state, case.letters, [each.key for each in case.clocks]) == (HELD, (), [])
    office.pass_time(days=9)
    assert seen(office, case).letters == ()
    lift(office, "pledge_approval", asked)
    later = seen(office, case)
    assert later.state == "NOTIFIED"
    (clock,) = (each for each in later.clocks if each.key == "commitment.sign")
    assert clock.status == "RUNNING"
    assert clock.due_on is not None
    assert clock.due_on > local_date(office.clock.instant)
    office.close()


def test_silence_counts_from_the_receipt_however_long_the_pause(office: ApprovalOffice) -> None:
    pause(office, "ordinary_approval")
    case = office.hand_in(office.begin("ordinary_approval"))
    due = office.last_day(seen(office, case), "approval.notice")
    assert (case.state, due.month) == (HELD, 10)
    office.reach(office.clock.instant + LONG)
    assert seen(office, case).state == "IN_REVIEW", "the time to answer was over: it counts as accepted"


def test_what_is_to_follow_is_looked_at_before_the_wait(database_url: str, tmp_path: Path) -> None:
    office = DeferralOffice.ready(database_url, tmp_path)
    office.hire("process_admin", Role.PROCESS_ADMIN)
    asked = pause(office, "deferred_acceptance")
    office.begin()
    with pytest.raises(InvalidError) as refused:
        office.do("applicant_s", **office.wish(later=()))
    assert [each.code for each in refused.value.errors] == ["NOTHING_DEFERRED"]
    assert office.seen().state == "DRAFT", "behind the wait nobody could put it right"
    assert office.do("applicant_s", **office.wish()).state == HELD
    lift(office, "deferred_acceptance", asked)
    case = office.seen()
    assert (case.state, case.open_deferrable) == ("PRE_REVIEW", 1)
    assert [each.kind for each in case.letters] == ["T06_PROMISE"]
    office.close()


def test_what_is_filed_at_the_window_waits(office: ApprovalOffice) -> None:
    counter = Counter(office)
    asked = pause(office, "ordinary_approval")
    case_id = counter.begin("ordinary_approval", "CONSTRUCTION_WASTE", "ZM_URBAN")
    case = counter.file(case_id)
    assert (case.state, case.number is not None) == (HELD, True)
    lift(office, "ordinary_approval", asked)
    assert counter.seen(case_id).state == "SUBMITTED"


def test_applications_handed_in_together_wait_and_go_on_in_order(database_url: str, tmp_path: Path) -> None:
    office = Office.with_sample(database_url, tmp_path)
    office.hire("process_admin", Role.PROCESS_ADMIN)
    agent = batches.agent_of_h(office)
    asked = pause(office, "credit_repair")
    first = batches.hand_in(office, batches.make_ready(office, 2))
    assert first.filed == 2
    with office.tools.database.read() as unit:
        waiting = [each.id for each in unit.pauses.list_waiting(asked, limit=9)]
    assert len(waiting) == 2
    lift(office, "credit_repair", asked)
    cases = [get_case(each, actor=agent, tools=office.tools) for each in waiting]
    assert {each.state for each in cases} == {"SUBMITTED"}
    opened = [each.tasks[-1].id for each in cases]
    assert opened == sorted(opened), "the one received first is at the office first"
    office.close()
