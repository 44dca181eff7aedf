"""What becomes of due work that failed: later, soon again, or a person must look."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.errors import BusyError, DomainError, InvalidError
from workflow_app.domain.message_ports import ChannelError
from workflow_app.domain.ports import RefusedBySiteError, UnavailableSiteError
from workflow_app.engine import StepFailedError
from workflow_app.models import DueWork, Incident
from workflow_app.repositories.due_work_states import bury, postpone
from workflow_app.repositories.incidents import new_number
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.channel_failures import code_of, note_channel_failure

TRIES = 5
LONGEST_DETAIL = 200
SITE_TRIES_BEFORE_INCIDENT = 8
"""About two hours and a half of back-off; the work itself goes on being tried every hour."""
SILENCES_BEFORE_INCIDENT = 16
"""About two hours and a half of rests; the site goes on being tried every quarter of an hour."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure by what may be told of it: codes and types, never the text of an error, which may hold form values."""

    code: str
    detail: str = ""
    element: str | None = None


def describe(error: Exception) -> Failure:
    """Return what may be told of an error."""
    if isinstance(error, StepFailedError):
        return Failure(error.code, error.detail, error.element)
    if isinstance(error, RefusedBySiteError):
        return Failure("SITE_REFUSED", error.code)
    if isinstance(error, UnavailableSiteError):
        return Failure("SITE_UNAVAILABLE")
    if isinstance(error, ChannelError):
        return Failure(code_of(error), error.code)
    if isinstance(error, DomainError):
        fields = (
            ", ".join(f"{each.field} {each.code}" for each in error.errors) if isinstance(error, InvalidError) else ""
        )
        return Failure(error.code, fields[:LONGEST_DETAIL] or type(error).__name__)
    return Failure("UNEXPECTED", type(error).__name__)


def record_failure(unit: UnitOfWork, row: DueWork, error: Exception, *, now: datetime, machine: datetime) -> None:
    """Write what becomes of the work, and an incident where a person must look."""
    failure = describe(error)
    said = f"{failure.code} {failure.detail}".strip()
    if isinstance(error, BusyError):
        postpone(row, machine=machine, error=said, counted=False)
        return
    if isinstance(error, ChannelError):
        known = unit.incidents.is_open_for_kind(failure.code, row.kind)
        if note_channel_failure(row, error, said=said, machine=machine) and not known:
            unit.add(new_incident(failure, now=now, due_work_id=row.id))
        return
    if isinstance(error, UnavailableSiteError):
        silences = unit.sites.note_silence(row, machine=machine)
        postpone(row, machine=machine, error=said)
        is_overdue = row.attempts == SITE_TRIES_BEFORE_INCIDENT or silences == SILENCES_BEFORE_INCIDENT
    elif isinstance(error, RefusedBySiteError) or row.attempts + 1 >= TRIES:
        bury(row, error=said)
        is_overdue = True
    else:
        postpone(row, machine=machine, error=said)
        is_overdue = False
    if is_overdue and not unit.incidents.find_open(due_work_id=row.id):
        unit.add(new_incident(failure, now=now, case_id=row.case_id, due_work_id=row.id))


def new_incident(
    failure: Failure,
    *,
    now: datetime,
    case_id: str | None = None,
    task_id: str | None = None,
    due_work_id: str | None = None,
) -> Incident:
    """Return a new, open incident with a number for people."""
    return Incident(
        number=new_number(now),
        case_id=case_id,
        task_id=task_id,
        due_work_id=due_work_id,
        element=failure.element[:40] if failure.element else None,
        code=failure.code[:40],
        detail=failure.detail,
        status="OPEN",
        created_at=now,
    )
