"""Service tasks: an operation is called by name, and a BPMN error goes to the boundary that expects it."""
# mypy: disallow-subclassing-any=False
# ruff: noqa: SLF001, ANN401 - the library is untyped and its hooks begin with an underscore

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.event_definitions import ErrorEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.util.task import TaskState

from workflow_app.domain.errors import DomainError
from workflow_app.domain.routing import RoutingValue
from workflow_app.engine.decisions import Decided, decide
from workflow_app.engine.errors import ExpressionError, ProcessError, StepFailedError
from workflow_app.engine.expressions import evaluate
from workflow_app.engine.instances import owner_of, place_of
from workflow_app.engine.steps import OperationCall, RunOperation, Stay
from workflow_app.engine.tree import Token


class StepEngine(PythonScriptEngine):
    """What the library asks while a step runs: values of expressions, and operations to be run."""

    def __init__(self, routing: Mapping[str, RoutingValue], run: RunOperation) -> None:
        """Take the routing values of the case; operations add to them."""
        super().__init__(environment=_Closed())
        self.routing: dict[str, RoutingValue] = dict(routing)
        self.decided: list[Decided] = []
        self._run = run

    def names_of(self, task: Token) -> Mapping[str, object]:
        """Return what an expression at this task may see."""
        return {**self.routing, **task.data} if task.data else self.routing

    def evaluate(self, task: Token, expression: str, external_context: object = None) -> object:  # noqa: ARG002 - the signature of the library
        """Compute an expression of the diagram; raises StepFailedError."""
        try:
            return evaluate(expression, self.names_of(task))
        except ExpressionError as error:
            raise StepFailedError(task.task_spec.bpmn_id, error.code, error.detail) from error

    def call_service(self, task: Token, **_kwargs: object) -> bool:
        """Run the operation of a service task, take over what it returns, and tell whether the case goes on."""
        element = task.workflow.top_workflow.process.elements[task.task_spec.bpmn_id]
        call = OperationCall(
            element.id, element.operation or "", element.parameters, dict(self.routing), place_of(task)[1]
        )
        try:
            answer = self._run(call) or {}
        except (ProcessError, StepFailedError, DomainError):
            raise
        except Exception as error:
            raise StepFailedError(element.id, "OPERATION_FAILED", type(error).__name__) from error
        self.routing.update(answer.routing if isinstance(answer, Stay) else answer)
        return not isinstance(answer, Stay)

    def ask_table(self, task: Token) -> None:
        """Let the table of a business rule task decide and take over what it gives; raises StepFailedError."""
        process = task.workflow.top_workflow.process
        element = process.elements[task.task_spec.bpmn_id]
        try:
            found = decide(process.decisions[element.decision], self.names_of(task))
        except ExpressionError as error:
            raise StepFailedError(element.id, error.code, error.detail) from error
        self.routing.update(found.values)
        self.decided.append(replace(found, element=element.id))


class _Closed:
    """The library's environment with every door shut; expressions reach the evaluator through the engine."""

    def evaluate(self, *_args: object, **_kwargs: object) -> object:
        """Refuse."""
        raise StepFailedError(None, "EVALUATION_REFUSED")

    execute = call_service = evaluate


class ServiceTask(defaults.ServiceTask):
    """Calls its operation; stays STARTED, to be cancelled, when the operation ends in a BPMN error that is caught.

    It stays STARTED as well, to be finished later, where its operation lets the case stay.
    """

    def _execute(self, task: Token) -> bool | None:
        try:
            goes_on = task.workflow.script_engine.call_service(task)
        except ProcessError as error:
            boundary = _boundary_for(task, error.code)
            if boundary is None:
                raise StepFailedError(self.bpmn_id, "UNCAUGHT_ERROR", error.code) from error
            definition = ErrorEventDefinition(error.code, code=error.code)
            boundary.task_spec.catch(boundary, BpmnEvent(definition))
            boundary.task_spec._update(boundary)
            return None
        return True if goes_on else None


class RuleTask(defaults.BpmnSpecMixin):
    """Asks the decision table that its element names; nobody waits for it and no operation runs."""

    def _run_hook(self, my_task: Token) -> bool:
        my_task.workflow.script_engine.ask_table(my_task)
        return True


def _boundary_for(task: Token, code: str) -> Token | None:
    """Look for the error boundary on the task, then on each scope around it."""
    current: Any = task
    while current is not None:
        for neighbour in _attached(current):
            definition = neighbour.task_spec.event_definition
            if isinstance(definition, ErrorEventDefinition) and definition.code in (None, code):
                return neighbour
        current = _around(current)
    return None


def _attached(task: Token) -> list[Token]:
    split = task.parent
    if split is None or not isinstance(split.task_spec, BoundaryEventSplit):
        return []
    return [child for child in split.children if child is not task and child.state == TaskState.WAITING]


def _around(task: Token) -> Any:
    if task.triggered:  # an instance: its multi-instance activity carries the boundaries
        return task.parent
    return owner_of(task)
