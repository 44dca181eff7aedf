"""A version is taken back with the cases that run on it: chosen, tried beforehand, confirmed by two, carried out."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office
from scenario_steps import AGREE
from versions_taken import KEY, came_out, changed, take, version_of, with_third_review

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.taking_back import TakingBackStatus
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import get_case
from workflow_app.services.dry_runs import dry_run_back
from workflow_app.services.migration_views import list_migrated, migrated
from workflow_app.services.taking_back import Which, ask_take_back, confirm_take_back
from workflow_app.services.version_cases import get_version
from workflow_app.services.views import CaseView

WHY = "三审环节设置有误"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    made.hire("process_admin_2", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def asker(office: Office) -> Actor:
    return office.people["process_admin"]


def in_third_review(office: Office) -> CaseView:
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    return office.complete(case, "second_reviewer", second_opinion="AGREE")


def decide(office: Office, number: int, scope: str) -> None:
    """Have a version taken back; what follows from it is not carried out yet."""
    asker, other = office.people["process_admin"], office.people["process_admin_2"]
    request = ask_take_back(Which(KEY, number), WHY, scope=scope, actor=asker, tools=office.tools)
    confirm_take_back(Which(KEY, number, request), actor=other, tools=office.tools)


def take_back(office: Office, number: int, scope: str) -> None:
    decide(office, number, scope)
    office.work()


def test_cases_that_can_go_back_do_and_the_others_stay_with_the_reason(office: Office, asker: Actor) -> None:
    number = take(office, with_third_review())
    case = in_third_review(office)
    assert case.tasks[0].key == "review_third"
    found = dry_run_back(KEY, number, actor=asker, tools=office.tools)
    assert found is not None
    ((staying,), moving) = (found.staying("ALL"), found.moving("ALL"))
    assert (staying.reason, staying.element_zh, moving) == ("ELEMENT_GONE", "三审", ())
    take_back(office, number, "ALL")
    assert came_out(office, case.id) == [("STAYED", "ELEMENT_GONE", "review_third")]
    found_back = list_migrated(KEY, number, "stayed", back=True, cursor=None, limit=5, actor=asker, tools=office.tools)
    assert [each.number for each in found_back.items] == [case.number]
    assert migrated(KEY, number, actor=asker, tools=office.tools).back == {"moved": 0, "stayed": 1}
    assert verify(office.tools) == ()


@pytest.mark.parametrize(("scope", "goes"), [("NEW", False), ("NOT_ACCEPTED", False), ("ALL", True)])
def test_only_those_that_were_asked_for_go_back(office: Office, scope: str, *, goes: bool) -> None:
    number = take(office, with_third_review())
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    take_back(office, number, scope)
    assert version_of(office, case.id) == (number - 1 if goes else number)
    with office.tools.database.read() as unit:
        row = unit.takings_back.list_of([unit.cases.get(case.id).runs_on.version_id])
        assert goes or [(each.status, each.scope) for each in row] == [(TakingBackStatus.CONFIRMED, scope)]


def test_a_case_that_had_moved_to_the_bad_version_moves_back_and_what_is_not_filed_always_does(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    number = take(office, with_third_review())
    office.work()
    assert version_of(office, case.id) == number
    take_back(office, number, "ALL")
    assert [each[0] for each in came_out(office, case.id)] == ["MOVED", "MOVED"]
    assert version_of(office, case.id) == number - 1
    case = office.complete(
        get_case(case.id, actor=office.agent(), tools=office.tools), "second_reviewer", second_opinion="AGREE"
    )
    assert case.tasks[0].key == "decide_repair"


@pytest.mark.parametrize("scope", ["NEW", "ALL"])
def test_two_versions_taken_back_shortly_after_each_other_leave_no_case_behind(office: Office, scope: str) -> None:
    """Of the version between, other cases may stay; those of the last one go where new cases go by then."""
    second = take(office, with_third_review())
    third = take(office, changed('name="三审"', 'name="三次审"', files=with_third_review()))
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    assert version_of(office, case.id) == third
    decide(office, third, "ALL")
    decide(office, second, scope)
    office.work()
    assert version_of(office, case.id) == 1
    assert [each[0] for each in came_out(office, case.id)] == ["MOVED"]
    assert verify(office.tools) == ()


def test_a_version_taken_back_before_its_day_moves_nobody_then_or_later(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREE)
    number = take(office, with_third_review(), at=office.clock.now() + timedelta(days=3))
    take_back(office, number, "ALL")
    office.pass_time(days=5)
    assert came_out(office, case.id) == []


def test_what_is_no_choice_is_refused_and_nobody_else_reads_the_lists(office: Office, asker: Actor) -> None:
    number = take(office, with_third_review())
    with pytest.raises(InvalidError) as refused:
        ask_take_back(Which(KEY, number), WHY, scope="SOME", actor=asker, tools=office.tools)
    assert [(each.field, each.code) for each in refused.value.errors] == [("/scope", "NOT_A_CHOICE")]
    for act in (
        lambda: dry_run_back(KEY, number, actor=office.people["intake"], tools=office.tools),
        lambda: migrated(KEY, number, actor=office.people["intake"], tools=office.tools),
    ):
        with pytest.raises(ForbiddenError):
            act()
    with pytest.raises(NotFoundError):
        dry_run_back(KEY, 99, actor=asker, tools=office.tools)
    assert get_version(KEY, number, actor=asker, tools=office.tools).version.scope == "ALL"


def test_the_role_that_a_version_changed_keeps_a_case_from_going_back(office: Office, asker: Actor) -> None:
    number = take(
        office,
        changed('xn:role="SECOND_REVIEWER" xn:form="second_review"', 'xn:role="DECIDER" xn:form="second_review"'),
    )
    office.complete(office.apply(), "first_reviewer", **AGREE)
    found = dry_run_back(KEY, number, actor=asker, tools=office.tools)
    assert found is not None
    assert [each.reason for each in found.cases] == ["ROLE_CHANGED"]
