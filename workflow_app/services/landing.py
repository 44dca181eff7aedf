"""Landing the rows of an import: records made, changed or left as they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from workflow_app.domain.errors import DomainError
from workflow_app.domain.ids import new_id
from workflow_app.domain.penalties import CheckedRow
from workflow_app.domain.ports import Cipher
from workflow_app.domain.publicity import Publicity, as_json
from workflow_app.domain.record_content import content_of, hash_of
from workflow_app.models import Authority, Record, RecordVersion, Subject
from workflow_app.repositories.bulk import write_in_bulk
from workflow_app.repositories.listings import ON_SHOW, OWN, ListingRows
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import import_tally as findings
from workflow_app.services.import_tally import Tally
from workflow_app.services.landing_known import REPAIRED, UNREPORTED, Admitted, Known, says_nothing_new
from workflow_app.services.landing_withdrawn import withdraw
from workflow_app.services.meeting import Meeting
from workflow_app.services.number_questions import ask_about
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.reporting import Reporting
from workflow_app.services.triggered_looks import of_penalties

PENALTY, ACTIVE = "PENALTY", "ACTIVE"


@dataclass(frozen=True, slots=True)
class Landing:
    """One import at work: whose rows land (authorities by code), about whom none does, by which rules, shown where."""

    work: UnitOfWork
    import_id: str
    now: datetime
    cipher: Cipher
    rules: PublicityRules
    publishing: Publishing
    reporting: Reporting
    authorities: Mapping[str, Authority]
    own_parties: Collection[str] = ()
    tally: Tally = field(default_factory=Tally)
    _followers: list[object] = field(default_factory=list)
    _added: list[Record] = field(default_factory=list)

    def land(self, rows: Sequence[CheckedRow]) -> None:
        """Write what the good rows of one chunk say, in a number of statements that does not depend on them."""
        self.tally.place(rows)
        admitted = [row for each in rows if (row := self._admit(each))]
        met = [each.row for each in admitted if each.unreported is None]
        sought = [each.row for each in admitted if each.unreported is not None]
        meeting = Meeting(self.work, met, sought=sought, cipher=self.cipher, now=self.now)
        pairs = [(each, subject) for each in admitted if (subject := self._party(each, meeting))]
        known = Known(self.work, pairs)
        for each, subject in pairs:
            self._land(each, subject, known)
        self.work.flush()
        write_in_bulk(self.work.session, [*self._followers, *of_penalties(self.work, self._added, now=self.now)])
        self._followers.clear()
        self._added.clear()

    def _admit(self, checked: CheckedRow) -> Admitted | None:
        """Return a row that may land, or keep what is wrong with it."""
        sheet, row = checked.sheet, checked.result
        if isinstance(row, tuple):
            self.tally.reject(sheet, row)
            return None
        authority = self.authorities.get(row.authority_uscc)
        if authority is None:
            self.tally.reject(sheet, [findings.not_yours(row)])
            return None
        content = content_of(row)
        return Admitted(sheet, row, authority, content, hash_of(content), self.reporting.unreported(row, authority))

    def _party(self, each: Admitted, meeting: Meeting) -> Subject | None:
        """Return whom a row is about, or leave out what is not reported about somebody who is not known here."""
        subject = meeting.subject_of(each.row)
        if subject is None and each.unreported is not None:
            self._skip(each, each.unreported, None)
        return subject

    def _land(self, each: Admitted, subject: Subject, known: Known) -> None:
        """Leave a record as it is, or add or change it by the rules of today."""
        record = known.find(each, subject)
        if (wrong := known.refusal(each, subject, own_parties=self.own_parties)) is not None:
            self.tally.reject(each.sheet, [wrong])
            return
        if each.unreported is not None:
            self._skip(each, each.unreported, record)
            return
        if record is not None and says_nothing_new(each, record):
            self.tally.land("unchanged", record.severity, each.authority.id)
            return
        try:
            publicity = self.rules.of(each.row, each.authority)
        except DomainError as error:
            self.tally.reject(each.sheet, [findings.rule_missing(each.row, error)])
            return
        self._wonder(each, subject, publicity)
        if record is not None:
            self._change(each, subject, record, publicity, known.listings.get(record.id, ()))
            return
        record = self._add(each, subject, publicity)
        if others := known.others(each, subject):
            self.tally.note(each.sheet, [findings.shared_number(each.row)])
            self._followers.extend(ask_about(others, record, import_id=self.import_id, now=self.now))
        known.remember(record)

    def _skip(self, each: Admitted, most: Decimal, record: Record | None) -> None:
        """Leave a row that is not reported out; a record of it that is there already counts no more (rule S64)."""
        if record is None or record.status != ACTIVE:
            self.tally.skip(each.sheet, findings.not_reported(each.row, most), each.authority.id)
            return
        self._followers.append(withdraw(self.work, record, each, import_id=self.import_id, now=self.now))
        self.tally.skip(each.sheet, findings.no_longer_reported(each.row, most), each.authority.id)

    def _wonder(self, each: Admitted, subject: Subject, publicity: Publicity) -> None:
        """Note what is odd about a row and stops nothing."""
        self.tally.note(each.sheet, each.row.warnings)
        if subject.name != each.row.subject_name:
            self.tally.note(each.sheet, [findings.name_differs(each.row, subject.name)])
        if each.authority.name_zh != each.row.authority_name:
            self.tally.note(each.sheet, [findings.authority_differs(each.row, each.authority.name_zh)])
        if (end := publicity.max_until) and each.row.stated_until not in {None, end}:
            self.tally.note(each.sheet, [findings.stated_end_differs(each.row, end)])

    def _add(self, each: Admitted, subject: Subject, publicity: Publicity) -> Record:
        record = Record(
            id=new_id(),
            kind=PENALTY,
            authority_id=each.authority.id,
            subject_id=subject.id,
            document_no=each.row.document_no,
            status=ACTIVE,
            version=1,
            created_at=self.now,
        )
        _fill(record, each, publicity)
        self.work.add(record)
        self._added.append(record)
        version = self._version(record, each, publicity)
        self._followers.extend([version, *self.publishing.show(record, subject)])
        self.tally.land("added", record.severity, each.authority.id)
        return record

    def _change(
        self,
        each: Admitted,
        subject: Subject,
        record: Record,
        publicity: Publicity,
        listings: Sequence[ListingRows],
    ) -> None:
        """Write a new version, and carry it to where the record is shown."""
        record.version += 1
        record.status = ACTIVE if record.status == UNREPORTED else record.status
        before = record.severity
        _fill(record, each, publicity)
        self.tally.counts["reclassified"] += record.severity != before
        version = self._version(record, each, publicity)
        elsewhere = any(rows.site.connector != OWN and rows.listing.status in ON_SHOW for rows in listings)
        self._followers.extend([version, *self.publishing.show_change(record, subject, listings)])
        self.tally.land("changed", record.severity, each.authority.id)
        if record.status == REPAIRED:
            self.tally.note(each.sheet, [findings.repaired_before(each.row)])
        if elsewhere and not self.publishing.is_due_on_show(record):
            self.tally.note(each.sheet, [findings.shown_elsewhere(each.row)])

    def _version(self, record: Record, each: Admitted, publicity: Publicity) -> RecordVersion:
        return RecordVersion(
            id=new_id(),
            record_id=record.id,
            version=record.version,
            content={**each.content, "publicity": as_json(publicity)},
            import_id=self.import_id,
            created_at=self.now,
        )


def _fill(record: Record, each: Admitted, publicity: Publicity) -> None:
    """Write what a row says, and how long it is shown, into its record."""
    row = each.row
    record.decided_on, record.fine, record.confiscation = row.decided_on, row.fine, row.confiscation
    record.severity, record.regime = publicity.severity.value, publicity.regime
    record.min_until, record.max_until = publicity.min_until, publicity.max_until
    record.first_apply_on = publicity.first_apply_on
    record.content, record.content_hash = each.content, each.digest
