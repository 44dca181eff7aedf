"""Entries in the list of serious dishonesty and breaches of pledges: entered on a document, never without.

A complaint, a missed task or a score enters nobody (fact 13).
"""

from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.inlets import EnterAdverse
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.inlets import EntryKind, refuse_undocumented, wrong_public_text
from workflow_app.domain.parameters import lookup
from workflow_app.domain.periods import due
from workflow_app.domain.policies import may_keep_entries
from workflow_app.domain.publicity import as_json
from workflow_app.domain.record_content import hash_of
from workflow_app.domain.regimes import select
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Record, RecordVersion, Subject
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.record_periods import set_periods
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.entry_news import tell_of_entry
from workflow_app.services.entry_views import EntryView, show_entry
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.tools import Tools

ACTIVE = "ACTIVE"
SEVERE_KEYS = ("severe.min", "severe.max", "publicity.first_apply_offset")


def enter_adverse(command: EnterAdverse, *, actor: Actor, tools: Tools) -> EntryView:
    """Enter a list entry or a breach; the same document again changes nothing.

    Raises NotFoundError SUBJECT_UNKNOWN or AUTHORITY_UNKNOWN, ForbiddenError, InvalidError where the number or the
    date of the document is missing.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        subject, authority = unit.subjects.get(command.subject_id), unit.authorities.get(command.authority_id)
        answer = may_keep_entries(actor, authority_id=authority.id, subject_id=subject.id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        _refuse_incomplete(unit, command, subject, today=local_date(now))
        record = unit.records.find_one(
            authority_id=authority.id,
            document_no=command.document_no.strip(),
            subject_id=subject.id,
            kind=command.kind.value,
        )
        if record is None:
            record = _enter(unit, command, subject, authority, tools=tools, now=now)
            tell_of_entry(unit, record, actor=actor, now=now, code=f"{record.kind}_MADE", doubt="ENTRY_MADE")
        unit.flush()
        view = show_entry(RecordRows(record, subject, authority, None, None))
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _refuse_incomplete(unit: UnitOfWork, command: EnterAdverse, subject: Subject, *, today: date) -> None:
    """Refuse an entry without its document, its facts or its basis, and one that rests on a foreign record."""
    refuse_undocumented(command.document_no, command.decided_on, today=today)
    wrong = [*wrong_public_text("facts", command.facts), *wrong_public_text("basis", command.basis)]
    if command.kind is EntryKind.BREACH and command.breach_kind is None:
        wrong.append(FieldError("/breach_kind", "REQUIRED"))
    if command.based_on and not _is_theirs(unit, command.based_on, subject):
        wrong.append(FieldError("/based_on", "UNKNOWN_VALUE"))
    if wrong:
        raise InvalidError(*wrong)


def _is_theirs(unit: UnitOfWork, record_id: str, subject: Subject) -> bool:
    if not is_id(record_id):
        return False
    try:
        return unit.records.get(record_id).subject.id == subject.id
    except NotFoundError:
        return False


def _enter(
    unit: UnitOfWork, command: EnterAdverse, subject: Subject, authority: Authority, *, tools: Tools, now: datetime
) -> Record:
    """Write the record, and put it on show for its periods: those of its list, or of its class."""
    decided_on = command.decided_on or local_date(now)
    content: dict[str, object] = {
        "violation_type": command.kind.value,
        "facts": command.facts.strip(),
        "basis": command.basis.strip(),
        "decision": command.facts.strip(),
        "authority_name": authority.name_zh,
        "decided_on": decided_on.isoformat(),
        **({"breach_kind": command.breach_kind.value} if command.breach_kind else {}),
        **({"based_on": command.based_on} if command.based_on else {}),
    }
    record = Record(
        id=new_id(),
        kind=command.kind.value,
        authority_id=authority.id,
        subject_id=subject.id,
        document_no=command.document_no.strip(),
        decided_on=decided_on,
        severity="SERIOUS",
        regime=_regime(unit, authority, tools, on=decided_on),
        status=ACTIVE,
        content=content,
        content_hash=hash_of(content),
        version=1,
        created_at=now,
    )
    if command.kind is EntryKind.BREACH:
        today = local_date(now)
        rules = PublicityRules(unit, tools.calendars, today).rules_of(authority)
        publicity = as_json(set_periods(record, authority, rules=rules, on=today))
        content = {**content, "publicity": publicity}
    else:
        _set_periods(unit, record, authority, tools=tools, now=now)
    version = RecordVersion(id=new_id(), record_id=record.id, version=1, content=content, created_at=now)
    unit.add(record, version, *Publishing(unit.listings.list_sites(), now).show(record, subject))
    return record


def _regime(unit: UnitOfWork, authority: Authority, tools: Tools, *, on: date) -> str:
    """Return the rule set of the rows that hold on a day; raises RefusedError REGIME_MISSING."""
    rules = tools.calendars.rules(authority, unit.authorities, unit.rules)
    return select(rules.regimes, on=on, field=authority.field).key


def _set_periods(unit: UnitOfWork, record: Record, authority: Authority, *, tools: Tools, now: datetime) -> None:
    """Compute how long an entry stays: at least the shortest period, at most the longest (rule 2.7)."""
    values = unit.authorities.parameters(authority.id, keys=SEVERE_KEYS)
    calendar = tools.calendars.get(authority, unit.authorities)

    def last_day(key: str, start: date) -> date:
        value = lookup(values, key=key, on=local_date(now), authority_id=authority.id)
        return due(calendar, value.period(shift=False), start).due_on

    record.min_until = last_day("severe.min", record.decided_on)
    record.max_until = last_day("severe.max", record.decided_on)
    record.first_apply_on = last_day("publicity.first_apply_offset", record.min_until)
