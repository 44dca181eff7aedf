"""Unfinished answers are merged into what is kept of a task, one by one."""

from collections.abc import Mapping

from workflow_app.domain.drafts import Merged, merge
from workflow_app.domain.values import plain
from workflow_app.models import Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.drafts import plan_end
from workflow_app.services.tools import Tools


def merge_answers(
    unit: UnitOfWork, task: Task, rows: CaseRows, values: Mapping[str, object], seen: Mapping[str, str], tools: Tools
) -> Merged:
    """Keep answers beside those that are there, in a task whose row is held, and return what came of each."""
    kept = task.draft or {}
    merged = merge(kept, plain(values), seen)
    task.draft = {**kept, **merged.values}
    if task.draft != kept or task.draft_kept_at is None:
        task.draft_kept_at = tools.clock.now()
        plan_end(unit, task, rows, tools)
    return merged
