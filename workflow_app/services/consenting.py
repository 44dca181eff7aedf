"""The answer of the legal representative: on the telephone that the link went to, or on their own page.

The office knows a telephone when somebody acts with it as legal representative here. Then consent holds at once; any
other number was only typed by who asks, so the office looks at it first.
"""

from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import ActsAs, RequestStatus, Scope, Way, same_name
from workflow_app.domain.commands.binding import AnswerConsent
from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Account, BindingRequest, Subject
from workflow_app.repositories.authorisations import RequestRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.authorisation_views import RequestView, show_request
from workflow_app.services.authorising import Given, give
from workflow_app.services.binding_requests import hand_to_office
from workflow_app.services.phone_proofs import take_proof
from workflow_app.services.security_events import note_event
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools


def find_consent(token: str, *, tools: Tools) -> RequestView:
    """Return what a link asks; raises NotFoundError REQUEST_UNKNOWN."""
    with tools.database.read() as unit:
        rows = unit.authorisations.find_request_by_link(digest(token))
        if rows is None:
            raise NotFoundError("REQUEST_UNKNOWN")
        return show_request(rows, tools)


def phone_of(token: str, *, tools: Tools) -> str:
    """Return the number that a link went to, to send its code there; raises NotFoundError REQUEST_UNKNOWN."""
    with tools.database.read() as unit:
        rows = unit.authorisations.find_request_by_link(digest(token))
    if rows is None or rows.request.phone_cipher is None:
        raise NotFoundError("REQUEST_UNKNOWN")
    return tools.cipher.decrypt(rows.request.phone_cipher)


def answer_consent(command: AnswerConsent, *, tools: Tools) -> bool:
    """Take the answer given on the telephone and tell whether it holds at once; else the office looks at it.

    Raises NotFoundError REQUEST_UNKNOWN, ConflictError REQUEST_ANSWERED, LINK_OVER or PHONE_NOT_CONFIRMED,
    InvalidError on `/name`.
    """
    with tools.database.write() as unit:
        rows = unit.authorisations.find_request_by_link(digest(command.token), lock=True)
        row = _waiting(rows, tools)
        proof = take_proof(unit, command.secret, Purpose.CONSENT)
        if proof.about_id != row.id or proof.address_lookup != row.phone_lookup:
            raise ConflictError("PHONE_NOT_CONFIRMED")
        if command.agrees and not same_name(command.name, row.representative):
            raise InvalidError(FieldError("/name", "NAME_NOT_GIVEN" if command.name.strip() else "REQUIRED"))
        proof.used_at = machine_now()
        assert rows is not None  # noqa: S101 - `_waiting` has looked
        holds = _answer(unit, rows, agrees=command.agrees, by=None, tools=tools)
        unit.commit()
    tools.wake.nudge()
    return holds


def answer_as_head(request_id: str, *, agrees: bool, actor: Actor, tools: Tools) -> str:
    """Take the answer of a legal representative who is logged in and return the id of the subject.

    Raises NotFoundError REQUEST_UNKNOWN, ForbiddenError NOT_REPRESENTATIVE, ConflictError as `answer_consent`.
    """
    today = local_date(tools.clock.now())
    with tools.database.write() as unit:
        rows = unit.authorisations.find_request(request_id, lock=True) if is_id(request_id) else None
        subject_id = rows.request.subject_id if rows else None
        if rows is None or subject_id is None or subject_id not in actor.subject_ids:
            raise NotFoundError("REQUEST_UNKNOWN")
        if actor.id not in {each.id for each in unit.authorisations.representatives(subject_id, today=today)}:
            raise ForbiddenError("NOT_REPRESENTATIVE")
        _waiting(rows, tools)
        _answer(unit, rows, agrees=agrees, by=actor, tools=tools)
        unit.commit()
    tools.wake.nudge()
    return subject_id


def grant_request(unit: UnitOfWork, rows: RequestRows, subject: Subject, by: Actor | None, tools: Tools) -> None:
    """Let who asked act for the subject, from today; within the caller's unit of work."""
    row, today = rows.request, local_date(tools.clock.now())
    row.status, row.subject_id, row.decided_at = RequestStatus.GRANTED.value, subject.id, tools.clock.now()
    row.decided_by, row.version = by.id if by else None, row.version + 1
    given = Given(rows.account, subject, ActsAs(row.kind), Scope(row.scope), Way(row.way), today, row.valid_to, by)
    give(unit, given, tools)
    _tell(unit, "REQUEST_GRANTED", rows, tools)


def refuse_request(unit: UnitOfWork, rows: RequestRows, reason: str | None, by: Actor | None, tools: Tools) -> None:
    """Leave things as they are and tell who asked; the office gives its reason, the representative owes none."""
    row = rows.request
    row.status, row.reason, row.decided_at = RequestStatus.REFUSED.value, reason, tools.clock.now()
    row.decided_by, row.version = by.id if by else None, row.version + 1
    if reason is None:
        _tell(unit, "CONSENT_REFUSED", rows, tools)
    else:
        _tell(unit, "REQUEST_REFUSED", rows, tools, reason=reason)


def _answer(unit: UnitOfWork, rows: RequestRows, *, agrees: bool, by: Actor | None, tools: Tools) -> bool:
    row, now = rows.request, tools.clock.now()
    said: dict[str, object] = {"request_id": row.id, "agrees": agrees}
    whose = {"actor": by} if by else {}
    note_event(unit, "binding/answered", said, tools=tools, **whose)
    if not agrees:
        refuse_request(unit, rows, None, by, tools)
        return True
    row.consented_at = now
    if row.subject_id and (by or _is_known(unit, row, local_date(now))):
        grant_request(unit, rows, unit.subjects.get(row.subject_id), by, tools)
        return True
    row.version += 1
    hand_to_office(unit, row, name=rows.account.name, tools=tools)
    return False


def _is_known(unit: UnitOfWork, row: BindingRequest, today: date) -> bool:
    """Tell whether the telephone is one with which somebody is the legal representative here."""
    heads: list[Account] = list(unit.authorisations.representatives(str(row.subject_id), today=today))
    return any(each.mobile_lookup == row.phone_lookup for each in heads)


def _waiting(rows: RequestRows | None, tools: Tools) -> BindingRequest:
    """Return a request that waits for its answer."""
    if rows is None:
        raise NotFoundError("REQUEST_UNKNOWN")
    if rows.request.status != RequestStatus.WAITING:
        raise ConflictError("REQUEST_ANSWERED")
    if rows.request.link_expires_at is None or rows.request.link_expires_at <= tools.clock.now():
        raise ConflictError("LINK_OVER")
    return rows.request


def _tell(unit: UnitOfWork, code: str, rows: RequestRows, tools: Tools, **more: str) -> None:
    facts = {"subject": rows.request.subject_name, "path": "/my/enterprises", **more}
    telling = Telling(code, rows.request.authority_id, facts)
    unit.add(telling.for_account(rows.account.id, now=tools.clock.now()))
