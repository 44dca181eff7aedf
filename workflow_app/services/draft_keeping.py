"""Unfinished answers are merged into what is kept of a task, one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow_app.domain.drafts import Merged, merge
from workflow_app.domain.values import plain
from workflow_app.models import Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.drafts import plan_end
from workflow_app.services.signed_words import meant_for_now
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood before who answered: the marks of the answers, and the number of the version that asked them."""

    marks: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


NOT_SAID = Seen()


def merge_answers(
    unit: UnitOfWork,
    task: Task,
    rows: CaseRows,
    values: Mapping[str, object],
    seen: Seen,
    tools: Tools,
) -> Merged:
    """Keep answers beside those that are there, in a task whose row is held, and return what came of each.

    What was agreed to in other words than are asked now is not kept.
    """
    kept, given = task.draft or {}, meant_for_now(unit, rows, plain(values), shown=seen.version, tools=tools)
    merged = merge(kept, given, seen.marks)
    task.draft = {**kept, **merged.values}
    if task.draft != kept or task.draft_kept_at is None:
        task.draft_kept_at = tools.clock.now()
        plan_end(unit, task, rows, tools)
    return merged


def answers_meant(task_id: str, values: Mapping[str, object], *, shown: int | None, tools: Tools) -> dict[str, object]:
    """Return what of the answers of a page that was shown under a version counts for what its task asks now."""
    with tools.database.read() as unit:
        return meant_for_now(unit, unit.tasks.get(task_id)[1], values, shown=shown, tools=tools)
