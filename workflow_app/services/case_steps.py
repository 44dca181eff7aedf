"""The steps of a case as its bar shows them: the straight path, and the detours that it has taken or foresees."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from workflow_app.domain.routing import from_json
from workflow_app.engine import CompiledProcess, Element, evaluate
from workflow_app.models import Case, Wait
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.views import StepView

_STAYS = frozenset({"user_task", "receive_task"})
"""Kinds of elements at which a case stays."""


def is_over(process: CompiledProcess, passed: Iterable[str], wait: Wait) -> bool:
    """Tell whether a wait came to its end: its message came or, where its end is a time, that is over."""
    timers = {each.id for each in _timers(process, wait.element)}
    return bool(timers & {*passed}) if timers else wait.status == "DONE"


def steps_of(
    loaded: LoadedProcess, case: Case, *, active: Collection[str], done: Collection[str]
) -> tuple[StepView, ...]:
    """Return the stages of the straight path and the detours, each in its place."""
    facts, routing = loaded.facts, from_json(case.routing)
    foreseen = {key for key, condition in facts.foreseen.items() if evaluate(condition, routing)}
    elements = loaded.compiled.elements
    passing = {each.id for each in elements.values() if each.kind == "receive_task"} & facts.detours.keys()
    shown = {*elements} - facts.detours.keys() | foreseen | {*active} | {*done} - passing
    waits = {key: each for key, each in elements.items() if each.kind in _STAYS}
    suspended = {after for key, after in facts.detours.items() if key in active} & foreseen
    path = [key for key in _in_place(waits, facts.detours) if key in shown]
    again = _to_come_again(path, active, facts.detours)
    done, ended = {*done} - again, case.status == "ENDED"
    over = {elements[key].attached_to for key in case.passed if key in elements} - again
    return tuple(_step(waits[key], _status(key, active, done, suspended, ended=ended or key in over)) for key in path)


def straight_path(loaded: LoadedProcess) -> tuple[Element, ...]:
    """Return the stages that a case goes through where nothing leads it aside."""
    waits = {key: each for key, each in loaded.compiled.elements.items() if each.kind in _STAYS}
    return tuple(each for key, each in waits.items() if key not in loaded.facts.detours)


def _to_come_again(path: Sequence[str], active: Collection[str], detours: Mapping[str, str]) -> set[str]:
    """Return the steps of the straight path after the present one: a case that went back comes there once more."""
    now = next((place for place, key in enumerate(path) if key in active), len(path))
    return {key for key in path[now + 1 :] if key not in detours}


def _in_place(waits: Iterable[str], detours: Mapping[str, str]) -> list[str]:
    """Return the waits in the order of the diagram, each detour after the step that it names."""
    order = [key for key in waits if not detours.get(key)]
    for key, after in detours.items():
        if after:
            order.insert(order.index(after) + 1 if after in order else len(order), key)
    return order


def _status(
    key: str, active: Collection[str], done: Collection[str], suspended: Collection[str], *, ended: bool
) -> str:
    """Return how a step stands; `ended` is one to which the case comes no more: it is over, or its time was."""
    if key in active:
        return "current"
    if key in suspended:
        return "paused"
    if key in done:
        return "done"
    return "skipped" if ended else "todo"


def _step(element: Element, status: str) -> StepView:
    return StepView(element.id, element.name, element.name_en, status)


def _timers(process: CompiledProcess, element_id: str) -> Iterator[Element]:
    """Yield the timers on the edge of a wait that end it."""
    for each in process.elements.values():
        if each.kind == "timer_event" and each.attached_to == element_id and each.interrupting:
            yield each
