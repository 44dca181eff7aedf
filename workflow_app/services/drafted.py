"""The applicant's open step as its form asks it now, what was typed so far, and what of that is signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workflow_app.domain.actors import Actor
from workflow_app.domain.earlier_answers import given_before
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.signed_papers import digest_of
from workflow_app.domain.signing import pledged_in
from workflow_app.domain.values import plain
from workflow_app.models import Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.asked_forms import form_of, typed_so_far, values_asked
from workflow_app.services.materials import facts_asked
from workflow_app.services.prefilled import filled_in
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Draft:
    """What a step asks and what was typed; `kept` are the answers that will count, without those no longer asked for.

    `content` is what is signed, word for word; nothing as long as anything is wrong.
    """

    task: Task
    form: Mapping[str, Any]
    values: Mapping[str, object]
    kept: Mapping[str, object]
    wrong: tuple[FieldError, ...]
    content: Mapping[str, object]

    @property
    def digest(self) -> str:
        """Return the digest of what is signed."""
        return digest_of(self.content)


def draft_of(
    unit: UnitOfWork, rows: CaseRows, task: Task, tasks: Sequence[Task], *, actor: Actor, tools: Tools
) -> Draft:
    """Return how far the answers to an open step have come, as they are filled in for somebody."""
    loaded = loaded_of(unit, rows, tools)
    facts = facts_asked(unit, rows, loaded, task, tasks, tools)
    form, before = form_of(task, tasks, loaded, facts), given_before(task, tasks)
    filled = filled_in(unit, rows, form, typed_so_far(task, loaded), before, actor=actor, tools=tools)
    values = values_asked(task, filled, loaded, facts)
    record = unit.records.get(rows.case.record_id).record if rows.case.record_id else None
    context = {"decided_on": record.decided_on} if record else {}
    try:
        checked = tools.forms.check(form, values, step=task.element, context=context)
    except InvalidError as error:
        return Draft(task, form, values, values, error.errors, {})
    kept = {key: value for key, value in values.items() if checked.get(key) is not None}
    return Draft(task, form, values, kept, (), content_of(rows, task, form, checked))


def content_of(rows: CaseRows, task: Task, form: Mapping[str, Any], checked: Mapping[str, object]) -> dict[str, object]:
    """Return what is signed: the answers as they are kept, the pledged sentences in words, and what it is about."""
    given = {key: value for key, value in plain(checked).items() if value is not None}
    return {
        "case": rows.case.id,
        "task": task.id,
        "element": task.element,
        "process": rows.runs_on.content_hash,
        "record": rows.case.record_id,
        "subject": rows.subject.name,
        "uscc": rows.subject.uscc,
        "values": given,
        "pledge": pledged_in(form, given),
    }
