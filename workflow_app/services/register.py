"""What became of a subject: renamed, deregistered, followed by another; its cases and all concerned learn of it."""

from collections.abc import Sequence
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.inlets import ChangeSubject
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import GONE, HAS_SUCCESSOR, SubjectStatus
from workflow_app.domain.inlets import refuse_undocumented as refuse
from workflow_app.domain.policies import may_ask_gate, may_keep_register
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Subject, SubjectEvent, SubjectSuccession
from workflow_app.repositories.gate_doubts import doubt_answers
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.concerned import Concerned
from workflow_app.services.record_views import SubjectDetail, show_subject
from workflow_app.services.subject_names import name_on, rename
from workflow_app.services.tools import Tools

GONE_MESSAGE = "subject_gone"


def change_subject(command: ChangeSubject, *, actor: Actor, tools: Tools) -> SubjectDetail:
    """Note what became of a subject; the same change under the same document changes nothing the second time.

    What happened before another change that is known already is kept in the history and changes nothing. A renamed one
    keeps every former name; one that is gone ends its open cases and stays on show under its old name;
    its successor may go on. Raises NotFoundError SUBJECT_UNKNOWN, ForbiddenError, InvalidError by field.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        subject = _held(unit, command.uscc, actor)
        refuse(command.document_no, command.on, today=local_date(now))
        successor = _successor(unit, command, subject)
        known = unit.subjects.find_event(
            subject.id, status=command.status.value, document_no=command.document_no.strip()
        )
        if known is None:
            _change(unit, command, subject, successor, actor=actor, now=now)
        elif successor is not None:
            _follow(unit, subject, successor, known)
        unit.flush()
        view = show_subject(subject, (each.name for each in unit.subjects.names([subject.id])))
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _held(unit: UnitOfWork, uscc: str, actor: Actor) -> Subject:
    """Return a subject to change, held until commit; a stranger learns nothing of it."""
    found = unit.subjects.find_by_uscc(uscc.strip().upper())
    if found is None or not may_ask_gate(actor, subject_id=found.id).allowed:
        raise NotFoundError("SUBJECT_UNKNOWN")
    answer = may_keep_register(actor, subject_id=found.id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    return unit.subjects.lock(found.id)


def _successor(unit: UnitOfWork, command: ChangeSubject, subject: Subject) -> Subject | None:
    """Return who follows; raises InvalidError where one is needed and missing, unknown, or the subject itself."""
    uscc = (command.successor_uscc or "").strip().upper()
    if command.status not in GONE:
        return None
    if not uscc:
        if command.status in HAS_SUCCESSOR:
            raise InvalidError(FieldError("/successor_uscc", "REQUIRED"))
        return None
    found = unit.subjects.find_by_uscc(uscc)
    if found is None or found.id == subject.id:
        raise InvalidError(FieldError("/successor_uscc", "SUCCESSOR_UNKNOWN"))
    return found


def _change(
    unit: UnitOfWork,
    command: ChangeSubject,
    subject: Subject,
    successor: Subject | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Write the change and its consequences, of which there are none where a later one is known already."""
    on, renamed = command.on or local_date(now), command.status is SubjectStatus.RENAMED
    is_late = unit.subjects.has_later_event(subject.id, on, of_name=renamed)
    if renamed:
        before, after = rename(unit, command, subject, on=on, now=now)
    else:
        before = after = name_on(unit, subject, on)
    if not renamed and not is_late:
        subject.status = command.status.value
    event = SubjectEvent(
        id=new_id(),
        subject_id=subject.id,
        status=command.status.value,
        happened_on=command.on,
        document_no=command.document_no.strip(),
        name_before=before,
        name_after=after,
        registered_by=actor.id,
        registered_at=now,
    )
    unit.add(event)
    if is_late:
        if successor is not None and subject.status in GONE:
            _follow(unit, subject, successor, event)
        _note(unit, subject, event, actor=actor, now=now, action="subject.noted_late")
        return
    if command.status is SubjectStatus.ACTIVE:
        unit.subjects.end_successions(subject.id)
    if successor is not None:
        _follow(unit, subject, successor, event)
    _tell(unit, subject, successor, event, actor=actor, now=now)


def _follow(unit: UnitOfWork, subject: Subject, successor: Subject, event: SubjectEvent) -> None:
    """Note who follows, once."""
    if successor.id not in {each.id for each in unit.subjects.list_successors(subject.id)}:
        unit.add(SubjectSuccession(id=new_id(), subject_id=subject.id, successor_id=successor.id, event_id=event.id))


def _tell(
    unit: UnitOfWork,
    subject: Subject,
    successor: Subject | None,
    event: SubjectEvent,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell the subject, its successor, the offices that have it on record, and end its cases where it is gone."""
    home = _home_of(unit, actor)
    facts: dict[str, object] = {"name": subject.name, "before": event.name_before, "document_no": event.document_no}
    concerned = Concerned(unit, home.id, now, facts)
    code = f"SUBJECT_{event.status}"
    concerned.tell_subject(code, subject.id)
    if successor is not None:
        concerned.tell_subject("SUBJECT_FOLLOWED", successor.id)
    for authority in unit.subjects.authorities_concerned(subject.id):
        concerned.tell_role(code, Role.DATA_CLERK, authority_id=authority.id)
    cases = unit.cases.list_open_of_subject(subject.id)
    for case in cases:
        concerned.tell_workers("CASE_SUBJECT_CHANGED", case)
    if event.status in GONE:
        concerned.leave_message(GONE_MESSAGE, cases, cause=event.id)
    doubt_answers(unit, subject.id, reason="SUBJECT_CHANGED", now=now)
    _note(unit, subject, event, actor=actor, now=now, action="subject.changed")


def _note(unit: UnitOfWork, subject: Subject, event: SubjectEvent, *, actor: Actor, now: datetime, action: str) -> None:
    said = {"subject": subject.id, "status": event.status, "document_no": event.document_no}
    audit.record(unit, authority=_home_of(unit, actor), actor=actor, action=action, data=said, now=now)


def _home_of(unit: UnitOfWork, actor: Actor) -> Authority:
    """Return the authority whose data clerk acts, the first where they are clerk of several."""
    clerk_at: Sequence[str] = sorted(
        grant.authority_id for grant in actor.grants if grant.role == Role.DATA_CLERK and grant.authority_id
    )
    return unit.authorities.get(clerk_at[0]) if clerk_at else unit.authorities.first()
