"""Who may do what, as questions with the rule that decided; every refusal can be explained by its code."""

from collections.abc import Collection
from dataclasses import dataclass

from workflow_app.domain.actors import DESK_ROLES, Actor, Role


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes or no, and the rule that said so."""

    allowed: bool
    rule: str = "ALLOWED"


YES = Answer(allowed=True)
CONFLICT_OF_INTEREST = Answer(allowed=False, rule="CONFLICT_OF_INTEREST")
LOOKS_ONLY = Answer(allowed=False, rule="LOOKS_ONLY")

READS_EVERY_CASE = frozenset({Role.SUPERVISOR, Role.AUDITOR, Role.CREDIT_OFFICE, Role.DATA_CLERK, Role.SECTION_HEAD})
"""Roles that follow cases of their authority without holding a task of theirs."""
READS_DRAFTS = frozenset({Role.AUDITOR})
"""Roles of the office that see a case before its applicant has handed it in; to everybody else it is not there yet."""
SERVES_LETTERS = frozenset({Role.CLERK_OF_OFFICE, Role.INTAKE, Role.WINDOW, Role.SECTION_HEAD})
"""Roles that keep the record of how a letter of their authority was served."""
WORKS_AT_SITES = frozenset({Role.DATA_CLERK, Role.CREDIT_OFFICE})
"""Roles that carry to other sites by hand what is to be shown and taken down there, and look whether it was."""
FOLLOWS_SITES = WORKS_AT_SITES | {Role.SUPERVISOR, Role.SECTION_HEAD, Role.DECIDER}
"""Roles that see how such work stands."""
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.PROCESS_ADMIN})
"""Roles that run the service; who holds one reads no case there, unless another of theirs is to read every one."""


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What a policy must know of a task; `colleagues` did another part of the same separation group in this case.

    Those who answered for its applicant are among them. `handed_in` tells whether its case has been handed in.
    `appointed` were named for this one task (rule A17).
    """

    role: str
    authority_id: str
    department: str | None
    subject_id: str
    status: str
    assignee_id: str | None
    colleagues: Collection[str] = ()
    handed_in: bool = True
    appointed: Collection[str] = ()


def may_see_task(actor: Actor, task: TaskFacts) -> Answer:
    """Tell whether a task is any business of somebody: their role, department or subject."""
    if task.role == Role.APPLICANT:
        mine = task.subject_id in actor.subject_ids and actor.has(Role.APPLICANT)
        return YES if mine else Answer(allowed=False, rule="NOT_YOUR_SUBJECT")
    if actor.id in task.appointed and reads_by_office(actor, task.authority_id):
        return YES
    departments = {
        grant.department
        for grant in actor.grants
        if grant.role == task.role and grant.authority_id in (None, task.authority_id)
    }
    if not departments:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    if task.department is None or task.department in departments:
        return YES
    return Answer(allowed=False, rule="OTHER_DEPARTMENT")


def may_act_on_task(actor: Actor, task: TaskFacts) -> Answer:
    """Tell whether somebody may claim or complete a task.

    It is theirs to see, nobody else's, not about an enterprise they act for, and duties stay separate.
    """
    seen = may_see_task(actor, task)
    if not seen.allowed:
        return seen
    if _is_interested(actor, task):
        return CONFLICT_OF_INTEREST
    if task.role == Role.APPLICANT and task.subject_id in actor.looks_only:
        return LOOKS_ONLY
    if actor.id in task.colleagues:
        return Answer(allowed=False, rule="SOD_VIOLATION")
    if task.assignee_id not in (None, actor.id):
        return Answer(allowed=False, rule="TAKEN_BY_ANOTHER")
    return YES


def may_see_case(actor: Actor, *, authority_id: str, subject_id: str, handed_in: bool) -> Answer:
    """Tell whether somebody may read a case: the subject's own people, and once handed in the authority's desk."""
    if subject_id in actor.subject_ids and actor.has(Role.APPLICANT):
        return YES
    return _read_by_office(actor, authority_id, handed_in=handed_in)


