"""Work at sites that people do: opened where an order cannot be sent or was refused, and closed by what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.ids import new_id
from workflow_app.domain.parameters import lookup
from workflow_app.domain.periods import due
from workflow_app.domain.site_jobs import BY_PEOPLE, TO, UNFINISHED, Act, Connector, JobKind, JobStatus
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Removal, Site, SiteJob, SiteJobAct
from workflow_app.repositories.listings import ListingRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.publishing import frozen_fields
from workflow_app.repositories.record_history import RecordHistory
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

SHARE = "repair.share_wd"
WORKERS = (Role.DATA_CLERK, Role.CREDIT_OFFICE)
KEYS_FIRST = ("site_number", "document_no", "subject_name", "uscc", "decided_on", "authority_name")
"""By what people search at a site, before what stands there."""
HEADS = (Role.SECTION_HEAD, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class NewJob:
    """What is to be done at a site, and what asks for it."""

    key: str
    kind: JobKind
    site: Site
    authority_id: str
    subject_id: str
    fields: Mapping[str, str]
    due_on: date
    listing_id: str | None = None
    removal: Removal | None = None
    case_id: str | None = None


def removal_key(removal_id: str) -> str:
    """Return the key of the job that takes one listing down."""
    return f"remove:{removal_id}"


def open_removal(unit: UnitOfWork, rows: ListingRows, removal: Removal, *, now: datetime) -> SiteJob:
    """Have people take a listing down; asking twice is one job, and one that was given up begins anew."""
    found = unit.site_jobs.find(removal_key(removal.id))
    if found is not None:
        if found.status == JobStatus.CANCELLED:
            note(unit, found, Act.OPENED, actor_id=SERVICE.id, now=now)
        return found
    record = unit.records.get(rows.listing.item_id)
    job = NewJob(
        key=removal_key(removal.id),
        kind=JobKind.REMOVE,
        site=rows.site,
        authority_id=record.authority.id,
        subject_id=record.subject.id,
        fields=_fields(unit, rows, now=now),
        due_on=removal.due_on,
        listing_id=rows.listing.id,
        removal=removal,
        case_id=removal.case_id,
    )
    return open_job(unit, job, now=now)


def open_showing(unit: UnitOfWork, rows: ListingRows, *, key: str, tools: Tools) -> SiteJob:
    """Have people put a listing on show again, or enter its changed content; what was asked before is overtaken."""
    now = tools.clock.now()
    found = unit.site_jobs.find(key)
    if found is not None:
        return found
    cancel_jobs(unit, rows.listing.id, kind=JobKind.SHOW, now=now)
    record = unit.records.get(rows.listing.item_id)
    job = NewJob(
        key=key,
        kind=JobKind.SHOW,
        site=rows.site,
        authority_id=record.authority.id,
        subject_id=record.subject.id,
        fields=_fields(unit, rows, now=now),
        due_on=share_by(unit, record.authority, now=now, tools=tools),
        listing_id=rows.listing.id,
    )
    return open_job(unit, job, now=now)


def open_job(unit: UnitOfWork, new: NewJob, *, now: datetime) -> SiteJob:
    """Write a job that is open; a site that is told over HTTP has people do it by hand."""
    way = Connector(new.site.connector)
    job = SiteJob(
        id=new_id(),
        key=new.key,
        kind=new.kind.value,
        way=(way if way in BY_PEOPLE else Connector.MANUAL).value,
        status=JobStatus.OPEN.value,
        version=0,
        site_id=new.site.id,
        authority_id=new.authority_id,
        subject_id=new.subject_id,
        listing_id=new.listing_id,
        removal_id=new.removal.id if new.removal else None,
        case_id=new.case_id,
        fields=dict(new.fields),
        due_on=new.due_on,
        office=new.site.office if way is Connector.ASSISTANCE else None,
        reminders=0,
        opened_at=now,
    )
    unit.add(job)
    note(unit, job, Act.OPENED, actor_id=SERVICE.id, now=now)
    return job


def note(unit: UnitOfWork, job: SiteJob, act: Act, *, actor_id: str, now: datetime, **more: object) -> SiteJobAct:
    """Write an act into the history of a job and move it on."""
    job.version += 1
    job.status = TO.get(act, JobStatus(job.status)).value
    row = SiteJobAct(
        id=new_id(), job_id=job.id, number=job.version, act=act.value, way=job.way, actor_id=actor_id, at=now, **more
    )
    unit.add(row)
    return row


def refused_for_good(unit: UnitOfWork, removal: Removal, *, reason: str, now: datetime) -> None:
    """Make it everybody's sight that a site will not do it: a job that says why, and those told who can act.

    The job waits, RETURNED, until somebody has it done by hand or through another office, or asks the site again.
    """
    rows = unit.listings.removal(removal.id)
    job = open_removal(unit, rows, removal, now=now)
    if job.status == JobStatus.RETURNED and job.reason == reason:
        return
    job.reason = reason
    note(unit, job, Act.RETURNED, actor_id=SERVICE.id, now=now, note=reason)
    tell(unit, job, rows.site, "SITE_JOB_RETURNED", WORKERS, now=now, reason=reason)


def settle(unit: UnitOfWork, removal: Removal, act: Act, *, now: datetime) -> None:
    """Let the job of a removal follow what the service learned itself: seen gone or shown, or done by the site."""
    job = unit.site_jobs.find(removal_key(removal.id))
    if job is None or job.status not in UNFINISHED:
        return
    if act is Act.CANCELLED and job.status == JobStatus.DONE:
        return
    note(unit, job, act, actor_id=SERVICE.id, now=now)


def cancel_jobs(unit: UnitOfWork, listing_id: str, *, kind: JobKind, now: datetime) -> None:
    """End what is still to be done with a listing, because something else is to be done now."""
    for job in unit.site_jobs.of_listing(listing_id, kind=kind.value):
        note(unit, job, Act.CANCELLED, actor_id=SERVICE.id, now=now)


def tell(
    unit: UnitOfWork, job: SiteJob, site: Site, code: str, roles: tuple[Role, ...], *, now: datetime, reason: str
) -> None:
    """Tell roles of the authority what happened to a job."""
    facts = {
        "document_no": job.fields.get("document_no", ""),
        "site_zh": site.name_zh,
        "site_en": site.name_en,
        "reason": reason,
        "path": f"/desk/site-jobs/{job.id}",
    }
    telling = Telling(code, job.authority_id, facts)
    unit.add(*(telling.for_role(role, now=now) for role in roles))


def share_by(unit: UnitOfWork, authority: Authority, *, now: datetime, tools: Tools) -> date:
    """Return the day by which another site is to have what changed."""
    values = unit.authorities.parameters(authority.id, keys=[SHARE])
    limit = lookup(values, key=SHARE, on=local_date(now), authority_id=authority.id)
    return due(tools.calendars.get(authority, unit.authorities), limit.period(), local_date(now)).due_on


def _fields(unit: UnitOfWork, rows: ListingRows, *, now: datetime) -> Mapping[str, str]:
    """Return by what people find the record at the site, and what stands there, as it is now."""
    found = unit.records.get(rows.listing.item_id)
    kept = RecordHistory(unit.session).identifiers(found.record.id).get(rows.site.id)
    words = dict(frozen_fields(rows.listing, found.record, found.subject, now=now))
    words |= {"authority_name": found.authority.name_zh, "decided_on": found.record.decided_on.isoformat()}
    words["site_number"] = kept.number if kept else ""
    return {name: words[name] for name in (*KEYS_FIRST, *words) if name in words}
