"""Placing a token and moving to another version."""

import pytest
from engine_case import DIAGRAMS, Case, compiled

from workflow_app.engine import (
    CompiledProcess,
    OperationCall,
    RoutingValue,
    StepFailedError,
    compile_process,
    complete,
    move_to_version,
)


def nothing(_call: OperationCall) -> dict[str, RoutingValue]:
    return {}


def changed(key: str, old: str, new: str) -> CompiledProcess:
    text = (DIAGRAMS / f"{key}.bpmn").read_text(encoding="utf-8")
    assert old in text
    return compile_process(key, {f"{key}.bpmn": text.replace(old, new).encode()})


def test_a_case_returns_to_an_earlier_step() -> None:
    case = Case("withdrawal")
    case.complete("inspect")
    case.tell("await_report")
    case.complete("review")
    case.place("review")
    assert case.waiting() == ["review", "review_late", "withdrawn"]


def test_the_scope_around_stays_with_its_waits() -> None:
    case = Case("withdrawal")
    before = case.wait("withdrawn").ref
    case.place("decide")
    assert case.wait("withdrawn").ref == before
    case.complete("decide")
    assert case.step.ended_at == "finished"


def test_a_skipped_step_is_not_run() -> None:
    case = Case("waiting", limit=1)
    case.place("await_payment")
    assert case.waiting() == ["await_payment", "payment_asked", "payment_late"]


def test_a_token_placed_into_a_closed_scope_opens_it_without_its_start() -> None:
    case = Case("withdrawal")
    case.complete("inspect")
    case.place("inspect")
    assert case.step.entered == ("inspection", "inspect")
    assert case.wait("inspect").scope == "inspection"
    case.complete("inspect")
    assert case.waiting() == ["await_report", "withdrawn"]


def test_two_placed_tokens_meet_in_the_join() -> None:
    case = Case("withdrawal")
    case.place("review")
    case.place("await_report", replacing=[])
    assert case.waiting() == ["await_report", "review", "review_late", "withdrawn"]
    case.complete("review")
    case.tell("await_report")
    assert case.waiting() == ["decide", "withdrawn"]


def test_one_token_can_be_replaced_and_the_other_kept() -> None:
    case = Case("parallel_rounds", again=False)
    case.place("check_left", replacing=[case.wait("check_left").ref])
    assert case.waiting() == ["check_left", "check_right", "left_is_late"]
    case.complete("check_left")
    case.complete("check_right")
    assert case.step.finished


def test_a_whole_scope_can_begin_again() -> None:
    case = Case("withdrawal")
    case.complete("inspect")
    old = case.wait("withdrawn").ref
    case.place("procedure")
    assert case.waiting() == ["inspect", "review", "review_late", "withdrawn"]
    assert case.wait("withdrawn").ref != old


def test_a_gateway_decides_again() -> None:
    case = Case("rounds", again=False)
    case.place("is_written")
    assert case.step.finished


@pytest.mark.parametrize(
    ("key", "element"),
    [
        ("rounds", "nowhere"),
        ("rounds", "Start"),
        ("parallel_rounds", "join"),
        ("parallel_rounds", "left_is_late"),
        ("choice_of_events", "answered"),
        ("instances", "ask_department"),
        ("instances", "confirm_site [child]"),
        ("withdrawal", "procedure.BoundaryEventSplit"),
    ],
)
def test_some_places_take_no_token(key: str, element: str) -> None:
    case = Case(key, again=True, sites=["甲"], departments=["d"], copies=1)
    with pytest.raises(StepFailedError, match="PLACE_REFUSED"):
        case.place(element)


@pytest.mark.parametrize(("key", "wait"), [("parallel_rounds", "left_is_late"), ("first_of_three", "ask_three")])
def test_a_boundary_or_an_instance_has_no_token_of_its_own_to_replace(key: str, wait: str) -> None:
    case = Case(key, again=True, sites=["甲"])
    ref = next(each.ref for each in case.step.waits if each.element == wait)
    with pytest.raises(StepFailedError, match="PLACE_REFUSED"):
        case.place("check_left" if key == "parallel_rounds" else "read_answer", replacing=[ref])


