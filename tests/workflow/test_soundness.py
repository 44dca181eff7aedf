"""What is found of a diagram that can go wrong, with the shortest way there; nothing is found of one that cannot."""

from collections.abc import Iterator

import pytest
from block_diagrams import KEY, Graph, write

from workflow_app.domain.process_findings import Finding
from workflow_app.domain.soundness import Budget, GaveUpError, Net, prove, ways_around
from workflow_app.engine.documents import read_document
from workflow_app.engine.netting import closed_ways, net_of
from workflow_app.engine.refusals import find_refusals


def graph(flows: str, *, hosts: dict[str, str] | None = None, inner: dict[str, Graph] | None = None) -> Graph:
    """Return a scope from its flows, `a>b c>d`; the kind of a node is its name up to the first underscore."""
    edges = [(one, other) for one, _, other in (each.partition(">") for each in flows.split())]
    names = dict.fromkeys(each for edge in edges for each in edge)
    return Graph({each: each.split("_")[0] for each in names}, edges, hosts or {}, inner or {})


def net(drawn: Graph) -> Net:
    document = read_document({f"{KEY}.bpmn": write(drawn)})
    assert find_refusals(KEY, document) == ()
    return net_of(KEY, document)


def found(drawn: Graph) -> dict[str, Finding]:
    return {each.code: each for each in prove(net(drawn))}


def elements(finding: Finding) -> list[str]:
    """Return the elements on the way, without the flows and the operations that the writer put in."""
    return [each for each in finding.path if not each[-1].isdigit() and not each.endswith(("_asked", "_on"))]


def test_a_choice_that_is_joined_is_a_deadlock_with_the_shortest_way() -> None:
    told = found(graph("start_a>user_a user_a>xor_a xor_a>user_b xor_a>user_c user_b>and_b user_c>and_b and_b>end_b"))
    assert told["DEADLOCK"].element == "and_b"
    assert told["DEADLOCK"].values == {"missing": ("user_c",)}
    assert elements(told["DEADLOCK"]) == ["start_a", "user_a", "xor_a", "user_b"]


def test_a_deadlock_in_a_part_is_told_with_the_way_into_it() -> None:
    part = graph("start_c>xor_c xor_c>user_d xor_c>end_c xor_c>and_d user_d>and_d and_d>end_c")
    told = found(graph("start_a>user_a user_a>sub_a sub_a>end_a", inner={"sub_a": part}))
    assert told["DEADLOCK"].element == "and_d"
    assert elements(told["DEADLOCK"]) == ["start_a", "user_a", "sub_a", "start_c", "xor_c"]


def test_a_deadlock_counts_although_somebody_outside_could_end_the_case() -> None:
    part = graph("start_c>xor_c xor_c>and_d xor_c>user_d user_d>and_d and_d>end_c")
    drawn = graph("start_a>sub_a sub_a>end_a late_a>end_a", hosts={"late_a": "sub_a"}, inner={"sub_a": part})
    assert "DEADLOCK" in found(drawn)


def test_two_ways_that_nobody_joins_meet() -> None:
    told = found(graph("start_a>and_a and_a>user_b and_a>user_c user_b>user_d user_c>user_d user_d>end_a"))
    assert set(told) == {"TOKENS_MEET"}
    assert told["TOKENS_MEET"].element == "user_d"
    assert sorted(elements(told["TOKENS_MEET"])) == ["and_a", "start_a", "user_b", "user_c"]


def test_what_the_service_does_twice_is_told_although_it_is_done_at_once() -> None:
    drawn = graph("start_a>and_a and_a>user_b and_a>user_c user_b>service_d user_c>service_d service_d>end_a")
    assert set(found(drawn)) == {"TOKENS_MEET"}


def test_a_round_that_leaves_a_token_behind_grows_without_end() -> None:
    told = found(graph("start_a>xor_a xor_a>user_a user_a>and_a and_a>xor_a and_a>user_b user_b>end_a"))
    assert told["GROWS_WITHOUT_END"].element == "user_b"


def test_tokens_that_an_end_takes_away_do_not_grow() -> None:
    told = found(graph("start_a>user_a user_a>and_a and_a>user_b and_a>user_c user_b>end_b user_c>stop_c"))
    assert told == {}


def test_an_end_that_takes_all_tokens_away_ends_a_round_that_nobody_leaves() -> None:
    flows = "start_a>and_a and_a>user_b user_b>{} and_a>xor_c xor_c>user_c user_c>xor_c"
    assert found(graph(flows.format("stop_b"))) == {}
    assert "NO_END_REACHED" in found(graph(flows.format("end_b")))


def test_what_may_happen_beside_happens_once() -> None:
    assert found(graph("start_a>user_a user_a>end_a beside_a>user_b user_b>end_b", hosts={"beside_a": "user_a"})) == {}
    again = graph("start_a>xor_a xor_a>user_a user_a>xor_a user_b>end_b beside_a>user_b", hosts={"beside_a": "user_a"})
    assert "GROWS_WITHOUT_END" in found(again)


def test_a_round_through_a_part_that_need_not_wait_is_a_round_without_a_wait() -> None:
    part = graph("start_c>xor_c xor_c>user_d xor_c>end_c user_d>end_c")
    drawn = graph("start_a>xor_a xor_a>sub_a sub_a>xor_b xor_b>xor_a xor_b>end_a", inner={"sub_a": part})
    told = found(drawn)
    assert "CYCLE_WITHOUT_WAIT" in told
    assert "sub_a" in told["CYCLE_WITHOUT_WAIT"].values["elements"]  # type: ignore[operator] # a list of ids


