"""Unfinished answers: read and keep them, answer by answer."""

from http import HTTPStatus

from workflow_app.domain.commands.drafts import SaveAnswers
from workflow_app.schemas.drafts import DRAFT, SaveDraftBody
from workflow_app.services import draft_answers as service
from workflow_app.services.draft_answers import DraftAnswers
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_actor, current_tools

drafts = Noun("drafts", description="Unfinished answers to a task")
Body = dict[str, object]
FAILS = [HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT]


@drafts.reads("/tasks/<id:task_id>/draft", answer=DRAFT, fails=FAILS)
def get_draft(task_id: str) -> DraftAnswers:
    """Read the answers to an open task so far, with what is still missing."""
    return service.read_answers(task_id, actor=current_actor(), tools=current_tools())


@drafts.writes("/tasks/<id:task_id>/draft", answer=DRAFT, body=SaveDraftBody(), fails=[HTTPStatus.NOT_FOUND])
def save_draft(body: Body, task_id: str) -> DraftAnswers:
    """Keep answers beside those that are there; what is not named stays, and nothing is submitted.

    Where another window changed the same answer since it was read, nothing is kept of that one, and `clashes` has it.
    """
    command = SaveAnswers(task_id, once=once(body, DRAFT), **body)  # type: ignore[arg-type] # the schema has typed it
    return service.save_answers(command, actor=current_actor(), tools=current_tools())
