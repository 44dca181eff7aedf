"""What a case waits for, read off its live tokens: people, messages and timers, on boundaries too."""
# ruff: noqa: SLF001 - the library's hooks begin with an underscore

from dataclasses import replace

from SpiffWorkflow.util.task import TaskState

from workflow_app.engine.errors import ExpressionError, StepFailedError
from workflow_app.engine.events import AwaitedEvent, awaited
from workflow_app.engine.instances import place_of
from workflow_app.engine.steps import Duration, Wait, WaitKind
from workflow_app.engine.timers import duration_of
from workflow_app.engine.tree import CaseTree, ScopeTree, Token


def list_waits(case: CaseTree) -> tuple[Wait, ...]:
    """Return every open wait, oldest first; fixes the durations of new timers."""
    found: list[tuple[int, Wait]] = []
    for tree in (case, *case.subprocesses.values()):
        for task in tree.tasks.values():
            found += [(task.id, wait) for wait in _waits_of(task, tree)]
    return tuple(wait for _, wait in sorted(found, key=lambda each: each[0]))


def _waits_of(task: Token, tree: CaseTree | ScopeTree) -> list[Wait]:
    if task._state == TaskState.READY and task.task_spec.manual:
        return [_placed(Wait(f"{task.task_spec.bpmn_id}.{task.id}", task.task_spec.bpmn_id, WaitKind.TASK), task, tree)]
    if task._state != TaskState.WAITING:
        return []
    return [_placed(_event_wait(task, event), task, tree) for event in awaited(task)]


def _event_wait(task: Token, event: AwaitedEvent) -> Wait:
    element = task.workflow.top_workflow.process.elements[event.element]
    wait = Wait(f"{event.element}.{task.id}", event.element, event.kind, message=element.message)
    if event.kind is WaitKind.TIMER:
        duration = _duration(task, event)
        return replace(wait, duration=duration, clock=element.clock if duration is None else None)
    return wait


def _duration(task: Token, event: AwaitedEvent) -> Duration | None:
    durations = task.internal_data.setdefault("durations", {})
    if event.element not in durations:
        try:
            found = duration_of(event.text, task.workflow.script_engine.names_of(task))
        except ExpressionError as error:
            raise StepFailedError(event.element, error.code, error.detail) from error
        durations[event.element] = [found.amount, found.unit] if found else None
    stored = durations[event.element]
    return Duration(*stored) if stored else None


def _placed(wait: Wait, task: Token, tree: CaseTree | ScopeTree) -> Wait:
    if isinstance(tree, CaseTree) and not task.triggered:
        return wait
    instance, item = place_of(task)
    scope = None
    if isinstance(tree, ScopeTree):
        scope = tree.top_workflow.get_task_from_id(tree.parent_task_id).task_spec.bpmn_id
    return replace(wait, scope=scope, instance=instance, item=item)


def find_waiting(case: CaseTree, ref: str) -> tuple[Token, AwaitedEvent | None]:
    """Return the task behind a ref and its event; raises StepFailedError NOT_WAITING if it is over or unknown."""
    element, _, number = ref.rpartition(".")
    task = case.get_task_from_id(int(number)) if number.isdecimal() else None
    if task is not None and task._state == TaskState.READY and task.task_spec.manual:
        if task.task_spec.bpmn_id == element:
            return task, None
    elif task is not None and task._state == TaskState.WAITING:
        for event in awaited(task):
            if event.element == element:
                return task, event
    raise StepFailedError(element or None, "NOT_WAITING", ref)
