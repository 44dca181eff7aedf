"""Who may see and do a task, by every grant they hold and in whatever order these come."""

from dataclasses import replace
from itertools import permutations
from typing import cast

import pytest

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.policies import TaskFacts, may_act_on_task, may_read_task, may_see_task
from workflow_app.domain.rule_policies import may_decide_proposal, may_propose, may_withdraw_proposal

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


def test_rules_are_proposed_by_one_and_decided_by_another_and_only_as_far_as_a_role_reaches() -> None:
    here, everywhere = Grant(Role.SYSTEM_ADMIN, "here"), Grant(Role.SYSTEM_ADMIN)
    assert may_propose(somebody(everywhere), authority_id=None).allowed
    assert may_propose(somebody(here), authority_id="here").allowed
    assert may_propose(somebody(here), authority_id=None).rule == "OTHER_AUTHORITY"
    assert may_propose(somebody(Grant(Role.SECURITY_ADMIN)), authority_id=None).rule == "ROLE_NEEDED"

    both = somebody(everywhere, Grant(Role.SECURITY_ADMIN))
    assert may_decide_proposal(both, authority_id=None, proposed_by="other").allowed
    assert may_decide_proposal(both, authority_id=None, proposed_by="me").rule == "FOUR_EYES"
    assert may_decide_proposal(somebody(everywhere), authority_id=None, proposed_by="other").rule == "ROLE_NEEDED"
    assert may_withdraw_proposal(both, proposed_by="me").allowed
    assert may_withdraw_proposal(both, proposed_by="other").rule == "NOT_YOUR_PROPOSAL"
