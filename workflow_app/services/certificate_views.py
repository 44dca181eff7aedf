"""Certificates of training as pages show them: to those they are for, to trainers, to reviewers."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.time import local_date
from workflow_app.domain.training import CertificateStatus
from workflow_app.domain.training_policies import (
    READERS,
    held_authorities,
    insist,
    may_annul,
    may_dispute,
    may_read_training,
)
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.trainings import CertificateRows
from workflow_app.services.tools import Tools

EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate; `status` is VALID, DISPUTED, ANNULLED, or EXPIRED once its last day is over."""

    id: str
    letter_id: str
    number: str
    code: str
    is_ready: bool
    authority_zh: str
    authority_en: str
    subject_id: str
    subject_name: str
    uscc: str | None
    attendee: str
    capacity: str
    way: str
    hours: int
    score: int | None
    trained_on: date
    issued_on: date
    valid_until: date
    status: str
    reason: str | None
    annulled_at: datetime | None
    may_dispute: bool = False
    may_annul: bool = False
    may_keep: bool = False


def show_certificate(rows: CertificateRows, *, now: datetime) -> CertificateView:
    """Return a certificate as it stands."""
    row = rows.certificate
    is_over = row.valid_until < local_date(now) and row.status != CertificateStatus.ANNULLED
    return CertificateView(
        id=row.id,
        letter_id=row.letter_id,
        number=row.number,
        code=rows.letter.code,
        is_ready=rows.letter.sha256 is not None,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        subject_id=row.subject_id,
        subject_name=rows.subject.name,
        uscc=rows.subject.uscc,
        attendee=row.attendee,
        capacity=row.capacity,
        way="COURSE" if row.test_id else "CLASS",
        hours=row.hours,
        score=row.score,
        trained_on=row.trained_on,
        issued_on=row.issued_on,
        valid_until=row.valid_until,
        status=EXPIRED if is_over else row.status,
        reason=row.reason,
        annulled_at=row.annulled_at,
    )


def search_certificates(
    *,
    actor: Actor,
    tools: Tools,
    words: str = "",
    status: str | None = None,
    cursor: str | None = None,
    limit: int = 25,
) -> Page[CertificateView]:
    """Return a page of the certificates of the actor's authorities; raises ForbiddenError ROLE_NEEDED."""
    held = held_authorities(actor, *READERS)
    with tools.database.read() as unit:
        rows = unit.trainings.search_certificates(held, words=words, status=status, cursor=cursor, limit=limit)
        views = [show_certificate(each, now=tools.clock.now()) for each in rows]
    return cut(views, limit=limit, key=lambda each: (each.id, each.id))


def get_certificate(certificate_id: str, *, actor: Actor, tools: Tools) -> CertificateView:
    """Return a certificate of the actor's authorities with what may be done; raises NotFoundError, ForbiddenError."""
    with tools.database.read() as unit:
        rows = unit.trainings.get_certificate(certificate_id)
        row = rows.certificate
        insist(may_read_training(actor, authority_id=row.authority_id))
        may = may_dispute(actor, authority_id=row.authority_id, subject_id=row.subject_id).allowed
        may_end = may_annul(actor, row.authority_id, subject_id=row.subject_id, disputed_by=row.disputed_by).allowed
        is_disputed = row.status == CertificateStatus.DISPUTED
        return replace(
            show_certificate(rows, now=tools.clock.now()),
            may_dispute=may and row.status == CertificateStatus.VALID,
            may_annul=may_end and is_disputed,
            may_keep=may and is_disputed,
        )
