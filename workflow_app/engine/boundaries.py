"""Boundary events of an activity that is entered without its split having run."""
# ruff: noqa: SLF001 - the library is untyped and its hooks begin with an underscore

from typing import Any

from SpiffWorkflow.util.task import TaskState

from workflow_app.engine.tree import Token

SPLIT = ".BoundaryEventSplit"


def wait_at_boundaries(split: Token, present: set[Any]) -> None:
    """Make every boundary event of a split wait, except those that are there."""
    for spec in split.task_spec.outputs:
        if hasattr(spec, "cancel_activity") and spec not in present:
            event = split._add_child(spec, TaskState.WAITING)
            spec._update(event)


def add_boundaries(task: Token) -> None:
    """Give a live activity the boundary events that its process has and it has not."""
    tree = task.workflow
    split = tree.spec.task_specs.get(task.task_spec.name + SPLIT)
    if split is None:
        return
    holder = task.parent
    if holder.task_spec is not split:
        holder._children.remove(task.id)
        holder = Token(tree, split, tree.task_tree, TaskState.COMPLETED)
        holder._children.append(task.id)
        task._parent = holder.id
    wait_at_boundaries(holder, {child.task_spec for child in holder.children})
