"""Putting tasks into the hands of persons, by the rule that the process names for a step; without one, by nobody."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.assigning import Way, district_of
from workflow_app.models import Assignment, Task
from workflow_app.repositories.appointments import Appointments
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.sections import Holder, Sections
from workflow_app.services.colleagues import colleagues
from workflow_app.services.loaded import LoadedProcess

NEVER = datetime(1, 1, 1, tzinfo=UTC)


def give_by_rule(work: CaseWork, opened: Iterable[Task], loaded: LoadedProcess) -> None:
    """Give each task that a step has opened to whom the rule of its element names.

    Who did the same part of the case before does it again, such as a review that was returned. Where the rule finds
    nobody, the task is there to be claimed.
    """
    for task in opened:
        way = work.facts.assigning.get(task.element, Way.CLAIM)
        if way is Way.BACK:
            _give_back(work, task, loaded)
        if way in {Way.CLAIM, Way.BACK} or task.appointee_id is not None:
            continue
        account_id = _chosen(work, task, way)
        if account_id is not None:
            give(work, task, account_id, kind="BY_RULE", reason=way)
            Sections(work.unit.session).note_turn(account_id, task.role, task.authority_id, now=work.now)
            tell_given(work, task, loaded, account_id)


def give(work: CaseWork, task: Task, account_id: str | None, *, kind: str, reason: str | None = None) -> None:
    """Put a task into somebody's hands, or take it out of them, and keep that in the record of the case."""
    before, task.assignee_id = task.assignee_id, account_id
    task.version += 1
    work.unit.add(
        Assignment(
            task_id=task.id,
            account_id=account_id or before,
            kind=kind,
            reason=reason,
            made_by=work.actor.id,
            made_at=work.now,
        )
    )
    if account_id is None:
        work.audit("task.released", element=task.element)
    else:
        work.audit("task.assigned", element=task.element, account_id=account_id, way=kind)


def tell_given(work: CaseWork, task: Task, loaded: LoadedProcess, account_id: str) -> None:
    """Tell somebody that a task was given to them."""
    work.unit.add(_telling(work, task, loaded, "TASK_ASSIGNED").for_account(account_id, now=work.now))


def _give_back(work: CaseWork, task: Task, loaded: LoadedProcess) -> None:
    """Give a task to who did this part of the case before, and tell them; where they cannot, whoever may claim it."""
    account_id = task.appointee_id or _chosen(work, task, Way.BACK)
    if account_id is not None:
        give(work, task, account_id, kind="BY_RULE", reason=Way.BACK)
    telling = _telling(work, task, loaded, "TASK_RETURNED")
    role = Role(task.role)
    work.unit.add(telling.for_account(account_id, now=work.now) if account_id else telling.for_role(role, now=work.now))


def _telling(work: CaseWork, task: Task, loaded: LoadedProcess, code: str) -> Telling:
    """Return what is told of a task: of which case, what is to be done, and where."""
    element = loaded.compiled.elements.get(task.element)
    facts: dict[str, object] = {
        "number": work.case.number,
        "what_zh": element.name if element else task.element,
        "what_en": element.name_en if element else task.element,
        "path": f"/desk/tasks/{task.id}",
    }
    return Telling(code, task.authority_id, facts, case_id=task.case_id)


def _chosen(work: CaseWork, task: Task, way: Way) -> str | None:
    """Return whom a rule names among those who may do a task, or None."""
    sections = Sections(work.unit.session)
    able = _able(work, task, sections.holders(task.authority_id, task.role, task.department))
    if not able:
        return None
    ids = {each.id for each in able}
    part = (task.role, task.form, task.separation_group)
    before = [each.completed_by for each in work.tasks if (each.role, each.form, each.separation_group) == part]
    again = [each for each in before if each in ids]
    if again or way is Way.BACK:
        return again[-1] if again else None
    if way is Way.BY_DISTRICT:
        district = district_of(work.subject.uscc)
        found = sections.in_charge(task.authority_id, task.role, district) if district else None
        return found if found in ids else None
    loads = sections.open_counts(ids) if way is Way.BY_LOAD else {}
    return min(able, key=lambda each: (loads.get(each.id, 0), each.last_turn_at or NEVER, each.id)).id


def _able(work: CaseWork, task: Task, holders: Sequence[Holder]) -> list[Holder]:
    """Return who of the holders of a role may do a task: nobody who did another part, or acts for the subject."""
    ids = [each.id for each in holders]
    barred = {*colleagues(task, work.tasks)}
    barred |= Appointments(work.unit.session).acting_for(task.subject_id, ids, today=work.today) if ids else set()
    return [each for each in holders if each.id not in barred]
