"""Questions about tests and certificates of training."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.parameters import Parameter
from workflow_app.domain.training import CertificateStatus, TestStatus, Training, training_rule
from workflow_app.models import Authority, Letter, Record, Subject, TrainingCertificate, TrainingTest
from workflow_app.repositories.pages import mark


@dataclass(frozen=True, slots=True)
class CertificateRows:
    """A certificate with its letter, whom it is for and who issued it."""

    certificate: TrainingCertificate
    letter: Letter
    subject: Subject
    authority: Authority


def rule_for(record: Record, rows: Iterable[Parameter], *, on: date) -> Training:
    """Return whether training stands before the repair of a record, by the values of its authority on a day."""
    return training_rule(
        rows,
        on=on,
        authority_id=record.authority_id,
        regime=record.regime,
        data_class=record.content.get("data_class"),
    )


class Trainings:
    """Tests and certificates."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def certificates_for(self, record: Record, *, on: date) -> Sequence[TrainingCertificate]:
        """Return the certificates that count for a record on a day, whoever issued them, the newest first.

        Its subject was trained after the decision; the certificate has not run out and is not annulled.
        """
        statement = select(TrainingCertificate).where(
            TrainingCertificate.subject_id == record.subject_id,
            TrainingCertificate.status != CertificateStatus.ANNULLED.value,
            TrainingCertificate.trained_on > record.decided_on,
            TrainingCertificate.valid_until >= on,
        )
        return self.session.scalars(statement.order_by(TrainingCertificate.id.desc())).all()

    def records_in_force(self, subject_id: str, *, limit: int = 200) -> Sequence[Record]:
        """Return the records of a subject that may still be repaired, the newest decision first."""
        statement = select(Record).where(Record.subject_id == subject_id, Record.status == "ACTIVE")
        return self.session.scalars(statement.order_by(Record.decided_on.desc()).limit(limit)).all()

    def get_test(self, test_id: str, *, lock: bool = False) -> TrainingTest:
        """Return a test, locked until commit if asked; raises NotFoundError TEST_UNKNOWN."""
        statement = select(TrainingTest).where(TrainingTest.id == test_id)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("TEST_UNKNOWN")
        return row

    def find_open_test(
        self, *, account_id: str, subject_id: str, authority_id: str, course_key: str
    ) -> TrainingTest | None:
        """Return the test that somebody has begun and not handed in, or None."""
        statement = select(TrainingTest).where(
            TrainingTest.account_id == account_id,
            TrainingTest.subject_id == subject_id,
            TrainingTest.authority_id == authority_id,
            TrainingTest.course_key == course_key,
            TrainingTest.status == TestStatus.OPEN.value,
        )
        return self.session.scalar(statement.with_for_update().execution_options(populate_existing=True))

    def count_tests(self, *, subject_id: str, authority_id: str, course_key: str, since: datetime) -> int:
        """Count the tests begun on behalf of a subject since an instant."""
        statement = select(func.count()).where(
            TrainingTest.subject_id == subject_id,
            TrainingTest.authority_id == authority_id,
            TrainingTest.course_key == course_key,
            TrainingTest.started_at >= since,
        )
        return self.session.scalar(statement) or 0

    def list_tests(self, *, account_id: str, subject_ids: Collection[str], limit: int = 50) -> Sequence[TrainingTest]:
        """Return the tests of somebody for subjects, the newest first."""
        statement = select(TrainingTest).where(
            TrainingTest.account_id == account_id, TrainingTest.subject_id.in_(subject_ids)
        )
        return self.session.scalars(statement.order_by(TrainingTest.id.desc()).limit(limit)).all()

    def test_figures(self, authority_ids: Collection[str] | None, *, since: datetime) -> dict[str, int]:
        """Count tests begun since an instant by how they stand."""
        statement = select(TrainingTest.status, func.count()).where(TrainingTest.started_at >= since)
        statement = statement.where(_held(TrainingTest.authority_id, authority_ids)).group_by(TrainingTest.status)
        return dict(iter(self.session.execute(statement)))

    def certificate_of_letter(self, letter_id: str) -> TrainingCertificate | None:
        """Return what a letter certifies, or None where it is no certificate of training."""
        return self.session.scalar(select(TrainingCertificate).where(TrainingCertificate.letter_id == letter_id))

    def certificate_of(self, *, test_id: str | None = None, seat_id: str | None = None) -> TrainingCertificate | None:
        """Return the certificate of a test or of a seat, or None."""
        wanted = TrainingCertificate.test_id == test_id if test_id else TrainingCertificate.seat_id == seat_id
        return self.session.scalar(select(TrainingCertificate).where(wanted))

    def certificates_of_seats(self, seat_ids: Collection[str]) -> dict[str, TrainingCertificate]:
        """Return the certificates of seats, by seat."""
        rows = self.session.scalars(select(TrainingCertificate).where(TrainingCertificate.seat_id.in_(seat_ids)))
        return {row.seat_id: row for row in rows if row.seat_id}

    def get_certificate(self, certificate_id: str, *, lock: bool = False) -> CertificateRows:
        """Return a certificate, locked until commit if asked; raises NotFoundError CERTIFICATE_UNKNOWN."""
        statement = _CERTIFICATES.where(TrainingCertificate.id == certificate_id)
        if lock:
            locking = statement.with_for_update(of=TrainingCertificate, key_share=True)
            statement = locking.execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("CERTIFICATE_UNKNOWN")
        return CertificateRows(*row)

    def list_certificates_of(self, subject_ids: Collection[str], *, limit: int = 100) -> Sequence[CertificateRows]:
        """Return the certificates of subjects, the newest first."""
        statement = _CERTIFICATES.where(TrainingCertificate.subject_id.in_(subject_ids))
        rows = self.session.execute(statement.order_by(TrainingCertificate.id.desc()).limit(limit))
        return [CertificateRows(*row) for row in rows]

    def search_certificates(
        self,
        authority_ids: Collection[str] | None,
        *,
        words: str = "",
        status: str | None = None,
        cursor: str | None = None,
        limit: int = 25,
    ) -> Sequence[CertificateRows]:
        """Return up to `limit + 1` certificates by number, attendee, name or code of the subject, the newest first."""
        statement = _CERTIFICATES.where(_held(TrainingCertificate.authority_id, authority_ids))
        if words:
            statement = statement.where(
                or_(
                    TrainingCertificate.number.contains(words, autoescape=True),
                    TrainingCertificate.attendee.contains(words, autoescape=True),
                    Subject.name.contains(words, autoescape=True),
                    Subject.uscc == words.upper(),
                    Letter.code == "".join(words.upper().split()),
                )
            )
        if status is not None:
            statement = statement.where(TrainingCertificate.status == status)
        if cursor is not None:
            statement = statement.where(TrainingCertificate.id < mark(cursor, str)[1])
        rows = self.session.execute(statement.order_by(TrainingCertificate.id.desc()).limit(limit + 1))
        return [CertificateRows(*row) for row in rows]

    def count_certificates(self, authority_ids: Collection[str] | None, *, since: date) -> dict[str, int]:
        """Count certificates issued since a day by how they stand."""
        statement = select(TrainingCertificate.status, func.count()).where(TrainingCertificate.issued_on >= since)
        statement = statement.where(_held(TrainingCertificate.authority_id, authority_ids))
        return dict(iter(self.session.execute(statement.group_by(TrainingCertificate.status))))


def _held(column: InstrumentedAttribute[str], authority_ids: Collection[str] | None) -> ColumnElement[bool]:
    """Return the condition that something is of certain authorities; None asks for all."""
    return true() if authority_ids is None else column.in_(authority_ids)


_CERTIFICATES = (
    select(TrainingCertificate, Letter, Subject, Authority)
    .join(Letter, Letter.id == TrainingCertificate.letter_id)
    .join(Subject, Subject.id == TrainingCertificate.subject_id)
    .join(Authority, Authority.id == TrainingCertificate.authority_id)
)
