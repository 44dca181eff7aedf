"""The rows of a chunk that may land, and the penalties that carry their numbers already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow_app.domain.penalties import PenaltyRow, RowFinding
from workflow_app.domain.widths import narrow
from workflow_app.models import Authority, Record, Subject
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import import_tally as findings
from workflow_app.services.number_views import MISTAKEN

APPEAL_NO = "document_no"
REVOKED, REPAIRED, UNREPORTED = "REVOKED", "REPAIRED", "NOT_REPORTED"


@dataclass(frozen=True, slots=True)
class Admitted:
    """A good row, the authority it lands at, its content, and up to which fine such a one is not reported."""

    sheet: str
    row: PenaltyRow
    authority: Authority
    content: dict[str, object]
    digest: str
    unreported: Decimal | None = None


class Known:
    """The records that carry one of the numbers of a chunk, and where those that will change are listed."""

    def __init__(self, work: UnitOfWork, pairs: Sequence[tuple[Admitted, Subject]]) -> None:
        numbers = {each.row.document_no for each, _ in pairs}
        authority_ids = {each.authority.id for each, _ in pairs}
        self._by_number: dict[tuple[str, str], dict[str, Record]] = {}
        for record in work.records.find_by_number(numbers, authority_ids=authority_ids):
            self.remember(record)
        found = [(each, self.find(each, subject)) for each, subject in pairs]
        changing = [record.id for each, record in found if record and not says_nothing_new(each, record)]
        self._varied: dict[str, dict[str, object]] = {}
        self._revoked: dict[str, str] = {}
        for appeal in work.record_appeals.list_decided(changing) if changing else ():
            if appeal.result == REVOKED:
                self._revoked[appeal.record_id] = appeal.document_no
                continue
            told = {**self._varied.get(appeal.record_id, {}), **appeal.details, APPEAL_NO: appeal.document_no}
            self._varied[appeal.record_id] = told
        leaving = [record.id for each, record in found if record and each.unreported is not None]
        self.open_cases = work.records.list_open_cases(leaving) if leaving else {}
        self.listings: dict[str, list[ListingRows]] = {}
        for rows in work.listings.list_of_items(changing, lock=True) if changing else ():
            self.listings.setdefault(rows.listing.item_id, []).append(rows)

    def find(self, each: Admitted, subject: Subject) -> Record | None:
        """Return the record of the same decision and subject, or None."""
        return self._same_number(each).get(subject.id)

    def refusal(self, each: Admitted, subject: Subject, *, own_parties: Collection[str]) -> RowFinding | None:
        """Return what forbids that a row says anything of its party or its record, or None."""
        record = self.find(each, subject)
        if subject.id in own_parties:
            return findings.own_party(each.row)
        if record is None:
            return None
        if record.status == MISTAKEN:
            return findings.set_aside(each.row)
        if record.status == REVOKED and each.unreported is None and not says_nothing_new(each, record):
            return findings.revoked(each.row, self._revoked.get(record.id, ""))
        if (appeal_no := self._undone_by(each, record)) is not None:
            return findings.varied(each.row, appeal_no)
        return findings.has_case(each.row) if each.unreported is not None and record.id in self.open_cases else None

    def _undone_by(self, each: Admitted, record: Record) -> str | None:
        """Return the decision on an appeal that a row would undo: it does not say what was varied, or None."""
        varied = self._varied.get(record.id)
        if varied is None or all(_says(each.content, *told) for told in varied.items() if told[0] != APPEAL_NO):
            return None
        return str(varied[APPEAL_NO])

    def others(self, each: Admitted, subject: Subject) -> Sequence[Record]:
        """Return the records that other subjects have under the same number, and that is not a known typing error."""
        same = self._same_number(each).items()
        return [record for owner, record in same if owner != subject.id and record.status != MISTAKEN]

    def remember(self, record: Record) -> None:
        """Know a record from now on."""
        self._by_number.setdefault((record.authority_id, record.document_no), {})[record.subject_id] = record

    def _same_number(self, each: Admitted) -> Mapping[str, Record]:
        return self._by_number.get((each.authority.id, each.row.document_no), {})


def says_nothing_new(each: Admitted, record: Record) -> bool:
    """Tell whether a record has what a row says; one that was not to be reported is new when it is again."""
    return record.content_hash == each.digest and record.status != UNREPORTED


def _says(content: Mapping[str, object], name: str, value: object) -> bool:
    """Tell whether a row says of one thing what an appeal has made of it, however it is ordered and spaced."""
    said = content.get(name)
    if name == "fine":
        return Decimal(str(said or 0)) == Decimal(str(value))
    if isinstance(said, list) and isinstance(value, list):
        return set(said) == set(value)
    return _bare(said) == _bare(value)


def _bare(text: object) -> str:
    """Return a text without blanks and breaks of lines, and with narrow letters and signs."""
    return "".join(narrow(str(text or "")).split())