def may_read_task(actor: Actor, task: TaskFacts) -> Answer:
    """Tell whether somebody may open a task with its form and the answers before it.

    Those whose task it is and the desk that reads the case; of a step of the office the subject's own people know no
    more than that it is there.
    """
    seen = may_see_task(actor, task)
    answer = seen if seen.allowed else _read_by_office(actor, task.authority_id, handed_in=task.handed_in)
    return CONFLICT_OF_INTEREST if answer.allowed and _is_interested(actor, task) else answer


def _is_interested(actor: Actor, task: TaskFacts) -> bool:
    """Tell whether a step of the office is about somebody the actor acts for, in whatever role they act."""
    return task.role != Role.APPLICANT and task.subject_id in actor.subject_ids


def reads_by_office(actor: Actor, authority_id: str | None, *, handed_in: bool = True) -> bool:
    """Tell whether the desk roles held at one authority open its cases and records.

    Only what is held there counts, not what somebody is elsewhere. None asks for an authority that no grant names.
    What an applicant has not handed in is no business of the desk.
    """
    here = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not handed_in:
        return bool(here & READS_DRAFTS)
    return bool(here & READS_EVERY_CASE) or (bool(here & DESK_ROLES) and not here & ADMINISTRATORS)


def may_serve_letter(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may record how a letter was served: not to an enterprise they act for."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not held & SERVES_LETTERS:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def may_work_at_sites(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may do at another site what concerns a record: its authority's clerks, not in own cases."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not held & WORKS_AT_SITES:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def _read_by_office(actor: Actor, authority_id: str, *, handed_in: bool) -> Answer:
    """Tell whether somebody reads the cases of an authority, and if not, why."""
    if reads_by_office(actor, authority_id, handed_in=handed_in):
        return YES
    administers = any(
        grant.role in ADMINISTRATORS and grant.authority_id in (None, authority_id) for grant in actor.grants
    )
    return Answer(allowed=False, rule="ADMINISTRATORS_SEE_NO_CASES" if administers else "NOT_YOUR_CASE")


def may_name_staff(actor: Actor, *, authority_id: str, subject_id: str) -> bool:
    """Tell whether somebody reads who of the office did what: the desk, in cases that are not their own."""
    return reads_by_office(actor, authority_id) and subject_id not in actor.subject_ids


def may_open_case(actor: Actor, *, subject_id: str) -> Answer:
    """Tell whether somebody may open a case for a subject."""
    if subject_id in actor.subject_ids and actor.has(Role.APPLICANT):
        return LOOKS_ONLY if subject_id in actor.looks_only else YES
    return Answer(allowed=False, rule="NOT_YOUR_SUBJECT")


def may_ask_gate(actor: Actor, *, subject_id: str) -> Answer:
    """Tell whether somebody may ask what is open to a subject: its own people, and every desk that reads records."""
    if subject_id in actor.subject_ids:
        return YES
    desks = {grant.authority_id for grant in actor.grants}
    is_desk = any(reads_by_office(actor, each) for each in desks)
    return YES if is_desk else Answer(allowed=False, rule="NOT_YOUR_SUBJECT")


def may_read_record(actor: Actor, *, subject_id: str, authority_id: str) -> bool:
    """Tell whether somebody reads what an authority has on record of a subject: its own people, and that desk."""
    return subject_id in actor.subject_ids or reads_by_office(actor, authority_id)


def may_keep_records(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may enter what came of an appeal: the data clerk of the authority that decided."""
    return _may_change(actor, Role.DATA_CLERK, authority_id=authority_id, subject_id=subject_id)


def may_keep_entries(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may enter or lift an entry in a list or a breach: the authority's credit office."""
    return _may_change(actor, Role.CREDIT_OFFICE, authority_id=authority_id, subject_id=subject_id)


def may_keep_register(actor: Actor, *, subject_id: str) -> Answer:
    """Tell whether somebody may note what became of a subject: a data clerk, for the register belongs to all."""
    if subject_id in actor.subject_ids:
        return CONFLICT_OF_INTEREST
    return YES if actor.has(Role.DATA_CLERK) else Answer(allowed=False, rule="ROLE_NEEDED")


def _may_change(actor: Actor, role: Role, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody holds a role at an authority and does not act for the subject."""
    if not any(grant.role == role and grant.authority_id in (None, authority_id) for grant in actor.grants):
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES
