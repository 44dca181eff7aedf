"""Entering a subject of which nothing is on record yet: with the name that its own papers show."""

from datetime import datetime

from workflow_app.domain.heads import is_individual_code
from workflow_app.domain.ids import new_id
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.models import Subject, SubjectName
from workflow_app.repositories.unit_of_work import UnitOfWork


def enter_subject(unit: UnitOfWork, *, uscc: str, name: str, representative: str | None, now: datetime) -> Subject:
    """Return a new subject; whether it is an enterprise or an individual business is told by its code."""
    kind = SubjectKind.INDIVIDUAL_BUSINESS if is_individual_code(uscc) else SubjectKind.ENTERPRISE
    subject = Subject(
        id=new_id(),
        kind=kind.value,
        name=name,
        uscc=uscc,
        legal_representative=representative or None,
        status="ACTIVE",
        created_at=now,
    )
    unit.add(subject, SubjectName(id=new_id(), subject_id=subject.id, name=name, seen_at=now))
    unit.flush()
    return subject
