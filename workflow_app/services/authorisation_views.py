"""Who acts for whom, as the person and the legal representative see it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.time import local_date
from workflow_app.models import Authorisation
from workflow_app.repositories.authorisations import ActingRows, RequestRows
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class ActingView:
    """One authorisation: whose, for whom, as what, how far, until when, resting on what."""

    account_id: str
    name: str
    mobile: str
    subject_id: str
    subject_name: str
    uscc: str | None
    kind: str
    scope: str
    way: str
    valid_from: date
    valid_to: date | None
    state: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request to act for a subject and how it stands."""

    id: str
    name: str
    mobile: str
    uscc: str
    subject_name: str
    representative: str
    kind: str
    way: str
    scope: str
    valid_from: date
    valid_to: date | None
    status: str
    is_over: bool
    made_at: datetime
    consented_at: datetime | None
    phone: str
    answer_on: date | None
    due_on: date | None
    is_late: bool
    file_name: str | None
    file_size: int | None
    reason: str | None
    decided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing that became of an authorisation."""

    what: str
    name: str
    kind: str
    scope: str
    way: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SubjectAuthorisations:
    """Everything about who acts for one subject; `is_head` may see and end all of it."""

    subject_id: str
    subject_name: str
    uscc: str | None
    is_head: bool
    acting: tuple[ActingView, ...]
    requests: tuple[RequestView, ...]
    steps: tuple[StepView, ...]


def list_own(*, actor: Actor, tools: Tools) -> tuple[tuple[ActingView, ...], tuple[RequestView, ...]]:
    """Return for whom a person acts or did, and what they asked for."""
    with tools.database.read() as unit:
        acting = unit.authorisations.list_of_account(actor.id)
        requests = unit.authorisations.requests_of(actor.id)
    return tuple(_acting(each, actor, tools) for each in acting), tuple(show_request(each, tools) for each in requests)


def get_of_subject(subject_id: str, *, actor: Actor, tools: Tools) -> SubjectAuthorisations:
    """Return who acts for a subject: everything to its legal representative, to others what is their own.

    Raises NotFoundError SUBJECT_UNKNOWN.
    """
    if subject_id not in actor.subject_ids:
        raise NotFoundError("SUBJECT_UNKNOWN")
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        subject = unit.subjects.get(subject_id)
        heads = {each.id for each in unit.authorisations.representatives(subject_id, today=today)}
        is_head = actor.id in heads
        acting = unit.authorisations.list_of_subject(subject_id)
        rows = [each for each in acting if is_head or each.account.id == actor.id]
        asked = unit.authorisations.requests_for(subject.uscc, ["WAITING"]) if is_head and subject.uscc else []
        steps = unit.authorisations.steps_of(subject_id) if is_head else []
        names = unit.accounts.names([step.made_by for step, _ in steps])
    return SubjectAuthorisations(
        subject_id=subject.id,
        subject_name=subject.name,
        uscc=subject.uscc,
        is_head=is_head,
        acting=tuple(_acting(each, actor, tools) for each in rows),
        requests=tuple(each for each in (show_request(row, tools) for row in asked) if not each.is_over),
        steps=tuple(
            StepView(step.what, name, step.kind, step.scope, step.way, names.get(step.made_by or ""), step.made_at)
            for step, name in steps
        ),
    )


def show_request(rows: RequestRows, tools: Tools) -> RequestView:
    """Return a request as people read it; a link that is over is told from one that waits."""
    row, now = rows.request, tools.clock.now()
    return RequestView(
        id=row.id,
        name=rows.account.name,
        mobile=_mobile(rows.mobile_cipher, tools),
        uscc=row.uscc,
        subject_name=row.subject_name,
        representative=row.representative,
        kind=row.kind,
        way=row.way,
        scope=row.scope,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        status=row.status,
        is_over=row.status == "WAITING" and row.link_expires_at is not None and row.link_expires_at <= now,
        made_at=row.made_at,
        consented_at=row.consented_at,
        phone=_mobile(row.phone_cipher, tools),
        answer_on=local_date(row.link_expires_at - timedelta(seconds=1)) if row.link_expires_at else None,
        due_on=row.due_on,
        is_late=row.status == "CHECK" and row.due_at is not None and row.due_at <= now,
        file_name=row.file_name,
        file_size=row.file_size,
        reason=row.reason,
        decided_at=row.decided_at,
        version=row.version,
    )


def _acting(rows: ActingRows, actor: Actor, tools: Tools) -> ActingView:
    row = rows.authorisation
    return ActingView(
        account_id=row.account_id,
        name=rows.account.name,
        mobile=_mobile(rows.mobile_cipher, tools),
        subject_id=row.subject_id,
        subject_name=rows.subject.name,
        uscc=rows.subject.uscc,
        kind=row.kind,
        scope=row.scope,
        way=row.way,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        state=_state(row, local_date(tools.clock.now())),
        is_own=row.account_id == actor.id,
    )


def _state(row: Authorisation, today: date) -> str:
    if row.valid_to is not None and row.valid_to < today:
        return "OVER"
    return "LATER" if row.valid_from > today else "LIVE"


def _mobile(cipher: bytes | None, tools: Tools) -> str:
    return masked(Channel.SMS, tools.cipher.decrypt(cipher)) if cipher else ""
