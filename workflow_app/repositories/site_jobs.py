"""Questions about work at other sites that people do."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.site_jobs import UNFINISHED, Connector, JobFilter, JobStatus
from workflow_app.models import Account, Authority, Case, Removal, Site, SiteJob, SiteJobAct, Subject
from workflow_app.repositories.pages import mark

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class JobRows:
    """A job with where it is to be done, for whose record, whose it is, and the number of the case that asked."""

    job: SiteJob
    site: Site
    authority: Authority
    subject: Subject
    case_number: str | None = None


class SiteJobs:
    """What people do at other sites."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, job_id: str, *, lock: bool = False) -> JobRows:
        """Return a job, held until commit if asked; raises NotFoundError SITE_JOB_UNKNOWN."""
        statement = _WITH_ROWS.where(SiteJob.id == job_id)
        if lock:
            statement = statement.with_for_update(of=SiteJob).execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("SITE_JOB_UNKNOWN")
        return JobRows(*row)

    def find(self, key: str) -> SiteJob | None:
        """Return the job of a key, held until commit, or None."""
        statement = select(SiteJob).where(SiteJob.key == key).with_for_update()
        return self.session.scalar(statement.execution_options(populate_existing=True))

    def of_listing(self, listing_id: str, *, kind: str) -> Sequence[SiteJob]:
        """Return the unfinished jobs of a listing, held until commit."""
        statement = select(SiteJob).where(
            SiteJob.listing_id == listing_id, SiteJob.kind == kind, SiteJob.status.in_(UNFINISHED)
        )
        return self.session.scalars(statement.order_by(SiteJob.id).with_for_update()).all()

    def of_removals(self, removal_ids: Collection[str]) -> Mapping[str, SiteJob]:
        """Return the jobs of removals, in one statement."""
        rows = self.session.scalars(select(SiteJob).where(SiteJob.removal_id.in_(removal_ids)))
        return {row.removal_id: row for row in rows if row.removal_id}

    def was_ordered_down(self, listing_id: str) -> bool:
        """Tell whether a listing was ever ordered down."""
        return self.session.scalar(select(Removal.id).where(Removal.listing_id == listing_id).limit(1)) is not None

    def acts(self, job_id: str) -> Sequence[tuple[SiteJobAct, str]]:
        """Return every act of a job with the name of who did it, the first one first."""
        statement = (
            select(SiteJobAct, Account.name)
            .join(Account, Account.id == SiteJobAct.actor_id)
            .where(SiteJobAct.job_id == job_id)
            .order_by(SiteJobAct.number)
        )
        return [(row[0], row[1]) for row in self.session.execute(statement)]

    def find_act(self, act_id: str) -> SiteJobAct | None:
        """Return an act, or None."""
        return self.session.get(SiteJobAct, act_id)

    def list_page(
        self, actor: Actor, roles: Collection[Role], wanted: JobFilter, *, cursor: str | None, limit: int
    ) -> Sequence[JobRows]:
        """Return up to `limit + 1` jobs of authorities where a role is held, the one due first first."""
        statement = _WITH_ROWS.where(*_wanted(actor, roles, wanted))
        if cursor is not None:
            due_on, job_id = mark(cursor, date.fromisoformat)
            later = (SiteJob.due_on > due_on) | ((SiteJob.due_on == due_on) & (SiteJob.id > job_id))
            statement = statement.where(later)
        rows = self.session.execute(statement.order_by(SiteJob.due_on, SiteJob.id).limit(limit + 1))
        return [JobRows(*row) for row in rows]

    def count(self, actor: Actor, roles: Collection[Role], wanted: JobFilter) -> int:
        """Return how many jobs such a list holds; at most 1,000."""
        found = select(SiteJob.id).join(Site, Site.id == SiteJob.site_id).where(*_wanted(actor, roles, wanted))
        return self.session.scalar(select(func.count()).select_from(found.limit(COUNT_LIMIT).subquery())) or 0

    def lock_ready(self, site_id: str, authority_id: str, *, limit: int) -> Sequence[JobRows]:
        """Return what is to go to a site by spreadsheet and has not, held until commit, the one due first first."""
        statement = _WITH_ROWS.where(
            SiteJob.site_id == site_id,
            SiteJob.authority_id == authority_id,
            SiteJob.way == Connector.FILE,
            SiteJob.status == JobStatus.OPEN,
        ).order_by(SiteJob.due_on, SiteJob.id)
        rows = self.session.execute(statement.limit(limit).with_for_update(of=SiteJob))
        return [JobRows(*row) for row in rows]


def held_at(actor: Actor, roles: Collection[Role]) -> Collection[str] | None:
    """Return the authorities where one of the roles is held; None stands for all of them."""
    grants = [grant for grant in actor.grants if grant.role in roles]
    if any(grant.authority_id is None for grant in grants):
        return None
    return {grant.authority_id for grant in grants if grant.authority_id}


def _wanted(actor: Actor, roles: Collection[Role], wanted: JobFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a list."""
    conditions: list[ColumnElement[bool]] = [SiteJob.status.in_(wanted.statuses)]
    held = held_at(actor, roles)
    if held is not None:
        conditions.append(SiteJob.authority_id.in_(held))
    if wanted.way is not None:
        conditions.append(SiteJob.way == wanted.way)
    if wanted.site is not None:
        conditions.append(Site.code == wanted.site)
    return conditions


_WITH_ROWS: Select[SiteJob, Site, Authority, Subject, str | None] = (
    select(SiteJob, Site, Authority, Subject, Case.number)
    .join(Site, Site.id == SiteJob.site_id)
    .join(Authority, Authority.id == SiteJob.authority_id)
    .join(Subject, Subject.id == SiteJob.subject_id)
    .outerjoin(Case, Case.id == SiteJob.case_id)
)
