"""A link to sign, for one application or for several that are prepared together, within somebody's unit of work."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.contacts import Channel, read_address
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, RefusedError
from workflow_app.domain.signing import NAME_FIELD, OPEN, ROLE_FIELD, Standing, Way
from workflow_app.domain.time import local_date
from workflow_app.domain.values import plain
from workflow_app.models import Signature, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.drafted import Draft, draft_of
from workflow_app.services.drafts import plan_end
from workflow_app.services.office_periods import ends
from workflow_app.services.outward_rules import number
from workflow_app.services.sessions import digest
from workflow_app.services.signing import ASKS, LINK_LIVES, new_signature, ways_at
from workflow_app.services.signing_links import leave_link
from workflow_app.services.signing_phones import Known, is_own_number, known_phone
from workflow_app.services.tools import Tools

LINK_BYTES = 12
SHORTEST_NAME, LONGEST_NAME = 2, 50
Step = tuple[Task, CaseRows]


@dataclass(frozen=True, slots=True)
class ToWhom:
    """Who shall sign, and on which telephone: the number typed, or the one known here."""

    name: str = field(repr=False)
    mobile: str = field(repr=False)
    is_known: bool


def whom(name: str, mobile: str, tools: Tools, *, is_known: bool) -> ToWhom:
    """Return who shall sign; raises RefusedError CHANNEL_OFF, InvalidError on `/name`."""
    if tools.sms is None:
        raise RefusedError("CHANNEL_OFF", channel=Channel.SMS.value)
    clean = " ".join(name.split())
    if not SHORTEST_NAME <= len(clean) <= LONGEST_NAME:
        raise InvalidError(FieldError("/name", "REAL_NAME" if clean else "REQUIRED"))
    return ToWhom(clean, mobile, is_known)


def send_link(unit: UnitOfWork, steps: Sequence[Step], to: ToWhom, *, actor: Actor, tools: Tools) -> list[Signature]:
    """Ask for a signature under each of some steps of one subject, by one link; their rows are held already.

    Raises InvalidError on `/mobile`, ConflictError NOTHING_TO_SIGN or SIGNING_ASKED_ENOUGH, LimitedError, RefusedError
    SIGNING_WAY_OFF.
    """
    token, home = secrets.token_urlsafe(LINK_BYTES), steps[0][1]
    asked = {task.id: Signatures(unit.session).of_task(task.id) for task, _ in steps}
    for task, rows in steps:
        _refuse_more(unit, rows, asked[task.id], tools)
    found = _phone(unit, home, to, actor, tools)
    made = [_ask(unit, task, rows, to.name, actor, tools) for task, rows in steps]
    until = min(_until(unit, rows, tools) for _, rows in steps)
    for row in made:
        row.phone_cipher, row.phone_lookup = tools.cipher.encrypt(found.mobile), tools.cipher.lookup(found.mobile)
        row.phone_known, row.link_digest, row.link_expires_at = found.is_known, digest(token), until
        _replace(asked[row.task_id])
        unit.add(row)
    unit.flush()
    leave_link(unit, min(made, key=lambda row: row.id), token, home.authority, language=found.language, tools=tools)
    _tell_heads(unit, made, home, actor, tools)
    return made


def _ask(unit: UnitOfWork, task: Task, rows: CaseRows, name: str, actor: Actor, tools: Tools) -> Signature:
    """Return what is asked under one step; its answers then name whom the link goes to as the signer."""
    now = tools.clock.now()
    task.draft = plain({**(task.draft or {}), ROLE_FIELD: ActsAs.LEGAL_REPRESENTATIVE.value, NAME_FIELD: name})
    draft = _whole(unit, rows, task, actor, tools)
    task.draft, task.draft_kept_at = plain(draft.values), now
    plan_end(unit, task, rows, tools)
    row = new_signature(rows.case.id, draft.content, Way.LINK, by=actor, at=now)
    row.standing, row.account_id, row.signed_at = Standing.WAITING.value, None, None
    row.representative = rows.subject.legal_representative
    return row


def note_asked(unit: UnitOfWork, made: Sequence[Signature], actor: Actor, tools: Tools) -> None:
    """Chain to each case that a signature was asked for."""
    for row in made:
        said, now = {"known": row.phone_known}, tools.clock.now()
        record_for_case(unit, case_id=row.case_id, actor=actor, action="signing.asked", data=said, now=now)


def _until(unit: UnitOfWork, rows: CaseRows, tools: Tools) -> datetime:
    today = local_date(tools.clock.now())
    return ends(unit, rows.authority, LINK_LIVES, start=today, today=today, tools=tools).due_at


def _phone(unit: UnitOfWork, rows: CaseRows, to: ToWhom, actor: Actor, tools: Tools) -> Known:
    """Return where the link goes: never to whoever asks for it."""
    known = known_phone(unit, rows, to.name, tools)
    if to.is_known:
        if known is None:
            raise InvalidError(FieldError("/mobile", "REQUIRED"))
        return known
    try:
        mobile = read_address(Channel.SMS, to.mobile)
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


def _tell_heads(unit: UnitOfWork, made: Sequence[Signature], rows: CaseRows, actor: Actor, tools: Tools) -> None:
    """Tell a legal representative who has an account here also in the message box."""
    now = tools.clock.now()
    batch_id = rows.case.batch_id if len(made) > 1 else None
    path = f"/my/batches/{batch_id}" if batch_id else f"/my/cases/{rows.case.id}"
    facts = {"subject": rows.subject.name, "name": actor.name, "path": path}
    for each in unit.authorisations.representatives(rows.subject.id, today=local_date(now)):
        if each.id != actor.id:
            unit.add(Telling("SIGNATURE_WANTED", rows.authority.id, facts).for_account(each.id, now=now))
