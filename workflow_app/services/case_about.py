"""Whom and what a case is about: the subject that the asker acts for, the record, the authority that decides."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import is_id
from workflow_app.domain.policies import LOOKS_ONLY, may_open_case
from workflow_app.models import Authority, Record, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.named_subjects import find_named


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a case is about, and the authority that decides it (who determined, repairs)."""

    subject: Subject
    record: Record | None
    authority: Authority


def subject_of(unit: UnitOfWork, uscc: str, loaded: LoadedProcess, actor: Actor) -> Subject:
    """Return the subject the asker acts for; a stranger learns nothing of it. Natural persons have no code."""
    if not uscc.strip():
        raise RefusedError("SUBJECT_KIND_NOT_ACCEPTED")
    subject = find_named(unit, uscc)
    answer = may_open_case(actor, subject_id=subject.id) if subject else None
    if answer is LOOKS_ONLY:
        raise ForbiddenError(answer.rule)
    if subject is None or answer is None or not answer.allowed:
        raise NotFoundError("SUBJECT_UNKNOWN")
    if subject.kind not in loaded.facts.subject_kinds:
        raise RefusedError("SUBJECT_KIND_NOT_ACCEPTED")
    return subject


def about_of(unit: UnitOfWork, command: OpenCase, loaded: LoadedProcess, subject: Subject) -> About:
    """Return the record a case is about, held so that two who open a case meet here, and its authority."""
    if not loaded.facts.record_kinds:
        return About(subject, None, unit.authorities.first())
    record_id = command.values.get("record_id")
    if not isinstance(record_id, str):
        raise InvalidError(FieldError("/values/record_id", "REQUIRED"))
    if not is_id(record_id):
        raise NotFoundError("RECORD_UNKNOWN")
    rows = unit.records.get(record_id)
    if rows.record.subject_id != subject.id or rows.record.kind not in loaded.facts.record_kinds:
        raise NotFoundError("RECORD_UNKNOWN")
    return About(subject, unit.records.lock(record_id), rows.authority)
