"""Periods and values that hold at an authority today, for what is no step of a case."""

from datetime import date

from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.parameters import Parameter, from_snapshot
from workflow_app.domain.periods import Due
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


def value_today(unit: UnitOfWork, authority: Authority, key: str, *, today: date, tools: Tools) -> Parameter:
    """Return a parameter as it holds at an authority; raises ParameterMissingError."""
    kept = tools.calendars.parameters(authority, unit.authorities, regime=None, on=today)
    return from_snapshot(kept.content, key)


def ends(unit: UnitOfWork, authority: Authority, key: str, *, start: date, today: date, tools: Tools) -> Due:
    """Return when a period ends that began on a day, by the calendar and the outages as they are known today."""
    calendar = tools.calendars.get(authority, unit.authorities)
    rules = Rules(calendar, tools.calendars.spans(authority, unit.outages), today)
    period = value_today(unit, authority, key, today=today, tools=tools).period()
    return rules.begin(period, start).due
