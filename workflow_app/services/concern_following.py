"""Following an objection or a report by its number and code: where it stands, by when it goes on, the answer."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.concerns import Status
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.letter_marks import normal_code, normal_number
from workflow_app.repositories.concerns import ConcernRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.concern_desk import target_of
from workflow_app.services.guesses import counted
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class FollowedConcern:
    """One as who sent it reads it; `reason` is why it was not taken up."""

    number: str
    kind: str
    target: str
    target_id: str
    label: str
    topic: str
    status: str
    authority_zh: str
    authority_en: str
    authority_phone: str
    received_at: datetime
    due_on: date
    taken_at: datetime | None
    reason: str
    outcome: str
    answer: str
    answered_at: datetime | None


def follow_concern(number: str, code: str, *, tools: Tools) -> FollowedConcern:
    """Return how it stands; raises NotFoundError CONCERN_UNKNOWN, and LimitedError CODES_GUESSED after many tries."""
    with counted(normal_number(number), tools=tools), tools.database.read() as unit:
        rows = _find(unit, number, code)
    row, authority = rows.concern, rows.authority
    return FollowedConcern(
        number=row.number,
        kind=row.kind,
        target=row.target,
        target_id=target_of(row),
        label=row.label,
        topic=row.topic,
        status=row.status,
        authority_zh=authority.name_zh,
        authority_en=authority.name_en,
        authority_phone=authority.phone,
        received_at=row.received_at,
        due_on=row.due_on,
        taken_at=row.taken_at,
        reason=(row.taken_reason or "") if row.status == Status.NOT_TAKEN else "",
        outcome=row.outcome or "",
        answer=row.answer or "",
        answered_at=row.answered_at,
    )


def is_disputed(record_id: str, *, tools: Tools) -> bool:
    """Tell whether an objection to a record is being looked into: our own site says so at once (rules 2.8, A12)."""
    with tools.database.read() as unit:
        return unit.concerns.is_disputed(record_id)


def _find(unit: UnitOfWork, number: str, code: str) -> ConcernRows:
    typed = normal_code(code).encode()
    for rows in unit.concerns.list_by_number(normal_number(number)):
        if secrets.compare_digest(rows.concern.follow_code.encode(), typed):
            return rows
    raise NotFoundError("CONCERN_UNKNOWN")
