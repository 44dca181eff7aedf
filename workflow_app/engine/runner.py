"""One step of a case: load, tell one token, run what needs nobody, cut, save."""
# ruff: noqa: SLF001 - the library's hooks begin with an underscore

from collections.abc import Callable, Mapping

from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from workflow_app.domain.routing import RoutingValue
from workflow_app.engine.cutting import cut
from workflow_app.engine.elements import CompiledProcess
from workflow_app.engine.errors import StepFailedError
from workflow_app.engine.events import AwaitedEvent, fire
from workflow_app.engine.operations import ServiceTask, StepEngine
from workflow_app.engine.state import load, save
from workflow_app.engine.steps import RunOperation, Step, WaitKind
from workflow_app.engine.tree import CaseTree, Token
from workflow_app.engine.waits import find_waiting, list_waits

BUDGET = 500  # tasks that one step may run by itself; a cycle without a wait ends here

Routing = Mapping[str, RoutingValue]


def start(process: CompiledProcess, *, routing: Routing, run: RunOperation) -> Step:
    """Begin a case and run to its first waits; raises StepFailedError, or what an operation refuses."""
    case = CaseTree(process, StepEngine(routing, run))
    case.queue.append(case.plant(TaskState.READY))
    return finish(case)


def complete(process: CompiledProcess, state: bytes, *, ref: str, routing: Routing, run: RunOperation) -> Step:
    """End the wait of a user or receive task."""
    return _end_wait(process, state, ref, StepEngine(routing, run), (WaitKind.TASK, WaitKind.MESSAGE))


def fire_timer(process: CompiledProcess, state: bytes, *, ref: str, routing: Routing, run: RunOperation) -> Step:
    """End the wait of a timer: it is due, says the caller."""
    return _end_wait(process, state, ref, StepEngine(routing, run), (WaitKind.TIMER,))


def deliver_message(process: CompiledProcess, state: bytes, *, ref: str, routing: Routing, run: RunOperation) -> Step:
    """Give a message to exactly one receive task, catch event or boundary."""
    return _end_wait(process, state, ref, StepEngine(routing, run), (WaitKind.MESSAGE,))


def go_on(process: CompiledProcess, state: bytes, *, routing: Routing, run: RunOperation) -> Step:
    """Let a case go on that an operation has let stay; raises StepFailedError NOT_WAITING where none has."""
    case = load(process, state, StepEngine(routing, run))
    trees = (case, *case.subprocesses.values())
    held = [task for tree in trees for task in tree.tasks.values() if _is_held(task)]
    if not held:
        raise StepFailedError(None, "NOT_WAITING", "no operation")
    for task in held:
        guarded(task, task.finish)
    return finish(case)


def _is_held(task: Token) -> bool:
    return task._state == TaskState.STARTED and isinstance(task.task_spec, ServiceTask)


def _end_wait(
    process: CompiledProcess, state: bytes, ref: str, engine: StepEngine, kinds: tuple[WaitKind, ...]
) -> Step:
    case = load(process, state, engine)
    task, event = find_waiting(case, ref)
    if (event.kind if event else WaitKind.TASK) not in kinds:
        raise StepFailedError(ref.rpartition(".")[0], "NOT_WAITING", ref)
    guarded(task, lambda: _tell(task, event))
    return finish(case)


def _tell(task: Token, event: AwaitedEvent | None) -> None:
    if event is None:
        task.run()
    else:
        fire(task, event)


def finish(case: CaseTree) -> Step:
    """Run everything that needs nobody, then cut and save."""
    budget = BUDGET
    while case.queue:
        task = case.queue.popleft()
        if task._state != TaskState.READY or task.task_spec.manual or task.id not in task.workflow.tasks:
            continue
        budget -= 1
        if budget < 0:
            raise StepFailedError(task.task_spec.bpmn_id, "STEP_BUDGET", str(BUDGET))
        guarded(task, task.run)
    cut(case)
    waits = () if case.completed else list_waits(case)
    ended_at = case.ended_at if case.completed else None
    engine: StepEngine = case.script_engine
    return Step(
        state=save(case),
        finished=case.completed,
        waits=waits,
        entered=tuple(case.entered),
        routing=engine.routing,
        ended_at=ended_at,
        decided=tuple(engine.decided),
        moved=tuple(case.moved),
    )


def guarded(task: Token, act: Callable[[], object]) -> None:
    """Let our own and the domain's errors through and turn the library's into an incident at the task."""
    try:
        act()
    except (SpiffWorkflowException, RecursionError) as error:
        raise StepFailedError(task.task_spec.bpmn_id, "ENGINE", type(error).__name__) from error
