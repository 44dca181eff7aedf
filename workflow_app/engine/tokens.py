"""Placing a token: return to an earlier step, skip one, take one back, go on in another version.

The tokens go and one new token stands before the
element, inside its scope; the scopes around it stay as they are, or are opened without running their start.
"""
# ruff: noqa: SLF001, ANN401 - the library is untyped and its hooks begin with an underscore

from collections.abc import Collection, Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.event_definitions import NoneEventDefinition
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.util.task import TaskState

from workflow_app.domain.routing import RoutingValue
from workflow_app.engine.boundaries import wait_at_boundaries
from workflow_app.engine.elements import CompiledProcess
from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.operations import StepEngine
from workflow_app.engine.runner import finish, guarded
from workflow_app.engine.state import read, restore
from workflow_app.engine.steps import RunOperation, Step
from workflow_app.engine.tree import CaseTree, ScopeTree, Token
from workflow_app.engine.waits import find_waiting

Routing = Mapping[str, RoutingValue]


def place_token(
    process: CompiledProcess,
    state: bytes,
    *,
    element: str,
    routing: Routing,
    run: RunOperation,
    replacing: Collection[str] | None = None,
) -> Step:
    """Put a token before an element and run on; the state may be of another version of the process.

    `replacing` names the waits whose tokens go: None means all of them, an empty collection none.
    Raises StepFailedError PLACE_REFUSED for an element that no token can stand before.
    """
    case = restore(process, read(state), StepEngine(routing, run))
    way = _way_to(case, element)
    if replacing is None:
        _clear(case, way[:-1])
    for ref in replacing or ():
        _remove(find_waiting(case, ref)[0])
    tree = _enter(case, way[:-1])
    token = _hang(tree, way[-1])
    guarded(token, lambda: token.task_spec._update(token))
    return finish(case)


def _way_to(case: CaseTree, element: str) -> list[str]:
    """Return the ids from the outermost scope to the element; raises StepFailedError PLACE_REFUSED."""
    found = _search(case.spec, case.subprocess_specs, element) if element in case.process.elements else None
    if found is None:
        raise StepFailedError(element, "PLACE_REFUSED", "not in this process")
    spec: Any = case.spec
    for name in found[:-1]:
        if isinstance(spec.task_specs[name], LoopTask):
            raise StepFailedError(element, "PLACE_REFUSED", "inside a multi-instance activity")
        spec = case.subprocess_specs[spec.task_specs[name].spec]
    if not _may_stand_before(spec.task_specs[element]):
        raise StepFailedError(element, "PLACE_REFUSED", "no token stands before it")
    return found


def _search(spec: Any, scopes: Mapping[str, Any], element: str) -> list[str] | None:
    if element in spec.task_specs:
        return [element]
    for name, task_spec in spec.task_specs.items():
        inner = _scope_name(spec, task_spec)
        found = _search(scopes[inner], scopes, element) if inner is not None else None
        if found is not None:
            return [name.removesuffix(" [child]"), *found]
    return None


def _scope_name(spec: Any, task_spec: Any) -> str | None:
    target = spec.task_specs[task_spec.task_spec] if isinstance(task_spec, LoopTask) else task_spec
    return target.spec if isinstance(target, SubWorkflowTask) else None


def _may_stand_before(spec: Any) -> bool:
    if getattr(spec, "bpmn_id", None) is None or isinstance(spec, Join) or hasattr(spec, "cancel_activity"):
        return False
    # The event of a catch event after an event-based gateway belongs to the gateway.
    return not (isinstance(spec, CatchingEvent) and isinstance(spec.event_definition, NoneEventDefinition))


def _clear(case: CaseTree, scopes: list[str]) -> None:
    """Drop every token but those of the scopes on the way that are open, and their boundaries."""
    tree: CaseTree | ScopeTree = case
    kept: set[int] = set()
    for name in scopes:
        owner = _open_scope(tree, name)
        _keep_only(tree, owner)
        if owner is None:
            break
        kept.add(owner.id)
        tree = case.subprocesses[owner.id]
    else:
        _keep_only(tree, None)
    for number in [number for number in case.subprocesses if number not in kept]:
        del case.subprocesses[number]


def _open_scope(tree: CaseTree | ScopeTree, name: str) -> Token | None:
    return next((task for task in tree.tasks.values() if _is_open_scope(task, name)), None)


def _is_open_scope(task: Token, name: str) -> bool:
    is_named: bool = task.task_spec.name == name and isinstance(task.task_spec, SubWorkflowTask)
    return is_named and task._state == TaskState.STARTED


def _keep_only(tree: CaseTree | ScopeTree, owner: Token | None) -> None:
    keep = {tree.task_tree.id}
    if owner is not None:
        keep |= {owner.id, owner.parent.id, *(owner.parent._children if owner.parent is not tree.task_tree else ())}
    for number in [number for number in tree.tasks if number not in keep]:
        task = tree.tasks.pop(number)
        tree.top_workflow.event_manager.remove_task(task)
    for task in tree.tasks.values():
        task._children = [number for number in task._children if number in keep]


def _remove(token: Token) -> None:
    if token.triggered or hasattr(token.task_spec, "cancel_activity"):
        raise StepFailedError(token.task_spec.bpmn_id, "PLACE_REFUSED", "no token of its own")
    parent = token.parent
    if parent.task_spec.name == f"{token.task_spec.name}.BoundaryEventSplit":
        token = parent
    token.workflow._remove_task(token.id)


def _enter(case: CaseTree, scopes: list[str]) -> CaseTree | ScopeTree:
    """Go down the scopes, opening those that are not open, without running their start."""
    tree: CaseTree | ScopeTree = case
    for name in scopes:
        owner = _open_scope(tree, name)
        tree = case.subprocesses[owner.id] if owner is not None else _open(case, tree, name)
    return tree


def _open(case: CaseTree, tree: CaseTree | ScopeTree, name: str) -> ScopeTree:
    parent = tree.task_tree
    split = tree.spec.task_specs.get(f"{name}.BoundaryEventSplit")
    if split is not None:
        parent = Token(tree, split, parent, TaskState.COMPLETED)
    owner = parent._add_child(tree.spec.task_specs[name], TaskState.FUTURE)
    owner._set_state(TaskState.STARTED)
    if split is not None:
        wait_at_boundaries(parent, set())
    scope = case.reopen_scope(owner)
    scope.plant(TaskState.COMPLETED)
    return scope


def _hang(tree: CaseTree | ScopeTree, element: str) -> Token:
    specs = tree.spec.task_specs
    spec = specs.get(f"{element}.BoundaryEventSplit") or specs[element]
    return tree.task_tree._add_child(spec, TaskState.FUTURE)
