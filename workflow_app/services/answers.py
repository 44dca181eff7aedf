"""The whole of a case for its readers: record, answers given, letters, files, sites, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.breaches import PROCESS
from workflow_app.domain.moving import may_copy, may_move, may_switch, may_withdraw
from workflow_app.domain.policies import may_name_staff
from workflow_app.models import Case, Pledge, Task
from workflow_app.repositories.appointments import Appointments
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.asked_forms import form_of
from workflow_app.services.batch_sizes import batch_sizes
from workflow_app.services.broken_promises import broken_promise
from workflow_app.services.case_steps import is_over, steps_of
from workflow_app.services.held_filings import with_pause
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.part_views import AppointmentFacts
from workflow_app.services.past_versions import VersionOf
from workflow_app.services.refusals import show_refusal
from workflow_app.services.removal_states import removals_of
from workflow_app.services.showing import show_case
from workflow_app.services.showing_papers import show_document, show_letters, show_pledge, show_signatures
from workflow_app.services.views import AnsweredView, CaseView, RecordFacts


def _pledges(unit: UnitOfWork, case: Case, loaded: LoadedProcess) -> Sequence[Pledge]:
    """Return the pledges signed in a case, or the one whose breach it hears."""
    breach = unit.breaches.find_of_case(case.id) if loaded.facts.key == PROCESS else None
    return [unit.pledges.get(breach.pledge_id)] if breach else unit.pledges.of_case(case.id)


def show_whole_case(unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, *, actor: Actor, on: date) -> CaseView:
    """Return a case with everything beside it, as it is on a day."""
    case = rows.case
    tasks = unit.tasks.of_case(case.id)
    names = unit.accounts.names([task.assignee_id for task in tasks])
    pause = unit.pauses.get(case.pause_id) if case.pause_id else None
    view = show_case(rows, loaded, actor=actor, tasks=tasks, clocks=unit.cases.clocks([case.id]))
    waits = unit.tasks.waits(case.id)
    active = [task.element for task in tasks if task.status == "OPEN"] + (case.passed[-1:] if pause else [])
    messages = [wait for wait in waits if wait.kind == "MESSAGE" and not _is_boundary(loaded, wait.element)]
    active += [wait.element for wait in messages if wait.status == "OPEN"]
    done = [task.element for task in tasks if task.status == "DONE"]
    done += [wait.element for wait in messages if is_over(loaded.compiled, case.passed, wait)]
    letters = unit.letters.of_cases([case.id])
    own = Role.APPLICANT in actor.roles and case.subject_id in actor.subject_ids
    answer = may_withdraw(actor, subject_id=case.subject_id, state=case.state, states=loaded.facts.withdrawal_states)
    return replace(
        with_pause(view, pause),
        tasks=tuple(replace(task, assignee_name=names.get(task.assignee or "")) for task in view.tasks),
        record=record_of(unit, case.record_id),
        letters=show_letters(unit, letters),
        pledges=tuple(show_pledge(each, on=on) for each in _pledges(unit, case, loaded)),
        documents=tuple(show_document(each) for each in unit.documents.of_case(case.id)),
        signatures=show_signatures(unit, case.id),
        removals=removals_of(unit, [case.id]).get(case.id, ()),
        steps=steps_of(loaded, case, active=active, done=done),
        done_elements=tuple(_passed(case, tasks, active, done)),
        active_elements=tuple(active),
        follow_code=case.follow_code if own else None,
        may_withdraw=case.status != "ENDED" and answer.allowed,
        may_move=case.status != "ENDED"
        and case.record_id is not None
        and may_move(actor, subject_id=case.subject_id, state=case.state).allowed,
        may_copy=case.record_id is not None and may_copy(actor, subject_id=case.subject_id, state=case.state).allowed,
        may_switch=case.status != "ENDED" and _may_switch(case, loaded, actor),
        refusal=show_refusal(case.state, letters),
        appointments=_appointments(unit, case, tasks, actor),
        batch_size=batch_sizes(unit, [case]).get(case.id, 0),
    )


def _may_switch(case: Case, loaded: LoadedProcess, actor: Actor) -> bool:
    """Tell whether an application may go on by another way; most processes know none."""
    switch = loaded.facts.switch
    return (
        switch is not None
        and may_switch(actor, subject_id=case.subject_id, state=case.state, states=switch.states).allowed
    )


def _appointments(unit: UnitOfWork, case: Case, tasks: Sequence[Task], actor: Actor) -> tuple[AppointmentFacts, ...]:
    """Return whom the head of the section named for steps of a case, for the desk; most cases need nobody."""
    if not any(task.appointee_id or task.unstaffed_at for task in tasks):
        return ()
    if not may_name_staff(actor, authority_id=case.authority_id, subject_id=case.subject_id):
        return ()
    found = Appointments(unit.session).list_of_case(case.id)
    people = [each for row in found for each in (row.appointment.account_id, row.appointment.made_by)]
    names = unit.accounts.names(people)
    return tuple(
        AppointmentFacts(
            id=asked.id,
            element=row.task.element,
            account_id=asked.account_id,
            name=names.get(asked.account_id or "", ""),
            reason=asked.reason or "",
            made_by=names.get(asked.made_by or "", ""),
            at=asked.settled_at or asked.wanted_at,
            status=asked.status,
        )
        for row in found
        for asked in (row.appointment,)
    )


def _passed(case: Case, tasks: Sequence[Task], active: Sequence[str], done: Sequence[str]) -> list[str]:
    """Return the elements behind a case: entered, not waiting now, and not cancelled before they were done."""
    cancelled = {task.element for task in tasks if task.status == "CANCELLED"} - set(done)
    return [element for element in case.passed if element not in active and element not in cancelled]


def answers_of(
    unit: UnitOfWork, tasks: Sequence[Task], version_of: VersionOf, facts: Mapping[str, object]
) -> tuple[AnsweredView, ...]:
    """Return the forms completed in a case, oldest first, each as the version of then asked it."""
    done = [task for task in tasks if task.status == "DONE" and task.form]
    names = unit.accounts.names([task.completed_by for task in done])
    return tuple(
        AnsweredView(
            element=task.element,
            name_zh=version_of(task).compiled.elements[task.element].name,
            name_en=version_of(task).compiled.elements[task.element].name_en,
            form=form_of(task, tasks, version_of(task), facts),
            values=dict(task.outcome or {}),
            by=names.get(task.completed_by or ""),
            at=task.completed_at,
        )
        for task in done
    )


def _is_boundary(loaded: LoadedProcess, element_id: str) -> bool:
    """Tell whether a wait hangs on another element and says nothing about where the case stands."""
    element = loaded.compiled.elements.get(element_id)
    return element is not None and element.attached_to is not None


def record_of(unit: UnitOfWork, record_id: str | None) -> RecordFacts | None:
    """Return the record of a case."""
    if record_id is None:
        return None
    rows = unit.records.get(record_id)
    record = rows.record
    return RecordFacts(
        id=record.id,
        document_no=record.document_no,
        decided_on=record.decided_on,
        severity=record.severity,
        fine=record.fine,
        confiscation=record.confiscation,
        first_apply_on=record.first_apply_on,
        max_until=record.max_until,
        facts=str(record.content.get("facts") or ""),
        kind=record.kind,
        broken=broken_promise(record),
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
    )
