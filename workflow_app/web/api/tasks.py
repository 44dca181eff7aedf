"""Tasks: list, claim, release, complete."""

from http import HTTPStatus

from workflow_app.domain.commands.tasks import CompleteTask, TaskAct, TaskFilter
from workflow_app.schemas.cases import CASE
from workflow_app.schemas.tasks import TASK, TASKS, ActBody, CompleteBody, TaskQuery
from workflow_app.services import inbox
from workflow_app.services import tasks as service
from workflow_app.services.completing import complete_task as complete_one
from workflow_app.services.views import CaseView, TaskView
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_actor, current_tools

tasks = Noun("tasks", description="What waits for a person")
Body = dict[str, object]


@tasks.reads("/tasks", answer=TASKS, query=TaskQuery())
def list_tasks(query: Body) -> object:
    """List tasks: `mine`, those my group may take, done by me, or that wait for others since; the nearest first."""
    return inbox.list_tasks(TaskFilter(**query), actor=current_actor(), tools=current_tools())  # type: ignore[arg-type] # the schema has typed it


@tasks.writes("/tasks/<id:task_id>/claim", answer=TASK, body=ActBody(), fails=[HTTPStatus.NOT_FOUND])
def claim_task(body: Body, task_id: str) -> TaskView:
    """Take a task of my group; somebody else's stays theirs."""
    act = TaskAct(task_id, once=once(body, TASK), **body)  # type: ignore[arg-type] # the schema has typed it
    return service.claim_task(act, actor=current_actor(), tools=current_tools())


@tasks.writes("/tasks/<id:task_id>/release", answer=TASK, body=ActBody(), fails=[HTTPStatus.NOT_FOUND])
def release_task(body: Body, task_id: str) -> TaskView:
    """Give a task back to the group."""
    act = TaskAct(task_id, once=once(body, TASK), **body)  # type: ignore[arg-type] # the schema has typed it
    return service.release_task(act, actor=current_actor(), tools=current_tools())


@tasks.writes("/tasks/<id:task_id>/complete", answer=CASE, body=CompleteBody(), fails=[HTTPStatus.NOT_FOUND])
def complete_task(body: Body, task_id: str) -> CaseView:
    """Complete a task with the values of its form; answers the case as it then stands."""
    command = CompleteTask(task_id, once=once(body, CASE), **body)  # type: ignore[arg-type] # the schema has typed it
    return complete_one(command, actor=current_actor(), tools=current_tools())
