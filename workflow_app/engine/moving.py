"""Taking a running case over to another version of its process.

The library's own migration loads old predictions and so skips new steps without a word. Our states hold live
tokens only: what comes after them is read from the new version.
"""
# ruff: noqa: SLF001, ANN401 - the library is untyped and its hooks begin with an underscore

from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.util.task import TaskState

from workflow_app.engine.boundaries import SPLIT, add_boundaries
from workflow_app.engine.cutting import LIVE
from workflow_app.engine.elements import CompiledProcess
from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.operations import ServiceTask, StepEngine
from workflow_app.engine.runner import Routing, finish
from workflow_app.engine.state import read, restore
from workflow_app.engine.steps import RunOperation, Step
from workflow_app.engine.tree import CaseTree, Token

# What a live token can stand at, by its state.
FITTING: dict[int, tuple[type[Any], ...]] = {
    TaskState.STARTED: (LoopTask, SubWorkflowTask, ServiceTask),
    TaskState.WAITING: (CatchingEvent, Join),
}


def move_to_version(process: CompiledProcess, state: bytes, *, routing: Routing, run: RunOperation) -> Step:
    """Take a case over to another version in which every element that it waits at exists.

    Boundary events that the new version adds to a live activity begin to wait, those that it lost are dropped.
    Raises StepFailedError ELEMENT_GONE or ELEMENT_CHANGED where the case waits at something that is no more or is
    now something else: place a token then.
    """
    document = read(state)
    _drop_lost_boundaries(process, document["trees"])
    case = restore(process, document, StepEngine(routing, run))
    for tree in (case, *case.subprocesses.values()):
        for task in [task for task in tree.tasks.values() if task._state & LIVE]:
            _expect_fit(task)
            add_boundaries(task)
    return finish(case)


def begin_anew(process: CompiledProcess, state: bytes, *, routing: Routing, run: RunOperation) -> Step:
    """Begin a case once more in another version, whatever it waited at; no wait gets a name that it had before."""
    case = CaseTree(process, StepEngine(routing, run))
    case.last_number = read(state)["last"]
    case.queue.append(case.plant(TaskState.READY))
    return finish(case)


def _expect_fit(task: Token) -> None:
    spec = task.task_spec
    fits = spec.manual if task._state == TaskState.READY else isinstance(spec, FITTING[task._state])
    if not fits:
        raise StepFailedError(spec.bpmn_id, "ELEMENT_CHANGED", type(spec).__name__)


def _drop_lost_boundaries(process: CompiledProcess, trees: list[Any]) -> None:
    specs: dict[int, Any] = {}
    for owner, rows in trees:
        spec: Any = process.spec if owner is None else specs.get(owner)
        if spec is None:
            continue
        splits = {row[0]: row[2].removesuffix(SPLIT) for row in rows if row[2].endswith(SPLIT)}
        lost = {row[0] for row in rows if _is_boundary(row, splits) and not _is_kept(row, splits, spec.task_specs)}
        root = rows[0][0]
        rows[:] = [[row[0], root if row[1] in lost else row[1], *row[2:]] for row in rows if row[0] not in lost]
        specs |= {row[0]: _scope_spec(process, spec.task_specs.get(row[2])) for row in rows}


def _is_boundary(row: list[Any], splits: dict[int, str]) -> bool:
    """Tell whether a row is a split, or beside the activity of a split."""
    return row[0] in splits or (row[1] in splits and row[2] != splits[row[1]])


def _is_kept(row: list[Any], splits: dict[int, str], specs: dict[str, Any]) -> bool:
    """Tell whether a split, or the boundary beside an activity, is still there and at the same activity."""
    if row[0] in splits:
        return row[2] in specs
    split = specs.get(splits[row[1]] + SPLIT)
    return split is not None and row[2] in {each.name for each in split.outputs}


def _scope_spec(process: CompiledProcess, spec: Any) -> Any:
    return process.scopes[spec.spec] if isinstance(spec, SubWorkflowTask) else None
