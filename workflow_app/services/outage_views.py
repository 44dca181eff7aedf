"""Outages as administrators and the public see them, and how many periods one would extend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.rule_policies import may_approve_outage, may_reject_outage, may_withdraw_outage
from workflow_app.models import Outage
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.touched_cases import Days
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.clock_moves import compute, rules_of
from workflow_app.services.outages import PROPOSED, span_of
from workflow_app.services.tools import Tools

READERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
ANNOUNCED_FOR = timedelta(days=30)
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class OutageView:
    """An outage; `extends` is how many running periods end in it, counted no further than a thousand."""

    id: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    text_zh: str
    text_en: str
    status: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    note: str
    may_approve: bool = False
    may_reject: bool = False
    may_withdraw: bool = False
    extends: int = 0


def list_outages(*, actor: Actor, tools: Tools, cursor: str | None = None, limit: int = 25) -> Page[OutageView]:
    """Return the outages for administrators, the one registered last first."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in READERS])
    with tools.database.read() as unit:
        rows = unit.outages.list_page(cursor=cursor, limit=limit)
        names = {each.id: each.name for each in unit.accounts.list_all()}
        views = [_for_administrators(unit, row, names, actor, tools) for row in rows]
    return cut(views, limit=limit, key=lambda each: (each.id, each.id))


def list_waiting_outages(*, actor: Actor, tools: Tools) -> Sequence[OutageView]:
    """Return the outages that wait for a decision, to whoever may read them; to others nothing."""
    if not actor.has(*READERS):
        return ()
    with tools.database.read() as unit:
        rows = unit.outages.list_waiting()
        names = unit.accounts.names([each.proposed_by for each in rows])
        return [_view(row, names) for row in rows]


def list_announced(*, tools: Tools, fresh: bool = False) -> Sequence[OutageView]:
    """Return approved outages for the public, the latest first; `fresh`: until thirty days after each."""
    with tools.database.read() as unit:
        since = tools.clock.now() - ANNOUNCED_FOR if fresh else None
        return [_view(row, {}) for row in unit.outages.list_approved(ended_after=since)]


def _for_administrators(unit: UnitOfWork, row: Outage, names: dict[str, str], actor: Actor, tools: Tools) -> OutageView:
    return _view(
        row,
        names,
        may_approve=row.status == PROPOSED and may_approve_outage(actor, proposed_by=row.proposed_by).allowed,
        may_reject=row.status == PROPOSED and may_reject_outage(actor).allowed,
        may_withdraw=row.status == PROPOSED and may_withdraw_outage(actor).allowed,
        extends=_count_extended(unit, row, tools) if row.status == PROPOSED else 0,
    )


def _count_extended(unit: UnitOfWork, row: Outage, tools: Tools) -> int:
    """Count the running periods that an outage would extend, up to a thousand."""
    span, count = span_of(row), 0
    for authority in unit.authorities.list_all():
        calendar = tools.calendars.get(authority, unit.authorities)
        rules = rules_of(unit, calendar, tools.clock.now())
        rules = Rules(calendar, (*rules.spans, span), rules.today)
        days = Days(authority.id, span.first_day, span.last_day)
        clocks = unit.touched_cases.list_clocks(days, limit=MOST_COUNTED)
        pauses = unit.clocks.pauses([each.id for each in clocks])
        found = ((each, compute(each, rules, pauses.get(each.id, ()))) for each in clocks)
        count += sum(new is not None and new.due.due_on > clock.due_on for clock, new in found)
    return count


def _view(row: Outage, names: dict[str, str], **more: bool | int) -> OutageView:
    return OutageView(
        id=row.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        reason=row.reason,
        text_zh=row.text_zh,
        text_en=row.text_en,
        status=row.status,
        proposed_by=names.get(row.proposed_by, ""),
        proposed_at=row.proposed_at,
        decided_by=names.get(row.decided_by or ""),
        decided_at=row.decided_at,
        note=row.note or "",
        may_approve=bool(more.get("may_approve")),
        may_reject=bool(more.get("may_reject")),
        may_withdraw=bool(more.get("may_withdraw")),
        extends=int(more.get("extends", 0)),
    )
