"""Cutting away what is over, so that a case of a thousand rounds costs what a fresh one costs.

Nothing of ours looks back: joins remember where a token came from, and names are in the case. So a tree is its
root, the live tokens, and around an activity with boundary events the split that holds them together.
"""
# ruff: noqa: SLF001 - the library's hooks begin with an underscore

from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.util.task import TaskState

from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.tree import CaseTree, ScopeTree, Token

LIVE = TaskState.READY | TaskState.WAITING | TaskState.STARTED


def cut(case: CaseTree) -> None:
    """Drop finished tokens and scopes of a case between two steps; raises StepFailedError NO_LIVE_TASK."""
    if case.completed:
        case.subprocesses.clear()
        return
    kept = _cut_tree(case)
    for owner, scope in list(case.subprocesses.items()):
        if owner in kept:
            kept |= _cut_tree(scope)
        else:
            del case.subprocesses[owner]


def _cut_tree(tree: CaseTree | ScopeTree) -> set[int]:
    root = tree.task_tree
    live = [task for task in tree.tasks.values() if _is_live(task) and task is not root]
    if not any(_can_go_on(task) for task in live):
        raise StepFailedError(_stuck_at(live), "NO_LIVE_TASK")
    splits = {task._parent: task.parent for task in live if isinstance(task.parent.task_spec, BoundaryEventSplit)}
    for task in (root, *splits.values()):
        task._state = TaskState.COMPLETED
        task._children = []
    for split in splits.values():
        _hang(split, root)
    for task in live:
        keeps_parent = task._parent in splits or task.triggered
        task._children = []
        _hang(task, task.parent if keeps_parent else root)
    tree.tasks = {task.id: task for task in (root, *splits.values(), *live)}
    return {task.id for task in live if task._state == TaskState.STARTED}


def _hang(task: Token, parent: Token) -> None:
    task._parent = parent.id
    parent._children.append(task.id)


def _is_live(task: Token) -> bool:
    # A boundary join that waits is only the shadow of an activity that is still live itself.
    return bool(task._state & LIVE) and not isinstance(task.task_spec, BoundaryEventJoin)


def _can_go_on(task: Token) -> bool:
    spec = task.task_spec
    if isinstance(spec, LoopTask):
        return any(child.triggered and _is_live(child) for child in task.children)
    return not isinstance(spec, Join) and not hasattr(spec, "cancel_activity")


def _stuck_at(live: list[Token]) -> str | None:
    return next((task.task_spec.bpmn_id for task in live), None)
