"""What follows from an act on work at a site: for the removal, its listing, its case, and who must know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.site_jobs import ActOnJob
from workflow_app.domain.site_jobs import Act, Connector, JobKind
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Removal, SiteJob
from workflow_app.repositories.due_work_states import revive
from workflow_app.repositories.site_jobs import JobRows
from workflow_app.repositories.site_work import site_look
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.gone import confirm_gone, note_removal
from workflow_app.services.reminding import leave_reminder
from workflow_app.services.removal_letters import BY_ASSISTANCE, RemovalLetter, issue_removal_letter
from workflow_app.services.site_jobs import HEADS, WORKERS, note, tell
from workflow_app.services.site_ways import may_look
from workflow_app.services.tools import Tools

LOOK_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Doing:
    """An act on a job that is held, and the removals of its case, which are held too."""

    unit: UnitOfWork
    rows: JobRows
    command: ActOnJob
    removals: list[Removal]
    actor: Actor
    now: datetime
    tools: Tools

    @property
    def job(self) -> SiteJob:
        """Return the job."""
        return self.rows.job

    @property
    def removal(self) -> Removal | None:
        """Return the removal that the job is about."""
        return next((each for each in self.removals if each.id == self.job.removal_id), None)


def follow(doing: Doing) -> None:
    """Do what comes of an act, and chain it to the trail of the case, or of the authority where none asked."""
    EFFECTS[doing.command.act](doing)
    said = {"job": doing.job.id, "act": doing.command.act.value, "way": doing.job.way, "site": doing.rows.site.code}
    if doing.removal is not None and doing.removal.case_id:
        note_removal(doing.unit, doing.removal, "site.job_acted", now=doing.now, actor=doing.actor, **said)
    else:
        authority = doing.rows.authority
        audit.record(
            doing.unit, authority=authority, actor=doing.actor, action="site.job_acted", data=said, now=doing.now
        )


def _submitted(doing: Doing) -> None:
    """Note that the site, or the office that assists, has it; an answer that does not come is asked for in time."""
    job, command = doing.job, doing.command
    job.receipt_no = command.receipt_no.strip() or job.receipt_no
    job.sent_on, job.reason = command.on, None
    if job.way == Connector.ASSISTANCE:
        job.office = command.office.strip()
        asked_by = leave_reminder(doing.unit, doing.rows, tools=doing.tools)
        job.letter_no = command.letter_no.strip() or _letter(doing, asked_by)


def _letter(doing: Doing, asked_by: date) -> str | None:
    """Issue the letter that asks an office to have a record taken down (T23), and return its number.

    It names the day on which the record has to be gone, or once that is over the day by which an answer is asked for.
    """
    removal = doing.removal
    if removal is None:
        return None
    due_on = removal.due_on if removal.due_on >= local_date(doing.now) else asked_by
    wanted = RemovalLetter([removal.id], doing.command.office, due_on, kind=BY_ASSISTANCE)
    return issue_removal_letter(doing.unit, wanted, actor=doing.actor, tools=doing.tools).number


def _reminded(doing: Doing) -> None:
    doing.job.reminders += 1
    doing.job.reminded_on = doing.command.on
    leave_reminder(doing.unit, doing.rows, tools=doing.tools)


def _done(doing: Doing) -> None:
    """Note that it was done there: a removal waits for a look, what is to be shown is shown."""
    job, removal = doing.job, doing.removal
    job.receipt_no = doing.command.receipt_no.strip() or job.receipt_no
    job.reason = None
    if removal is not None:
        removal.attempts += 1
        removal.status, removal.confirmed_at, removal.receipt_no = "SENT", doing.now, job.receipt_no
        if may_look(doing.rows.site):
            due_at = doing.now + LOOK_AFTER
            doing.unit.add(site_look(removal, site_id=job.site_id, look=1, due_at=due_at, turn=removal.attempts))
    elif job.kind == JobKind.SHOW and job.listing_id:
        listing = doing.unit.listings.get(job.listing_id, lock=True).listing
        if listing.status == "PENDING":
            listing.status, listing.shown_at = "SHOWN", doing.now


def _returned(doing: Doing) -> None:
    """Make it plain that the site did not do it, and have those told who decide how to go on."""
    doing.job.reason = doing.command.note.strip()
    if doing.removal is not None:
        doing.removal.status = "REFUSED"
    tell(doing.unit, doing.job, doing.rows.site, "SITE_JOB_RETURNED", WORKERS, now=doing.now, reason=doing.job.reason)


def _escalated(doing: Doing) -> None:
    doing.job.escalated_at = doing.now
    reason = doing.command.note.strip()
    tell(doing.unit, doing.job, doing.rows.site, "SITE_JOB_ESCALATED", HEADS, now=doing.now, reason=reason)


def _switched(doing: Doing) -> None:
    """Have it done another way from now on: by people afresh, or by asking the site over HTTP once more."""
    job, removal = doing.job, doing.removal
    way = doing.command.to_way or Connector.MANUAL
    work = doing.unit.due_work.find(f"site_remove:{job.removal_id}") if job.removal_id else None
    job.reason, job.sent_on, job.batch_id, job.reminders, job.reminded_on = None, None, None, 0, None
    job.row_no = None
    if removal is not None:
        removal.status = "ORDERED"
    if way is Connector.HTTP:
        note(doing.unit, job, Act.CANCELLED, actor_id=doing.actor.id, now=doing.now)
        if work is not None and work.status != "LEASED":
            revive(work, machine=machine_now())
            doing.unit.sites.end_rest(work)
        return
    job.way = way.value
    job.office = doing.rows.site.office if way is Connector.ASSISTANCE else None
    if work is not None:
        doing.unit.incidents.resolve(now=doing.now, due_work_id=work.id, by=doing.actor.id)


def _seen_gone(doing: Doing) -> None:
    """Take what a second person saw as what the service itself would have seen."""
    if doing.removal is not None and doing.job.listing_id:
        rows = doing.unit.listings.removal(doing.removal.id)
        confirm_gone(doing.unit, rows, doing.removal, doing.removals, now=doing.now)


EFFECTS: Mapping[Act, Callable[[Doing], None]] = MappingProxyType(
    {
        Act.SUBMITTED: _submitted,
        Act.REMINDED: _reminded,
        Act.DONE: _done,
        Act.RETURNED: _returned,
        Act.ESCALATED: _escalated,
        Act.SWITCHED: _switched,
        Act.SEEN_GONE: _seen_gone,
        Act.SEEN_SHOWN: _returned,
    }
)
"""What each act of a person leads to."""
