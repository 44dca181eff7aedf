"""The budget of a case and where its tasks stand: planned, used, what stops the clock, and the nearer of two limits."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from clock_office import go_to
from near_limits import assert_in_place, places
from office import Office
from publicity_modes import set_parameter, set_publicity
from repair_detours import GAPS, RETURN, SENT_BACK, VERIFY, found_on, supply

from workflow_app.domain.actors import Grant, Role
from workflow_app.domain.budget import Budget
from workflow_app.domain.commands.cases import ExtendCase
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.inbox import Urgency
from workflow_app.services.budget import budget_of
from workflow_app.services.cases import get_case
from workflow_app.services.extending import extend_case
from workflow_app.services.inbox import count_tasks, list_tasks
from workflow_app.services.views import CaseView

AGREES = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.agent()
    yield made
    made.close()


def budget(office: Office, case: CaseView) -> Budget:
    found = budget_of(case.id, actor=office.people["first_reviewer"], tools=office.tools)
    assert found is not None
    return found


def steps(found: Budget) -> list[tuple[str, int, int, str]]:
    return [(part.words.zh, part.planned, part.used, part.status) for part in found.parts]


def current(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.people["first_reviewer"], tools=office.tools)


def test_the_steps_of_a_repair_take_nine_of_its_ten_days_and_one_is_spare(office: Office) -> None:
    set_publicity(office.tools, "BEFORE_REMOVAL")
    found = budget(office, office.apply())
    assert steps(found) == [
        ("受理审查", 2, 0, "done"),
        ("初审", 2, 0, "current"),
        ("复审", 1, 0, "todo"),
        ("拟修复公示", 3, 0, "todo"),
        ("作出决定", 1, 0, "todo"),
    ]
    assert (found.total, found.used, found.left, found.rest, found.parts[0].legal) == (10, 0, 10, 1, 3)


def test_days_are_used_by_the_step_that_took_them_and_too_many_are_told(office: Office) -> None:
    case = office.apply()
    go_to(office, "10-12")
    case = office.complete(current(office, case), "first_reviewer", **AGREES)
    found = budget(office, case)
    (first,) = [part for part in found.parts if part.element == "review_first"]
    assert (first.used, first.over, first.status) == (5, 3, "done")
    assert (found.used, found.left) == (5, 5)


def test_days_on_which_the_clock_stood_still_are_nobodys(office: Office) -> None:
    case = office.complete(office.submit(), "intake", **GAPS)
    office.work()
    go_to(office, "10-12")
    assert (budget(office, case).used, budget(office, case).left) == (0, 10), "it still stands still"
    case = supply(office, current(office, case))
    found = budget(office, case)
    assert (found.used, found.parts[0].used) == (0, 0)


def test_what_stops_the_clock_is_told_by_the_rules_of_the_case(office: Office) -> None:
    found = budget(office, office.apply())
    assert {reason.code: reason.stops for reason in found.reasons} == {
        "CORRECTION": True,
        "SITE_VERIFICATION": True,
        "OBJECTION": True,
    }
    assert found.origin
    assert found.basis is not None


def test_a_case_that_goes_back_has_a_segment_of_its_own_for_that_which_eats_what_was_spare(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **AGREES)
    case = office.complete(case, "second_reviewer", second_opinion="AGREE")
    go_to(office, "10-12")
    case = office.complete(current(office, case), "decider", **SENT_BACK)
    go_to(office, "10-14")
    found = budget(office, case)
    assert steps(found)[-2:] == [("复审复核", 1, 2, "current"), ("作出决定", 1, 5, "todo")]
    assert (found.rest, found.parts[-2].over) == (3, 1), "without publicity four were spare"


def test_a_return_to_the_first_reviewer_is_a_segment_too_and_says_when_the_days_do_not_suffice(office: Office) -> None:
    set_publicity(office.tools, "BEFORE_REMOVAL")
    case = office.complete(office.apply(), "first_reviewer", **AGREES)
    case = office.complete(case, "second_reviewer", **RETURN)
    found = budget(office, case)
    assert ("初审复核", 2, 0, "current") in steps(found)
    assert found.rest == -1


def test_a_check_on_site_for_which_the_clock_stands_still_takes_nothing_of_the_budget(office: Office) -> None:
    office.hire("verifier", Role.VERIFIER)
    office.hire("verifier_2", Role.VERIFIER)
    before = steps(budget(office, case := office.apply()))
    office.complete(case, "first_reviewer", **VERIFY)
    go_to(office, "10-12")
    case = office.complete(current(office, case), "verifier", **found_on("2026-10-12"))
    assert [each[0] for each in steps(budget(office, case))] == [each[0] for each in before]


def test_before_it_is_handed_in_a_case_has_no_budget(office: Office) -> None:
    auditor = office.hire("auditor", Role.AUDITOR)
    assert budget_of(office.open().id, actor=auditor, tools=office.tools) is None


def near(office: Office, who: str, scope: str = "group") -> list[tuple[str, str, str]]:
    """Return step, group and nearer limit of what stands in an inbox."""
    page = list_tasks(TaskFilter(scope=scope), actor=office.people[who], tools=office.tools)
    return [(task.key, task.urgency, task.nearer) for task in page.items]


def test_a_task_comes_to_the_group_of_its_nearer_limit_as_days_pass(office: Office) -> None:
    office.apply()
    assert near(office, "first_reviewer") == [("review_first", "SOON", "OWN")]
    go_to(office, "10-08")
    assert near(office, "first_reviewer") == [("review_first", "TODAY", "OWN")]
    go_to(office, "10-09")
    assert near(office, "first_reviewer") == [("review_first", "OVERDUE", "OWN")]
    counts = count_tasks("group", actor=office.people["first_reviewer"], tools=office.tools)
    assert {urgency: count for urgency, count in counts.due.items() if count} == {Urgency.OVERDUE: 1}


def test_where_the_law_ends_first_the_task_stands_by_the_law(office: Office) -> None:
    case = office.apply()
    go_to(office, "10-16")
    case = office.complete(current(office, case), "first_reviewer", **AGREES)
    go_to(office, "10-19")
    office.complete(current(office, case), "second_reviewer", second_opinion="AGREE")
    assert near(office, "decider") == [("decide_repair", "TODAY", "BOTH")]


def test_a_task_follows_the_legal_limit_that_is_put_off(office: Office) -> None:
    set_parameter(office.tools, "repair.first_review_wd", 30)
    set_parameter(office.tools, "repair.extend_wd", 20)
    case = office.apply()
    assert near(office, "first_reviewer") == [("review_first", "REST", "BOTH")]
    (before,) = places(office, case.id)[0]
    extend_case(ExtendCase(case.id, "案情复杂。"), actor=office.people["decider"], tools=office.tools)
    assert_in_place(office, case.id)
    (after,) = places(office, case.id)[0]
    assert after > before


def test_what_waits_for_the_applicant_stands_still_with_its_clock_and_runs_again_with_it(office: Office) -> None:
    case = office.complete(office.submit(), "intake", **GAPS)
    office.work()
    assert near(office, "intake", "waiting") == [("supply_items", "PAUSED", "")]
    supply(office, current(office, case))
    assert near(office, "intake") == [("check_materials", "SOON", "OWN")]


def test_a_site_check_has_its_own_limit_while_the_legal_one_stands_still(office: Office) -> None:
    office.hire("verifier", Role.VERIFIER)
    office.complete(office.apply(), "first_reviewer", **VERIFY)
    office.work()
    assert [row[1:] for row in near(office, "verifier")] == [("REST", "OWN")]


def test_a_task_of_two_posts_of_one_person_is_listed_and_counted_once(office: Office) -> None:
    office.apply()
    both = office.hire("both", Role.FIRST_REVIEWER)
    office.people["both"] = both = replace(both, grants=both.grants | {Grant(Role.FIRST_REVIEWER)})
    assert near(office, "both") == [("review_first", "SOON", "OWN")]
    assert count_tasks("group", actor=both, tools=office.tools).group == 1
