"""Training as far as a repair needs it: whether it stands before one, and which certificates count."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.policies import may_read_record
from workflow_app.domain.time import local_date
from workflow_app.domain.training import CertificateStatus, Training, is_another
from workflow_app.models import Record
from workflow_app.repositories.trainings import rule_for
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.certificate_views import CertificateView, show_certificate
from workflow_app.services.session_views import SessionView, show_sessions
from workflow_app.services.tools import Tools

NEXT = 5


class Fault(StrEnum):
    """Why a certificate does not count for a record."""

    ANNULLED = "ANNULLED"
    BEFORE_DECISION = "BEFORE_DECISION"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class RecordTraining:
    """What training means for one record: the rule, the certificates that count, the next classes.

    `faulty` are certificates of the same subject that do not count, each with the reason.
    """

    rule: Training
    certificates: tuple[CertificateView, ...]
    sessions: tuple[SessionView, ...] = ()
    faulty: tuple[tuple[CertificateView, Fault], ...] = ()
    representative: str | None = None

    @property
    def is_doubtful(self) -> bool:
        """Tell whether every certificate that counts is of a legal representative whom the register does not know."""
        return bool(self.certificates) and all(
            is_another(each.attendee, each.capacity, self.representative) for each in self.certificates
        )

    @property
    def is_missing(self) -> bool:
        """Tell whether an application would be refused for want of training."""
        return self.rule is Training.REQUIRED and not self.certificates


def training_of_record(record_id: str, *, actor: Actor, tools: Tools) -> RecordTraining:
    """Return what training means for the repair of a record today; raises NotFoundError RECORD_UNKNOWN."""
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.records.get(record_id)
        record = rows.record
        if not may_read_record(actor, subject_id=record.subject_id, authority_id=record.authority_id):
            raise NotFoundError("RECORD_UNKNOWN")
        rule = _rule(unit, record, tools)
        certificates = certificates_for(unit, record, tools=tools)
        coming = unit.training_sessions.list_coming(now=now, limit=NEXT) if not certificates else ()
        faulty = () if certificates else tuple(_faulty(unit, record, tools))
        return RecordTraining(
            rule,
            certificates,
            tuple(show_sessions(unit, coming, now=now)),
            faulty,
            representative=rows.subject.legal_representative,
        )


def certificates_for(unit: UnitOfWork, record: Record, *, tools: Tools) -> tuple[CertificateView, ...]:
    """Return the certificates that count for a record today, the newest first."""
    now = tools.clock.now()
    rows = unit.trainings.certificates_for(record, on=local_date(now))
    return tuple(show_certificate(unit.trainings.get_certificate(each.id), now=now) for each in rows)


def _faulty(unit: UnitOfWork, record: Record, tools: Tools) -> Iterator[tuple[CertificateView, Fault]]:
    """Yield the certificates of the record's subject, none of which counts, with why."""
    for rows in unit.trainings.list_certificates_of([record.subject_id]):
        view = show_certificate(rows, now=tools.clock.now())
        if view.status == CertificateStatus.ANNULLED:
            yield view, Fault.ANNULLED
        elif view.trained_on <= record.decided_on:
            yield view, Fault.BEFORE_DECISION
        else:
            yield view, Fault.EXPIRED


def rules_of(unit: UnitOfWork, records: Sequence[Record], *, tools: Tools) -> dict[str, Training]:
    """Return by authority what its records ask for, the strictest where they differ."""
    found: dict[str, Training] = {}
    order = (Training.OFF, Training.OFFERED, Training.REQUIRED)
    for record in records:
        rule = _rule(unit, record, tools)
        before = found.get(record.authority_id, Training.OFF)
        found[record.authority_id] = max(before, rule, key=order.index)
    return found


def _rule(unit: UnitOfWork, record: Record, tools: Tools) -> Training:
    """Return whether training stands before the repair of a record today."""
    today, authority = local_date(tools.clock.now()), unit.authorities.get(record.authority_id)
    kept = tools.calendars.parameters(authority, unit.authorities, regime=record.regime, on=today)
    return rule_for(record, kept.training, on=today)
