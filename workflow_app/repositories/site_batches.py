"""Questions about spreadsheets that go to sites, and about receipts that come back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.site_jobs import Connector, JobStatus
from workflow_app.models import Account, Authority, Site, SiteBatch, SiteJob, SiteReceiptFile

MOST_LISTED, AT_ONCE = 100, 500


@dataclass(frozen=True, slots=True)
class BatchRows:
    """A spreadsheet with the site it goes to, whose it is, and who wrote it."""

    batch: SiteBatch
    site: Site
    authority: Authority
    created_by: str


@dataclass(frozen=True, slots=True)
class ReceiptRows:
    """A file of receipts with the site it came from and who handed it in."""

    file: SiteReceiptFile
    site: Site
    uploaded_by: str


@dataclass(frozen=True, slots=True)
class Ready:
    """How much waits to be written out for a site by an authority."""

    site: Site
    authority: Authority
    count: int


class SiteBatches:
    """Spreadsheets and receipts."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, batch_id: str, *, lock: bool = False) -> BatchRows:
        """Return a spreadsheet, held until commit if asked; raises NotFoundError SITE_BATCH_UNKNOWN."""
        statement = (
            select(SiteBatch, Site, Authority, Account.name)
            .join(Site, Site.id == SiteBatch.site_id)
            .join(Authority, Authority.id == SiteBatch.authority_id)
            .join(Account, Account.id == SiteBatch.created_by)
            .where(SiteBatch.id == batch_id)
        )
        if lock:
            statement = statement.with_for_update(of=SiteBatch).execution_options(populate_existing=True)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("SITE_BATCH_UNKNOWN")
        return BatchRows(*row)

    def next_serial(self, site_id: str, authority_id: str) -> int:
        """Return the number of the next spreadsheet of an authority for a site; the authority must be held."""
        mine = (SiteBatch.site_id == site_id, SiteBatch.authority_id == authority_id)
        return (self.session.scalar(select(func.max(SiteBatch.serial)).where(*mine)) or 0) + 1

    def list_batches(self, held: Collection[str] | None) -> Sequence[BatchRows]:
        """Return the newest spreadsheets of authorities, or of all."""
        statement = (
            select(SiteBatch, Site, Authority, Account.name)
            .join(Site, Site.id == SiteBatch.site_id)
            .join(Authority, Authority.id == SiteBatch.authority_id)
            .join(Account, Account.id == SiteBatch.created_by)
        )
        if held is not None:
            statement = statement.where(SiteBatch.authority_id.in_(held))
        rows = self.session.execute(statement.order_by(SiteBatch.id.desc()).limit(MOST_LISTED))
        return [BatchRows(*row) for row in rows]

    def list_receipts(self, held: Collection[str] | None) -> Sequence[ReceiptRows]:
        """Return the newest files of receipts of authorities, or of all."""
        statement = (
            select(SiteReceiptFile, Site, Account.name)
            .join(Site, Site.id == SiteReceiptFile.site_id)
            .join(Account, Account.id == SiteReceiptFile.uploaded_by)
        )
        if held is not None:
            statement = statement.where(SiteReceiptFile.authority_id.in_(held))
        rows = self.session.execute(statement.order_by(SiteReceiptFile.id.desc()).limit(MOST_LISTED))
        return [ReceiptRows(*row) for row in rows]

    def list_ready(self, held: Collection[str] | None) -> Sequence[Ready]:
        """Return for which sites something waits to be written out, and how much."""
        statement = (
            select(Site, Authority, func.count())
            .join(SiteJob, SiteJob.site_id == Site.id)
            .join(Authority, Authority.id == SiteJob.authority_id)
            .where(SiteJob.way == Connector.FILE, SiteJob.status == JobStatus.OPEN)
            .group_by(Site.id, Authority.id)
        )
        if held is not None:
            statement = statement.where(SiteJob.authority_id.in_(held))
        return [Ready(*row) for row in self.session.execute(statement)]

    def find_receipts(self, site_id: str, authority_id: str, sha256: str) -> SiteReceiptFile | None:
        """Return what came of the same file before, or None."""
        statement = select(SiteReceiptFile).where(
            SiteReceiptFile.site_id == site_id,
            SiteReceiptFile.authority_id == authority_id,
            SiteReceiptFile.sha256 == sha256,
        )
        return self.session.scalar(statement)

    def job_ids(self, site_id: str, authority_id: str, row_nos: Collection[str]) -> dict[str, str]:
        """Return the ids of the work of an authority at a site that was written out, by the number of its row."""
        found: dict[str, str] = {}
        wanted = sorted(row_nos)
        for some in (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)):
            statement = select(SiteJob.row_no, SiteJob.id).where(
                SiteJob.site_id == site_id, SiteJob.authority_id == authority_id, SiteJob.row_no.in_(some)
            )
            found |= {str(row_no): job_id for row_no, job_id in self.session.execute(statement)}
        return found