def test_a_new_step_behind_the_wait_is_not_skipped_after_moving() -> None:
    case = Case("rounds", again=False)
    flow = '<bpmn:sequenceFlow id="write_page_to_is_written" sourceRef="write_page" targetRef="is_written" />'
    new = changed(
        "rounds",
        flow,
        '<bpmn:userTask id="read_page" />'
        '<bpmn:sequenceFlow id="a" sourceRef="write_page" targetRef="read_page" />'
        '<bpmn:sequenceFlow id="b" sourceRef="read_page" targetRef="is_written" />',
    )
    step = move_to_version(new, case.step.state, routing={"again": False}, run=nothing)
    assert [wait.ref for wait in step.waits] == [case.wait("write_page").ref]
    step = complete(new, step.state, ref=step.waits[0].ref, routing=step.routing, run=nothing)
    assert [wait.element for wait in step.waits] == ["read_page"]


def test_a_boundary_added_by_the_new_version_begins_to_wait() -> None:
    case = Case("rounds", again=False)
    timer = "<bpmn:timerEventDefinition><bpmn:timeDuration>days(3)</bpmn:timeDuration></bpmn:timerEventDefinition>"
    new = changed(
        "rounds",
        '<bpmn:endEvent id="finished" />',
        f'<bpmn:endEvent id="finished" /><bpmn:boundaryEvent id="late" attachedToRef="write_page">{timer}'
        '</bpmn:boundaryEvent><bpmn:sequenceFlow id="c" sourceRef="late" targetRef="finished" />',
    )
    step = move_to_version(new, case.step.state, routing={"again": False}, run=nothing)
    assert [wait.element for wait in step.waits] == ["write_page", "late"]
    step = complete(new, step.state, ref=step.waits[0].ref, routing=step.routing, run=nothing)
    assert step.finished


def test_running_instances_move_with_the_case() -> None:
    case = Case("instances", sites=["甲", "乙"], departments=[], copies=0)
    case.complete("confirm_site", instance=0)
    new = changed("instances", 'id="given_up"', 'id="given_up" name="已放弃"')
    step = move_to_version(new, case.step.state, routing=case.step.routing, run=nothing)
    ref = next(wait.ref for wait in step.waits if wait.instance == 1)
    assert complete(new, step.state, ref=ref, routing=step.routing, run=nothing).finished


def test_a_wait_that_the_new_version_lost_refuses_to_move() -> None:
    case = Case("rounds", again=False)
    text = (DIAGRAMS / "rounds.bpmn").read_text(encoding="utf-8").replace("write_page", "draft_page")
    new = compile_process("rounds", {"rounds.bpmn": text.encode()})
    with pytest.raises(StepFailedError) as failed:
        move_to_version(new, case.step.state, routing={}, run=nothing)
    assert (failed.value.element, failed.value.code) == ("write_page", "ELEMENT_GONE")


def test_boundaries_that_the_new_version_lost_are_dropped() -> None:
    case = Case("side_branch", again=False, limit=3)
    case.fire("work_is_late")
    text = (DIAGRAMS / "side_branch.bpmn").read_text(encoding="utf-8")
    boundary = text[text.index("    <bpmn:boundaryEvent") : text.index('    <bpmn:userTask id="chase"')]
    text = text.replace(boundary, "").replace(
        'sourceRef="work_is_late" targetRef="chase"', 'sourceRef="fork" targetRef="chase"'
    )
    text = text.replace('sourceRef="begun" targetRef="work"', 'sourceRef="begun" targetRef="fork"')
    fork = '<bpmn:parallelGateway id="fork" /><bpmn:sequenceFlow id="a" sourceRef="fork" targetRef="work" />'
    new = compile_process(
        "side_branch", {"side_branch.bpmn": text.replace("</bpmn:process>", f"{fork}</bpmn:process>").encode()}
    )
    step = move_to_version(new, case.step.state, routing=case.step.routing, run=nothing)
    assert [wait.element for wait in step.waits] == ["work", "chase"]
    fresh = Case("side_branch", again=False, limit=3)
    step = move_to_version(new, fresh.step.state, routing=fresh.step.routing, run=nothing)
    assert [wait.element for wait in step.waits] == ["work"]
    assert complete(new, step.state, ref=step.waits[0].ref, routing=step.routing, run=nothing).finished


def test_a_wait_that_became_something_else_refuses_to_move() -> None:
    case = Case("terminating")
    new = changed("terminating", 'userTask id="short_work"', 'serviceTask id="short_work" xn:operation="a/b"')
    with pytest.raises(StepFailedError, match="ELEMENT_CHANGED"):
        move_to_version(new, case.step.state, routing={}, run=nothing)


def test_the_old_version_is_left_as_it_was() -> None:
    case = Case("rounds", again=False)
    move_to_version(compiled("rounds"), case.step.state, routing={"again": False}, run=nothing)
    case.complete("write_page")
    assert case.step.finished
