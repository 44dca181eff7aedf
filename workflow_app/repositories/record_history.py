"""Questions about what a record said before, where it came from, and under which numbers other sites keep it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.models import (
    Authority,
    Case,
    Record,
    RecordImport,
    RecordVersion,
    Site,
    SiteIdentifier,
    Subject,
)
from workflow_app.repositories.pages import mark


@dataclass(frozen=True, slots=True)
class VersionRows:
    """A version of a record and the name of the file it came with."""

    version: RecordVersion
    filename: str | None


class RecordHistory:
    """Versions, cases, and identifiers of records."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def versions(self, record_id: str) -> Sequence[VersionRows]:
        """Return the versions of a record, the oldest first."""
        statement = (
            select(RecordVersion, RecordImport.filename)
            .outerjoin(RecordImport, RecordImport.id == RecordVersion.import_id)
            .where(RecordVersion.record_id == record_id)
            .order_by(RecordVersion.version)
        )
        return [VersionRows(*row) for row in self.session.execute(statement)]

    def cases(self, record_id: str) -> Sequence[Case]:
        """Return the cases about a record, the newest first."""
        return self.session.scalars(select(Case).where(Case.record_id == record_id).order_by(Case.id.desc())).all()

    def identifiers(self, record_id: str) -> dict[str, SiteIdentifier]:
        """Return under which number each site keeps a record, by the id of the site."""
        rows = self.session.scalars(select(SiteIdentifier).where(SiteIdentifier.record_id == record_id))
        return {row.site_id: row for row in rows}

    def holder(self, site_id: str, number: str) -> SiteIdentifier | None:
        """Return who carries a number of a site, or None."""
        statement = select(SiteIdentifier).where(SiteIdentifier.site_id == site_id, SiteIdentifier.number == number)
        return self.session.scalar(statement)

    def take_back(self, identifier: SiteIdentifier) -> None:
        """Forget a number."""
        self.session.execute(delete(SiteIdentifier).where(SiteIdentifier.id == identifier.id))

    def search(
        self, authority_ids: Collection[str], q: str, *, cursor: str | None, limit: int
    ) -> Sequence[tuple[Record, Subject, Authority]]:
        """Return up to `limit + 1` records of authorities, newest first, by name, code, number, or a site's number."""
        statement = (
            select(Record, Subject, Authority)
            .join(Subject, Subject.id == Record.subject_id)
            .join(Authority, Authority.id == Record.authority_id)
            .where(Record.authority_id.in_(authority_ids))
        )
        if q:
            numbered = select(SiteIdentifier.record_id).where(SiteIdentifier.number == q)
            statement = statement.where(
                or_(
                    Subject.name.contains(q, autoescape=True),
                    Subject.uscc == q.upper(),
                    Record.document_no.contains(q, autoescape=True),
                    Record.id.in_(numbered),
                )
            )
        if cursor:
            _, record_id = mark(cursor, str)
            statement = statement.where(tuple_(Record.id) < tuple_(literal(record_id, Record.id.type)))
        rows = self.session.execute(statement.order_by(Record.id.desc()).limit(limit + 1))
        return [(record, subject, authority) for record, subject, authority in rows]

    def sites(self) -> Sequence[Site]:
        """Return the sites of others."""
        return self.session.scalars(select(Site).where(Site.connector != "OWN").order_by(Site.code)).all()
