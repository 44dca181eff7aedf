"""An operation may let a case stay at its element until it is told to go on, however often the case is loaded."""

from collections.abc import Mapping

import pytest
from engine_case import Case, compiled

from workflow_app.engine import OperationCall, RoutingValue, Stay, Step, StepFailedError, go_on


def stay(_call: OperationCall) -> Stay:
    return Stay({"stayed": True})


def let_go(case: Case, **routing: RoutingValue) -> Step:
    values: Mapping[str, RoutingValue] = {**case.step.routing, **routing}
    case.step = go_on(compiled(case.key), case.step.state, routing=values, run=case.run)
    return case.step


def test_the_case_waits_for_nothing_behind_the_operation_until_it_goes_on() -> None:
    case = Case("instances", {"department/note": stay}, sites=["a"], departments=["x"], copies=1)
    case.complete("confirm_site", 0)
    case.complete("ask_department", 0)
    assert (case.waiting(), case.step.finished, case.step.routing["stayed"]) == ([], False, True)
    step = let_go(case)
    assert case.waiting() == ["count_down"]
    assert [call.name for call in case.calls] == ["department/note", "site/tell"], "it is not run again"
    assert "note_answer" not in step.entered


def test_instances_that_stay_go_on_together() -> None:
    case = Case("instances", {"site/tell": stay}, sites=["a", "b"], departments=[], copies=1)
    case.complete("confirm_site", 0)
    case.complete("confirm_site", 1)
    assert case.waiting() == []
    let_go(case)
    assert case.waiting() == ["count_down"]


def test_others_go_on_meanwhile_and_the_one_that_stays_later() -> None:
    case = Case("waiting", {"letter/answer": stay}, limit=1)
    case.fire("cooled_off")
    case.tell("payment_asked")
    assert "await_payment" in case.waiting()
    case.tell("await_payment")
    assert not case.step.finished
    let_go(case)
    assert case.step.finished


def test_what_stays_nowhere_does_not_go_on() -> None:
    case = Case("waiting", limit=1)
    with pytest.raises(StepFailedError, match="NOT_WAITING"):
        let_go(case)
