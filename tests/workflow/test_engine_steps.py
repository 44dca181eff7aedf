"""The straight way, joins, ends, calls and what a step tells; the diagram is compiled afresh for every step."""

import pytest
from engine_case import Case, compiled

from workflow_app.engine import OperationCall, RoutingValue, StepFailedError, WaitKind, complete, fire_timer, start


def nothing(_call: OperationCall) -> dict[str, RoutingValue]:
    return {}


def test_a_step_tells_what_was_entered_and_what_is_waited_for() -> None:
    case = Case("rounds", again=False)
    assert case.step.entered == ("begun", "write_page")
    assert case.waiting() == ["write_page"]
    assert case.wait("write_page").kind is WaitKind.TASK
    assert not case.step.finished
    assert case.step.ended_at is None


def test_a_finished_case_says_at_which_end_and_waits_for_nothing() -> None:
    case = Case("rounds", again=False)
    case.complete("write_page")
    assert case.step.finished
    assert case.step.ended_at == "finished"
    assert case.step.entered == ("is_written", "finished")
    assert case.step.waits == ()


def test_the_condition_decides_on_the_values_of_this_step() -> None:
    case = Case("rounds", again=False)
    case.complete("write_page", again=True)
    assert case.step.entered == ("is_written", "write_page")
    case.complete("write_page", again=False)
    assert case.step.finished


def test_a_name_that_is_not_there_fails_the_step_and_is_never_false() -> None:
    case = Case("rounds")
    with pytest.raises(StepFailedError) as failed:
        case.complete("write_page")
    assert (failed.value.element, failed.value.code, failed.value.detail) == ("is_written", "UNKNOWN_NAME", "again")


def test_a_condition_that_is_no_truth_value_fails_the_step() -> None:
    case = Case("rounds")
    with pytest.raises(StepFailedError, match="CONDITION_NOT_BOOLEAN"):
        case.complete("write_page", again=None)


def test_a_failed_step_leaves_the_state_of_before_good() -> None:
    case = Case("rounds")
    with pytest.raises(StepFailedError):
        case.complete("write_page")
    case.complete("write_page", again=False)
    assert case.step.finished


def test_a_wait_that_is_over_cannot_end_again() -> None:
    case = Case("rounds", again=True)
    ref = case.wait("write_page").ref
    case.complete("write_page")
    with pytest.raises(StepFailedError, match="NOT_WAITING"):
        complete(compiled("rounds"), case.step.state, ref=ref, routing={}, run=nothing)


@pytest.mark.parametrize("ref", ["", "write_page", "write_page.", "write_page.99", "other.4", "4", "write_page.x"])
def test_an_unknown_ref_is_refused(ref: str) -> None:
    case = Case("rounds", again=True)
    with pytest.raises(StepFailedError, match="NOT_WAITING"):
        complete(compiled("rounds"), case.step.state, ref=ref, routing={}, run=nothing)


def test_a_person_cannot_end_the_wait_of_a_timer() -> None:
    case = Case("waiting", limit=1)
    with pytest.raises(StepFailedError, match="NOT_WAITING"):
        complete(compiled("waiting"), case.step.state, ref=case.wait("cooled_off").ref, routing={}, run=nothing)


def test_time_cannot_end_the_wait_of_a_person() -> None:
    case = Case("rounds", again=True)
    with pytest.raises(StepFailedError, match="NOT_WAITING"):
        fire_timer(compiled("rounds"), case.step.state, ref=case.wait("write_page").ref, routing={}, run=nothing)


def test_a_parallel_join_waits_for_both_across_steps() -> None:
    case = Case("parallel_rounds", again=False)
    assert case.waiting() == ["check_left", "check_right", "left_is_late"]
    case.complete("check_right")
    assert case.waiting() == ["check_left", "left_is_late"]
    assert not case.step.finished
    case.complete("check_left")
    assert case.step.finished


def test_a_parallel_join_in_a_loop_counts_each_round_anew() -> None:
    case = Case("parallel_rounds", again=True)
    for first, second in [("check_left", "check_right"), ("check_right", "check_left")] * 3:
        case.complete(first)
        assert second in case.waiting()
        assert "is_done" not in case.step.entered
        case.complete(second)
        assert "is_done" in case.step.entered


def test_a_terminating_end_ends_everything() -> None:
    case = Case("terminating")
    case.complete("short_work")
    assert case.step.finished
    assert case.step.ended_at == "all_over"


def test_two_ordinary_ends_wait_for_each_other() -> None:
    case = Case("terminating")
    case.complete("long_work")
    assert case.waiting() == ["short_work"]


def test_a_call_activity_runs_the_called_process_in_a_scope() -> None:
    case = Case("calling", sites=["甲", "乙"])
    assert case.step.entered == ("begun", "ask_first", "ask_begun", "ask")
    assert case.wait("ask").scope == "ask_first"
    case.complete("ask")
    assert [(wait.scope, wait.instance, wait.item) for wait in case.step.waits] == [
        ("ask_each", 0, "甲"),
        ("ask_each", 1, "乙"),
    ]
    case.complete("ask", instance=1)
    case.complete("ask", instance=0)
    assert case.step.finished


def test_a_cycle_that_never_waits_ends_at_the_step_budget() -> None:
    with pytest.raises(StepFailedError, match="STEP_BUDGET"):
        start(compiled("restless"), routing={"items": []}, run=nothing)


def test_an_element_carries_our_attributes() -> None:
    element = compiled("rounds").elements["write_page"]
    assert (element.kind, element.role, element.state) == ("user_task", "WRITER", "WRITING")
