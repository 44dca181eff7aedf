"""Changing calendars: days and published years of authorities, and the periods that move with them (rule K5)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.calendar_changes import Difference, NamedDay, differences
from workflow_app.repositories.touched_cases import Days
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.recomputing import Change, plan_recomputing

_DECEMBER = 12
_LAST = 31


def apply_changes(
    unit: UnitOfWork,
    authority_ids: Collection[str],
    days: Sequence[NamedDay],
    years: Collection[int],
    actor: Actor,
    now: datetime,
    *,
    origin: str = "",
) -> int:
    """Write days and publish years for authorities; returns for how many of them anything changed.

    In the same transaction the version of each calendar moves, so that nobody goes on with the old one, and the work
    is left that recomputes the periods it touches. Applying the same twice changes nothing.
    """
    return sum(_apply(unit, each, days, years, actor, now, origin) for each in sorted(authority_ids))


def _apply(
    unit: UnitOfWork,
    authority_id: str,
    days: Sequence[NamedDay],
    years: Collection[int],
    actor: Actor,
    now: datetime,
    origin: str,
) -> bool:
    authority = unit.authorities.get(authority_id, lock=True)
    calendar = unit.authorities.calendar(authority_id)
    changes = differences(calendar, days)
    published = sorted(set(years) - calendar.years)
    if not changes and not published:
        return False
    changed = {each.day for each in changes}
    unit.authorities.write_days(authority_id, [each for each in days if each.day in changed])
    unit.authorities.publish_years(authority_id, published, origin=origin)
    authority.calendar_version += 1
    data = {"days": [_as_json(each) for each in changes], "published": published, "origin": origin}
    audit.record(unit, authority=authority_id, actor=actor, action="calendar.changed", data=data, now=now)
    span = span_of(authority_id, changed, published)
    key = f"calendar:{authority_id}:{authority.calendar_version}"
    plan_recomputing(unit, Change(span, "CALENDAR", key), now=now)
    return True


def span_of(authority_id: str, days: Collection[date], years: Collection[int]) -> Days:
    """Return the days from the first to the last that a change touches; a published year is touched as a whole."""
    ends = [day for year in years for day in (date(year, 1, 1), date(year, _DECEMBER, _LAST))]
    return Days(authority_id, min([*days, *ends]), max([*days, *ends]))


def look_at_days(unit: UnitOfWork, authority_ids: Collection[str], days: Sequence[NamedDay]) -> list[list[str | None]]:
    """Return what days are now at each authority, so that it is known later whether another change came first."""
    seen: list[list[str | None]] = []
    for authority_id in sorted(authority_ids):
        calendar = unit.authorities.calendar(authority_id)
        for each in sorted(days, key=lambda named: named.day):
            kind, name = calendar.kind(each.day), calendar.names.get(each.day)
            seen.append([f"{authority_id}:{each.day.isoformat()}", kind.value, name])
    return seen


def _as_json(difference: Difference) -> dict[str, str]:
    """Return a day before and after, for the audit trail."""
    return {
        "date": difference.day.isoformat(),
        "before": f"{difference.old}:{difference.old_name}".rstrip(":"),
        "after": f"{difference.new}:{difference.new_name}".rstrip(":"),
    }
