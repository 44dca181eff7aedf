"""Service tasks, their errors, and multi-instance activities."""

import pytest
from engine_case import Case, Operation

from workflow_app.domain.errors import ConflictError
from workflow_app.engine import OperationCall, ProcessError, RoutingValue, StepFailedError


def raising(error: Exception) -> dict[str, Operation]:
    def operation(_call: OperationCall) -> dict[str, RoutingValue]:
        raise error

    return {"thing/try": operation}


def test_an_operation_gets_its_parameters_and_sets_routing_values() -> None:
    case = Case("failing", {"thing/try": lambda call: {"tried": call.routing["tried"] + 1}}, tried=0)
    assert case.step.routing == {"tried": 1}
    assert case.step.finished
    assert case.calls[0].element == "try_it"


def test_a_bpmn_error_goes_to_the_boundary_of_its_task() -> None:
    case = Case("failing", raising(ProcessError("BUSY")), hopeless=False)
    assert case.step.entered[-2:] == ("was_busy", "try_by_hand")
    case.complete("try_by_hand")
    assert case.step.ended_at == "finished"


def test_a_bpmn_error_goes_out_to_the_scope_that_expects_it() -> None:
    case = Case("failing", raising(ProcessError("HOPELESS")))
    assert case.waiting() == ["explain"]
    case.complete("explain")
    assert case.step.ended_at == "explained"


def test_an_error_end_is_caught_around_its_scope() -> None:
    case = Case("failing", raising(ProcessError("BUSY")), hopeless=True)
    case.complete("try_by_hand")
    assert case.waiting() == ["explain"]
    case.complete("explain")
    assert case.step.ended_at == "explained"


def test_a_bpmn_error_that_nobody_expects_fails_the_step() -> None:
    with pytest.raises(StepFailedError) as failed:
        Case("failing", raising(ProcessError("OTHER")))
    assert (failed.value.element, failed.value.code, failed.value.detail) == ("try_it", "UNCAUGHT_ERROR", "OTHER")


def test_a_rule_that_says_no_reaches_the_caller_as_it_is() -> None:
    refusal = ConflictError("RECORD_LOCKED", record="x")
    with pytest.raises(ConflictError) as failed:
        Case("failing", raising(refusal))
    assert failed.value is refusal


def test_anything_else_becomes_an_incident_with_its_cause() -> None:
    cause = ZeroDivisionError("secret of the applicant")
    with pytest.raises(StepFailedError) as failed:
        Case("failing", raising(cause))
    assert (failed.value.code, failed.value.detail) == ("OPERATION_FAILED", "ZeroDivisionError")
    assert failed.value.__cause__ is cause


def through_sites(case: Case) -> None:
    case.complete("confirm_site", instance=0)
    case.complete("confirm_site", instance=1)


def instances() -> Case:
    return Case("instances", sites=["甲", "乙"], departments=["d1", "d2"], copies=2)


def test_parallel_instances_survive_reload_and_join() -> None:
    case = instances()
    assert [(wait.instance, wait.item) for wait in case.step.waits if wait.instance is not None] == [
        (0, "甲"),
        (1, "乙"),
    ]
    case.complete("confirm_site", instance=1)
    assert case.waiting() == ["confirm_site", "gave_up"]
    case.complete("confirm_site", instance=0)
    assert case.waiting() == ["ask_department"]


def test_instances_one_after_the_other_keep_the_list_they_began_with() -> None:
    case = instances()
    through_sites(case)
    assert (case.wait("ask_department", 0).item, case.wait("ask_department", 0).scope) == ("d1", "handle_department")
    case.complete("ask_department", instance=0, departments=[])
    assert case.wait("ask_department", 1).item == "d2"
    case.complete("ask_department", instance=1)
    assert [(call.name, call.item) for call in case.calls] == [
        ("department/note", "d1"),
        ("department/note", "d2"),
        ("site/tell", "甲"),
        ("site/tell", "乙"),
    ]


def test_a_number_gives_so_many_instances() -> None:
    case = instances()
    through_sites(case)
    case.complete("ask_department", instance=0)
    case.complete("ask_department", instance=1)
    assert [(wait.element, wait.instance) for wait in case.step.waits] == [("count_down", 0), ("count_down", 1)]
    case.complete("count_down", instance=0)
    case.complete("count_down", instance=1)
    assert case.step.finished


def test_an_empty_list_is_passed_at_once() -> None:
    case = Case("instances", sites=[], departments=[], copies=0)
    assert case.step.finished


def test_a_boundary_around_instances_ends_them_all() -> None:
    case = instances()
    case.complete("confirm_site", instance=0)
    case.tell("gave_up")
    assert case.step.ended_at == "given_up"


def test_a_completion_condition_ends_the_other_instances() -> None:
    case = Case("first_of_three", sites=["甲", "乙", "丙"], answers=0)
    case.complete("ask_three", instance=1, answers=1)
    assert case.waiting() == ["read_answer"]


def test_an_item_is_not_seen_after_its_instance() -> None:
    case = instances()
    through_sites(case)
    assert "item" not in case.step.routing
    assert b'"item"' not in case.step.state


@pytest.mark.parametrize("sites", ["甲", None, 3])
def test_a_collection_must_be_a_list(sites: RoutingValue) -> None:
    with pytest.raises(StepFailedError, match="COLLECTION_TYPE"):
        Case("instances", sites=sites)


def test_a_collection_has_a_limit() -> None:
    with pytest.raises(StepFailedError, match="COLLECTION_TOO_LONG"):
        Case("instances", sites=list(range(401)))
