"""Who may see and do a task, by every grant they hold and in whatever order these come."""

from dataclasses import replace
from itertools import permutations
from typing import cast

import pytest

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.policies import TaskFacts, may_act_on_task, may_read_task, may_see_task

TASK = TaskFacts(
    role="FIRST_REVIEWER", authority_id="here", department="LEGAL", subject_id="b", status="OPEN", assignee_id=None
)
LEGAL = Grant(Role.FIRST_REVIEWER, "here", "LEGAL")
HEATING = Grant(Role.FIRST_REVIEWER, "here", "HEATING")
ELSEWHERE = Grant(Role.FIRST_REVIEWER, "there", "LEGAL")
CLERK = Grant(Role.DATA_CLERK, "here")
APPLICANT = Grant(Role.APPLICANT)


def somebody(*grants: Grant, subjects: tuple[str, ...] = ()) -> Actor:
    """Return somebody whose grants come in the order given."""
    return Actor("me", "me", cast("frozenset[Grant]", grants), frozenset(subjects))


@pytest.mark.parametrize("grants", list(permutations([LEGAL, HEATING, ELSEWHERE, CLERK])))
def test_any_grant_that_fits_is_enough(grants: tuple[Grant, ...]) -> None:
    assert may_see_task(somebody(*grants), TASK).allowed


@pytest.mark.parametrize(
    ("grants", "rule"),
    [
        ((HEATING, CLERK), "OTHER_DEPARTMENT"),
        ((CLERK, HEATING), "OTHER_DEPARTMENT"),
        ((ELSEWHERE, CLERK), "ROLE_NEEDED"),
        ((), "ROLE_NEEDED"),
    ],
)
def test_what_comes_nearest_says_why_not(grants: tuple[Grant, ...], rule: str) -> None:
    assert may_see_task(somebody(*grants), TASK).rule == rule


@pytest.mark.parametrize(
    ("task", "rule"),
    [
        (replace(TASK, assignee_id="other"), "TAKEN_BY_ANOTHER"),
        (replace(TASK, colleagues={"me"}), "SOD_VIOLATION"),
        (replace(TASK, subject_id="mine"), "CONFLICT_OF_INTEREST"),
        (replace(TASK, subject_id="mine", assignee_id="me"), "CONFLICT_OF_INTEREST"),
    ],
)
def test_a_task_one_sees_may_still_not_be_ones_own_to_do(task: TaskFacts, rule: str) -> None:
    assert may_act_on_task(somebody(LEGAL, APPLICANT, subjects=("mine",)), task).rule == rule


def test_an_applicant_does_the_own_steps_and_reads_no_others() -> None:
    applicant = somebody(APPLICANT, subjects=("b",))
    assert may_act_on_task(applicant, replace(TASK, role="APPLICANT")).allowed
    assert may_read_task(applicant, TASK).rule == "NOT_YOUR_CASE"
    assert may_read_task(somebody(APPLICANT, CLERK, subjects=("b",)), TASK).rule == "CONFLICT_OF_INTEREST"
    assert may_read_task(somebody(CLERK), replace(TASK, role="APPLICANT")).allowed
