"""Whether a case can go on in another version of its diagram, and beginning it anew there."""

import pytest
from engine_case import DIAGRAMS, Case, compiled

from workflow_app.engine import (
    CompiledProcess,
    Misfit,
    begin_anew,
    compile_process,
    complete,
    misfit,
    move_to_version,
    shape_of,
)


def test_a_boundary_that_went_to_another_step_waits_no_more() -> None:
    case = Case("withdrawal")
    case.complete("inspect")
    case.tell("await_report")
    new = changed("withdrawal", 'attachedToRef="review"', 'attachedToRef="decide"')
    assert "review_late" in case.waiting()
    assert against(case, new) is None
    step = move_to_version(new, case.step.state, routing=case.step.routing, run=case.run)
    assert [each.element for each in step.waits] == ["withdrawn", "review"]


def changed(key: str, old: str, new: str) -> CompiledProcess:
    text = (DIAGRAMS / f"{key}.bpmn").read_text(encoding="utf-8")
    assert old in text
    return compile_process(key, {f"{key}.bpmn": text.replace(old, new).encode()})


def against(case: Case, new: CompiledProcess, *clocks: str) -> Misfit | None:
    return misfit(compiled(case.key), new, case.step.state, routing=case.step.routing, clocks=clocks)


@pytest.mark.parametrize("key", ["rounds", "withdrawal", "waiting", "terminating"])
def test_every_case_fits_the_version_it_is_on(key: str) -> None:
    case = Case(key, again=False, limit=1)
    assert against(case, compiled(key)) is None


def test_a_step_that_is_gone_is_named() -> None:
    assert against(Case("rounds", again=False), changed("rounds", "write_page", "draft_page")) == Misfit(
        "ELEMENT_GONE", "write_page"
    )


def test_a_step_of_another_kind_or_role_is_named() -> None:
    other = changed("terminating", 'userTask id="short_work"', 'serviceTask id="short_work" xn:operation="a/b"')
    assert against(Case("terminating"), other) == Misfit("ELEMENT_CHANGED", "short_work")
    role = changed("terminating", 'userTask id="short_work"', 'userTask id="short_work" xn:role="DECIDER"')
    assert against(Case("terminating"), role) == Misfit("ROLE_CHANGED", "short_work")


def test_a_new_timer_needs_a_clock_that_the_case_has() -> None:
    new = changed(
        "rounds",
        '<bpmn:endEvent id="finished" />',
        '<bpmn:endEvent id="finished" /><bpmn:boundaryEvent id="late" attachedToRef="write_page" xn:clock="limit">'
        "<bpmn:timerEventDefinition><bpmn:timeDuration>clock()</bpmn:timeDuration></bpmn:timerEventDefinition>"
        "</bpmn:boundaryEvent>"
        '<bpmn:sequenceFlow id="c" sourceRef="late" targetRef="finished" />',
    )
    case = Case("rounds", again=False)
    assert against(case, new) == Misfit("CLOCK_MISSING", "late")
    assert against(case, new, "limit") is None


def test_cases_that_stand_at_the_same_place_have_the_same_shape() -> None:
    one, two, other = Case("rounds", again=False), Case("rounds", again=True), Case("rounds", again=True)
    other.complete("write_page")
    other.complete("write_page")
    assert shape_of(one.step.state) == shape_of(two.step.state) == shape_of(other.step.state)
    assert shape_of(Case("waiting", limit=1).step.state) != shape_of(one.step.state)


def test_beginning_anew_gives_no_wait_a_name_that_it_had() -> None:
    case = Case("rounds", again=False)
    step = begin_anew(compiled("rounds"), case.step.state, routing={"again": False}, run=case.run)
    assert step.waits[0].element == "write_page"
    assert step.waits[0].ref != case.wait("write_page").ref
    assert complete(
        compiled("rounds"), step.state, ref=step.waits[0].ref, routing={"again": False}, run=case.run
    ).finished
