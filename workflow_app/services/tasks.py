"""Tasks: open, claim, release, keep a draft; inboxes are asked in `inbox.py`."""

from dataclasses import replace

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.tasks import TaskAct
from workflow_app.domain.drafts import Merged
from workflow_app.domain.earlier_answers import given_before
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.policies import may_act_on_task, may_read_task
from workflow_app.domain.time import local_date
from workflow_app.models import Assignment, Task
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.inboxes import Inboxes
from workflow_app.services import once
from workflow_app.services.answers import answers_of, show_whole_case
from workflow_app.services.arrived_facts import arrived_facts
from workflow_app.services.asked_forms import form_of, typed_so_far, values_asked
from workflow_app.services.attempts import note_attempt
from workflow_app.services.completing import refuse_outsider, refuse_stale, refuse_stranger
from workflow_app.services.draft_keeping import NOT_SAID, Seen, merge_answers
from workflow_app.services.drafts import draft_until
from workflow_app.services.materials import compared_of, facts_given
from workflow_app.services.past_versions import version_of_step
from workflow_app.services.prefilled import filled_in
from workflow_app.services.rounds_left import rounds_left
from workflow_app.services.rules_changed import is_draft
from workflow_app.services.showing import facts_of, show_task
from workflow_app.services.showing_papers import show_document
from workflow_app.services.steps import loaded_of, work_on, write_audit
from workflow_app.services.tools import Tools
from workflow_app.services.views import TaskDetail, TaskView


def get_task(task_id: str, *, actor: Actor, tools: Tools) -> TaskDetail:
    """Return a task with everything needed to do it; raises NotFoundError or ForbiddenError.

    A draft is for those who may complete the task: what nobody has signed yet is nobody's opinion.
    """
    with tools.database.read() as unit:
        task, rows = unit.tasks.get(task_id)
        tasks = unit.tasks.of_case(rows.case.id)
        facts = facts_of(task, tasks, handed_in=rows.case.submitted_at is not None)
        refuse_outsider(actor, facts)
        loaded = loaded_of(unit, rows, tools)
        clocks = unit.cases.clocks([rows.case.id])
        answer = may_act_on_task(actor, facts)
        name = unit.accounts.names([task.assignee_id]).get(task.assignee_id or "")
        version_of = version_of_step(unit, rows, loaded, tools)
        view = show_task(task, rows, version_of(task), actor=actor, tasks=tasks, clocks=clocks, assignee_name=name)
        given = facts_given(unit, rows, loaded, tasks, tools)
        if task.status == "OPEN":
            asked = loaded.forms.get(task.form or "", {})
            given |= rounds_left(unit, rows, asked, tools) | arrived_facts(unit, rows, asked)
        form = form_of(task, tasks, version_of(task), given)
        values = dict((typed_so_far(task, loaded) if answer.allowed else None) or task.outcome or {})
        values = filled_in(unit, rows, form, values, given_before(task, tasks), actor=actor, tools=tools)
        read = [each for each in tasks if may_read_task(actor, facts_of(each)).allowed]
        return TaskDetail(
            task=replace(
                view,
                is_seen=Inboxes(unit.session).is_seen(task.id, actor.id),
                draft_until=draft_until(unit, task, rows, tools),
            ),
            case=show_whole_case(unit, rows, loaded, actor=actor, on=local_date(tools.clock.now())),
            form=form,
            values=values_asked(task, values, loaded, given),
            answers=answers_of(unit, read, version_of, given),
            documents=tuple(show_document(each) for each in unit.documents.of_case(rows.case.id)),
            rule="" if answer.allowed else answer.rule,
            compared=compared_of(unit, rows, loaded, tasks, tools),
            representative=rows.subject.legal_representative,
            rules_changed=is_draft(rows) and bool(CaseMigrations(unit.session).unread_of(rows.case.id)),
        )


def claim_task(command: TaskAct, *, actor: Actor, tools: Tools) -> TaskView:
    """Take a task of the group; raises ForbiddenError TAKEN_BY_ANOTHER or SOD_VIOLATION, the latter kept on record."""
    try:
        return _assign(command, actor.id, "claimed", actor=actor, tools=tools)
    except ForbiddenError as error:
        note_attempt(command.task_id, error, actor=actor, tools=tools)
        raise


def release_task(command: TaskAct, *, actor: Actor, tools: Tools) -> TaskView:
    """Give a task back to the group."""
    return _assign(command, None, "released", actor=actor, tools=tools)


def _assign(command: TaskAct, assignee: str | None, act: str, *, actor: Actor, tools: Tools) -> TaskView:
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        task, rows = unit.tasks.get(command.task_id, lock=True)
        tasks = unit.tasks.of_case(rows.case.id)
        if assignee or task.assignee_id != actor.id:  # what one holds one may always give back
            refuse_stranger(actor, task, tasks, case=rows.case)
        refuse_stale(task, command.version)
        work = work_on(unit, rows, actor=actor, tools=tools)
        if task.assignee_id != assignee:
            task.assignee_id = assignee
            task.version += 1
            unit.add(_assignment(task, work, act))
            work.audit(f"task.{act}", element=task.element)
            write_audit(work)
        name = actor.name if assignee else None
        view = show_task(task, rows, loaded_of(unit, rows, tools), actor=actor, tasks=tasks, assignee_name=name)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    return view


def _assignment(task: Task, work: CaseWork, act: str) -> Assignment:
    """Return the row that says how the task came or went."""
    return Assignment(
        task_id=task.id, account_id=work.actor.id, kind=act.upper(), made_by=work.actor.id, made_at=work.now
    )


def save_draft(task_id: str, values: dict[str, object], *, actor: Actor, tools: Tools, seen: Seen = NOT_SAID) -> Merged:
    """Keep unfinished answers of a task, merged one by one; nothing is checked but who it is.

    `seen` is what the page showed. Returns what is kept of the answers that were given, and where another window
    changed the same one meanwhile: nothing is kept there until somebody has chosen.
    """
    with tools.database.write() as unit:
        task, rows = unit.tasks.get(task_id, lock=True)
        refuse_stranger(actor, task, unit.tasks.of_case(rows.case.id), case=rows.case)
        refuse_stale(task, None)
        merged = merge_answers(unit, task, rows, values, seen, tools)
        unit.commit()
    return merged
