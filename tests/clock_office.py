"""An office with a trial process whose elements pause and resume its clocks, and what may be asked of them."""

from collections.abc import Callable
from datetime import datetime

import clock_process
from office import B, Office

from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.time import ZONE
from workflow_app.models import CaseClock
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_pauses import pause_clocks, resume_clocks
from workflow_app.services.cases import get_case
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.notices import list_notices
from workflow_app.services.opening import open_case
from workflow_app.services.processes import publish_bundle
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.views import CaseView


def staff(office: Office) -> Office:
    """Give an office who applies, who watches, and the process."""
    office.import_sample()
    office.agent()
    office.hire("head", Role.SECTION_HEAD)
    office.hire("credit_office", Role.CREDIT_OFFICE)
    office.hire("supervisor", Role.SUPERVISOR)
    publish(office)
    return office


def publish(office: Office, **more: str) -> None:
    files = clock_process.bundle(**more)
    publish_bundle(clock_process.KEY, files, by=SERVICE.id, approved_by=SERVICE.id, tools=office.tools)


def go_to(office: Office, text: str) -> None:
    """Let business time come to `10-12` at nine, or to `10-12 00:00`, and do everything due on the way in its time."""
    goal = datetime.fromisoformat(f"2026-{text}" if ":" in text else f"2026-{text} 09:00").replace(tzinfo=ZONE)
    while office.clock.instant < goal:
        with office.tools.database.read() as unit:
            instant = unit.due_work.next_due(after=office.clock.instant, kinds=KINDS.keys())
        office.clock.instant = min(instant, goal) if instant is not None else goal
        office.work()


def apply(office: Office) -> CaseView:
    """Apply on the first day, Tuesday 2026-09-29."""
    case = open_case(OpenCase(clock_process.KEY, B, {}), actor=office.agent(), tools=office.tools)
    return step(office, case, "applicant_b")


def step(office: Office, case: CaseView, who: str, **values: object) -> CaseView:
    case = get_case(case.id, actor=office.people[who], tools=office.tools)
    return office.complete(case, who, **values)


def clock(office: Office, case: CaseView, key: str) -> CaseClock:
    with office.tools.database.read() as unit:
        return [each for each in unit.cases.clocks([case.id]) if each.key == key][-1]


def due_instants(office: Office, case: CaseView, key: str, *kinds: str) -> list[datetime]:
    clock_id = clock(office, case, key).id
    with office.tools.database.read() as unit:
        rows = unit.due_work.list_by_status("PENDING")
        return [row.due_at for row in rows if row.clock_id == clock_id and row.kind in kinds]


def told(office: Office, who: Actor | str) -> list[tuple[str, str]]:
    actor = office.people[who] if isinstance(who, str) else who
    notices = list_notices(actor=actor, tools=office.tools).items
    return [(each.code, f"{each.created_at.astimezone(ZONE):%m-%d %H:%M}") for each in reversed(notices)]


def local(instant: datetime) -> str:
    return f"{instant.astimezone(ZONE):%Y-%m-%d %H:%M}"


def at_work(office: Office, case: CaseView, act: Callable[[CaseWork], object]) -> None:
    """Do something to the clocks of a case, as an operation does."""
    with office.tools.database.write() as unit:
        work = work_on(unit, unit.cases.get(case.id, lock=True), actor=SERVICE, tools=office.tools)
        act(work)
        write_audit(work)
        unit.commit()


def pause(reason: str, *keys: str) -> Callable[[CaseWork], object]:
    return lambda work: pause_clocks(work, keys, reason, "异〔2026〕1号")


def resume(reason: str, *keys: str) -> Callable[[CaseWork], object]:
    return lambda work: resume_clocks(work, keys, reason)
