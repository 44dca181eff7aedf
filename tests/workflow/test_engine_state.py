"""State as bytes: small, without the diagram, refused when not ours, and no dearer after a thousand rounds."""

import json
import zlib
from datetime import date
from decimal import Decimal

import pytest
from engine_case import DIAGRAMS, Case, compiled

from workflow_app.engine import OperationCall, RoutingValue, StepFailedError, compile_process, complete


def nothing(_call: OperationCall) -> dict[str, RoutingValue]:
    return {}


def tokens(state: bytes) -> int:
    text = state if state.startswith(b"{") else zlib.decompress(state)
    return sum(len(rows) for _, rows in json.loads(text)["trees"])


def test_the_state_holds_no_diagram_and_no_values() -> None:
    case = Case("rounds", again=True, secret="身份证")
    assert len(case.step.state) < 200
    assert b"\xe8\xba\xab" not in case.step.state
    assert json.loads(case.step.state)["format"] == 1


def test_a_thousand_rounds_cost_what_ten_cost() -> None:
    case = Case("rounds", again=True)
    sizes = []
    for _ in range(1000):
        case.complete("write_page")
        sizes.append((len(case.step.state), tokens(case.step.state)))
    assert sizes[999][0] <= 1.1 * sizes[9][0]
    assert sizes[999][1] == sizes[9][1]


def test_parallel_rounds_with_boundaries_cost_the_same_too() -> None:
    case = Case("parallel_rounds", again=True)
    sizes = []
    for _ in range(120):
        case.fire("left_is_late")
        case.complete("check_left")
        case.complete("check_right")
        sizes.append((len(case.step.state), tokens(case.step.state)))
    assert sizes[119][0] <= 1.1 * sizes[9][0]
    assert sizes[119][1] == sizes[9][1]


def test_an_open_side_branch_does_not_keep_what_is_over() -> None:
    case = Case("side_branch", again=True, limit=1)
    case.fire("work_is_late")
    sizes = []
    for _ in range(100):
        case.complete("work")
        sizes.append(tokens(case.step.state))
    assert sizes[99] == sizes[9]
    case.complete("work", again=False)
    assert case.waiting() == ["chase"]
    case.complete("chase")
    assert case.step.finished


def test_finished_scopes_are_dropped() -> None:
    case = Case("withdrawal")
    trees = len(json.loads(case.step.state)["trees"])
    case.complete("inspect")
    assert len(json.loads(case.step.state)["trees"]) == trees - 1


def test_a_finished_case_takes_no_more_steps() -> None:
    case = Case("rounds", again=False)
    ref = case.wait("write_page").ref
    case.complete("write_page")
    with pytest.raises(StepFailedError, match="CASE_ENDED"):
        complete(compiled("rounds"), case.step.state, ref=ref, routing={}, run=nothing)


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{",
        b"{}",
        b"[]",
        b"null",
        b"\x80\x04",
        b'{"format":2}',
        b'{"format":"1","trees":[]}',
        zlib.compress(b"{}"),
    ],
)
def test_a_state_of_another_format_is_never_loaded(state: bytes) -> None:
    with pytest.raises(StepFailedError, match="STATE_FORMAT"):
        complete(compiled("rounds"), state, ref="write_page.4", routing={}, run=nothing)


def test_a_state_of_another_version_is_never_loaded_by_a_plain_step() -> None:
    case = Case("rounds", again=True)
    content = (DIAGRAMS / "rounds.bpmn").read_bytes()
    other = compile_process("rounds", {"rounds.bpmn": content + b"\n"})
    with pytest.raises(StepFailedError, match="STATE_VERSION"):
        complete(other, case.step.state, ref=case.wait("write_page").ref, routing={}, run=nothing)


def test_items_keep_their_types_through_the_bytes() -> None:
    items = [Decimal("1.50"), date(2026, 9, 29), "甲", None, True, {"site": "x", "fee": Decimal(2)}]
    case = Case("calling", sites=items)
    case.complete("ask")
    case.complete("ask", instance=4)
    found = {wait.instance: wait.item for wait in case.step.waits}
    assert found == {number: item for number, item in enumerate(items) if number != 4}
    assert isinstance(found[0], Decimal)


def test_a_large_state_is_compressed_and_loads() -> None:
    case = Case("calling", sites=[f"site {number}" for number in range(200)])
    case.complete("ask")
    assert not case.step.state.startswith(b"{")
    case.complete("ask", instance=150)
    assert len(case.step.waits) == 199
