"""From rows to views, for cases and tasks."""

from collections.abc import Iterable, Sequence
from datetime import date

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.policies import TaskFacts, may_act_on_task, may_name_staff
from workflow_app.domain.process_facts import Whose, Words
from workflow_app.domain.window import CHANNEL
from workflow_app.models import CaseClock, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.clocks import END_OF_TIME
from workflow_app.services.colleagues import colleagues
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.part_views import MatterOf
from workflow_app.services.views import (
    CaseView,
    ClockView,
    SubjectView,
    TaskView,
)

NO_WORDS = Words("", "")


def facts_of(task: Task, tasks: Iterable[Task] = (), *, handed_in: bool = True) -> TaskFacts:
    """Return what a policy must know of a task; `handed_in` matters only to who may read it."""
    return TaskFacts(
        role=task.role,
        authority_id=task.authority_id,
        department=task.department,
        subject_id=task.subject_id,
        status=task.status,
        assignee_id=task.assignee_id,
        colleagues=colleagues(task, tasks),
        handed_in=handed_in,
        appointed=(task.appointee_id,) if task.appointee_id else (),
    )


def show_task(
    task: Task,
    rows: CaseRows,
    loaded: LoadedProcess,
    *,
    actor: Actor,
    tasks: Iterable[Task] = (),
    clocks: Iterable[CaseClock] = (),
    assignee_name: str | None = None,
) -> TaskView:
    """Return a task as its reader may see it, with what they may do."""
    element = loaded.compiled.elements.get(task.element)
    return TaskView(
        id=task.id,
        case_id=task.case_id,
        case_number=rows.case.number,
        key=task.element,
        name_zh=element.name if element else task.element,
        name_en=element.name_en if element else task.element,
        form=task.form,
        version=task.version,
        status=task.status,
        role=task.role,
        assignee=_of_holder(task.assignee_id, task, actor),
        assignee_name=_of_holder(assignee_name, task, actor),
        candidates=(task.role,),
        due_on=task.due_on,
        due_at=task.due_at if task.due_on else None,
        legal_due_on=legal_due_on(clocks, loaded),
        legal_paused=_legal_paused(clocks, loaded),
        subject_name=rows.subject.name,
        opened_at=task.opened_at,
        completed_at=task.completed_at,
        actions=_actions(task, actor, tasks),
        is_mine_done=task.completed_by == actor.id,
        authority=rows.authority.code,
        waits_for_appointment=task.unstaffed_at is not None,
        is_appointed=task.appointee_id == actor.id,
        own_due_on=_own_due_on(task, clocks, loaded),
    )


def _of_holder(value: str | None, task: Task, actor: Actor) -> str | None:
    """Return what tells who holds a task, to a reader who learns that."""
    return value if _names_holder(task, actor) else None


def _names_holder(task: Task, actor: Actor) -> bool:
    """Tell whether a reader learns who holds a task: of a step of the office, only the office does."""
    if task.assignee_id == actor.id or task.role == Role.APPLICANT:
        return True
    return may_name_staff(actor, authority_id=task.authority_id, subject_id=task.subject_id)


def _actions(task: Task, actor: Actor, tasks: Iterable[Task]) -> tuple[str, ...]:
    """Return what the reader may do with a task."""
    if task.status != "OPEN" or not may_act_on_task(actor, facts_of(task, tasks)).allowed:
        return ()
    return ("complete", "release") if task.assignee_id == actor.id else ("complete", "claim")


def legal_due_on(clocks: Iterable[CaseClock], loaded: LoadedProcess) -> date | None:
    """Return the nearest legal limit of the office that runs or ran out."""
    days = (clock.due_on for clock in _legal(clocks, loaded) if clock.status in ("RUNNING", "EXPIRED"))
    return min(days, default=None)


