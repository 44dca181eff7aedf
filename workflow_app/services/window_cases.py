"""A case at the service window: held for a clerk, its open step for the applicant, and what is typed into that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import FieldError, ForbiddenError, NotFoundError
from workflow_app.domain.signed_papers import mark_of, version_of
from workflow_app.domain.window import files_at, may_file, on_behalf
from workflow_app.models import Task, WindowFiling
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.windows import Windows
from workflow_app.services.drafted import draft_of
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Held:
    """A case filed at a window, and the clerk as they act for its subject."""

    filing: WindowFiling
    rows: CaseRows
    behalf: Actor


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the applicant's open step asks and what was typed so far; `mark` names the paper that shows just this.

    `kept` are the answers that will count: without those that another answer no longer asks for.
    """

    task: Task
    form: Mapping[str, Any]
    values: Mapping[str, object]
    kept: Mapping[str, object]
    wrong: tuple[FieldError, ...]
    mark: str
    is_signed: bool


def held_of(unit: UnitOfWork, case_id: str, *, actor: Actor, lock: bool = False) -> Held:
    """Return a case filed at a window of a clerk's authority.

    Raises NotFoundError CASE_UNKNOWN to clerks of other authorities and for every other case, ForbiddenError to who
    acts for the enterprise.
    """
    rows = unit.cases.get(case_id, lock=lock)
    filing = Windows(unit.session).find(case_id)
    if filing is None or not files_at(actor, rows.case.authority_id):
        raise NotFoundError("CASE_UNKNOWN")
    refuse_clerk(actor, authority_id=rows.case.authority_id, subject_id=rows.case.subject_id)
    return Held(filing, rows, on_behalf(actor, rows.case.subject_id))


def refuse_clerk(actor: Actor, *, authority_id: str, subject_id: str) -> None:
    """Refuse who does not file for a subject at the window of an authority; raises ForbiddenError."""
    answer = may_file(actor, authority_id=authority_id, subject_id=subject_id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def drafted_of(unit: UnitOfWork, held: Held, tools: Tools) -> Drafted | None:
    """Return the applicant's open step of a case as its form asks it now, or None where nothing waits for them."""
    rows, tasks = held.rows, unit.tasks.of_case(held.rows.case.id)
    task = next((each for each in tasks if each.status == "OPEN" and each.role == Role.APPLICANT), None)
    if task is None:
        return None
    draft = draft_of(unit, rows, task, tasks, actor=held.behalf, tools=tools)
    version, filing = version_of(task.id, draft.values), held.filing
    return Drafted(
        task=task,
        form=draft.form,
        values=draft.values,
        kept=draft.kept,
        wrong=draft.wrong,
        mark=mark_of(filing.sheet_no, version),
        is_signed=filing.signed_task_id == task.id and filing.signed_version == version,
    )
