"""Asking to act for a subject: by the consent of its legal representative, or with a paper that the office checks.

A request is taken whether or not the subject is known here, and goes the same way, so that asking tells nothing.
"""

import io
import secrets

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.authorisations import ActsAs, RequestStatus, Way
from workflow_app.domain.commands.binding import AskConsent, BringMandate, Wanted
from workflow_app.domain.contacts import Channel, read_address
from workflow_app.domain.errors import (
    ConflictError,
    FieldError,
    InvalidError,
    LimitedError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.paper_ports import Sheet
from workflow_app.domain.ports import StoredBlob
from workflow_app.domain.time import local_date, machine_now
from workflow_app.domain.uscc import parse
from workflow_app.models import Authority, BindingRequest, Subject
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.binding_checks import wrong_in
from workflow_app.services.consent_links import leave_link
from workflow_app.services.limits import HOUR, count_attempt
from workflow_app.services.office_periods import ends
from workflow_app.services.paper_making import bound, most_pages_at, name_of, sharpness_at, take_sheet
from workflow_app.services.security_events import note_event
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

CONSENT, CHECK = "authorisation.consent_cd", "authorisation.check_wd"
ASKED = 10
"""Requests that one account may make in a day."""
LINK_BYTES = 12


def ask_consent(command: AskConsent, *, actor: Actor, tools: Tools) -> str:
    """Have the legal representative asked by a link to their telephone, and return the id of the request.

    Raises InvalidError per field, LimitedError, RefusedError CHANNEL_OFF.
    """
    if tools.sms is None:
        raise RefusedError("CHANNEL_OFF", channel=Channel.SMS.value)
    wrong = wrong_in(command.wanted, ends=True, tools=tools)
    try:
        mobile = read_address(Channel.SMS, command.mobile)
    except InvalidError as error:
        wrong.append(FieldError("/mobile", error.errors[0].code))
    if not command.wanted.representative.strip():
        wrong.append(FieldError("/representative", "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)
    _count(actor, tools)
    now, token = tools.clock.now(), secrets.token_urlsafe(LINK_BYTES)
    with tools.database.write() as unit:
        account = unit.contacts.lock_account(actor.id)
        if account is not None and account.mobile_lookup == tools.cipher.lookup(mobile):
            raise InvalidError(FieldError("/mobile", "OWN_NUMBER"))
        row = _request(unit, command.wanted, ActsAs.AGENT, Way.CONSENT, actor, tools)
        row.status = RequestStatus.WAITING.value
        row.phone_cipher, row.phone_lookup = tools.cipher.encrypt(mobile), tools.cipher.lookup(mobile)
        row.link_digest = digest(token)
        home, today = unit.authorities.get(row.authority_id), local_date(now)
        row.link_expires_at = ends(unit, home, CONSENT, start=today, today=today, tools=tools).due_at
        unit.add(row)
        unit.flush()
        leave_link(unit, row, token, tools)
        if row.subject_id is not None:
            _tell_heads(unit, row, actor, home, tools)
        _note(unit, "binding/asked", row, actor, tools)
        unit.commit()
    tools.wake.nudge()
    return row.id


def bring_mandate(command: BringMandate, *, actor: Actor, tools: Tools) -> str:
    """Have the office look at a paper within its limit, and return the id of the request; raises as `ask_consent`."""
    wrong = wrong_in(command.wanted, ends=command.acts_as is ActsAs.AGENT, tools=tools)
    if not command.files:
        wrong.append(FieldError("/file", "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)
    _count(actor, tools)
    blob, name, media_type = _paper(command, actor, tools)
    with tools.database.write() as unit:
        row = _request(unit, command.wanted, command.acts_as, Way.MANDATE, actor, tools)
        row.file_sha256, row.file_size, row.file_scan = blob.sha256, blob.size, tools.scan.verdict
        row.file_name, row.file_type = name, media_type
        hand_to_office(unit, row, name=actor.name, tools=tools)
        unit.add(row)
        _note(unit, "binding/asked", row, actor, tools)
        unit.commit()
    tools.wake.nudge()
    return row.id


def _paper(command: BringMandate, actor: Actor, tools: Tools) -> tuple[StoredBlob, str, str]:
    """Keep a paper as one file, photographs upright and legibly small, and return it with its name and kind."""
    with tools.database.read() as unit:
        home = _home(unit, unit.subjects.find_by_uscc(parse(command.wanted.uscc).text))
        sharpness, most = sharpness_at(unit, home, tools), most_pages_at(unit, home, tools)
    if len(command.files) > most:
        raise InvalidError(FieldError("/file", "TOO_MANY_PAGES", {"most": most}))
    made = [take_sheet(each, sharpness, actor=actor, tools=tools) for each in command.files]
    content, media_type = bound([Sheet(each.content, each.media_type) for each in made], tools)
    if len(content) > tools.upload_limit:
        raise InvalidError(FieldError("/file", "MATERIAL_TOO_LARGE", {"limit": tools.upload_limit}))
    blob = tools.blobs.put(io.BytesIO(content), limit=tools.upload_limit)
    return blob, name_of(made[0].filename, media_type), media_type


def withdraw_request(request_id: str, *, actor: Actor, tools: Tools) -> None:
    """Take a request back; raises NotFoundError REQUEST_UNKNOWN, ConflictError REQUEST_ANSWERED."""
    with tools.database.write() as unit:
        rows = unit.authorisations.find_request(request_id, lock=True) if is_id(request_id) else None
        if rows is None or rows.request.account_id != actor.id:
            raise NotFoundError("REQUEST_UNKNOWN")
        row = rows.request
        if row.status == RequestStatus.WITHDRAWN:
            return
        if row.status not in {RequestStatus.WAITING, RequestStatus.CHECK}:
            raise ConflictError("REQUEST_ANSWERED")
        row.status, row.version = RequestStatus.WITHDRAWN.value, row.version + 1
        _note(unit, "binding/withdrawn", row, actor, tools)
        unit.commit()


def hand_to_office(unit: UnitOfWork, row: BindingRequest, *, name: str, tools: Tools) -> None:
    """Let a request wait for the intake, with its limit, and tell them; within the caller's unit of work."""
    now = tools.clock.now()
    home, today = unit.authorities.get(row.authority_id), local_date(now)
    limit = ends(unit, home, CHECK, start=today, today=today, tools=tools)
    row.status, row.due_on, row.due_at = RequestStatus.CHECK.value, limit.due_on, limit.due_at
    facts = {"subject": row.subject_name, "name": name, "due_on": limit.due_on.isoformat()}
    telling = Telling("REQUEST_TO_CHECK", home.id, {**facts, "path": f"/desk/bindings/{row.id}"})
    unit.add(telling.for_role(Role.INTAKE, now=now))


def _request(unit: UnitOfWork, wanted: Wanted, kind: ActsAs, way: Way, actor: Actor, tools: Tools) -> BindingRequest:
    """Return a new request at the authority that has the newest record of the subject, else at the first."""
    uscc, now = parse(wanted.uscc).text, tools.clock.now()
    subject = unit.subjects.find_by_uscc(uscc)
    return BindingRequest(
        id=new_id(),
        account_id=actor.id,
        authority_id=_home(unit, subject).id,
        subject_id=subject.id if subject else None,
        uscc=uscc,
        subject_name=wanted.subject_name.strip(),
        representative=wanted.representative.strip(),
        kind=kind.value,
        way=way.value,
        scope=wanted.scope,
        valid_from=local_date(now),
        valid_to=None if kind is ActsAs.LEGAL_REPRESENTATIVE else wanted.valid_to,
        version=1,
        made_at=now,
    )


def _home(unit: UnitOfWork, subject: Subject | None) -> Authority:
    """Return the authority that has the newest record of a subject, else the first."""
    authority_id = unit.authorisations.authority_of(subject.id) if subject else None
    return unit.authorities.get(authority_id) if authority_id else unit.authorities.first()


def _tell_heads(unit: UnitOfWork, row: BindingRequest, actor: Actor, home: Authority, tools: Tools) -> None:
    """Ask a legal representative who is here already also in the message box."""
    now = tools.clock.now()
    facts = {"subject": row.subject_name, "name": actor.name, "path": f"/my/enterprises/{row.subject_id}"}
    for each in unit.authorisations.representatives(str(row.subject_id), today=local_date(now)):
        if each.id != actor.id:
            unit.add(Telling("CONSENT_WANTED", home.id, facts).for_account(each.id, now=now))


def _note(unit: UnitOfWork, action: str, row: BindingRequest, actor: Actor, tools: Tools) -> None:
    """Chain what became of a request: ids and words, never names or numbers."""
    said = {"request_id": row.id, "subject_id": row.subject_id, "way": row.way, "scope": row.scope}
    note_event(unit, action, said, tools=tools, actor=actor)


def _count(actor: Actor, tools: Tools) -> None:
    tried = count_attempt(f"binding/{actor.id}", seconds=24 * HOUR, amount=1, tools=tools)
    if tried.count > ASKED:
        raise LimitedError("LIMITED", retry_after=max(1, round((tried.until - machine_now()).total_seconds())))
