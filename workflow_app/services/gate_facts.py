"""From rows to the one frozen picture that the gate judges, and its verdict by the parameters of the day."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, partial

from workflow_app.domain.audit import canonical
from workflow_app.domain.gate import Channel, GateSnapshot, MatterFact, Outcome, Reason, RecordFact, Verdict, evaluate
from workflow_app.domain.gate_kinds import BREACH, kinds_asked
from workflow_app.domain.gate_rules import CHECKS
from workflow_app.domain.parameters import ParameterMissingError, Snapshot, from_snapshot
from workflow_app.models import Authority, Case, Matter, MatterEdition, Record, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.gate_matters import matter_fact
from workflow_app.services.refusals import reapply_days
from workflow_app.services.reoffence import free_on
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
    edition: MatterEdition | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One of several records of a subject whose repair is asked for, and the day that a refusal named."""

    record: Record
    authority: Authority
    reapply_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """A verdict with everything that it rests on, ready to be kept."""

    question: Question
    snapshot: GateSnapshot
    verdict: Verdict
    rules_version: str

    @cached_property
    def picture(self) -> dict[str, object]:
        """Return the picture as plain JSON."""
        return _plain_fields(self.snapshot)

    @cached_property
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
    if question.record is not None and snapshot.record is not None:
        again = _free_on(unit, question.record, question.authority, kept.content, today=today, tools=tools)
        snapshot = replace(snapshot, record=replace(snapshot.record, free_on=again))
    verdict = evaluate(snapshot, question.channel, checks=CHECKS, outcome_of=lambda key: outcome_of(kept.content, key))
    return Judged(question, snapshot, verdict, kept.digest)


def denials(
    unit: UnitOfWork, subject: Subject, asked: Sequence[Asked], *, today: date, tools: Tools
) -> dict[str, Reason]:
    """Return by record why its repair is denied to a subject, the gravest reason; the facts are read once for all.

    Only for records of which no case is open.
    """
    if not asked:
        return {}
    question = Question(subject, asked[0].authority, Channel.CREDIT_REPAIR)
    everything = _snapshot(unit, question, today=today, excluded=frozenset())
    found: dict[str, Reason] = {}
    for each in asked:
        content = tools.calendars.parameters(each.authority, unit.authorities, regime=None, on=today).content
        again = _free_on(unit, each.record, each.authority, content, today=today, tools=tools)
        fact = replace(_fact(each.record), reapply_on=each.reapply_on, free_on=again)
        picture = replace(everything, record=fact, excluded_fields=_excluded(content))
        by = partial(outcome_of, content)
        verdict = evaluate(picture, Channel.CREDIT_REPAIR, checks=CHECKS, outcome_of=by)
        if verdict.outcome is Outcome.DENY:
            found[each.record.id] = verdict.reasons[0]
    return found


def _free_on(
    unit: UnitOfWork, record: Record, authority: Authority, kept: Snapshot, *, today: date, tools: Tools
) -> date | None:
    calendar = tools.calendars.get(authority, unit.authorities)
    return free_on(unit, record, kept, calendar=calendar, today=today)


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
    rows = unit.gate.records_of(subject.id, kinds=kinds_asked(question.channel), today=today)
    return GateSnapshot(
        on=today,
        subject_status=subject.status,
        subject_status_on=event.happened_on if event else None,
        successor=successor.name if successor else None,
        records=tuple(_fact(row, on_show=shown) for row, shown in rows),
        matter=matter_fact(question.matter, question.edition, question.channel) if question.matter else None,
        record=_asked(unit, record) if record else None,
        excluded_fields=excluded,
    )


def _asked(unit: UnitOfWork, record: Record) -> RecordFact:
    """Return the record whose repair is asked for, with the case that is open and the day that a refusal named."""
    case = unit.cases.find_open_of_record(record.id)
    return replace(_fact(record, case=case), reapply_on=reapply_days(unit, [record.id]).get(record.id))


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


def _plain_fields(facts: GateSnapshot | RecordFact | MatterFact) -> dict[str, object]:
    """Write facts as JSON keeps them; `asdict` copies every value first, which is slow where records are many."""
    return {each.name: _plain(getattr(facts, each.name)) for each in fields(facts)}


def _plain(value: object) -> object:
    match value:
        case GateSnapshot() | RecordFact() | MatterFact():
            return _plain_fields(value)
        case frozenset():
            return sorted(value)
        case tuple():
            return [_plain(each) for each in value]
        case date():
            return value.isoformat()
    return value
