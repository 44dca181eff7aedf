"""The task tree of one case in memory: the library's classes, without what a case of ours never needs.

The stock classes log every change with the whole task list, predict the whole future of each token and scan the
tree after each completion. Here a task knows its next tasks only when it runs, a queue holds what is ready,
and numbers of the case replace random identifiers.
"""
# mypy: disallow-subclassing-any=False
# ruff: noqa: SLF001, ANN401 - the library is untyped and its hooks begin with an underscore

from collections import deque
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.events.end_event import EndEvent
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from workflow_app.engine.elements import CompiledProcess

ARRIVED = TaskState.WAITING | TaskState.READY | TaskState.STARTED
CHILD = " [child]"


class Token(Task):
    """A task of the library that tells its case of every change of state and predicts one step at a time."""

    def __init__(
        self, workflow: Any, task_spec: Any, parent: Any = None, state: int = TaskState.MAYBE, number: int | None = None
    ) -> None:
        """Hang a task under a parent; the number is the next one of the case unless it is restored."""
        top = workflow.top_workflow
        if number is None:
            top.last_number += 1
            number = top.last_number
        self.id = number
        self.workflow = workflow
        self.task_spec = task_spec
        self._parent = None if parent is None else parent.id
        self._children: list[int] = []
        self._state = state
        self.triggered = False
        self.thread_id = 0
        self.last_state_change = 0.0
        self.data: dict[str, object] = {}
        self.internal_data: dict[str, Any] = {}
        workflow.tasks[number] = top.tokens[number] = self
        if parent is not None:
            parent._children.append(number)

    def _add_child(self, task_spec: Any, state: int = TaskState.MAYBE) -> "Token":
        child = Token(self.workflow, task_spec, self, state)
        if state == TaskState.READY:
            child._ready()
        return child

    def _set_state(self, value: int) -> None:
        if value != self._state:
            self._state = value
            if value & ARRIVED:
                self.workflow.top_workflow.arrive(self, value)

    def _inherit_data(self) -> None:
        inherited = self.parent.data
        if inherited:
            self.data = {**inherited, **self.data}

    def run(self) -> bool | None:
        """Run the task after adding its next tasks, which are not kept between steps."""
        self.task_spec._predict_hook(self)
        result: bool | None = super().run()
        if self._state == TaskState.COMPLETED and isinstance(self.task_spec, EndEvent):
            self.workflow.ended_at = self.task_spec.bpmn_id
        return result

    def finish(self) -> None:
        """End a task whose operation is done, after adding its next tasks."""
        self.task_spec._predict_hook(self)
        self.complete()

    def collect_log_extras(self, dct: dict[str, object] | None = None) -> dict[str, object]:
        """Give the library's log nothing: it would write data of the case."""
        return dct or {}


class _Tree:
    """What the case and each subprocess in it have in common."""

    tasks: dict[int, Token]
    completed: bool
    last_task: Token | None
    ended_at: str | None = None

    def collect_log_extras(self, dct: dict[str, object] | None = None) -> dict[str, object]:
        """Give the library's log nothing: it would write data of the case."""
        return dct or {}

    def plant(self: Any, state: int) -> Token:
        """Set the root of the tree; the other tasks hang under it."""
        self.task_tree = Token(self, self.spec.start, state=state)
        return self.task_tree  # type: ignore[no-any-return]  # the library's attribute is untyped

    def update_waiting_tasks(self) -> None:
        """Ask the joins again; events are only ever told directly."""
        for task in list(self.tasks.values()):
            if task._state == TaskState.WAITING and isinstance(task.task_spec, Join):
                task.task_spec._update(task)


class ScopeTree(_Tree, BpmnSubWorkflow):
    """The tokens inside one embedded subprocess or call activity."""

    def __init__(self, spec: Any, parent_task_id: int, top_workflow: "CaseTree") -> None:
        """Make an empty tree; the caller plants or restores its root."""
        super().__init__(spec, parent_task_id, top_workflow, deserializing=True)


class CaseTree(_Tree, BpmnWorkflow):
    """The tokens of one case, and the queue of what is ready to run."""

    def __init__(self, process: CompiledProcess, engine: Any) -> None:
        """Make an empty tree; the caller plants or restores its root."""
        self.process = process
        self.last_number = 0
        self.tokens: dict[int, Token] = {}  # of every scope, the dropped ones too
        self.queue: deque[Token] = deque()
        self.entered: list[str] = []
        self.moved: list[tuple[str, str]] = []
        super().__init__(process.spec, process.scopes, script_engine=engine, deserializing=True)

    def get_task_from_id(self, task_id: int) -> Token | None:
        """Return a token by its number, wherever in the case it is, None if it is gone."""
        token = self.tokens.get(task_id)
        return token if token is not None and token.workflow.tasks.get(task_id) is token else None

    def create_subprocess(self, my_task: Token, spec_name: str) -> ScopeTree:
        """Open the scope of a subprocess task; the library connects the two and runs the root."""
        self.arrive(my_task, TaskState.STARTED)
        scope = self.subprocesses[my_task.id] = ScopeTree(self.subprocess_specs[spec_name], my_task.id, self)
        scope.plant(TaskState.READY)
        return scope

    def reopen_scope(self, task: Token) -> ScopeTree:
        """Make the empty tree of a subprocess task that runs already, to be filled by the caller."""
        scope = ScopeTree(self.subprocess_specs[task.task_spec.spec], task.id, self)
        scope.completed_event.connect(task.task_spec._on_subworkflow_completed, task)
        self.subprocesses[task.id] = scope
        return scope

    def arrive(self, task: Token, value: int) -> None:
        """Note that a token reached an element, once for each, and queue what can run."""
        if value == TaskState.READY:
            self.queue.append(task)
        spec = task.task_spec
        element = getattr(spec, "bpmn_id", None)
        if element is None or "entered" in task.internal_data or spec.name.endswith(CHILD):
            return
        if (source := _source(task)) is not None:
            self.moved.append((source, element))
        if value == TaskState.WAITING and (isinstance(spec, Join) or hasattr(spec, "cancel_activity")):
            return
        task.internal_data["entered"] = 1
        self.entered.append(element)


def _source(task: Token) -> str | None:
    """Return the element that a token came from, past what the library puts between; None at the start of a scope."""
    before = task.parent
    while before is not None:
        source: str | None = getattr(before.task_spec, "bpmn_id", None)
        if source is not None:
            return source
        before = before.parent
    return None
