"""From rows to the one frozen picture that the gate judges, and its verdict by the parameters of the day."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from workflow_app.domain.audit import canonical
from workflow_app.domain.gate import Channel, GateSnapshot, MatterFact, Outcome, RecordFact, Verdict, evaluate
from workflow_app.domain.gate_rules import BREACH, CHECKS
from workflow_app.domain.parameters import ParameterMissingError, Snapshot, from_snapshot
from workflow_app.models import Authority, Case, Matter, Record, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

EXCLUDED = "gate.excluded_fields"
ACTIVE = "ACTIVE"


@dataclass(frozen=True, slots=True)
class Question:
    """Who wants to go which way, about what, by whose rules."""

    subject: Subject
    authority: Authority
    channel: Channel
    matter: Matter | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with everything that it rests on, ready to be kept."""

    question: Question
    snapshot: GateSnapshot
    verdict: Verdict
    rules_version: str

    @property
    def picture(self) -> dict[str, object]:
        """Return the picture as plain JSON."""
        kept = {**asdict(self.snapshot), "excluded_fields": sorted(self.snapshot.excluded_fields)}
        return {name: _plain(each) for name, each in kept.items()}

    @property
    def data_version(self) -> str:
        """Return a digest of the picture: equal facts, equal version."""
        return hashlib.sha256(canonical(self.picture)).hexdigest()

    @property
    def used(self) -> list[str]:
        """Return the ids of the records that were looked at."""
        asked = (self.snapshot.record,) if self.snapshot.record else ()
        return list(dict.fromkeys(record.id for record in (*asked, *self.snapshot.records)))


def judge(unit: UnitOfWork, question: Question, *, today: date, tools: Tools) -> Judged:
    """Look at the facts and return the verdict; raises ParameterMissingError where no outcome of a check is set."""
    kept = tools.calendars.parameters(question.authority, unit.authorities, regime=None, on=today)
    snapshot = _snapshot(unit, question, today=today, excluded=_excluded(kept.content))
    verdict = evaluate(snapshot, question.channel, checks=CHECKS, outcome_of=lambda key: outcome_of(kept.content, key))
    return Judged(question, snapshot, verdict, kept.digest)


def outcome_of(parameters: Snapshot, key: str) -> Outcome:
    """Return what follows from a check; raises ParameterMissingError where nothing is set or it is no outcome."""
    value = from_snapshot(parameters, key).value
    try:
        return Outcome(str(value))
    except ValueError:
        raise ParameterMissingError(key, found=value) from None


def _excluded(parameters: Snapshot) -> frozenset[str]:
    """Return the fields in which easier ways are closed."""
    return frozenset(filter(None, (part.strip() for part in str(from_snapshot(parameters, EXCLUDED).value).split(","))))


def _snapshot(unit: UnitOfWork, question: Question, *, today: date, excluded: frozenset[str]) -> GateSnapshot:
    subject, record = question.subject, question.record
    gone = subject.status != ACTIVE
    event = unit.gate.last_event(subject.id, subject.status) if gone else None
    successor = unit.gate.successor_of(subject.id) if gone else None
    facts = tuple(_fact(row, on_show=shown) for row, shown in unit.gate.records_of(subject.id, today=today))
    return GateSnapshot(
        on=today,
        subject_status=subject.status,
        subject_status_on=event.happened_on if event else None,
        successor=successor.name if successor else None,
        records=facts,
        matter=_matter(question.matter) if question.matter else None,
        record=_fact(record, case=unit.cases.find_open_of_record(record.id)) if record else None,
        excluded_fields=excluded,
    )


def _fact(record: Record, *, on_show: bool = False, case: Case | None = None) -> RecordFact:
    return RecordFact(
        id=record.id,
        kind=record.kind,
        document_no=record.document_no,
        decided_on=record.decided_on,
        severity=record.severity,
        status=record.status,
        min_until=record.min_until,
        first_apply_on=record.first_apply_on,
        max_until=record.max_until,
        appeal=record.appeal,
        on_show=on_show,
        breach_kind=record.content.get("breach_kind") if record.kind == BREACH else None,
        open_case_id=case.id if case else None,
        open_case_number=case.number if case else None,
    )


def _matter(row: Matter) -> MatterFact:
    return MatterFact(
        code=row.code,
        field=row.field,
        is_instant=row.is_instant,
        pledge_whitelisted=row.pledge_whitelisted,
        da_whitelisted=row.da_whitelisted,
        legal_basis=row.legal_basis,
    )


def _plain(value: object) -> object:
    """Write a value as JSON keeps it, however deep."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
