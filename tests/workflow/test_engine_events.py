"""Timers and messages: each wait is a row, and exactly the task that is named is told."""

import pytest
from engine_case import Case, compiled

from workflow_app.engine import Duration, StepFailedError, WaitKind, deliver_message


def test_a_timer_says_how_long_in_our_own_units() -> None:
    case = Case("waiting", limit=3)
    wait = case.wait("cooled_off")
    assert (wait.kind, wait.duration, wait.clock) == (WaitKind.TIMER, Duration(24, "HOURS"), None)


def test_a_timer_fires_only_when_it_is_told() -> None:
    case = Case("waiting", limit=3)
    case.fire("cooled_off")
    assert case.step.entered == ("await_payment",)


def test_an_interrupting_boundary_timer_takes_the_place_of_its_task() -> None:
    case = Case("waiting", limit=3)
    case.fire("cooled_off")
    assert case.wait("payment_late").duration == Duration(3, "MONTHS")
    case.fire("payment_late")
    assert case.waiting() == ["chase_payment"]
    assert case.step.entered == ("payment_late", "chase_payment")
    case.complete("chase_payment")
    assert case.step.ended_at == "chased"


def test_finishing_the_task_ends_the_waits_on_its_boundary() -> None:
    case = Case("waiting", limit=3)
    case.fire("cooled_off")
    late = case.wait("payment_late").ref
    case.tell("await_payment")
    assert case.step.ended_at == "paid"
    with pytest.raises(StepFailedError, match="CASE_ENDED"):
        deliver_message(compiled("waiting"), case.step.state, ref=late, routing={}, run=case.run)


def test_a_receive_task_may_also_be_completed() -> None:
    case = Case("waiting", limit=3)
    case.fire("cooled_off")
    assert (case.wait("await_payment").kind, case.wait("await_payment").message) == (WaitKind.MESSAGE, "payment")
    case.complete("await_payment")
    assert case.step.ended_at == "paid"


def test_the_duration_is_fixed_when_the_timer_is_entered() -> None:
    case = Case("side_branch", limit=5, again=True)
    assert case.wait("work_is_late").duration == Duration(5, "WORKING_DAYS")
    case.complete("work", limit=9)
    assert case.wait("work_is_late").duration == Duration(9, "WORKING_DAYS")
    case.fire("work_is_late")
    case.step.routing["limit"] = 1
    case.complete("chase")
    assert case.waiting() == ["work"]


def test_a_duration_that_cannot_be_computed_fails_the_step() -> None:
    with pytest.raises(StepFailedError) as failed:
        Case("side_branch", again=True)
    assert (failed.value.element, failed.value.code) == ("work_is_late", "UNKNOWN_NAME")


def test_a_boundary_timer_that_does_not_interrupt_fires_once_and_survives_reload() -> None:
    case = Case("parallel_rounds", again=False)
    case.fire("left_is_late")
    assert case.step.entered == ("left_is_late", "left_reminded")
    assert case.waiting() == ["check_left", "check_right"]
    case.complete("check_left")
    case.complete("check_right")
    assert case.step.finished


def test_a_message_on_a_boundary_that_does_not_interrupt_runs_its_branch() -> None:
    case = Case("waiting", limit=3)
    case.fire("cooled_off")
    asked = case.wait("payment_asked").ref
    case.tell("payment_asked")
    assert [(call.name, dict(call.parameters)) for call in case.calls] == [("letter/answer", {"kind": "T1"})]
    assert case.waiting() == ["await_payment", "payment_late"]
    with pytest.raises(StepFailedError, match="NOT_WAITING"):
        deliver_message(compiled("waiting"), case.step.state, ref=asked, routing={}, run=case.run)


def test_an_event_gateway_waits_for_each_of_its_events_by_itself() -> None:
    case = Case("choice_of_events")
    assert case.waiting() == ["a_while_passed", "answered", "deadline_passed"]
    assert case.wait("a_while_passed").duration == Duration(10, "CALENDAR_DAYS")
    assert (case.wait("deadline_passed").duration, case.wait("deadline_passed").clock) == (None, "answer.limit")
    assert case.wait("answered").message == "answer"


@pytest.mark.parametrize(
    ("act", "event", "end"), [("tell", "answered", "ended_by_answer"), ("fire", "deadline_passed", "ended_by_deadline")]
)
def test_an_event_gateway_goes_the_way_of_the_event_that_came(act: str, event: str, end: str) -> None:
    case = Case("choice_of_events")
    getattr(case, act)(event)
    assert case.step.entered[-2:] == (event, end)
    assert case.step.ended_at == end


def test_the_second_timer_of_an_event_gateway_is_not_the_first() -> None:
    case = Case("choice_of_events")
    case.fire("a_while_passed")
    assert case.waiting() == ["remind"]


def test_a_message_reaches_one_instance_and_no_other() -> None:
    case = Case("calling", sites=["甲", "乙", "丙"])
    case.complete("ask")
    case.complete("ask", instance=1)
    assert [wait.instance for wait in case.step.waits] == [0, 2]


def test_a_withdrawal_ends_everything_inside_wherever_it_is() -> None:
    case = Case("withdrawal")
    assert case.waiting() == ["inspect", "review", "review_late", "withdrawn"]
    assert {wait.element: wait.scope for wait in case.step.waits} == {
        "inspect": "inspection",
        "review": "procedure",
        "review_late": "procedure",
        "withdrawn": None,
    }
    case.complete("inspect")
    case.fire("review_late")
    assert case.waiting() == ["await_report", "review", "withdrawn"]
    case.tell("withdrawn")
    assert case.step.entered == ("withdrawn", "close_case", "case_withdrawn")
    assert case.step.ended_at == "case_withdrawn"


def test_without_withdrawal_the_procedure_ends_and_its_boundary_with_it() -> None:
    case = Case("withdrawal")
    case.complete("inspect")
    case.tell("await_report")
    case.complete("review")
    assert case.waiting() == ["decide", "withdrawn"]
    case.complete("decide")
    assert case.step.entered == ("procedure_done", "finished")
    assert case.step.finished
