"""What is filed in a pause and meets something on its way: pushed by another site, or refused when it goes on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from inbound_acts import RECEIVED, push
from office import START, Office

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.pausing import HELD
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.time import machine_now
from workflow_app.repositories.case_work import CaseWork
from workflow_app.services.background import run_due
from workflow_app.services.cases import get_case
from workflow_app.services.incidents import IncidentView, list_dead_work, list_incidents, retry_incident
from workflow_app.services.pausing import PauseTerms, begin_pause, lift_pause
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

KEY = "credit_repair"
TERMS = PauseTerms("系统升级，暂缓办理。", "We are upgrading.", START + timedelta(days=3))
TRIES = 5


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


def pause(office: Office) -> str:
    return begin_pause(KEY, TERMS, actor=office.people["process_admin"], tools=office.tools)


def now_of(office: Office, case_id: str) -> CaseView:
    return get_case(case_id, actor=office.people["intake"], tools=office.tools)


def refuses(work: CaseWork, parameters: Mapping[str, str]) -> Mapping[str, RoutingValue]:
    del work, parameters
    raise RefusedError("TRAINING_REQUIRED")


def stuck(office: Office) -> tuple[CaseView, IncidentView]:
    """File in a pause, lift it, and let the step that follows be refused again and again."""
    asked, admin = pause(office), office.people["process_admin"]
    case = office.submit()
    lift_pause(KEY, asked, actor=admin, tools=office.tools)
    broken = replace(office.tools, operations=dict(office.tools.operations) | {"case/forward": refuses})
    office.forget_compiled()
    for number in range(TRIES):
        run_due(replace(broken, machine=lambda days=number: machine_now() + timedelta(days=days)))
        with office.tools.database.write() as unit:
            unit.due_work.end_back_off(machine=machine_now())
            unit.commit()
    (found,) = list_incidents(actor=admin, tools=office.tools).items
    return case, found


def test_what_another_site_pushes_in_a_pause_is_received_with_its_times_and_goes_on(office: Office) -> None:
    asked = pause(office)
    taken = push(office)
    case_id = taken.case_id or ""
    held = now_of(office, case_id)
    assert (taken.status, held.state, held.status, held.number) == ("OPENED", HELD, "RUNNING", taken.case_number)
    running = {each.key: each.due_on for each in held.clocks if each.status == "RUNNING"}
    again = push(office)
    assert (again.known, again.case_id) == (True, case_id)
    lift_pause(KEY, asked, actor=office.people["process_admin"], tools=office.tools)
    office.work()
    later = now_of(office, case_id)
    assert (later.state, [each.key for each in later.tasks]) == ("SUBMITTED", ["check_materials"])
    assert {each.key: each.due_on for each in later.clocks if each.status == "RUNNING"} == running
    with office.tools.database.read() as unit:
        assert unit.cases.get(case_id).case.received_at == RECEIVED


def test_what_is_refused_when_it_goes_on_is_an_incident_and_goes_on_once_that_is_mended(office: Office) -> None:
    case, found = stuck(office)
    admin = office.people["process_admin"]
    assert (found.code, found.kind, found.case_number) == ("TRAINING_REQUIRED", "filing_goes_on", case.number)
    assert [each.case_id for each in list_dead_work(actor=admin, tools=office.tools)] == [case.id]
    assert now_of(office, case.id).state == HELD
    retry_incident(found.id, actor=admin, tools=office.tools)
    office.forget_compiled()
    office.work()
    assert now_of(office, case.id).state == "SUBMITTED"
    assert list_incidents(actor=admin, tools=office.tools).items == []


def test_who_withdraws_meanwhile_leaves_nothing_to_be_tried(office: Office) -> None:
    case, found = stuck(office)
    admin = office.people["process_admin"]
    mine = get_case(case.id, actor=office.agent(), tools=office.tools)
    assert mine.may_withdraw
    withdraw_case(WithdrawCase(case.id, "不再办理"), actor=office.agent(), tools=office.tools)
    retry_incident(found.id, actor=admin, tools=office.tools)
    office.work()
    assert list_incidents(actor=admin, tools=office.tools).items == []
    assert list_dead_work(actor=admin, tools=office.tools) == ()
