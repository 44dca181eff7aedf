"""The limits of objections and reports follow the calendar: computed anew after a change of days, and told."""

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.concern_policies import HANDLES
from workflow_app.domain.concerns import LIMITS, Kind, Status
from workflow_app.domain.periods import Due
from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Concern
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.touched_cases import Days
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.clock_moves import rules_of
from workflow_app.services.concern_due import leave_due
from workflow_app.services.office_periods import value_today
from workflow_app.services.tools import Tools

MOVED = "CONCERN_MOVED"


def recompute_concerns(unit: UnitOfWork, days: Days, calendar: Calendar, *, cause: str, tools: Tools) -> int:
    """Compute the limit of every open objection and report that reaches into the days; returns how many moved.

    The period is that of the day on which it began. Computing it again moves nothing, so the work may be repeated.
    """
    now, moved = tools.clock.now(), 0
    rules, authority = rules_of(unit, calendar, now), unit.authorities.get(days.authority_id)
    for row in unit.concerns.touched(authority.id, first=days.first, last=days.last):
        old, due = row.due_on, _due(unit, row, authority, rules, tools)
        if row.due_at == due.due_at:
            continue
        row.due_on, row.due_at = due.due_on, due.due_at
        row.version += 1
        moved += 1
        leave_due(unit, row, now=now)
        said: dict[str, object] = {"old": old.isoformat(), "new": due.due_on.isoformat()}
        noted = {"concern": row.number, "why": cause, **said}
        audit.record(unit, authority=authority.id, actor=SERVICE, action="concern.due_moved", data=noted, now=now)
        name = NAMES[_limit(row)]
        facts = {"concern": row.number, "what_zh": name.zh, "what_en": name.en, "path": f"/desk/concerns/{row.id}"}
        telling = Telling(MOVED, authority.id, facts | said)
        unit.add(*(telling.for_role(role, now=now) for role in sorted(HANDLES)))
    return moved


def _limit(row: Concern) -> str:
    """Return the parameter of the limit that runs."""
    return LIMITS[Kind(row.kind)][row.status == Status.TAKEN]


def _due(unit: UnitOfWork, row: Concern, authority: Authority, rules: Rules, tools: Tools) -> Due:
    start = local_date(row.taken_at if row.status == Status.TAKEN and row.taken_at else row.received_at)
    period = value_today(unit, authority, _limit(row), today=start, tools=tools).period()
    return rules.of(start, period, old=row.due_on).due
