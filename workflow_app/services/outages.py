"""Outages of the service (rule A14): registered by one administrator, approved by another, announced to everybody.

Approval leaves, for each authority, the work that recomputes what ends within the outage; what starts afterwards is
extended from its start. One that is still to come is looked at again when it begins and when it is over, so that a step
that was being written while it was approved is extended as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.outages import Span
from workflow_app.domain.policies import Answer
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.domain.rule_policies import (
    may_approve_outage,
    may_register_outage,
    may_reject_outage,
    may_withdraw_outage,
)
from workflow_app.models import Outage
from workflow_app.repositories.touched_cases import Days
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.outage_news import tell_decided, tell_waiting
from workflow_app.services.recomputing import Change, plan_recomputing
from workflow_app.services.tools import Tools

LONGEST = timedelta(days=92)
LONGEST_REASON, LONGEST_TEXT = 200, 500
PROPOSED, APPROVED, WITHDRAWN = "PROPOSED", "APPROVED", "WITHDRAWN"
REJECTED = "REJECTED"


@dataclass(frozen=True, slots=True)
class RegisterOutage:
    """From when until when, why, and what the public is told; None where no instant could be read."""

    starts_at: datetime | None
    ends_at: datetime | None
    reason: str
    text_zh: str
    text_en: str


def register_outage(command: RegisterOutage, *, actor: Actor, tools: Tools) -> str:
    """Register an outage for approval and return its id; raises ForbiddenError, InvalidError by field."""
    _insist(may_register_outage(actor))
    starts_at, ends_at = _checked(command)
    with tools.database.write() as unit:
        now = tools.clock.now()
        row = Outage(
            id=new_id(),
            starts_at=starts_at,
            ends_at=ends_at,
            reason=command.reason.strip(),
            text_zh=command.text_zh.strip(),
            text_en=command.text_en.strip(),
            status=PROPOSED,
            proposed_by=actor.id,
            proposed_at=now,
        )
        unit.add(row)
        _note(unit, row, "outage.registered", actor=actor, now=now)
        tell_waiting(unit, row, now=now)
        unit.commit()
    return row.id


def approve_outage(outage_id: str, *, actor: Actor, tools: Tools) -> None:
    """Approve an outage: periods that end in it are extended, for all, and the public is told.

    Raises ForbiddenError SELF_APPROVAL for whoever registered it, OTHER_AUTHORITY for whoever may approve at one
    authority only, ConflictError ALREADY_DECIDED.
    """
    with tools.database.write() as unit:
        now = tools.clock.now()
        row = unit.outages.get(outage_id, lock=True)
        _insist(may_approve_outage(actor, proposed_by=row.proposed_by))
        _decide(row, APPROVED, actor=actor, now=now)
        _renew(unit)
        _note(unit, row, "outage.approved", actor=actor, now=now)
        _plan(unit, row, now=now)
        tell_decided(unit, row, now=now)
        unit.commit()
    tools.wake.nudge()


def reject_outage(outage_id: str, note: str, *, actor: Actor, tools: Tools) -> None:
    """Refuse an outage for a reason, which whoever registered it is told; raises as `approve_outage`, InvalidError."""
    _insist(may_reject_outage(actor))
    why = reason_of({"note": note}, "note")
    with tools.database.write() as unit:
        now = tools.clock.now()
        row = unit.outages.get(outage_id, lock=True)
        _decide(row, REJECTED, actor=actor, now=now)
        row.note = why
        _note(unit, row, "outage.rejected", actor=actor, now=now, note=why)
        tell_decided(unit, row, now=now, note=why)
        unit.commit()


def withdraw_outage(outage_id: str, *, actor: Actor, tools: Tools) -> None:
    """Withdraw an outage that is not approved yet; raises ForbiddenError, ConflictError ALREADY_DECIDED."""
    _insist(may_withdraw_outage(actor))
    with tools.database.write() as unit:
        now = tools.clock.now()
        row = unit.outages.get(outage_id, lock=True)
        _decide(row, WITHDRAWN, actor=actor, now=now)
        _note(unit, row, "outage.withdrawn", actor=actor, now=now)
        unit.commit()


def _checked(command: RegisterOutage) -> tuple[datetime, datetime]:
    """Return the two instants; raises InvalidError with everything that is wrong."""
    starts_at, ends_at = command.starts_at, command.ends_at
    errors = [*_wrong_texts(command), *_wrong_instants(starts_at, ends_at)]
    if errors or starts_at is None or ends_at is None:
        raise InvalidError(*errors)
    return starts_at, ends_at


def _wrong_texts(command: RegisterOutage) -> Iterator[FieldError]:
    for name, longest in (("reason", LONGEST_REASON), ("text_zh", LONGEST_TEXT), ("text_en", LONGEST_TEXT)):
        value = str(getattr(command, name)).strip()
        if not value:
            yield FieldError(f"/{name}", "REQUIRED")
        elif len(value) > longest:
            yield FieldError(f"/{name}", "TOO_LONG", {"maximum": longest})


def _wrong_instants(starts_at: datetime | None, ends_at: datetime | None) -> Iterator[FieldError]:
    if starts_at is None:
        yield FieldError("/starts_at", "INVALID_INSTANT")
    if ends_at is None:
        yield FieldError("/ends_at", "INVALID_INSTANT")
    elif starts_at is not None and ends_at <= starts_at:
        yield FieldError("/ends_at", "ENDS_BEFORE_START")
    elif starts_at is not None and ends_at - starts_at > LONGEST:
        yield FieldError("/ends_at", "OUTAGE_TOO_LONG", {"maximum": LONGEST.days})


def _decide(row: Outage, status: str, *, actor: Actor, now: datetime) -> None:
    if row.status != PROPOSED:
        raise ConflictError("ALREADY_DECIDED")
    row.status, row.decided_by, row.decided_at = status, actor.id, now


def _note(unit: UnitOfWork, row: Outage, action: str, *, actor: Actor, now: datetime, **more: str) -> None:
    """Chain what happened at every authority, for it concerns all."""
    data = {
        "outage": row.id,
        "from": row.starts_at.isoformat(),
        "to": row.ends_at.isoformat(),
        "reason": row.reason,
        "text_zh": row.text_zh,
        "text_en": row.text_en,
        **more,
    }
    for authority in sorted(unit.authorities.list_all(), key=lambda each: each.id):
        audit.record(unit, authority=authority.id, actor=actor, action=action, data=data, now=now)


def _renew(unit: UnitOfWork) -> None:
    """Move the version of every calendar, so that what starts from now on is computed with the outage as well."""
    for authority in sorted(unit.authorities.list_all(), key=lambda each: each.id):
        unit.authorities.get(authority.id, lock=True).calendar_version += 1


def _plan(unit: UnitOfWork, row: Outage, *, now: datetime) -> None:
    """Have periods recomputed now, and again when an outage to come begins and is over."""
    span = span_of(row)
    for authority in unit.authorities.list_all():
        days = Days(authority.id, span.first_day, span.last_day)
        for moment, at in (("now", now), ("begin", row.starts_at), ("end", row.ends_at)):
            if moment == "now" or at > now:
                change = Change(days, "OUTAGE", f"outage:{row.id}:{authority.id}:{moment}")
                plan_recomputing(unit, change, now=now, due_at=at)


def span_of(row: Outage) -> Span:
    """Return the span of a row."""
    return Span(row.id, row.starts_at, row.ends_at, row.text_zh, row.text_en)


def _insist(answer: Answer) -> None:
    """Refuse who may not, by the rule that says so."""
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
