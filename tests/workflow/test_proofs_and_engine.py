"""What is proved of a diagram is what the engine does with it: played in every way, both come to the same verdict."""

import pytest
from block_diagrams import KEY, Graph, careless, choices, diagrams, write
from engine_play import Played, TooManyError, play
from hypothesis import HealthCheck, assume, event, given, settings

from workflow_app.domain.process_findings import Finding
from workflow_app.domain.soundness import prove
from workflow_app.engine import compile_process
from workflow_app.engine.documents import read_document
from workflow_app.engine.netting import net_of
from workflow_app.engine.refusals import find_refusals

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
UNDECIDED = {"GROWS_WITHOUT_END", "NOT_DECIDED", "CYCLE_WITHOUT_WAIT"}


def verdict_and_play(graph: Graph) -> tuple[tuple[Finding, ...], Played]:
    """Return what is proved and what the engine did; gives up where either cannot go through everything."""
    files = {f"{KEY}.bpmn": write(graph)}
    document = read_document(files)
    refused = find_refusals(KEY, document)
    event("refused" if refused else "run")
    assume(not refused)
    found = prove(net_of(KEY, document))
    assume(not UNDECIDED & {each.code for each in found})
    try:
        played = play(compile_process(KEY, files), choices(graph))
    except TooManyError:
        assume(False)  # noqa: FBT003 - the signature of hypothesis
        raise
    return found, played


def agree(graph: Graph) -> None:
    found, played = verdict_and_play(graph)
    codes = {each.code for each in found}
    event(f"verdict {sorted(codes)}")
    assert bool(played.stuck) == ("DEADLOCK" in codes), (found, played.stuck)
    if not played.stuck:
        assert_same_reached(graph, found, played)
        if not graph.inner:
            assert played.ends_from_everywhere() == ("NO_END_REACHED" not in codes)
    if played.met:
        assert "TOKENS_MEET" in codes, played.met


def assert_same_reached(graph: Graph, found: tuple[Finding, ...], played: Played) -> None:
    """Hold what never happens against where the engine never was.

    Of things that happen at the same moment the engine always takes one first, and nothing is proved from that; where
    an end takes all tokens away, the engine may therefore be at fewer places.
    """
    never = {str(each.element) for each in found if each.code == "NEVER_REACHED"}
    inside = [scope.inner[name] for scope in graph.scopes() for name in never & scope.inner.keys()]
    never |= {name for each in inside for scope in each.scopes() for name in scope.nodes}
    drawn = {name for scope in graph.scopes() for name, kind in scope.nodes.items() if kind != "and"}
    assert never & drawn <= drawn - played.entered
    if not any(kind == "stop" for scope in graph.scopes() for kind in scope.nodes.values()):
        assert drawn - played.entered == never & drawn


@settings(max_examples=40, suppress_health_check=SLOW)
@given(diagrams())
def test_what_is_made_of_blocks_is_sound_and_comes_to_its_end(graph: Graph) -> None:
    found, played = verdict_and_play(graph)
    assert not {each.code for each in found} - {"NEVER_REACHED", "NEVER_TAKEN"}
    assert not played.stuck
    assert not played.met
    assert played.ends_from_everywhere()


@settings(max_examples=80, suppress_health_check=SLOW)
@given(careless())
def test_what_is_drawn_carelessly_is_judged_as_the_engine_takes_it(graph: Graph) -> None:
    agree(graph)


@pytest.mark.long
@settings(max_examples=3000, suppress_health_check=SLOW)
@given(careless(size=6))
def test_larger_diagrams_are_judged_as_the_engine_takes_them(graph: Graph) -> None:
    agree(graph)
