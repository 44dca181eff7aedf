"""The calls that the office owes: the list by limit, one with what is to be said, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.call_tasks import OPEN, READERS, Outcome, makes_calls, may_call, sees_calls
from workflow_app.domain.commands.call_tasks import SettleCall
from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.domain.texts import tidy
from workflow_app.models import ContactPoint
from workflow_app.repositories.call_tasks import CallRows
from workflow_app.repositories.pages import Page
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.call_tasks import caller_role
from workflow_app.services.notice_messages import mark_rejected
from workflow_app.services.phone_notes import Spoken, add_note
from workflow_app.services.tools import Tools

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Message:
    """What an SMS was to say."""

    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CallView:
    """A call as its reader sees it; `phone` is masked for those who do not make it, and empty where there is none."""

    id: str
    case_id: str
    case_number: str | None
    subject_name: str
    person: str
    phone: str
    messages: tuple[Message, ...]
    why: str
    status: str
    tries: int
    due_on: date
    is_late: bool
    created_at: datetime
    ended_at: datetime | None
    ended_by: str
    may_settle: bool
    authority_zh: str
    authority_en: str


def has_calls(*, actor: Actor, tools: Tools) -> bool:
    """Tell whether somebody makes calls anywhere, or sees which are owed: as the parameter of an authority has it."""
    if not actor.has(*READERS):
        return False
    with tools.database.read() as unit:
        return any(_sees(unit, actor, each.id, tools) for each in unit.authorities.list_all())


def list_calls(*, ended: bool, cursor: str | None, actor: Actor, tools: Tools) -> tuple[Page[CallView], int]:
    """Return a page of the calls at the authorities of a reader, and how many are open."""
    with tools.database.read() as unit:
        ids = [each.id for each in unit.authorities.list_all() if _sees(unit, actor, each.id, tools)]
        after, own = (cursor if cursor and is_id(cursor) else None), actor.subject_ids
        rows = unit.call_tasks.list_at(ids, ended=ended, apart_from=own, after=after, limit=LIMIT)
        waiting = unit.call_tasks.count_open(ids, apart_from=own)
        views = [_show(unit, each, actor, tools) for each in rows[:LIMIT]]
    return Page(views, views[-1].id if len(rows) > LIMIT else None), waiting


def get_call(call_id: str, *, actor: Actor, tools: Tools) -> CallView:
    """Return a call; raises NotFoundError CALL_UNKNOWN to everybody else."""
    with tools.database.read() as unit:
        return _show(unit, _readable(unit, call_id, actor, tools), actor, tools)


def settle_call(command: SettleCall, *, actor: Actor, tools: Tools) -> str:
    """Note what came of a call, with everything else this person was to be told about the case; return the case.

    Who was not reached is called again, within the same limit; a wrong number is used no more. Raises NotFoundError
    CALL_UNKNOWN, ForbiddenError, ConflictError CALL_SETTLED, InvalidError on /gist.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = _readable(unit, command.call_id, actor, tools)
        role = caller_role(unit, rows.authority, tools)
        answer = may_call(actor, role, authority_id=rows.authority.id, subject_id=rows.case.subject_id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        case = unit.cases.get(rows.case.id, lock=True)
        call = unit.call_tasks.lock(command.call_id)
        if call is None or call.status != OPEN:
            raise ConflictError("CALL_SETTLED")
        contact, now = unit.contacts.find(call.account_id, Channel.SMS), tools.clock.now()
        said = Spoken(rows.account.name, _number(contact, tools), tidy(command.gist))
        add_note(unit, case, said, actor=actor, tools=tools)
        for each in unit.call_tasks.of_person(call.case_id, call.account_id):
            if command.outcome is Outcome.NOT_REACHED:
                each.tries += 1
            else:
                each.status, each.ended_at, each.ended_by = command.outcome.value, now, actor.id
        if command.outcome is Outcome.WRONG_NUMBER and contact is not None:
            mark_rejected(unit, call.account_id, Channel.SMS, lookup=contact.address_lookup or "", now=now)
        once.keep(unit, command.once, row_id, call.case_id)
        unit.commit()
    tools.wake.nudge()
    return rows.case.id


def _readable(unit: UnitOfWork, call_id: str, actor: Actor, tools: Tools) -> CallRows:
    rows = unit.call_tasks.find(call_id)
    if rows is None or not _sees(unit, actor, rows.authority.id, tools) or rows.case.subject_id in actor.subject_ids:
        raise NotFoundError("CALL_UNKNOWN")
    return rows


def _sees(unit: UnitOfWork, actor: Actor, authority_id: str, tools: Tools) -> bool:
    role = caller_role(unit, unit.authorities.get(authority_id), tools)
    return sees_calls(actor, role, authority_id=authority_id)


def _number(contact: ContactPoint | None, tools: Tools) -> str:
    return tools.cipher.decrypt(contact.address_cipher) if contact is not None and contact.address_cipher else ""


def _show(unit: UnitOfWork, rows: CallRows, actor: Actor, tools: Tools) -> CallView:
    call, role = rows.call, caller_role(unit, rows.authority, tools)
    calls = makes_calls(actor, role, authority_id=rows.authority.id)
    number = _number(unit.contacts.find(call.account_id, Channel.SMS), tools)
    others = unit.call_tasks.of_person(call.case_id, call.account_id) if call.status == OPEN else ()
    return CallView(
        id=call.id,
        case_id=rows.case.id,
        case_number=rows.case.number,
        subject_name=rows.subject.name,
        person=rows.account.name,
        phone=number if calls or not number else masked(Channel.SMS, number),
        messages=tuple(Message(each.code, each.facts) for each in (others or (call,))),
        why=call.why,
        status=call.status,
        tries=call.tries,
        due_on=call.due_on,
        is_late=call.status == OPEN and call.due_at <= tools.clock.now(),
        created_at=call.created_at,
        ended_at=call.ended_at,
        ended_by=unit.accounts.names([call.ended_by]).get(call.ended_by, "") if call.ended_by else "",
        may_settle=calls and call.status == OPEN,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
    )
