"""Asking the gate: who may go which way today, with every reason; each answer is kept as it was given."""

from collections.abc import Sequence
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.gate import Channel
from workflow_app.domain.gate_kinds import BREACH, PENALTY, SEVERE_ENTRY
from workflow_app.domain.ids import is_id
from workflow_app.domain.policies import may_ask_gate, may_read_record
from workflow_app.domain.time import local_date
from workflow_app.models import Record, Subject
from workflow_app.repositories.gate import ResultRows
from workflow_app.repositories.matters import MatterRows
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.gate_facts import Question, judge
from workflow_app.services.gate_keeping import keep_answer, settle_doubts
from workflow_app.services.gate_views import GateView, MatterView, ReasonView, reasons_of, show_matter, show_result
from workflow_app.services.named_subjects import find_named
from workflow_app.services.tools import Tools

_REPAIRABLE = (PENALTY, BREACH, SEVERE_ENTRY)
MOST_NAMED = 5
"""How many numbers a sentence names."""
_OF_A_MATTER = frozenset({Channel.PLEDGE_APPROVAL, Channel.DEFERRED_ACCEPTANCE, Channel.GREEN_CHANNEL})


def ask_gate(command: AskGate, *, actor: Actor, tools: Tools) -> GateView:
    """Return the answer of today and keep it; the same facts and rules on the same day give the answer kept before.

    Raises NotFoundError SUBJECT_UNKNOWN, MATTER_UNKNOWN or RECORD_UNKNOWN, InvalidError for what cannot be a code (of
    the field /uscc), for a channel that does not fit, RECORD_NEEDED with the records that a repair could be about or
    NOTHING_TO_REPAIR, ParameterMissingError where no outcome of a check is set.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        question = _question(unit, command, actor, today=local_date(now))
        judged = judge(unit, question, today=local_date(now), tools=tools)
        result = keep_answer(unit, judged, actor=actor, now=now)
        settle_doubts(unit, result)
        unit.flush()
        view = show_result(unit.gate.get_result(result.id), unit.gate.open_doubts([result.id]))
        unit.commit()
    return view


def ask_again(result_id: str, *, actor: Actor, tools: Tools) -> GateView:
    """Ask the question of a kept answer anew, with the facts of today and by the rules of the same authority.

    Raises NotFoundError GATE_RESULT_UNKNOWN, and what asking raises.
    """
    before = get_result(result_id, actor=actor, tools=tools)
    command = AskGate(
        uscc=before.subject.uscc or "",
        matter=before.matter or before.channel,
        channel=before.channel,
        record_id=before.record_id,
        authority_id=before.authority_id,
    )
    return ask_gate(command, actor=actor, tools=tools)


def why_repair(record_id: str, *, actor: Actor, tools: Tools) -> tuple[ReasonView, ...]:
    """Return everything that stands for or against the repair of a record today; nothing is kept of a look.

    Raises NotFoundError RECORD_UNKNOWN.
    """
    with tools.database.read() as unit:
        rows = unit.records.get(record_id)
        if not may_read_record(actor, subject_id=rows.subject.id, authority_id=rows.authority.id):
            raise NotFoundError("RECORD_UNKNOWN")
        question = Question(rows.subject, rows.authority, Channel.CREDIT_REPAIR, record=rows.record)
        return reasons_of(judge(unit, question, today=local_date(tools.clock.now()), tools=tools))


def get_result(result_id: str, *, actor: Actor, tools: Tools) -> GateView:
    """Return a kept answer; raises NotFoundError GATE_RESULT_UNKNOWN also to those who may not know of it."""
    with tools.database.read() as unit:
        rows = unit.gate.get_result(result_id)
        if not may_ask_gate(actor, subject_id=rows.subject.id).allowed:
            raise NotFoundError("GATE_RESULT_UNKNOWN")
        return show_result(rows, unit.gate.open_doubts([result_id]))


def list_results(
    *, actor: Actor, tools: Tools, subject_id: str | None = None, cursor: str | None = None, limit: int = 25
) -> Page[GateView]:
    """Return a page of kept answers, of one subject or of all, the newest first, without those one may not read."""
    with tools.database.read() as unit:
        rows = unit.gate.list_results(subject_id=subject_id, cursor=cursor, limit=limit)
        page = cut(rows, limit=limit, key=lambda each: (each.result.asked_at.isoformat(), each.result.id))
        return Page(_shown(unit, page.items, actor), page.next_cursor)


def list_doubted(*, actor: Actor, tools: Tools) -> list[GateView]:
    """Return the answers whose facts have changed since they were given (rule A16), the newest first."""
    with tools.database.read() as unit:
        return _shown(unit, unit.gate.list_doubted(), actor)


def list_matters(*, tools: Tools) -> list[MatterView]:
    """Return what can be asked about today."""
    with tools.database.read() as unit:
        return [show_matter(rows) for rows in unit.matters.list_in_force(local_date(tools.clock.now()))]


def _shown(unit: UnitOfWork, rows: Sequence[ResultRows], actor: Actor) -> list[GateView]:
    seen = [each for each in rows if may_ask_gate(actor, subject_id=each.subject.id).allowed]
    doubts = unit.gate.open_doubts([each.result.id for each in seen]) if seen else ()
    return [show_result(each, doubts) for each in seen]


def _question(unit: UnitOfWork, command: AskGate, actor: Actor, *, today: date) -> Question:
    """Return what is asked in terms of rows; a stranger learns nothing of a subject."""
    subject = find_named(unit, command.uscc)
    if subject is None or not may_ask_gate(actor, subject_id=subject.id).allowed:
        raise NotFoundError("SUBJECT_UNKNOWN")
    channel, rows = _way(unit, command, actor, today=today)
    matter, edition = (rows.matter, rows.edition) if rows else (None, None)
    record = _record(unit, command.record_id, subject, actor) if channel is Channel.CREDIT_REPAIR else None
    about = record or matter
    authority_id = about.authority_id if about else command.authority_id or _office_of(actor)
    authority = unit.authorities.get(authority_id) if authority_id else unit.authorities.first()
    return Question(subject, authority, channel, matter, edition, record)


def _way(unit: UnitOfWork, command: AskGate, actor: Actor, *, today: date) -> tuple[Channel, MatterRows | None]:
    """Return the channel, and the matter where one was named, in the edition of today."""
    if command.matter in set(Channel):
        return Channel(command.matter), None
    offices = {grant.authority_id for grant in actor.grants if grant.authority_id}
    asking = [command.authority_id] if command.authority_id else sorted(offices)
    matter = unit.matters.find_in_force(command.matter, on=today, of=asking)
    if matter is None:
        raise NotFoundError("MATTER_UNKNOWN", matter=command.matter)
    channel = Channel(command.channel) if command.channel in set(Channel) else Channel.PLEDGE_APPROVAL
    if channel not in _OF_A_MATTER:
        raise InvalidError(FieldError("/channel", "NOT_A_CHOICE"))
    return channel, matter


def _record(unit: UnitOfWork, record_id: str | None, subject: Subject, actor: Actor) -> Record:
    """Return the record that a repair is asked for: the one that was named, or the only one in force."""
    if not record_id:
        return _only_record(unit, subject, actor)
    if not is_id(record_id):
        raise NotFoundError("RECORD_UNKNOWN")
    rows = unit.records.get(record_id)
    is_read = may_read_record(actor, subject_id=rows.subject.id, authority_id=rows.authority.id)
    if rows.subject.id != subject.id or not is_read:
        raise NotFoundError("RECORD_UNKNOWN")
    return rows.record


def _only_record(unit: UnitOfWork, subject: Subject, actor: Actor) -> Record:
    """Return the one record that a repair can be about; without it a green answer would say nothing of any.

    Raises InvalidError RECORD_NEEDED where there are several, NOTHING_TO_REPAIR where there is none.
    """
    found = [
        record
        for record in unit.records.list_in_force(subject.id, _REPAIRABLE)
        if may_read_record(actor, subject_id=subject.id, authority_id=record.authority_id)
    ]
    if len(found) == 1:
        return found[0]
    numbers = ", ".join(record.document_no for record in found[:MOST_NAMED])
    told: dict[str, object] = {"subject_id": subject.id, "numbers": numbers}
    raise InvalidError(FieldError("/record", "RECORD_NEEDED" if found else "NOTHING_TO_REPAIR", told))


def _office_of(actor: Actor) -> str | None:
    """Return the authority whose desk asks, the first where there are several."""
    return min((grant.authority_id for grant in actor.grants if grant.authority_id), default=None)
