"""The unfinished answers to a task as a program reads and saves them: with marks, and with what is still wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.drafts import SaveAnswers
from workflow_app.domain.drafts import mark_of
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.typed_answers import wrong_answers
from workflow_app.models import Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.completing import refuse_stale
from workflow_app.services.draft_keeping import Seen, merge_answers
from workflow_app.services.drafted import draft_of
from workflow_app.services.drafts import draft_until
from workflow_app.services.paper_pages import own_task
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class DraftAnswers:
    """The answers to an open task as they are kept, each with its mark; `missing` says what keeps it from being done.

    `fields` are the questions that it asks as it stands. Of `clashes`, nothing was kept: both sides changed the answer,
    and this is the other one.
    """

    task_id: str
    case_id: str
    version: int
    fields: tuple[str, ...]
    values: Mapping[str, object]
    marks: Mapping[str, str]
    missing: tuple[FieldError, ...]
    until: date | None
    clashes: Mapping[str, object]


def read_answers(task_id: str, *, actor: Actor, tools: Tools) -> DraftAnswers:
    """Return the answers to a task so far; raises as completing it would."""
    with tools.database.read() as unit:
        return _show(unit, *own_task(unit, task_id, actor), actor=actor, tools=tools)


def save_answers(command: SaveAnswers, *, actor: Actor, tools: Tools) -> DraftAnswers:
    """Keep unfinished answers and return all as they are now.

    Raises InvalidError on `/values/…` UNKNOWN_FIELD or INVALID_TYPE, and as completing the task would.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        task, rows = own_task(unit, command.task_id, actor, lock=True)
        refuse_stale(task, command.version)
        wrong = tuple(wrong_answers(loaded_of(unit, rows, tools).forms.get(task.form or "", {}), command.values))
        if wrong:
            raise InvalidError(*wrong)
        merged = merge_answers(unit, task, rows, command.values, _seen(command, rows), tools)
        view = _show(unit, task, rows, actor=actor, tools=tools, clashes=merged.clashes)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    return view


def _seen(command: SaveAnswers, rows: CaseRows) -> Seen:
    """Return what the sender had read: who names the task as it is now has read what it asks now."""
    return Seen(command.seen, None if command.version is None else rows.runs_on.version)


def _show(
    unit: UnitOfWork,
    task: Task,
    rows: CaseRows,
    *,
    actor: Actor,
    tools: Tools,
    clashes: Mapping[str, object] = NOTHING,
) -> DraftAnswers:
    draft = draft_of(unit, rows, task, unit.tasks.of_case(rows.case.id), actor=actor, tools=tools)
    fields = tuple(str(each["key"]) for each in draft.form.get("components", ()) if each.get("key"))
    return DraftAnswers(
        task_id=task.id,
        case_id=rows.case.id,
        version=task.version,
        fields=fields,
        values=draft.values,
        marks={key: mark_of(draft.values.get(key)) for key in fields},
        missing=draft.wrong,
        until=draft_until(unit, task, rows, tools),
        clashes=clashes,
    )
