"""Work at other sites as people see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.policies import may_work_at_sites
from workflow_app.domain.site_jobs import BY_PEOPLE, Act, Connector, JobKind, JobStatus, open_acts
from workflow_app.models import Letter, Removal, SiteJobAct
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
    letter_id: str | None
    letter_ready: bool
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


_COPIED = (
    *("id", "version", "case_id", "removal_id", "batch_id", "fields", "due_on", "opened_at", "reason", "receipt_no"),
    *("office", "letter_no", "sent_on", "reminders", "reminded_on", "escalated_at"),
)
"""What a view says just as the row does."""


def show_job(
    rows: JobRows,
    *,
    actor: Actor,
    acts: Sequence[tuple[SiteJobAct, str]] = (),
    removal: Removal | None = None,
    letter: Letter | None = None,
) -> SiteJobView:
    """Return a job as its reader may see it; `letter` is the one of this service that asked for assistance."""
    job, looks = rows.job, may_look(rows.site)
    history = [_show_act(row, name) for row, name in acts]
    possible, rule = _possible(rows, history, actor, looks_itself=looks)
    copied = {name: getattr(job, name) for name in _COPIED}
    return SiteJobView(
        **copied,
        kind=JobKind(job.kind),
        way=Connector(job.way),
        status=JobStatus(job.status),
        site=rows.site.code,
        site_zh=rows.site.name_zh,
        site_en=rows.site.name_en,
        entry_url=rows.site.entry_url,
        page=_page(rows),
        looks_itself=looks,
        authority=rows.authority.code,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        subject_name=rows.subject.name,
        case_number=rows.case_number,
        usual_office=rows.site.office,
        letter_id=letter.id if letter else None,
        letter_ready=letter is not None and letter.sha256 is not None,
        removal_status=removal.status if removal else None,
        history=history,
        acts=possible,
        ways=ways_for(rows),
        rule=rule,
    )


def _possible(
    rows: JobRows, history: Sequence[ActView], actor: Actor, *, looks_itself: bool
) -> tuple[tuple[Act, ...], str]:
    """Return what somebody may do next, and the rule that keeps them from the rest."""
    answer = may_work_at_sites(actor, authority_id=rows.job.authority_id, subject_id=rows.job.subject_id)
    if not answer.allowed:
        return (), answer.rule
    possible = tuple(open_acts(JobStatus(rows.job.status), kind=JobKind(rows.job.kind), looks_itself=looks_itself))
    if Act.SEEN_GONE in possible and actor.id in doers(history):
        return tuple(each for each in possible if each not in (Act.SEEN_GONE, Act.SEEN_SHOWN)), "SECOND_PERSON_LOOKS"
    return possible, ""


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
