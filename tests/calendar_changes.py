"""Changing the calendar of the office a test works in, and what becomes of its clocks."""

from collections.abc import Collection
from datetime import date

from office import Office

from workflow_app.domain.calendar import DayKind
from workflow_app.domain.calendar_changes import NamedDay
from workflow_app.models import CaseClock, Task
from workflow_app.services.calendar_changes import apply_changes
from workflow_app.services.notices import list_notices


def holiday(day: str, name: str = "防汛停工") -> NamedDay:
    return NamedDay(date.fromisoformat(day), DayKind.HOLIDAY, name, "Flood")


def worked(day: str) -> NamedDay:
    return NamedDay(date.fromisoformat(day), DayKind.MAKEUP_WORKDAY)


def change(office: Office, *days: NamedDay, years: Collection[int] = (), work: bool = True) -> int:
    """Change days of the office's calendar, and let the background follow."""
    with office.tools.database.write() as unit:
        actor, now = office.people["system_admin"], office.clock.now()
        count = apply_changes(unit, [office.authority.id], days, years, actor, now, origin="测试")
        unit.commit()
    if work:
        office.work()
    return count


def clock_of(office: Office, case_id: str, key: str) -> CaseClock:
    with office.tools.database.read() as unit:
        (found,) = [each for each in unit.cases.clocks([case_id]) if each.key == key]
        return found


def task_of(office: Office, case_id: str) -> Task:
    with office.tools.database.read() as unit:
        (found,) = unit.tasks.open_of_cases([case_id])
        return found


def told(office: Office, who: str, *codes: str) -> list[dict[str, object]]:
    """Return the facts of what somebody was told under these codes, the newest first."""
    found = list_notices(actor=office.people[who], tools=office.tools).items
    return [dict(each.facts) for each in found if each.code in codes]
