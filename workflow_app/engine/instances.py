"""Multi-instance activities: one run of an activity for each thing of a list.

The item is the only data a task carries; results go where all results go, into the routing values.
"""
# mypy: disallow-subclassing-any=False
# ruff: noqa: ANN401 - the library is untyped and its hooks begin with an underscore

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.bpmn.specs.data_spec import TaskDataReference
from SpiffWorkflow.specs.base import TaskSpec

from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.tree import Token

ITEM = "item"
MAX_INSTANCES = 400


class Collection(TaskDataReference):
    """The list that an activity runs over: an expression, computed once on entering and then fixed."""

    def __init__(self, expression: str, *, counts: bool) -> None:
        """Take an expression; where it `counts`, it gives a number and the items are 0, 1, 2 and so on."""
        super().__init__(expression)
        self.expression = expression
        self.counts = counts

    def exists(self, _task: Token) -> bool:
        """Say yes: an unknown name fails when it is computed, with its own code."""
        return True

    def get(self, task: Token) -> list[object]:
        """Return the fixed list, computing it the first time."""
        if "items" not in task.internal_data:
            task.internal_data["items"] = self._compute(task)
        items: list[object] = task.internal_data["items"]
        return items

    def _compute(self, task: Token) -> list[object]:
        value = task.workflow.script_engine.evaluate(task, self.expression)
        if self.counts and isinstance(value, int) and not isinstance(value, bool):
            value = list(range(min(value, MAX_INSTANCES + 1)))
        if not isinstance(value, list):
            raise StepFailedError(task.task_spec.bpmn_id, "COLLECTION_TYPE", type(value).__name__)
        if len(value) > MAX_INSTANCES:
            raise StepFailedError(task.task_spec.bpmn_id, "COLLECTION_TOO_LONG", str(len(value)))
        return list(value)


class Item(TaskDataReference):
    """Where an instance keeps its item; the same name further out is hidden, not a mistake."""

    def exists(self, _task: Token) -> bool:
        """Say no, so that the library sets it."""
        return False


class _Instances(TaskSpec):
    """What both kinds share: items never leak out of their instance."""

    def merge_child(self, workflow: Any, child: Token) -> None:
        """Count a finished instance without merging its item into what follows."""
        child.data = {}
        super().merge_child(workflow, child)
        parent = child.parent
        parent.internal_data["merged"] = parent.internal_data["merged"][-1:]


class ParallelInstances(_Instances, defaults.ParallelMultiInstanceTask):
    """All instances at once."""

    def create_children(self, my_task: Token) -> None:
        """Create the instances and forget the list: each instance has its item."""
        super().create_children(my_task)
        my_task.internal_data.pop("items", None)


class SequentialInstances(_Instances, defaults.SequentialMultiInstanceTask):
    """One instance after the other."""


def place_of(task: Token) -> tuple[int | None, object]:
    """Return number and item of the innermost multi-instance activity around a task."""
    around: Any = task
    while around is not None:
        for found in _upwards(around):
            if "key_or_index" in found.internal_data:
                name = found.parent.task_spec.input_item.bpmn_id
                return found.internal_data["key_or_index"], found.data.get(name)
        around = owner_of(around)
    return None, None


def _upwards(task: Any) -> Iterator[Any]:
    while task is not None:
        yield task
        task = task.parent


def owner_of(task: Token) -> Any:
    """Return the subprocess task in whose scope a task is, None at the top."""
    tree = task.workflow
    return None if tree.parent_task_id is None else tree.top_workflow.get_task_from_id(tree.parent_task_id)
