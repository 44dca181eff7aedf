"""Questions about applications that other sites pushed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from workflow_app.models import Authority, Case, InboundApplication, Record, Site, Subject
from workflow_app.repositories.pages import mark

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class InboundRows:
    """An application with its site, whose it is, whom and what it is about, and its case."""

    application: InboundApplication
    site: Site
    authority: Authority
    subject: Subject
    record: Record
    case: Case | None = None


class Inbound:
    """Applications from outside."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, site_id: str, outside_no: str) -> InboundRows | None:
        """Return the application under a number of a site, held until commit, or None."""
        statement = _WITH_ROWS.where(
            InboundApplication.site_id == site_id, InboundApplication.outside_no == outside_no
        ).with_for_update(of=InboundApplication)
        row = self.session.execute(statement.execution_options(populate_existing=True)).one_or_none()
        return InboundRows(*row) if row else None

    def get(self, application_id: str) -> InboundRows:
        """Return an application that is known to be there."""
        return InboundRows(*self.session.execute(_WITH_ROWS.where(InboundApplication.id == application_id)).one())

    def of_case(self, case_id: str) -> InboundApplication | None:
        """Return the application that a case was opened for, or None."""
        return self.session.scalar(select(InboundApplication).where(InboundApplication.case_id == case_id))

    def list_page(self, held: Collection[str] | None, *, cursor: str | None, limit: int) -> Sequence[InboundRows]:
        """Return up to `limit + 1` applications for authorities, or for all, the newest first."""
        statement = _WITH_ROWS
        if held is not None:
            statement = statement.where(InboundApplication.authority_id.in_(held))
        if cursor is not None:
            statement = statement.where(InboundApplication.id < mark(cursor, str)[1])
        rows = self.session.execute(statement.order_by(InboundApplication.id.desc()).limit(limit + 1))
        return [InboundRows(*row) for row in rows]

    def count(self, held: Collection[str] | None) -> int:
        """Return how many there are; at most 1,000."""
        statement = select(InboundApplication.id)
        if held is not None:
            statement = statement.where(InboundApplication.authority_id.in_(held))
        return self.session.scalar(select(func.count()).select_from(statement.limit(COUNT_LIMIT).subquery())) or 0


_WITH_ROWS: Select[InboundApplication, Site, Authority, Subject, Record, Case | None] = (
    select(InboundApplication, Site, Authority, Subject, Record, Case)
    .join(Site, Site.id == InboundApplication.site_id)
    .join(Authority, Authority.id == InboundApplication.authority_id)
    .join(Subject, Subject.id == InboundApplication.subject_id)
    .join(Record, Record.id == InboundApplication.record_id)
    .outerjoin(Case, Case.id == InboundApplication.case_id)
)
