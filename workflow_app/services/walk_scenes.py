"""Where the case of a sandbox stands: what is open and who may do it, what it waits for, and what went wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.policies import may_act_on_task
from workflow_app.domain.seeds.walk_cast import APPLICANT
from workflow_app.models import Task
from workflow_app.services.cases import case_history, get_case
from workflow_app.services.outlines import OutlineLine, case_outline
from workflow_app.services.sandboxes import Sandbox
from workflow_app.services.showing import facts_of
from workflow_app.services.steps import loaded_of
from workflow_app.services.tasks import get_task
from workflow_app.services.views import CaseView, HistoryEntry, TaskDetail

READER = "decider_a"
"""Who looks at a case once it is handed in."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is open; `number` tells it from others of its element, `people` are those who may do it."""

    detail: TaskDetail
    number: int
    people: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Awaited:
    """A message or an instant that a case waits for, by the element that waits."""

    element: str
    name_zh: str
    name_en: str
    message: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A step of the service that failed in the sandbox."""

    element: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a case in a sandbox stands."""

    case: CaseView
    tasks: tuple[OpenTask, ...]
    awaited: tuple[Awaited, ...]
    history: tuple[HistoryEntry, ...]
    course: tuple[OutlineLine, ...]
    failures: tuple[Failure, ...]


def scene_of(sandbox: Sandbox) -> Scene:
    """Return where the case of a sandbox stands."""
    tools, case_id = sandbox.tools, sandbox.case_id
    with tools.database.read() as unit:
        handed_in = unit.cases.get(case_id).case.submitted_at is not None
    reader = sandbox.people[READER if handed_in else APPLICANT]
    view = get_case(case_id, actor=reader, tools=tools)
    history = case_history(case_id, actor=reader, tools=tools)
    return Scene(
        case=view,
        tasks=tuple(_open_tasks(sandbox)),
        awaited=tuple(_awaited(sandbox)),
        history=history,
        course=case_outline(view, history, actor=reader, tools=tools),
        failures=tuple(_failures(sandbox)),
    )


def _open_tasks(sandbox: Sandbox) -> Iterator[OpenTask]:
    """Yield the open tasks in the order they were opened, each as the first one sees it who may do it."""
    with sandbox.tools.database.read() as unit:
        tasks = unit.tasks.of_case(sandbox.case_id)
    counted: dict[str, int] = {}
    for task in sorted((each for each in tasks if each.status == "OPEN"), key=lambda each: each.id):
        answers = {
            name: may_act_on_task(actor, facts_of(task, tasks)) for name, actor in _of_role(sandbox.people, task)
        }
        people = tuple(name for name, answer in answers.items() if answer.allowed)
        reader = sandbox.people[next(iter(people or answers), READER)]
        rule = "" if people else next((answer.rule for answer in answers.values()), "ROLE_NEEDED")
        detail = get_task(task.id, actor=reader, tools=sandbox.tools)
        yield OpenTask(detail, counted.get(task.element, 0), people, rule)
        counted[task.element] = counted.get(task.element, 0) + 1


def _of_role(people: Mapping[str, Actor], task: Task) -> list[tuple[str, Actor]]:
    return [(name, actor) for name, actor in people.items() if task.role in {grant.role for grant in actor.grants}]


def _awaited(sandbox: Sandbox) -> Iterator[Awaited]:
    """Yield what a case waits for beside its tasks; a message that several parts wait for comes once."""
    with sandbox.tools.database.read() as unit:
        elements = loaded_of(unit, unit.cases.get(sandbox.case_id), sandbox.tools).compiled.elements
        waits, clocks = unit.tasks.open_waits(sandbox.case_id), unit.cases.clocks([sandbox.case_id])
    due = {each.key: each.due_at for each in clocks}
    for wait in waits:
        element = elements.get(wait.element)
        names = (element.name, element.name_en) if element else (wait.element, wait.element)
        yield Awaited(wait.element, *names, wait.message or "", wait.due_at or due.get(wait.clock or ""))


def _failures(sandbox: Sandbox) -> Iterator[Failure]:
    with sandbox.tools.database.read() as unit:
        for row in unit.incidents.find_open(case_id=sandbox.case_id):
            yield Failure(row.element or "", row.code, row.detail)
