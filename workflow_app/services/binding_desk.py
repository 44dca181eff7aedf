"""Requests to act for a subject at the desk of the intake: the list with its limit, the paper, and the decision."""

from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import LONGEST_REASON, RequestStatus, may_check_requests, reads_requests
from workflow_app.domain.commands.binding import DecideRequest
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.models import BindingRequest, Subject
from workflow_app.repositories.authorisations import RequestRows
from workflow_app.repositories.pages import Page
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.authorisation_views import RequestView, show_request
from workflow_app.services.consenting import grant_request, refuse_request
from workflow_app.services.entering_subjects import enter_subject
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools

LIMIT = 50
ANSWERED = (RequestStatus.GRANTED.value, RequestStatus.REFUSED.value, RequestStatus.WITHDRAWN.value)


def list_requests(*, answered: bool, cursor: str | None, actor: Actor, tools: Tools) -> tuple[Page[RequestView], int]:
    """Return a page of the requests at the authorities of a reader, and how many wait."""
    statuses = ANSWERED if answered else (RequestStatus.CHECK.value,)
    with tools.database.read() as unit:
        ids = [each.id for each in unit.authorities.list_all() if reads_requests(actor, each.id)]
        after = cursor if cursor and is_id(cursor) else None
        rows = unit.authorisations.requests_at(ids, statuses, after=after, limit=LIMIT)
        waiting = unit.authorisations.count_requests(ids, RequestStatus.CHECK.value)
    views = [show_request(each, tools) for each in rows]
    shown = views[:LIMIT]
    return Page(shown, shown[-1].id if len(views) > LIMIT else None), waiting


def get_request(request_id: str, *, actor: Actor, tools: Tools) -> tuple[RequestView, str | None, str, str]:
    """Return a request, the representative on record, the name on record, and why its reader may not decide.

    Raises NotFoundError REQUEST_UNKNOWN.
    """
    with tools.database.read() as unit:
        rows = _readable(unit, request_id, actor)
        subject = unit.subjects.find_by_uscc(rows.request.uscc)
        answer = may_check_requests(
            actor, authority_id=rows.request.authority_id, subject_id=subject.id if subject else None
        )
        rule = "" if answer.allowed else answer.rule
        known = (subject.legal_representative, subject.name) if subject else (None, "")
        return show_request(rows, tools), *known, rule


def open_paper(request_id: str, *, actor: Actor, tools: Tools) -> tuple[BinaryIO, str, str]:
    """Return the paper of a request with its kind and name; raises NotFoundError REQUEST_UNKNOWN."""
    with tools.database.read() as unit:
        row = _readable(unit, request_id, actor, own=True).request
    if row.file_sha256 is None:
        raise NotFoundError("REQUEST_UNKNOWN")
    return tools.blobs.open(row.file_sha256), str(row.file_type), str(row.file_name)


def decide_request(command: DecideRequest, *, actor: Actor, tools: Tools) -> None:
    """Grant or refuse; a subject that is not known yet is entered with the name that was shown.

    Raises NotFoundError REQUEST_UNKNOWN, ForbiddenError, ConflictError STALE or REQUEST_ANSWERED, InvalidError.
    """
    reason = command.reason.strip()
    with tools.database.write() as unit:
        rows = _readable(unit, command.request_id, actor, lock=True)
        row = rows.request
        subject = unit.subjects.find_by_uscc(row.uscc)
        answer = may_check_requests(actor, authority_id=row.authority_id, subject_id=subject.id if subject else None)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        if row.status != RequestStatus.CHECK:
            raise ConflictError("REQUEST_ANSWERED")
        if command.version is not None and command.version != row.version:
            raise ConflictError("STALE")
        if not command.grants and not reason:
            raise InvalidError(FieldError("/reason", "REQUIRED"))
        if len(reason) > LONGEST_REASON:
            raise InvalidError(FieldError("/reason", "TOO_LONG", {"maximum": LONGEST_REASON}))
        said = {"request_id": row.id, "granted": command.grants}
        note_event(unit, "binding/decided", said, tools=tools, actor=actor)
        if command.grants:
            grant_request(unit, rows, subject or _entered(unit, row, tools), actor, tools)
        else:
            refuse_request(unit, rows, reason, actor, tools)
        unit.commit()
    tools.wake.nudge()


def _readable(unit: UnitOfWork, request_id: str, actor: Actor, *, lock: bool = False, own: bool = False) -> RequestRows:
    rows = unit.authorisations.find_request(request_id, lock=lock) if is_id(request_id) else None
    if rows is not None and own and rows.request.account_id == actor.id:
        return rows
    if rows is None or not reads_requests(actor, rows.request.authority_id):
        raise NotFoundError("REQUEST_UNKNOWN")
    return rows


def _entered(unit: UnitOfWork, row: BindingRequest, tools: Tools) -> Subject:
    """Enter a subject of which nothing is on record yet."""
    return enter_subject(
        unit, uscc=row.uscc, name=row.subject_name, representative=row.representative, now=tools.clock.now()
    )
