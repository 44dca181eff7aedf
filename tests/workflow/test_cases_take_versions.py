"""Running cases take a version that takes effect: which of them, what is kept, and why one stays; on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from builders import another_penalty
from objections import now
from office import Office
from repair_detours import SENT_BACK
from scenario_steps import AGREE, open_record
from sqlalchemy import select
from versions_taken import (
    APPLICATION,
    came_out,
    case_row,
    changed,
    take,
    version_of,
    with_third_review,
    without_boundary,
)

from workflow_app.domain.actors import Role
from workflow_app.domain.pausing import HELD
from workflow_app.domain.routing import from_json
from workflow_app.models import CaseClock, Incident
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import case_history
from workflow_app.services.loaded import load
from workflow_app.services.migration_verdicts import Stand, Verdicts
from workflow_app.services.pausing import PauseTerms, begin_pause, lift_pause
from workflow_app.services.ready import ready
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView

AGREES = {"second_opinion": "AGREE"}
ANOTHER = "牟城管罚决字〔2026〕第903号"
CORRECT = {"acceptance": "CORRECT", "gaps": ["RECEIPT"], "gap_receipt": "票据不清晰，请重新提交。"}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def in_second_review(office: Office) -> CaseView:
    return office.complete(office.apply(), "first_reviewer", **AGREE)


def filed_another(office: Office) -> CaseView:
    another_penalty(office.tools)
    other = open_record(office, ANOTHER)
    return office.complete(other, "applicant_b", **office.application(other))


def clocks(office: Office, case: CaseView) -> dict[str, tuple[str, object]]:
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(CaseClock).where(CaseClock.case_id == case.id))
        return {each.key: (each.status, each.due_at) for each in rows}


def test_a_running_case_takes_the_third_review_and_keeps_task_clocks_and_parameters(office: Office) -> None:
    case = in_second_review(office)
    before, running = case_row(office, case.id), clocks(office, case)
    take(office, with_third_review())
    office.work()
    moved, row = now(office, case), case_row(office, case.id)
    assert came_out(office, case.id) == [("MOVED", None, None)]
    assert moved.process_version == case.process_version + 1
    assert [each.id for each in moved.tasks] == [each.id for each in case.tasks]
    assert (clocks(office, case), row.parameters_digest) == (running, before.parameters_digest)
    third = office.complete(moved, "second_reviewer", **AGREES)
    assert third.tasks[0].key == "review_third"
    assert office.complete(third, "second_reviewer").tasks[0].key == "decide_repair"
    actions = {each.action: each.data for each in case_history(case.id, actor=office.agent(), tools=office.tools)}
    assert actions["case.migrated"]["version"] == moved.process_version
    assert verify(office.tools) == ()


@pytest.mark.parametrize(("scope", "moves"), [("NEW", []), ("NOT_ACCEPTED", ["filed"]), ("ALL", ["accepted", "filed"])])
def test_only_those_that_were_chosen_move(office: Office, scope: str, moves: list[str]) -> None:
    cases = {"accepted": in_second_review(office), "filed": filed_another(office)}
    old = cases["filed"].process_version
    take(office, with_third_review(), scope=scope)
    office.work()
    assert sorted(name for name, each in cases.items() if version_of(office, each.id) > old) == moves


def test_a_case_whose_step_is_gone_stays_with_the_reason(office: Office) -> None:
    case = in_second_review(office)
    take(office, changed("review_second", "review_other"))
    office.work()
    assert came_out(office, case.id) == [("STAYED", "ELEMENT_GONE", "review_second")]
    assert version_of(office, case.id) == case.process_version
    assert office.complete(now(office, case), "second_reviewer", **AGREES).tasks[0].key == "decide_repair"


def test_a_case_stays_where_another_role_does_its_step(office: Office) -> None:
    case = in_second_review(office)
    take(
        office,
        changed('xn:role="SECOND_REVIEWER" xn:form="second_review"', 'xn:role="DECIDER" xn:form="second_review"'),
    )
    office.work()
    assert came_out(office, case.id) == [("STAYED", "ROLE_CHANGED", "review_second")]


def test_a_case_with_an_incident_stays(office: Office) -> None:
    case = in_second_review(office)
    with office.tools.database.write() as unit:
        unit.add(
            Incident(number="E-1", case_id=case.id, code="X", detail="", status="OPEN", created_at=office.clock.now())
        )
        unit.commit()
    take(office, with_third_review())
    office.work()
    assert came_out(office, case.id) == [("STAYED", "HAS_INCIDENT", None)]


def test_a_timer_that_the_version_lost_waits_no_more_and_comes_back_with_the_next(office: Office) -> None:
    case = office.complete(office.submit(), "intake", **CORRECT)
    office.pass_time(days=1)
    assert waits(office, case) & {"items_late"}
    take(office, without_boundary())
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]
    assert not waits(office, case) & {"items_late"}
    take(office, with_third_review())
    office.work()
    assert [each[0] for each in came_out(office, case.id)] == ["MOVED", "MOVED"]
    assert waits(office, case) & {"items_late"}
    office.pass_time(days=60)
    assert now(office, case).state == "LAPSED"


def waits(office: Office, case: CaseView) -> set[str]:
    with office.tools.database.read() as unit:
        return {each.element for each in unit.tasks.open_waits(case.id)}


def test_a_case_that_ended_or_was_returned_is_passed_over_or_moved_once(office: Office) -> None:
    case = in_second_review(office)
    case = office.complete(office.complete(case, "second_reviewer", **AGREES), "decider", **SENT_BACK)
    take(office, with_third_review())
    office.work()
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]
    assert now(office, case).tasks[0].key == "review_second_again"


def test_nothing_moves_before_its_instant_or_after_the_version_was_taken_back(office: Office) -> None:
    case, at = in_second_review(office), office.clock.now().replace(hour=0)
    number = take(office, with_third_review(), at=at.replace(month=at.month + 1))
    office.work()
    assert came_out(office, case.id) == []
    with office.tools.database.write() as unit:
        process = unit.processes.find("credit_repair")
        assert process is not None
        version = next(each for each in unit.processes.versions(process.id) if each.version == number)
        version.taken_back_at = office.clock.now()
        unit.commit()
    office.reach(at.replace(month=at.month + 1, day=2))
    assert came_out(office, case.id) == []


def test_what_waits_for_the_end_of_a_pause_moves_and_goes_on_in_the_new_version(office: Office) -> None:
    admin = office.hire("process_admin", Role.PROCESS_ADMIN)
    terms = PauseTerms("暂缓办理新申请。", "New applications wait.", office.clock.instant + timedelta(days=20))
    asked = begin_pause("credit_repair", terms, actor=admin, tools=office.tools)
    case = office.submit()
    assert case.state == HELD
    take(office, with_third_review(), scope="NOT_ACCEPTED")
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]
    lift_pause("credit_repair", asked, actor=admin, tools=office.tools)
    office.work()
    there = now(office, case)
    assert (there.state, there.process_version) == ("SUBMITTED", case.process_version + 1)


def test_hundreds_of_cases_are_judged_by_the_places_at_which_they_stand(office: Office) -> None:
    case = in_second_review(office)
    with office.tools.database.read() as unit:
        rows = unit.cases.get(case.id)
        old = ready(unit, rows.runs_on, office.tools)
        stand = Stand(rows.case.engine_state, from_json(rows.case.routing), rows.case.state, {})
        verdicts = Verdicts(load(with_third_review()), read_matter=unit.matters.get_kept)
        found = {verdicts.of(old, stand, edition_id=None) for _ in range(500)}
    assert len(found) == 1
    assert verdicts.places == 1


def test_what_was_answered_is_shown_as_it_was_asked_then_also_where_the_step_is_gone(office: Office) -> None:
    case = in_second_review(office)
    files = changed("review_first", "review_prior")
    take(office, changed('"receipt_no"', '"receipt_name"', path=APPLICATION, files=files))
    office.work()
    assert came_out(office, case.id) == [("MOVED", None, None)]
    detail = get_task(case.tasks[0].id, actor=office.people["second_reviewer"], tools=office.tools)
    shown = {each.element: [part.get("key") for part in each.form["components"]] for each in detail.answers}
    assert "receipt_no" in shown["apply_for_repair"]
    assert "first_opinion" in shown["review_first"]
    after = office.complete(now(office, case), "second_reviewer", **AGREES)
    assert after.tasks[0].key == "decide_repair"
    assert case_history(case.id, actor=office.people["decider"], tools=office.tools)
