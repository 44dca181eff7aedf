"""Requests for assistance that nobody answers: who sent them is told, again and again, until an answer comes."""

from datetime import date

from workflow_app.domain.parameters import lookup
from workflow_app.domain.periods import due
from workflow_app.domain.site_jobs import JobStatus
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork
from workflow_app.repositories.site_jobs import JobRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.site_jobs import WORKERS, tell
from workflow_app.services.tools import Tools

KIND = "assistance_reply"
AFTER = "repair.assistance_wd"


def leave_reminder(unit: UnitOfWork, rows: JobRows, *, tools: Tools) -> date:
    """Have those told who asked an office for assistance, if no answer is noted in so many working days from today.

    Returns the last of these days.
    """
    now, authority = tools.clock.now(), rows.authority
    values = unit.authorities.parameters(authority.id, keys=[AFTER])
    limit = lookup(values, key=AFTER, on=local_date(now), authority_id=authority.id)
    ends = due(tools.calendars.get(authority, unit.authorities), limit.period(), local_date(now))
    payload: dict[str, object] = {"job_id": rows.job.id, "version": rows.job.version}
    key = f"{KIND}:{rows.job.id}:{rows.job.version}:{ends.due_on.isoformat()}"
    unit.flush()
    unit.due_work.ensure(kind=KIND, key=key, payload=payload, due_at=ends.due_at, now=now, case_id=rows.job.case_id)
    return ends.due_on


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Tell that no answer came, and do so again later; a job that has moved on since is left alone."""
    del told
    rows = unit.site_jobs.get(str(row.payload["job_id"]), lock=True)
    if rows.job.status != JobStatus.SUBMITTED or rows.job.version != row.payload["version"]:
        return
    tell(unit, rows.job, rows.site, "ASSISTANCE_NO_REPLY", WORKERS, now=tools.clock.now(), reason=rows.job.office or "")
    leave_reminder(unit, rows, tools=tools)


ASSISTANCE_REPLY = Handler(record=_record)
