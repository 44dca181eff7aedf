"""Taking an objection or a report down for who comes to the counter or calls: by a clerk of the window, read back.

What counts is when somebody said it (rule K6). The clerk sees the receipt as long as nothing was said to it, and reads
neither the contact nor anything else of it afterwards.
"""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.concerns import EnterConcern, FileConcern
from workflow_app.domain.concern_checks import is_taken, phone_of, wrong_in_concern, wrong_in_speaker
from workflow_app.domain.concern_entering import Identified, wrong_in_entering
from workflow_app.domain.concern_policies import may_enter_concern
from workflow_app.domain.concerns import Status
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.objection_checks import wrong_in_proof
from workflow_app.domain.objections import SMS
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Concern
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.concern_targets import TargetFacts, TargetView, facts_of_target, find_target
from workflow_app.services.concerns import Said, admit_concern
from workflow_app.services.objection_contacts import read_cipher, write_contact
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools

ENTRY = "window.entry_wd"


@dataclass(frozen=True, slots=True)
class EnteredView:
    """What is handed over on paper: number and code, what was written down, how it came and who took it down."""

    id: str
    number: str
    follow_code: str
    kind: str
    target: str
    label: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    topic: str
    statement: str
    wanted: str
    is_named: bool
    is_told: bool
    source: str
    identified_by: str
    received_at: datetime
    entered_by: str
    due_on: date
    files: int


def show_enterable(concern: FileConcern, *, actor: Actor, tools: Tools) -> TargetView:
    """Return what is spoken about; raises NotFoundError where it is not public or not the clerk's, ForbiddenError."""
    shown = find_target(concern.target, concern.target_id, tools=tools)
    if not is_taken(concern):
        raise NotFoundError("CONCERN_TARGET_GONE")
    with tools.database.read() as unit:
        _refuse_stranger(actor, facts_of_target(unit, concern.target, concern.target_id))
    return shown


def enter_concern(command: EnterConcern, *, actor: Actor, tools: Tools) -> str:
    """Take it down and return its id.

    Raises NotFoundError, ForbiddenError CONFLICT_OF_INTEREST, InvalidError per field, and AlreadyAnsweredError for a
    second click.
    """
    asked, now = command.concern, tools.clock.now()
    shown = show_enterable(asked, actor=actor, tools=tools)
    _refuse_wrong(command, now, tools)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        facts = facts_of_target(unit, asked.target, asked.target_id)
        came = command.received_at or now
        _refuse_old(unit, unit.authorities.get(facts.authority_id), came, now, tools)
        row = admit_concern(unit, asked, Said(facts, shown, came, _contact(command), actor), tools)
        row.source, row.entered_by, row.entered_at = command.way, actor.id, now
        row.identified_by = command.identified or None
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    tools.wake.nudge()
    return row.id


def get_entered(concern_id: str, *, actor: Actor, tools: Tools) -> EnteredView:
    """Return the receipt to who took it down, until it is taken up or not; raises NotFoundError CONCERN_UNKNOWN."""
    with tools.database.read() as unit:
        rows = unit.concerns.get(concern_id)
        row, authority = rows.concern, rows.authority
        if row.entered_by != actor.id or row.status != Status.RECEIVED:
            raise NotFoundError("CONCERN_UNKNOWN")
        contact, files = read_cipher(row.contact_cipher, tools.cipher), len(unit.concerns.files(row.id))
        return _receipt(row, authority, actor, is_told=bool(contact and contact.told_by), files=files)


def _receipt(row: Concern, authority: Authority, actor: Actor, *, is_told: bool, files: int) -> EnteredView:
    return EnteredView(
        id=row.id,
        number=row.number,
        follow_code=row.follow_code,
        kind=row.kind,
        target=row.target,
        label=row.label,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        authority_phone=authority.phone,
        topic=row.topic,
        statement=row.statement,
        wanted=row.wanted,
        is_named=row.contact_cipher is not None,
        is_told=is_told,
        source=row.source,
        identified_by=row.identified_by or "",
        received_at=row.received_at,
        entered_by=actor.name,
        due_on=row.due_on,
        files=files,
    )


def _contact(command: EnterConcern) -> str | None:
    asked = command.concern
    if asked.anonymous:
        return None
    return write_contact(asked.said, phone_of(asked), confirmed=command.identified == Identified.CALLED_BACK)


def _refuse_stranger(actor: Actor, facts: TargetFacts) -> None:
    answer = may_enter_concern(actor, authority_id=facts.authority_id, subject_id=facts.subject_id)
    if answer.rule == "ROLE_NEEDED":
        raise NotFoundError("CONCERN_TARGET_GONE")
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def _refuse_wrong(command: EnterConcern, now: datetime, tools: Tools) -> None:
    asked = command.concern
    errors = [*wrong_in_concern(asked), *wrong_in_proof(asked.said), *wrong_in_speaker(asked)]
    errors += wrong_in_entering(command, now=now)
    if asked.said.told_by not in {"", SMS} or (asked.said.told_by and (tools.sms is None or asked.anonymous)):
        errors.append(FieldError("/told_by", "NO_SMS_HERE"))
    if errors:
        raise InvalidError(*errors)


def _refuse_old(unit: UnitOfWork, authority: Authority, came: datetime, now: datetime, tools: Tools) -> None:
    """Refuse a time that lies so far back that nobody could tell any more, as for filings at the window."""
    today = local_date(now)
    last = ends(unit, authority, ENTRY, start=local_date(came), today=today, tools=tools).due_on
    if last < today:
        raise InvalidError(FieldError("/received_at", "RECEIVED_LONG_AGO", {"last": last}))
