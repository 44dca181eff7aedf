"""Scenarios whose expectation is an answer of the interface."""

from collections.abc import Callable
from typing import Any

from builders import NO_PASSWORD, URBAN, USCC_B, Service
from callers import FIRST_AGREES, SECOND_AGREES, Caller

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.services.accounts import add_account

Callers = Callable[[str | None], Caller]


def hire_both(service: Service) -> None:
    """Give one account both roles of a review."""
    roles = [Role.FIRST_REVIEWER, Role.SECOND_REVIEWER]
    with service.tools.database.write() as work:
        command = CreateAccount("both", "both", "", roles=roles, authority=URBAN, department="LEGAL")
        add_account(command, work=work, tools=service.tools, password_hash=NO_PASSWORD)
        work.commit()


def test_s31_the_same_person_twice_is_answered_with_403_and_noted_without_moving_the_case(caller: Callers) -> None:
    applicant = caller("applicant_b")
    hire_both(applicant.service)
    both = caller("both")
    case = applicant.apply(applicant.open_repair())
    both.complete(case["tasks"][0]["id"], FIRST_AGREES)
    (task,) = caller("second_reviewer").json("/tasks?scope=group")["items"]
    for path, body in (
        (f"/tasks/{task['id']}/claim", {}),
        (f"/tasks/{task['id']}/complete", {"values": SECOND_AGREES}),
    ):
        problem = both.post(path, json=body, expect=403).get_json()
        assert problem["code"] == "SOD_VIOLATION"
    history: list[dict[str, Any]] = caller("second_reviewer").json(f"/cases/{case['id']}/history")["items"]
    refused = [each for each in history if each["action"] == "task.refused"]
    assert len(refused) == 2
    assert caller("second_reviewer").json(f"/cases/{case['id']}")["state"] == "SECOND_REVIEW"
    caller("second_reviewer").complete(task["id"], SECOND_AGREES)
    assert caller("decider").json(f"/cases/{case['id']}")["state"] == "DECISION"


def test_s37_a_wrong_check_character_opens_nothing_and_the_answer_names_the_right_one(caller: Callers) -> None:
    applicant = caller("applicant_b")
    wrong, right = "91410100MA3X00002F", "E"
    record = applicant.json(f"/subjects/{USCC_B}/records")["items"][0]
    body = {"process": "credit_repair", "uscc": wrong, "values": {"record_id": record["id"]}}
    problem = applicant.post("/cases", json=body, expect=422).get_json()
    (error,) = problem["errors"]
    assert (error["field"], error["code"]) == ("/uscc", "USCC_CHECK")
    assert right in error["detail"]
    applicant.post("/cases", json={**body, "uscc": wrong[:-1] + right}, expect=404)
    assert applicant.json("/cases")["items"] == []
