"""One removal as the desk sees it, and taking it in hand where the site does not do what it was told."""

from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from workflow_app.domain.policies import FOLLOWS_SITES, may_work_at_sites
from workflow_app.domain.site_jobs import Act
from workflow_app.repositories.listings import OWN, UNCONFIRMED, ListingRows
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.site_jobs import held_at
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.gone import hold_removal, note_removal
from workflow_app.services.site_acts import get_job
from workflow_app.services.site_job_views import SiteJobView
from workflow_app.services.site_jobs import note, open_removal
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class RemovalView:
    """A removal and how far it is; `job` where people do it, `may_take` where its reader may have them do it."""

    id: str
    site_zh: str
    site_en: str
    status: str
    document_no: str
    subject_name: str
    authority: str
    case_id: str | None
    ordered_at: datetime
    due_on: date
    attempts: int
    receipt_no: str | None
    confirmed_at: datetime | None
    verified_at: datetime | None
    may_take: bool
    job: SiteJobView | None = None


def get_removal(removal_id: str, *, actor: Actor, tools: Tools) -> RemovalView:
    """Return a removal; raises NotFoundError REMOVAL_UNKNOWN, also to those of another authority."""
    with tools.database.read() as unit:
        rows, record = _of(unit, removal_id, actor)
        job = unit.site_jobs.of_removals([removal_id]).get(removal_id)
    return _show(rows, record, actor, get_job(job.id, actor=actor, tools=tools) if job else None)


def take_in_hand(removal_id: str, *, actor: Actor, tools: Tools) -> SiteJobView:
    """Make a removal work for people, which a site was ordered to do over HTTP and has not done yet.

    Raises NotFoundError REMOVAL_UNKNOWN, ForbiddenError, ConflictError SITE_JOB_MOVED_ON.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        _, record = _of(unit, removal_id, actor)
        _refuse(record, actor)
        rows, removals = hold_removal(unit, removal_id)
        removal = next(each for each in removals if each.id == removal_id)
        if removal.status not in UNCONFIRMED or rows.site.connector == OWN:
            raise ConflictError("SITE_JOB_MOVED_ON")
        is_new = not unit.site_jobs.of_removals([removal_id])
        job = open_removal(unit, rows, removal, now=now)
        if is_new:
            note(unit, job, Act.SWITCHED, actor_id=actor.id, now=now)
            said: dict[str, object] = {"job": job.id, "act": Act.SWITCHED.value, "way": job.way, "site": rows.site.code}
            if removal.case_id:
                note_removal(unit, removal, "site.job_acted", now=now, actor=actor, **said)
            else:
                audit.record(unit, authority=record.authority, actor=actor, action="site.job_acted", data=said, now=now)
        unit.commit()
    return get_job(job.id, actor=actor, tools=tools)


def _of(unit: UnitOfWork, removal_id: str, actor: Actor) -> tuple[ListingRows, RecordRows]:
    rows = unit.listings.removal(removal_id)
    record = unit.records.get(rows.listing.item_id)
    held = held_at(actor, FOLLOWS_SITES)
    if held is not None and record.authority.id not in held:
        raise NotFoundError("REMOVAL_UNKNOWN")
    return rows, record


def _refuse(record: RecordRows, actor: Actor) -> None:
    answer = may_work_at_sites(actor, authority_id=record.authority.id, subject_id=record.subject.id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def _show(rows: ListingRows, record: RecordRows, actor: Actor, job: SiteJobView | None) -> RemovalView:
    removal = rows.removal
    assert removal is not None  # noqa: S101 - `_of` asked for it
    answer = may_work_at_sites(actor, authority_id=record.authority.id, subject_id=record.subject.id)
    return RemovalView(
        id=removal.id,
        site_zh=rows.site.name_zh,
        site_en=rows.site.name_en,
        status=removal.status,
        document_no=record.record.document_no,
        subject_name=record.subject.name,
        authority=record.authority.code,
        case_id=removal.case_id,
        ordered_at=removal.ordered_at,
        due_on=removal.due_on,
        attempts=removal.attempts,
        receipt_no=removal.receipt_no,
        confirmed_at=removal.confirmed_at,
        verified_at=removal.verified_at,
        may_take=answer.allowed and removal.status in UNCONFIRMED and rows.site.connector != OWN,
        job=job,
    )
