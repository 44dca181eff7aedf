"""Certificates of training: issued as numbered letters, disputed by one person and annulled by another."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.heads import is_individual_code
from workflow_app.domain.ids import new_id
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.domain.time import local_date
from workflow_app.domain.training import CertificateStatus, is_another
from workflow_app.domain.training_policies import insist, may_annul, may_dispute
from workflow_app.models import Authority, Subject, TrainingCertificate
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.trainings import CertificateRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.subject_letters import CERTIFICATE, issue_to_subject, texts_of_kind
from workflow_app.services.tools import Tools
from workflow_app.services.training_values import valid_until

LONGEST_REASON = 200
OF_INDIVIDUALS = {"LEGAL_REPRESENTATIVE": "OPERATOR", "REPRESENTATIVE_BY_OWN_WORD": "OPERATOR_BY_OWN_WORD"}
"""Capacities that are called otherwise at an individual business."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Somebody of a subject who was trained, when, by which course (`COURSE`) or class (`CLASS`), with what result."""

    subject: Subject
    attendee: str
    capacity: str
    way: str
    course_zh: str
    course_en: str
    hours: int
    score: int | None
    trained_on: date
    test_id: str | None = None
    seat_id: str | None = None


def issue_certificate(
    unit: UnitOfWork, trained: Trained, *, authority: Authority, actor: Actor, tools: Tools
) -> TrainingCertificate:
    """Issue a certificate within a unit of work and tell the subject; the caller commits and sees to it that it is one.

    Raises ParameterMissingError where no validity is set.
    """
    now = tools.clock.now()
    today = local_date(now)
    until = valid_until(unit, authority, on=today, tools=tools)
    letter = issue_to_subject(
        unit,
        CERTIFICATE,
        authority=authority,
        subject=trained.subject,
        values=_letter_values(trained, until),
        actor=actor,
        tools=tools,
    )
    row = TrainingCertificate(
        id=new_id(),
        letter_id=letter.id,
        authority_id=authority.id,
        subject_id=trained.subject.id,
        test_id=trained.test_id,
        seat_id=trained.seat_id,
        number=letter.number,
        attendee=trained.attendee,
        capacity=trained.capacity,
        hours=trained.hours,
        score=trained.score,
        trained_on=trained.trained_on,
        issued_on=today,
        valid_until=until,
        status=CertificateStatus.VALID.value,
    )
    unit.add(row)
    _tell_issued(unit, row, actor=actor, now=now)
    return row


def _tell_issued(unit: UnitOfWork, row: TrainingCertificate, *, actor: Actor, now: datetime) -> None:
    """Tell the subject of its certificate, and write it into the trail of the authority."""
    facts = {"number": row.number, "attendee": row.attendee, "valid_until": row.valid_until.isoformat()}
    telling = Telling("TRAINING_CERTIFICATE_ISSUED", row.authority_id, facts)
    unit.add(telling.for_subject(row.subject_id, now=now))
    data = {"number": row.number, "certificate": row.id, "valid_until": row.valid_until.isoformat()}
    audit.record(unit, authority=row.authority_id, actor=actor, action="training.certified", data=data, now=now)


def dispute_certificate(certificate_id: str, reason: str, *, actor: Actor, tools: Tools) -> None:
    """Ask for a certificate to be annulled; it counts until somebody else has done so.

    Raises NotFoundError, ForbiddenError, InvalidError, ConflictError CERTIFICATE_NOT_VALID.
    """
    why = reason_of({"reason": reason})[:LONGEST_REASON]
    with tools.database.write() as unit:
        rows = unit.trainings.get_certificate(certificate_id, lock=True)
        _insist_status(rows, CertificateStatus.VALID)
        row, now = rows.certificate, tools.clock.now()
        insist(may_dispute(actor, authority_id=row.authority_id, subject_id=row.subject_id))
        row.status, row.reason = CertificateStatus.DISPUTED.value, why
        row.disputed_by, row.disputed_at = actor.id, now
        _note(unit, rows, "training.certificate_disputed", actor=actor, tools=tools, reason=why)
        unit.commit()


def annul_certificate(certificate_id: str, *, actor: Actor, tools: Tools) -> None:
    """Annul a disputed certificate: its number is kept, its verification page says so, and its subject is told.

    Raises NotFoundError, ForbiddenError SELF_APPROVAL, ConflictError CERTIFICATE_NOT_DISPUTED.
    """
    with tools.database.write() as unit:
        rows = unit.trainings.get_certificate(certificate_id, lock=True)
        _insist_status(rows, CertificateStatus.DISPUTED)
        row, now = rows.certificate, tools.clock.now()
        insist(may_annul(actor, row.authority_id, subject_id=row.subject_id, disputed_by=row.disputed_by))
        row.status, row.annulled_by, row.annulled_at = CertificateStatus.ANNULLED.value, actor.id, now
        telling = Telling("TRAINING_CERTIFICATE_ANNULLED", row.authority_id, {"number": row.number, "why": row.reason})
        unit.add(telling.for_subject(row.subject_id, now=now))
        _note(unit, rows, "training.certificate_annulled", actor=actor, tools=tools)
        unit.commit()


def keep_certificate(certificate_id: str, *, actor: Actor, tools: Tools) -> None:
    """Let a disputed certificate be, by whoever may annul it or asked for that; raises as `annul_certificate`."""
    with tools.database.write() as unit:
        rows = unit.trainings.get_certificate(certificate_id, lock=True)
        _insist_status(rows, CertificateStatus.DISPUTED)
        row = rows.certificate
        insist(may_dispute(actor, authority_id=row.authority_id, subject_id=row.subject_id))
        row.status, row.reason, row.disputed_by, row.disputed_at = CertificateStatus.VALID.value, None, None, None
        _note(unit, rows, "training.certificate_kept", actor=actor, tools=tools)
        unit.commit()


def _insist_status(rows: CertificateRows, wanted: CertificateStatus) -> None:
    if rows.certificate.status != wanted:
        is_valid = wanted is CertificateStatus.VALID
        raise ConflictError("CERTIFICATE_NOT_VALID" if is_valid else "CERTIFICATE_NOT_DISPUTED")


def _note(unit: UnitOfWork, rows: CertificateRows, action: str, *, actor: Actor, tools: Tools, **more: str) -> None:
    data = {"number": rows.certificate.number, "certificate": rows.certificate.id, **more}
    audit.record(unit, authority=rows.authority, actor=actor, action=action, data=data, now=tools.clock.now())


def _letter_values(trained: Trained, until: date) -> dict[str, object]:
    """Return what the text of a certificate names, in both languages."""
    words = texts_of_kind(CERTIFICATE)["words"]
    result = "UNSCORED" if trained.score is None else "SCORED"
    facts: dict[str, object] = {
        "attendee": trained.attendee,
        "course": trained.course_zh,
        "course_en": trained.course_en,
        "trained_on": trained.trained_on,
        "hours": trained.hours,
        "score": "—" if trained.score is None else trained.score,
        "valid_until": until,
        "rows": [{}],
    }
    unknown = is_another(trained.attendee, trained.capacity, trained.subject.legal_representative)
    capacity = "REPRESENTATIVE_BY_OWN_WORD" if unknown else trained.capacity
    if is_individual_code(trained.subject.uscc):
        capacity = OF_INDIVIDUALS.get(capacity, capacity)
    for name, word in (("capacity", capacity), ("way", trained.way), ("result", result)):
        both = words[word]
        if isinstance(both, dict):
            facts |= {name: both["zh"], f"{name}_en": both["en"]}
    return facts
