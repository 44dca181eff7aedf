"""Landing the rows of an import: records made, changed or left as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.errors import DomainError
from workflow_app.domain.ids import new_id
from workflow_app.domain.penalties import Parsed, PenaltyRow
from workflow_app.domain.ports import Cipher
from workflow_app.domain.publicity import Publicity
from workflow_app.domain.record_content import content_of, hash_of
from workflow_app.models import Authority, Record, RecordVersion, Subject
from workflow_app.repositories.listings import ON_SHOW, OWN, ListingRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import import_tally as findings
from workflow_app.services.import_tally import Tally
from workflow_app.services.meeting import Meeting
from workflow_app.services.publicity import PublicityRules, as_json
from workflow_app.services.publishing import Publishing

PENALTY = "PENALTY"
ACTIVE = "ACTIVE"


@dataclass(frozen=True, slots=True)
class Admitted:
    """A good row, the authority it lands at, its content, and how long it is shown."""

    sheet: str
    row: PenaltyRow
    authority: Authority
    content: dict[str, object]
    digest: str
    publicity: Publicity


@dataclass(frozen=True, slots=True)
class Landing:
    """One import at work: whose rows may land (authorities by code), by which rules, and where they go on show."""

    work: UnitOfWork
    import_id: str
    now: datetime
    cipher: Cipher
    rules: PublicityRules
    publishing: Publishing
    authorities: Mapping[str, Authority]
    tally: Tally = field(default_factory=Tally)

    def land(self, parsed: Sequence[Parsed]) -> None:
        """Write what the good rows of one chunk say, in a number of statements that does not depend on them."""
        admitted = [row for each in parsed if (row := self._admit(each))]
        meeting = Meeting(self.work, [each.row for each in admitted], cipher=self.cipher, now=self.now)
        known = Known(self.work, admitted)
        for each in admitted:
            subject = meeting.subject_of(each.row)
            self._land(each, subject, known)
            self.tally.note(each.sheet, each.row.warnings)
        self.work.flush()

    def _admit(self, parsed: Parsed) -> Admitted | None:
        """Return a row that may land, or keep what is wrong with it."""
        sheet, row = parsed.source.sheet, parsed.result
        if isinstance(row, tuple):
            self.tally.reject(sheet, row)
            return None
        authority = self.authorities.get(row.authority_uscc)
        if authority is None:
            self.tally.reject(sheet, [findings.not_yours(row)])
            return None
        try:
            publicity = self.rules.of(row, authority)
        except DomainError as error:
            self.tally.reject(sheet, [findings.rule_missing(row, error)])
            return None
        content = content_of(row)
        return Admitted(sheet, row, authority, content, hash_of(content), publicity)

    def _land(self, each: Admitted, subject: Subject, known: "Known") -> None:
        """Add a record, change it, or leave it as it is."""
        record, others = known.find(each, subject)
        if record is not None and record.content_hash == each.digest:
            self.tally.land("unchanged", record.severity, each.authority.id)
            return
        if subject.name != each.row.subject_name:
            self.tally.note(each.sheet, [findings.name_differs(each.row, subject.name)])
        if record is None:
            record = self._add(each, subject)
            known.remember(record)
            self.tally.land("added", record.severity, each.authority.id)
            if others:
                self.tally.note(each.sheet, [findings.shared_number(each.row)])
        else:
            self._change(each, subject, record, known.listings.get(record.id, ()))
            self.tally.land("changed", record.severity, each.authority.id)

    def _add(self, each: Admitted, subject: Subject) -> Record:
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
        _fill(record, each)
        self.work.add(record, self._version(record, each), *self.publishing.show(record, subject))
        return record

    def _change(self, each: Admitted, subject: Subject, record: Record, listings: Sequence[ListingRows]) -> None:
        """Write a new version, and carry it to where the record is shown."""
        record.version += 1
        _fill(record, each)
        self.work.add(self._version(record, each), *self.publishing.show_change(record, subject, listings))
        elsewhere = any(rows.site.connector != OWN and rows.listing.status in ON_SHOW for rows in listings)
        if elsewhere and not self.publishing.is_due_on_show(record):
            self.tally.note(each.sheet, [findings.shown_elsewhere(each.row)])

    def _version(self, record: Record, each: Admitted) -> RecordVersion:
        return RecordVersion(
            id=new_id(),
            record_id=record.id,
            version=record.version,
            content={**each.content, "publicity": as_json(each.publicity)},
            import_id=self.import_id,
            created_at=self.now,
        )


class Known:
    """The records that carry one of the numbers of a chunk, and where they are listed."""

    def __init__(self, work: UnitOfWork, admitted: Sequence[Admitted]) -> None:
        numbers = {each.row.document_no for each in admitted}
        authority_ids = {each.authority.id for each in admitted}
        self._by_number: dict[tuple[str, str], dict[str, Record]] = {}
        found = work.records.find_by_number(numbers, authority_ids=authority_ids)
        for record in found:
            self.remember(record)
        self.listings: dict[str, list[ListingRows]] = {}
        for rows in work.listings.list_of_items([record.id for record in found]) if found else ():
            self.listings.setdefault(rows.listing.item_id, []).append(rows)

    def find(self, each: Admitted, subject: Subject) -> tuple[Record | None, bool]:
        """Return the record of the same decision and subject, and whether another subject has one of that number."""
        same = self._by_number.get((each.authority.id, each.row.document_no), {})
        return same.get(subject.id), bool(same.keys() - {subject.id})

    def remember(self, record: Record) -> None:
        """Know a record from now on."""
        self._by_number.setdefault((record.authority_id, record.document_no), {})[record.subject_id] = record


def _fill(record: Record, each: Admitted) -> None:
    """Write what a row says into its record."""
    row, publicity = each.row, each.publicity
    record.decided_on, record.fine, record.confiscation = row.decided_on, row.fine, row.confiscation
    record.severity, record.regime = publicity.severity.value, publicity.regime
    record.min_until, record.max_until = publicity.min_until, publicity.max_until
    record.first_apply_on = publicity.first_apply_on
    record.content, record.content_hash = each.content, each.digest
