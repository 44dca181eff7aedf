"""Gateways that look at what is, not at what the library predicted."""
# mypy: disallow-subclassing-any=False
# ruff: noqa: SLF001, ANN401 - the library is untyped and its hooks begin with an underscore

from collections import Counter
from typing import Any

from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.util.task import TaskState

from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.tree import Token


class ExclusiveGateway(defaults.ExclusiveGateway):
    """Takes the first flow whose condition is true, else the default; a condition that is no truth value fails."""

    def _predict_hook(self, my_task: Token) -> None:
        """Add nothing: the way is known only when the gateway runs."""

    def _run_hook(self, my_task: Token) -> bool:
        chosen = self.default_task_spec
        for condition, target in self.cond_task_specs:
            if condition is not None and self._holds(condition, my_task):
                chosen = target
                break
        if chosen is None:
            raise StepFailedError(self.bpmn_id, "NO_WAY_OUT")
        my_task._sync_children([self._wf_spec.task_specs[chosen]], TaskState.FUTURE)
        return True

    def _holds(self, condition: Any, task: Token) -> bool:
        value = condition._matches(task)
        if not isinstance(value, bool):
            raise StepFailedError(self.bpmn_id, "CONDITION_NOT_BOOLEAN", type(value).__name__)
        return value


class ParallelGateway(defaults.ParallelGateway):
    """Fires when one token has come on each incoming flow, and takes exactly these; others stay for the next time.

    The stock join counts leftovers of earlier rounds. Here an arrival is a WAITING task that remembers its flow.
    """

    def _update_hook(self, my_task: Token) -> bool:
        my_task.internal_data.setdefault("from", my_task.parent.task_spec.name)
        my_task._set_state(TaskState.WAITING)
        missing: Counter[str] = Counter(self._inputs)
        used: list[Token] = []
        for arrival in self._arrivals(my_task):
            if missing[arrival.internal_data["from"]] > 0:
                missing[arrival.internal_data["from"]] -= 1
                used.append(arrival)
        if missing.total():
            return False
        for arrival in used:
            if arrival is not my_task:
                my_task.workflow._remove_task(arrival.id)
        my_task._inherit_data()
        return True

    def _arrivals(self, my_task: Token) -> list[Token]:
        waiting = [
            task
            for task in my_task.workflow.tasks.values()
            if task.task_spec is self and task is not my_task and task.state == TaskState.WAITING
        ]
        return [my_task, *waiting]

    def _run_hook(self, _my_task: Token) -> bool:
        return True


class EventBasedGateway(defaults.EventBasedGateway):
    """Goes the way of the event that came first; its events are told apart by element."""

    def _predict_hook(self, my_task: Token) -> None:
        """Add nothing: the way is known only when an event comes."""

    def _run_hook(self, my_task: Token) -> bool:
        event = my_task.internal_data.pop("seen_events")[0]
        target = self._wf_spec.task_specs[event.event_definition.element]
        my_task._sync_children([target], TaskState.FUTURE)
        return True