def _own_due_on(task: Task, clocks: Iterable[CaseClock], loaded: LoadedProcess) -> date | None:
    """Return the nearest last day of a clock that runs for the applicant, whose step this is."""
    if task.role != Role.APPLICANT or task.status != "OPEN":
        return None
    own = {clock.key for clock in loaded.facts.clocks if clock.whose is Whose.APPLICANT}
    days = (each.due_on for each in clocks if each.key in own and each.status in ("RUNNING", "EXPIRED"))
    return min(days, default=None)


def _legal_paused(clocks: Iterable[CaseClock], loaded: LoadedProcess) -> bool:
    """Tell whether a legal limit of the office stands still and no other runs."""
    statuses = {clock.status for clock in _legal(clocks, loaded)}
    return "PAUSED" in statuses and not statuses & {"RUNNING", "EXPIRED"}


def _legal(clocks: Iterable[CaseClock], loaded: LoadedProcess) -> list[CaseClock]:
    """Return the clocks that are legal limits of the office."""
    legal = {clock.key for clock in loaded.facts.clocks if clock.legal and clock.whose is Whose.OFFICE}
    return [clock for clock in clocks if clock.key in legal]


def show_clock(clock: CaseClock, loaded: LoadedProcess, *, authority: str) -> ClockView:
    """Return a clock with its words."""
    facts = loaded.facts.clock(clock.key)
    is_open = clock.due_at == END_OF_TIME
    words = facts.words if facts else NO_WORDS
    return ClockView(
        id=clock.id,
        key=clock.key,
        name_zh=words.zh or clock.key,
        name_en=words.en or clock.key,
        legal=facts.legal if facts else False,
        for_applicant=facts is not None and facts.whose is Whose.APPLICANT,
        just_passes=facts is not None and facts.whose is Whose.NOBODY,
        started_on=clock.started_on,
        due_on=None if is_open else clock.due_on,
        due_at=None if is_open else clock.due_at,
        status=clock.status,
        stopped_at=clock.stopped_at,
        provisional=clock.provisional,
        explanation=clock.basis,
        authority=authority,
    )


def show_case(
    rows: CaseRows,
    loaded: LoadedProcess,
    *,
    actor: Actor,
    tasks: Sequence[Task] = (),
    clocks: Sequence[CaseClock] = (),
) -> CaseView:
    """Return a case with its open tasks and clocks."""
    case = rows.case
    words = loaded.facts.states.get(case.state, Words(case.state, case.state))
    newest = {clock.key: clock for clock in clocks}  # the place of another is taken by one that began afresh
    open_tasks = [task for task in tasks if task.status == "OPEN"]
    return CaseView(
        id=case.id,
        number=case.number,
        process=rows.runs_on.key,
        process_name_zh=rows.runs_on.name_zh,
        process_name_en=rows.runs_on.name_en,
        process_version=rows.runs_on.version,
        version=case.version,
        status=case.status,
        state=case.state,
        state_zh=words.zh,
        state_en=words.en,
        public_zh=words.public_zh or words.zh,
        public_en=words.public_en or words.en,
        subject=SubjectView(rows.subject.id, rows.subject.uscc, rows.subject.name),
        created_at=case.created_at,
        submitted_at=case.submitted_at,
        ended_at=case.ended_at,
        tasks=tuple(show_task(each, rows, loaded, actor=actor, tasks=tasks, clocks=clocks) for each in open_tasks),
        clocks=tuple(show_clock(clock, loaded, authority=rows.authority.code) for clock in newest.values()),
        authority=rows.authority.code,
        at_window=case.channel == CHANNEL,
        batch_id=case.batch_id,
        matter=matter_of(loaded),
        open_deferrable=case.open_deferrable,
    )


def matter_of(loaded: LoadedProcess) -> MatterOf | None:
    """Return the matter that a process, made ready for a case, is about."""
    if loaded.matter is None:
        return None
    name = loaded.matter.content.name
    return MatterOf(loaded.matter.code, name.zh, name.en or name.zh, loaded.matter.edition)
