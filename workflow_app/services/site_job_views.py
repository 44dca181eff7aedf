"""Work at other sites as people see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.policies import may_work_at_sites
from workflow_app.domain.site_jobs import BY_PEOPLE, Act, Connector, JobKind, JobStatus, open_acts
from workflow_app.models import Removal, SiteJobAct
from workflow_app.repositories.site_jobs import JobRows
from workflow_app.services.site_ways import CONNECTORS, may_look


@dataclass(frozen=True, slots=True)
class ActView:
    """One act of a job's history; `file` is the name of what proves it."""

    id: str
    act: Act
    way: Connector
    by: str
    by_id: str
    at: datetime
    on: date | None
    note: str
    receipt_no: str
    office: str
    file: str | None


@dataclass(frozen=True, slots=True)
class SiteJobView:
    """A job, what is to be entered at the site, what was done so far, and what its reader may do next.

    `rule` says why nothing, or nothing but `acts`. `page` is what everybody sees of the listing there.
    """

    id: str
    kind: JobKind
    way: Connector
    status: JobStatus
    version: int
    site: str
    site_zh: str
    site_en: str
    entry_url: str | None
    page: str | None
    looks_itself: bool
    authority: str
    authority_zh: str
    authority_en: str
    subject_name: str
    case_id: str | None
    case_number: str | None
    removal_id: str | None
    fields: Mapping[str, str]
    due_on: date
    opened_at: datetime
    reason: str | None
    receipt_no: str | None
    office: str | None
    usual_office: str | None
    letter_no: str | None
    sent_on: date | None
    reminders: int
    reminded_on: date | None
    escalated_at: datetime | None
    batch_id: str | None
    removal_status: str | None = None
    history: Sequence[ActView] = ()
    acts: Sequence[Act] = ()
    ways: Sequence[Connector] = ()
    rule: str = ""


def show_job(
    rows: JobRows,
    *,
    actor: Actor,
    acts: Sequence[tuple[SiteJobAct, str]] = (),
    removal: Removal | None = None,
) -> SiteJobView:
    """Return a job as its reader may see it."""
    job, site = rows.job, rows.site
    answer = may_work_at_sites(actor, authority_id=job.authority_id, subject_id=job.subject_id)
    status, looks = JobStatus(job.status), may_look(site)
    history = [_show_act(row, name) for row, name in acts]
    possible = tuple(open_acts(status, kind=JobKind(job.kind), looks_itself=looks)) if answer.allowed else ()
    rule = "" if answer.allowed else answer.rule
    if Act.SEEN_GONE in possible and actor.id in doers(history):
        possible = tuple(each for each in possible if each not in (Act.SEEN_GONE, Act.SEEN_SHOWN))
        rule = "SECOND_PERSON_LOOKS"
    return SiteJobView(
        id=job.id,
        kind=JobKind(job.kind),
        way=Connector(job.way),
        status=status,
        version=job.version,
        site=site.code,
        site_zh=site.name_zh,
        site_en=site.name_en,
        entry_url=site.entry_url,
        page=_page(rows),
        looks_itself=looks,
        authority=rows.authority.code,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        subject_name=rows.subject.name,
        case_id=job.case_id,
        case_number=rows.case_number,
        removal_id=job.removal_id,
        fields=job.fields,
        due_on=job.due_on,
        opened_at=job.opened_at,
        reason=job.reason,
        receipt_no=job.receipt_no,
        office=job.office,
        usual_office=site.office,
        letter_no=job.letter_no,
        sent_on=job.sent_on,
        reminders=job.reminders,
        reminded_on=job.reminded_on,
        escalated_at=job.escalated_at,
        batch_id=job.batch_id,
        removal_status=removal.status if removal else None,
        history=history,
        acts=possible,
        ways=ways_for(rows),
        rule=rule,
    )


def ways_for(rows: JobRows) -> Sequence[Connector]:
    """Return the ways in which a job may be done: by people, and over HTTP where the site is told so."""
    signed = CONNECTORS[Connector(rows.site.connector)].signed and rows.job.kind == JobKind.REMOVE
    return (*BY_PEOPLE, Connector.HTTP) if signed else BY_PEOPLE


def doers(history: Sequence[ActView]) -> set[str]:
    """Return who did the work since it was last begun: none of them may confirm that it was done."""
    found: set[str] = set()
    for each in history:
        if each.act in (Act.OPENED, Act.SWITCHED):
            found = set()
        if each.act in (Act.SUBMITTED, Act.DONE, Act.WRITTEN_OUT):
            found.add(each.by_id)
    return found


def _page(rows: JobRows) -> str | None:
    """Return where everybody sees the listing, where the service sees it too."""
    if rows.site.base_url is None or rows.job.listing_id is None or not may_look(rows.site):
        return None
    return f"{rows.site.base_url.rstrip('/')}/listings/{rows.job.listing_id}"


def _show_act(row: SiteJobAct, name: str) -> ActView:
    return ActView(
        id=row.id,
        act=Act(row.act),
        way=Connector(row.way),
        by=name,
        by_id=row.actor_id,
        at=row.at,
        on=row.on_day,
        note=row.note or "",
        receipt_no=row.receipt_no or "",
        office=row.office or "",
        file=row.filename if row.sha256 else None,
    )
