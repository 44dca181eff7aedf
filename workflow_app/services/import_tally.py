"""How the rows of an import fared."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workflow_app.domain.errors import DomainError
from workflow_app.domain.penalties import CheckedRow, PenaltyRow, RowFinding
from workflow_app.domain.penalty_json import plain_values
from workflow_app.models import RecordImport

MOST_FINDINGS = 500
"""Refusals, and as many warnings, that are kept to be looked at; the file of rejected rows has every refusal."""
NUMBER_COLUMN, NAME_COLUMN, AUTHORITY_COLUMN = "CF_WSH", "CF_XDR_MC", "CF_CFJGDM"


@dataclass(slots=True)
class Tally:
    """Counts of rows and of classes, and what was wrong or odd, ready for JSON."""

    counts: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    refused: list[dict[str, object]] = field(default_factory=list)
    odd: list[dict[str, object]] = field(default_factory=list)
    authority_ids: list[str] = field(default_factory=list)
    _whose: dict[tuple[str, int], str] = field(default_factory=dict)

    def place(self, rows: Iterable[CheckedRow]) -> None:
        """Remember of which authority each row says it is, for those who may read what is found in it."""
        for each in rows:
            result = each.result
            number = result.row if isinstance(result, PenaltyRow) else result[0].row
            self._whose[each.sheet, number] = each.authority

    def land(self, how: str, severity: str, authority_id: str) -> None:
        """Count a row that landed: added, changed or unchanged."""
        self.counts[how] += 1
        self.severities[severity] += 1
        self._touch(authority_id)

    def _touch(self, authority_id: str) -> None:
        if authority_id not in self.authority_ids:
            self.authority_ids.append(authority_id)

    def skip(self, sheet: str, finding: RowFinding, authority_id: str) -> None:
        """Count a row that is right and yet not to be kept."""
        self.counts["skipped"] += 1
        self._touch(authority_id)
        self.note(sheet, [finding])

    def reject(self, sheet: str, findings: Iterable[RowFinding]) -> None:
        """Count a row that does not land, with everything that is wrong with it."""
        self.counts["rejected"] += 1
        self.note(sheet, findings, warning=False)

    def note(self, sheet: str, findings: Iterable[RowFinding], *, warning: bool = True) -> None:
        """Keep findings; a warning is for a person to look at and stops nothing."""
        kept = self.odd if warning else self.refused
        for finding in findings:
            kept.append(
                {
                    "sheet": sheet,
                    "row": finding.row,
                    "column": finding.column,
                    "value": finding.value,
                    "code": finding.code,
                    "values": plain_values(finding),
                    "warning": warning,
                    "authority": self._whose.get((sheet, finding.row), ""),
                }
            )


def add_up(row: RecordImport, tally: Tally) -> None:
    """Add how some rows fared to what their import says; of findings no more than anybody can look through."""
    for name in ("added", "changed", "unchanged", "rejected", "skipped", "reclassified"):
        setattr(row, name, (getattr(row, name) or 0) + tally.counts[name])
    row.by_severity = dict(Counter(row.by_severity) + tally.severities)
    refused = [each for each in row.findings if not each["warning"]]
    odd = [each for each in row.findings if each["warning"]]
    row.findings = [*(refused + tally.refused)[:MOST_FINDINGS], *(odd + tally.odd)[:MOST_FINDINGS]]
    touched = dict.fromkeys([*row.scope.get("touched", ()), *tally.authority_ids])
    row.scope = {**row.scope, "touched": list(touched)}


def not_yours(row: PenaltyRow) -> RowFinding:
    """Refuse a row of an authority that is unknown here or that the importer does not work for."""
    return RowFinding(row.row, AUTHORITY_COLUMN, row.authority_uscc, "AUTHORITY_NOT_YOURS")


def rule_missing(row: PenaltyRow, error: DomainError) -> RowFinding:
    """Refuse a row for which no rule says how long it is shown."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, error.code, error.values)


def name_differs(row: PenaltyRow, known: str) -> RowFinding:
    """Wonder at a name other than the known one (rule A11)."""
    return RowFinding(row.row, NAME_COLUMN, row.subject_name, "NAME_DIFFERS", {"known": known})


def shared_number(row: PenaltyRow) -> RowFinding:
    """Ask whether two parties really share a decision (rule A8)."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "NUMBER_OF_ANOTHER_SUBJECT")


def authority_differs(row: PenaltyRow, known: str) -> RowFinding:
    """Wonder at an authority whose code and name do not belong together."""
    return RowFinding(row.row, "CF_CFJG", row.authority_name, "AUTHORITY_NAME_DIFFERS", {"known": known})


def stated_end_differs(row: PenaltyRow, computed: date) -> RowFinding:
    """Wonder at an end of publicity that is not the one our rules give; ours counts."""
    stated = row.stated_until.isoformat() if row.stated_until else ""
    return RowFinding(row.row, "CF_GSJZQ", stated, "STATED_END_DIFFERS", {"computed": computed})


def not_reported(row: PenaltyRow, most: Decimal) -> RowFinding:
    """Say that a small fine of a natural person by simple procedure is not reported (rule S64)."""
    return RowFinding(row.row, "CF_NR_FK", str(row.fine or 0), "NOT_REPORTED", {"maximum": f"{most:f}"})


def shown_elsewhere(row: PenaltyRow) -> RowFinding:
    """Say that a record which is not displayed any more still stands on other sites."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "STILL_SHOWN_ELSEWHERE")


def set_aside(row: PenaltyRow) -> RowFinding:
    """Refuse a row whose number two people found to be a typing error for this party (rule A16)."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "NUMBER_SET_ASIDE")


def varied(row: PenaltyRow, appeal_no: str) -> RowFinding:
    """Refuse a row that says what stood before an appeal varied the decision; it would undo the appeal."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "DECISION_VARIED", {"appeal_no": appeal_no})


def revoked(row: PenaltyRow, appeal_no: str) -> RowFinding:
    """Refuse a row about a decision that was revoked on appeal: it stands no more (rule S32)."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "DECISION_REVOKED", {"appeal_no": appeal_no})


def repaired_before(row: PenaltyRow) -> RowFinding:
    """Say that a change was kept of a record whose repair was granted, and that it is not shown again."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "REPAIRED_BEFORE")


def own_party(row: PenaltyRow) -> RowFinding:
    """Refuse a row about a party that the importer acts for."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "YOUR_OWN_PARTY")


def has_case(row: PenaltyRow) -> RowFinding:
    """Refuse to take a record out of force while a case is open about it."""
    return RowFinding(row.row, NUMBER_COLUMN, row.document_no, "RECORD_HAS_CASE")


def no_longer_reported(row: PenaltyRow, most: Decimal) -> RowFinding:
    """Say that a record which is on file was taken down, because such a fine is not reported (rule S64)."""
    return RowFinding(row.row, "CF_NR_FK", str(row.fine or 0), "NO_LONGER_REPORTED", {"maximum": f"{most:f}"})
