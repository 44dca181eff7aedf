"""Questions about applications that were prepared together."""

from collections.abc import Collection, Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.signing import Standing
from workflow_app.models import Case, CaseBatch, Signature
from workflow_app.repositories.cases import WITH_ROWS, CaseRows, to_rows

OPEN = "DRAFT"


class Batches:
    """Batches and their cases."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, batch_id: str) -> CaseBatch:
        """Return a batch; raises NotFoundError BATCH_UNKNOWN."""
        found = self.session.get(CaseBatch, batch_id)
        if found is None:
            raise NotFoundError("BATCH_UNKNOWN")
        return found

    def cases_of(self, batch_id: str) -> Sequence[CaseRows]:
        """Return the cases of a batch in the order they were opened, each as it is now."""
        statement = WITH_ROWS.where(Case.batch_id == batch_id).order_by(Case.id)
        rows = self.session.execute(statement.execution_options(populate_existing=True))
        return [to_rows(row) for row in rows]

    def drafts_of(self, batch_id: str) -> Sequence[str]:
        """Return the ids of the drafts of a batch in the order they were opened."""
        statement = select(Case.id).where(Case.batch_id == batch_id, Case.status == OPEN).order_by(Case.id)
        return self.session.scalars(statement).all()

    def list_open(self, subject_ids: Collection[str]) -> Sequence[tuple[CaseBatch, int]]:
        """Return the batches of subjects that have drafts left with how many, the newest first."""
        statement = (
            select(CaseBatch, func.count())
            .join(Case, Case.batch_id == CaseBatch.id)
            .where(CaseBatch.subject_id.in_(subject_ids), Case.status == OPEN)
            .group_by(CaseBatch.id)
            .order_by(CaseBatch.id.desc())
        )
        return [(batch, count) for batch, count in self.session.execute(statement)]

    def asked(self, batch_ids: Collection[str]) -> Sequence[CaseRows]:
        """Return the drafts of batches under which a signature was asked for or given, whatever became of it."""
        if not batch_ids:
            return []
        unused = (Signature.case_id == Case.id, Signature.used_at.is_(None), Signature.standing != Standing.WITHDRAWN)
        wanted = WITH_ROWS.where(Case.batch_id.in_(batch_ids), Case.status == OPEN, exists().where(*unused))
        return [to_rows(row) for row in self.session.execute(wanted.order_by(Case.id))]

    def handed_in(self, batch_ids: Collection[str]) -> dict[tuple[str, str], int]:
        """Return how many cases of batches were handed in at each authority, by batch and authority."""
        if not batch_ids:
            return {}
        statement = (
            select(Case.batch_id, Case.authority_id, func.count())
            .where(Case.batch_id.in_(batch_ids), Case.submitted_at.is_not(None))
            .group_by(Case.batch_id, Case.authority_id)
        )
        return {(str(batch_id), at): count for batch_id, at, count in self.session.execute(statement)}
