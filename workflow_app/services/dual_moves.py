"""What is to be reported of permits follows the calendar: its last day is computed anew after a change of days."""

from datetime import date

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.periods import Period
from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.models import DualRecord
from workflow_app.repositories.dual_making import LIMIT
from workflow_app.repositories.dual_records import DualRecords
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.touched_cases import Days
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.clock_moves import rules_of
from workflow_app.services.tools import Tools


def recompute_dual_records(
    unit: UnitOfWork, days: Days, calendar: Calendar, *, cause: str, code: str, tools: Tools
) -> int:
    """Compute the last day of every record that is not sent and reaches into the days; returns how many moved.

    Computing it again moves nothing, so the work may be repeated.
    """
    now = tools.clock.now()
    rules = rules_of(unit, calendar, now)
    moved = 0
    reports = DualRecords(unit.session)
    for record in reports.touched(days.authority_id, first=days.first, last=days.last):
        old, new = record.due_on, _due(record, rules)
        if old == new:
            continue
        record.due_on = new
        moved += 1
        said: dict[str, object] = {"old": old.isoformat(), "new": new.isoformat()}
        rows = reports.get(record.id)
        noted = {"permit": rows.permit.number, "act": record.act, "why": cause, **said}
        audit.record(
            unit, authority=days.authority_id, actor=SERVICE, action="dual_record.due_moved", data=noted, now=now
        )
        number = unit.cases.get(rows.permit.case_id).case.number if rows.permit.case_id else rows.permit.number
        facts = {"number": number, "what_zh": NAMES[LIMIT].zh, "what_en": NAMES[LIMIT].en, **said}
        telling = Telling(code, days.authority_id, facts, case_id=rows.permit.case_id)
        unit.add(telling.for_role(Role.DATA_CLERK, now=now))
    return moved


def _due(record: DualRecord, rules: Rules) -> date:
    return rules.of(record.acted_on, Period.parse(record.amount, record.unit), old=record.due_on).due.due_on
