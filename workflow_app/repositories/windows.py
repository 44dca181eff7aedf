"""Questions about cases filed at the service window."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from workflow_app.domain.window import DRAFTS, ENDED
from workflow_app.models import Case, Record, WindowFiling
from workflow_app.repositories.cases import RUNS_ON, WITH_ROWS, CaseRows, to_rows
from workflow_app.repositories.finding import answers
from workflow_app.repositories.pages import mark


@dataclass(frozen=True, slots=True)
class FilingRows:
    """A filing with its case, and the number of the decision it is about."""

    filing: WindowFiling
    case: CaseRows
    document_no: str | None


class Windows:
    """Filings at the window."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, case_id: str) -> WindowFiling | None:
        """Return the filing of a case, or None where it was not filed at a window."""
        return self.session.scalar(select(WindowFiling).where(WindowFiling.case_id == case_id))

    def of_cases(self, case_ids: Collection[str]) -> set[str]:
        """Return which of the cases were filed at a window."""
        wanted = select(WindowFiling.case_id).where(WindowFiling.case_id.in_(case_ids))
        return set(self.session.scalars(wanted))

    def of_matters(
        self, subject_id: str, authority_ids: Collection[str], *, limit: int
    ) -> list[tuple[CaseRows, WindowFiling | None]]:
        """Return the cases of a subject for matters of some authorities that have not ended, the newest first.

        Of each its filing, None where it was begun elsewhere.
        """
        statement = (
            WITH_ROWS.add_columns(WindowFiling)
            .outerjoin(WindowFiling, WindowFiling.case_id == Case.id)
            .where(
                Case.subject_id == subject_id,
                Case.authority_id.in_(authority_ids),
                Case.matter_edition_id.is_not(None),
                Case.status != "ENDED",
            )
            .order_by(Case.id.desc())
            .limit(limit)
        )
        return [(to_rows(row), row[3 + len(RUNS_ON)]) for row in self.session.execute(statement)]

    def list_at(
        self,
        authority_ids: Collection[str],
        *,
        stage: str,
        q: str,
        apart_from: Collection[str],
        cursor: str | None,
        limit: int,
    ) -> Sequence[FilingRows]:
        """Return up to `limit + 1` filings at authorities, the newest first, without those of some subjects."""
        statement = (
            WITH_ROWS.add_columns(WindowFiling, Record.document_no)
            .join(WindowFiling, WindowFiling.case_id == Case.id)
            .outerjoin(Record, Record.id == Case.record_id)
            .where(WindowFiling.authority_id.in_(authority_ids), Case.subject_id.not_in(apart_from), _at(stage))
        )
        if q.strip():
            statement = statement.where(answers(self.session, q.strip()))
        if cursor:
            statement = statement.where(WindowFiling.id < mark(cursor, str)[1])
        rows = self.session.execute(statement.order_by(WindowFiling.id.desc()).limit(limit + 1))
        at = 3 + len(RUNS_ON)
        return [FilingRows(row[at], to_rows(row), row[at + 1]) for row in rows]


def _at(stage: str) -> ColumnElement[bool]:
    if stage == DRAFTS:
        return and_(Case.submitted_at.is_(None), Case.status != "ENDED")
    return Case.status == "ENDED" if stage == ENDED else and_(Case.submitted_at.is_not(None), Case.status != "ENDED")