def test_a_round_that_nobody_leaves_never_ends() -> None:
    told = found(graph("start_a>user_a user_a>and_a and_a>end_a and_a>xor_b xor_b>user_b user_b>xor_b"))
    assert told["NO_END_REACHED"].element == "xor_b"
    assert elements(told["NO_END_REACHED"])[:3] == ["start_a", "user_a", "and_a"]


def test_a_time_that_can_never_run_out_is_never_reached() -> None:
    drawn = graph("start_a>service_a service_a>end_a late_a>user_b user_b>end_a", hosts={"late_a": "service_a"})
    assert {each.element for each in prove(net(drawn)) if each.code == "NEVER_REACHED"} == {"late_a", "user_b"}


def test_a_part_that_is_ended_in_the_step_that_opens_it_is_not_lived_in() -> None:
    part = graph("start_c>user_c user_c>xor_c xor_c>and_c xor_c>user_d user_d>and_c and_c>end_c")
    drawn = graph("start_a>and_a and_a>sub_a and_a>stop_a sub_a>end_a", inner={"sub_a": part})
    assert {each.code for each in prove(net(drawn))} <= {"NEVER_REACHED", "NEVER_TAKEN"}


@pytest.mark.parametrize(
    ("conditions", "closed"),
    [
        (["amount == 1", "amount == 1"], [1]),
        (["amount == 1", "amount != 1"], [2]),
        (["amount < 1", "not amount < 1"], [2]),
        (["amount in [1]", "amount not in [1]"], [2]),
        (["1 == 1", "amount == 1"], [1, 2]),
        (["1 == 2", "amount == 1"], [0]),
        (["amount == 1", "amount == 2"], []),
    ],
)
def test_a_flow_behind_one_that_always_goes_first_is_never_taken(conditions: list[str], closed: list[int]) -> None:
    drawn = graph("start_a>user_a user_a>xor_a xor_a>end_a xor_a>end_b xor_a>end_c")
    text = write(drawn).decode()
    for number, condition in enumerate(conditions):
        text = text.replace(f"xor_a_way == {number}<", condition.replace("<", "&lt;") + "<")
    document = read_document({f"{KEY}.bpmn": text.encode()})
    assert [int(each.rpartition("_")[2]) - 2 for each in closed_ways(document)] == closed


def wide(branches: int) -> Graph:
    ways = " ".join(f"and_a>user_{each} user_{each}>and_b" for each in range(branches))
    return graph(f"start_a>and_a {ways} and_b>end_a")


def ticking(step: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += step


def test_what_is_too_much_is_not_decided_and_says_after_how_much() -> None:
    (told,) = prove(net(wide(30)), Budget(markings=500))
    assert (told.code, told.values) == ("NOT_DECIDED", {"markings": 501})


def test_what_takes_too_long_is_not_decided() -> None:
    clock = ticking(0.1)
    (told,) = prove(net(wide(30)), Budget(seconds=5, now=lambda: next(clock)))
    assert (told.code, told.values) == ("NOT_DECIDED", {"markings": 51})


def test_what_was_found_before_the_budget_ended_is_told() -> None:
    part = graph("start_c>xor_c xor_c>end_c xor_c>and_d xor_c>user_d user_d>and_d and_d>end_c")
    drawn = wide(20)
    drawn.nodes |= {"sub_a": "sub"}
    drawn.inner["sub_a"] = part
    drawn.edges = [("start_a", "sub_a") if each == ("start_a", "and_a") else each for each in drawn.edges]
    drawn.edges.append(("sub_a", "and_a"))
    assert [each.code for each in prove(net(drawn), Budget(markings=500))] == ["NOT_DECIDED", "DEADLOCK"]


GUARDED = "start_a>user_guard user_guard>service_goal service_goal>end_a"


def test_no_way_leads_around_what_stands_in_the_only_way() -> None:
    assert ways_around(net(graph(GUARDED)), {"service_goal"}, {"user_guard"}) == {}


@pytest.mark.parametrize(
    ("flows", "hosts"),
    [
        (f"{GUARDED} late_a>service_goal", {"late_a": "user_guard"}),
        (GUARDED.replace("start_a>", "start_a>xor_a xor_a>service_goal xor_a>"), {}),
        (GUARDED.replace("user_guard", "many_guard"), {}),
    ],
)
def test_a_way_around_by_a_time_a_choice_or_an_empty_list_is_found(flows: str, hosts: dict[str, str]) -> None:
    ways = ways_around(net(graph(flows, hosts=hosts)), {"service_goal"}, {"user_guard", "many_guard"})
    assert ways["service_goal"][-1] == "service_goal"


def test_a_guard_in_a_branch_that_is_joined_is_passed() -> None:
    flows = "start_a>and_a and_a>user_guard and_a>user_b user_guard>and_b user_b>and_b and_b>service_goal"
    flows += " service_goal>end_a"
    assert ways_around(net(graph(flows)), {"service_goal"}, {"user_guard"}) == {}
    assert ways_around(net(graph(flows.replace("and_b", "xor_b"))), {"service_goal"}, {"user_guard"})


def test_a_guard_in_a_part_that_cannot_be_left_without_it_is_passed() -> None:
    part = graph("start_c>user_guard user_guard>end_c")
    flows = "start_a>sub_a sub_a>service_goal service_goal>end_a"
    assert ways_around(net(graph(flows, inner={"sub_a": part})), {"service_goal"}, {"user_guard"}) == {}
    late = graph(f"{flows} late_a>service_goal", hosts={"late_a": "sub_a"}, inner={"sub_a": part})
    assert ways_around(net(late), {"service_goal"}, {"user_guard"})


def test_a_rule_that_takes_too_long_to_decide_says_so() -> None:
    with pytest.raises(GaveUpError):
        ways_around(net(wide(30)), {"end_a"}, {"user_0"}, Budget(markings=500))
