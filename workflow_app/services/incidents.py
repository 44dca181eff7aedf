"""Incidents: steps that failed and wait for a person; they tell elements, codes and types, never form values."""

from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, RefusedError
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork, Incident
from workflow_app.repositories.due_work_states import revive
from workflow_app.repositories.incidents import IncidentRows
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page
from workflow_app.services.audit import record_for_case
from workflow_app.services.failures import Failure, new_incident
from workflow_app.services.tools import Tools

READERS = (Role.SYSTEM_ADMIN, Role.PROCESS_ADMIN)
NUMBER_TRIES = 3


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident as administrators see it."""

    id: str
    number: str
    case_id: str | None
    task_id: str | None
    due_work_id: str | None
    element: str | None
    code: str
    detail: str
    status: str
    created_at: datetime
    resolved_at: datetime | None
    may_retry: bool
    case_number: str | None = None
    kind: str | None = None
    site_zh: str | None = None
    site_en: str | None = None
    attempts: int = 0
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class DeadWorkView:
    """Due work that was given up until a person has looked."""

    id: str
    kind: str
    key: str
    case_id: str | None
    due_at: datetime
    attempts: int
    last_error: str


def write_incident(
    tools: Tools,
    *,
    case_id: str | None = None,
    task_id: str | None = None,
    due_work_id: str | None = None,
    element: str | None = None,
    code: str,
    detail: str = "",
) -> str:
    """Write an incident in a unit of its own, after the step was rolled back; returns its number."""
    failure = Failure(code, detail, element)
    for _ in range(NUMBER_TRIES):
        row = new_incident(failure, now=tools.clock.now(), case_id=case_id, task_id=task_id, due_work_id=due_work_id)
        try:
            with tools.database.write() as unit:
                unit.add(row)
                unit.commit()
        except ConflictError:
            continue
        return row.number
    raise ConflictError("DUPLICATE")


def list_incidents(
    *,
    actor: Actor,
    tools: Tools,
    status: str | None = "OPEN",
    cursor: str | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[IncidentView]:
    """Return a page of incidents, the newest first; `status` is OPEN, RESOLVED or None for both."""
    _check_role(actor)
    with tools.database.read() as unit:
        page = unit.incidents.list_page(status=status, cursor=cursor, limit=limit)
    return Page([_whole(rows) for rows in page.items], page.next_cursor)


def list_dead_work(*, actor: Actor, tools: Tools) -> tuple[DeadWorkView, ...]:
    """Return the due work that was given up, the longest due first."""
    _check_role(actor)
    with tools.database.read() as unit:
        return tuple(_dead(row) for row in unit.due_work.list_by_status("DEAD"))


def retry_incident(incident_id: str, *, actor: Actor, tools: Tools) -> IncidentView:
    """Have failed due work tried again at once; the incident closes when it succeeds.

    Raises RefusedError NOTHING_TO_RETRY where the work was done after all, or where a person's step failed (that
    person repeats it); ConflictError ALREADY_RESOLVED.
    """
    _check_role(actor)
    with tools.database.write() as unit:
        incident = unit.incidents.get(incident_id)
        if incident.status != "OPEN":
            raise ConflictError("ALREADY_RESOLVED")
        if incident.due_work_id is None:
            raise RefusedError("NOTHING_TO_RETRY")
        row = unit.due_work.get(incident.due_work_id, lock=True)
        if row.status == "DONE":
            raise RefusedError("NOTHING_TO_RETRY")
        if row.status != "LEASED":
            revive(row, machine=machine_now())
            row.due_at = min(row.due_at, tools.clock.now())  # a look that was planned for another day
            unit.sites.end_rest(row)
        if incident.case_id is not None:
            record_for_case(
                unit,
                case_id=incident.case_id,
                actor=actor,
                action="incident.retried",
                data={"number": incident.number},
                now=tools.clock.now(),
            )
        unit.commit()
    tools.wake.nudge()
    return _view(incident)


def _check_role(actor: Actor) -> None:
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED")


def _whole(rows: IncidentRows) -> IncidentView:
    """Return an incident with what it is about, and whether its work waits to be tried again anyway."""
    work, site = rows.work, rows.site
    return replace(
        _view(rows.incident),
        case_number=rows.case_number,
        kind=work.kind if work else None,
        site_zh=site.name_zh if site else None,
        site_en=site.name_en if site else None,
        attempts=work.attempts if work else 0,
        is_under_way=work is not None and work.status in ("PENDING", "LEASED"),
    )


def _view(row: Incident) -> IncidentView:
    return IncidentView(
        id=row.id,
        number=row.number,
        case_id=row.case_id,
        task_id=row.task_id,
        due_work_id=row.due_work_id,
        element=row.element,
        code=row.code,
        detail=row.detail,
        status=row.status,
        created_at=row.created_at,
        resolved_at=row.resolved_at,
        may_retry=row.status == "OPEN" and row.due_work_id is not None,
    )


def _dead(row: DueWork) -> DeadWorkView:
    return DeadWorkView(
        id=row.id,
        kind=row.kind,
        key=row.key,
        case_id=row.case_id,
        due_at=row.due_at,
        attempts=row.attempts,
        last_error=row.last_error or "",
    )
