"""Asking the legal representative to sign on their telephone, and taking that back; nothing is filed by it."""

import secrets
from collections.abc import Sequence

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.signing import AskSignature
from workflow_app.domain.contacts import Channel, read_address
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.signing import NAME_FIELD, OPEN, ROLE_FIELD, Standing, Way
from workflow_app.domain.time import local_date
from workflow_app.domain.values import plain
from workflow_app.models import Signature, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.drafted import Draft, draft_of
from workflow_app.services.drafts import plan_end
from workflow_app.services.office_periods import ends
from workflow_app.services.outward_rules import number
from workflow_app.services.paper_pages import own_task
from workflow_app.services.sessions import digest
from workflow_app.services.signing import ASKS, LINK_LIVES, new_signature, ways_at
from workflow_app.services.signing_links import leave_link
from workflow_app.services.signing_phones import Known, is_own_number, known_phone
from workflow_app.services.tools import Tools

LINK_BYTES = 12
SHORTEST_NAME, LONGEST_NAME = 2, 50


def ask_signature(command: AskSignature, *, actor: Actor, tools: Tools) -> str:
    """Send the link and return the id of the request; the answers then name whom it was sent to as the signer.

    Raises InvalidError on `/name` or `/mobile`, ConflictError NOTHING_TO_SIGN or SIGNING_ASKED_ENOUGH, LimitedError,
    RefusedError CHANNEL_OFF or SIGNING_WAY_OFF, and what completing the task would.
    """
    if tools.sms is None:
        raise RefusedError("CHANNEL_OFF", channel=Channel.SMS.value)
    name = " ".join(command.name.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise InvalidError(FieldError("/name", "REAL_NAME" if name else "REQUIRED"))
    now, token = tools.clock.now(), secrets.token_urlsafe(LINK_BYTES)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        task, rows = own_task(unit, command.task_id, actor, lock=True)
        asked = Signatures(unit.session).of_task(task.id)
        _refuse_more(unit, rows, asked, tools)
        found = _phone(unit, rows, command, name, actor, tools)
        task.draft = plain({**(task.draft or {}), ROLE_FIELD: ActsAs.LEGAL_REPRESENTATIVE.value, NAME_FIELD: name})
        draft = _whole(unit, rows, task, actor, tools)
        task.draft, task.draft_kept_at = plain(draft.values), now
        plan_end(unit, task, rows, tools)
        row = new_signature(rows.case.id, draft.content, Way.LINK, by=actor, at=now)
        row.standing, row.account_id, row.signed_at = Standing.WAITING.value, None, None
        row.representative = rows.subject.legal_representative
        row.phone_cipher, row.phone_lookup = tools.cipher.encrypt(found.mobile), tools.cipher.lookup(found.mobile)
        row.phone_known, row.link_digest = found.is_known, digest(token)
        today = local_date(now)
        row.link_expires_at = ends(unit, rows.authority, LINK_LIVES, start=today, today=today, tools=tools).due_at
        _replace(asked)
        unit.add(row)
        unit.flush()
        leave_link(unit, row, token, rows.authority, language=found.language, tools=tools)
        _tell_heads(unit, row, rows, actor, tools)
        said = {"known": found.is_known}
        record_for_case(unit, case_id=rows.case.id, actor=actor, action="signing.asked", data=said, now=now)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    tools.wake.nudge()
    return row.id


def take_back(task_id: str, signature_id: str, *, actor: Actor, tools: Tools) -> None:
    """Let a request, or a signature that was not handed in yet, count no more; twice is once.

    Raises NotFoundError SIGNATURE_UNKNOWN, ConflictError SIGNING_ANSWERED, and what completing the task would.
    """
    with tools.database.write() as unit:
        task, rows = own_task(unit, task_id, actor, lock=True)
        found = [each for each in Signatures(unit.session).of_task(task.id) if each.id == signature_id]
        if not found:
            raise NotFoundError("SIGNATURE_UNKNOWN")
        (row,) = found
        if row.standing == Standing.WITHDRAWN:
            return
        if row.standing not in OPEN:
            raise ConflictError("SIGNING_ANSWERED")
        row.standing = Standing.WITHDRAWN.value
        said, now = {"way": row.way}, tools.clock.now()
        record_for_case(unit, case_id=rows.case.id, actor=actor, action="signing.withdrawn", data=said, now=now)
        unit.commit()


def _phone(unit: UnitOfWork, rows: CaseRows, command: AskSignature, name: str, actor: Actor, tools: Tools) -> Known:
    """Return where the link goes: never to whoever asks for it."""
    known = known_phone(unit, rows, name, tools)
    if command.is_known:
        if known is None:
            raise InvalidError(FieldError("/mobile", "REQUIRED"))
        return known
    try:
        mobile = read_address(Channel.SMS, command.mobile)
    except InvalidError as error:
        raise InvalidError(FieldError("/mobile", error.errors[0].code)) from error
    if is_own_number(unit, actor, mobile, tools):
        raise InvalidError(FieldError("/mobile", "OWN_NUMBER"))
    is_known = known is not None and known.mobile == mobile
    return Known(mobile, known.language if known and is_known else "zh", is_known=is_known)


def _replace(asked: Sequence[Signature]) -> None:
    """Let the links before count no more: only the newest one can be signed with."""
    for each in asked:
        if each.way == Way.LINK and each.standing in OPEN and each.used_at is None:
            each.standing = Standing.WITHDRAWN.value


def _whole(unit: UnitOfWork, rows: CaseRows, task: Task, actor: Actor, tools: Tools) -> Draft:
    draft = draft_of(unit, rows, task, unit.tasks.of_case(rows.case.id), actor=actor, tools=tools)
    if draft.wrong or not draft.content.get("pledge"):
        raise ConflictError("NOTHING_TO_SIGN")
    return draft


def _refuse_more(unit: UnitOfWork, rows: CaseRows, asked: Sequence[Signature], tools: Tools) -> None:
    """Refuse what the authority does not take, and more messages than anybody would bear."""
    if Way.LINK not in ways_at(unit, rows.authority, tools):
        raise RefusedError("SIGNING_WAY_OFF", way=Way.LINK.value)
    most = number(unit, rows.authority, ASKS, tools)
    links = [each for each in asked if each.way == Way.LINK]
    if len(links) >= most:
        raise ConflictError("SIGNING_ASKED_ENOUGH", most=most)


def _tell_heads(unit: UnitOfWork, row: Signature, rows: CaseRows, actor: Actor, tools: Tools) -> None:
    """Tell a legal representative who has an account here also in the message box."""
    now = tools.clock.now()
    facts = {"subject": rows.subject.name, "name": actor.name, "path": f"/my/cases/{rows.case.id}"}
    for each in unit.authorisations.representatives(rows.subject.id, today=local_date(now)):
        if each.id != row.asked_by:
            unit.add(Telling("SIGNATURE_WANTED", rows.authority.id, facts).for_account(each.id, now=now))
