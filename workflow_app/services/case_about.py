"""Whom and what a case is about: the subject that the asker acts for, the record or matter, and who decides."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.gate import ACTIVE, Channel
from workflow_app.domain.ids import is_id
from workflow_app.domain.matters import Applicant, MatterContent
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.domain.policies import LOOKS_ONLY, may_open_case
from workflow_app.models import Authority, Record, Subject
from workflow_app.repositories.matters import MatterRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.matter_rows import content_of
from workflow_app.services.named_subjects import find_named


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a case is about, and the authority that decides it (who determined, repairs)."""

    subject: Subject
    record: Record | None
    authority: Authority
    matter: MatterRows | None = None


APPLICANTS = {
    SubjectKind.ENTERPRISE: Applicant.LEGAL_PERSON,
    SubjectKind.INDIVIDUAL_BUSINESS: Applicant.INDIVIDUAL_BUSINESS,
    SubjectKind.PERSON: Applicant.NATURAL_PERSON,
}
"""As what a subject applies for a matter."""


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


def about_of(unit: UnitOfWork, command: OpenCase, loaded: LoadedProcess, subject: Subject, *, today: date) -> About:
    """Return what a case is about and its authority; a record is held, so that two who open a case meet here."""
    if loaded.facts.takes_matters:
        matter = _matter(unit, command, subject, today)
        return About(subject, None, matter.authority, matter)
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


def _matter(unit: UnitOfWork, command: OpenCase, subject: Subject, today: date) -> MatterRows:
    """Return the matter that is applied for, in the edition of today; raises RefusedError WAY_NOT_OFFERED.

    Of an easier way the gate says whether it is open, and if not, in its own words why (scenario S05).
    """
    authority, code = (_named(command, name) for name in ("authority", "matter"))
    rows = unit.matters.get_in_force(authority, code, on=today)
    content = content_of(rows.edition)
    if command.process not in content.ways and command.process not in set(Channel):
        raise RefusedError("WAY_NOT_OFFERED", matter=code)
    refuse_strange_applicant(subject, content)
    return rows


def refuse_strange_applicant(subject: Subject, content: MatterContent) -> None:
    """Refuse who may not apply for a matter: raises RefusedError APPLICANT_NOT_ACCEPTED or APPLICANT_GONE."""
    if subject.status != ACTIVE:
        raise RefusedError("APPLICANT_GONE")
    if APPLICANTS[SubjectKind(subject.kind)] not in content.applicants:
        raise RefusedError("APPLICANT_NOT_ACCEPTED")


def _named(command: OpenCase, name: str) -> str:
    value = command.values.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidError(FieldError(f"/values/{name}", "REQUIRED"))
    return value
