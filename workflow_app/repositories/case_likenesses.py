"""What a case has in common with others: the same bytes of a file, a repair of the same behaviour before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.models import Case, Document, Letter, Record
from workflow_app.repositories.letter_rows import GRANT

MOST = 20
"""How many likenesses a reviewer is shown at most; whoever has more has seen enough."""


@dataclass(frozen=True, slots=True)
class SameFile:
    """A file of a case, and whose other case it is in which the same bytes were handed in."""

    filename: str
    number: str | None
    authority_id: str
    subject_id: str


class CaseLikenesses:
    """Questions about a case beside others."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def same_files(self, case: Case) -> Sequence[SameFile]:
        """Return the files that were handed in with another case too, the newest case first.

        A second application about the same record brings its own files again; that is not told.
        """
        own = select(Document.sha256, func.min(Document.filename).label("filename"))
        mine = own.where(Document.case_id == case.id).group_by(Document.sha256).subquery()
        statement = (
            select(Case.id, mine.c.filename, Case.number, Case.authority_id, Case.subject_id)
            .join(Document, Document.sha256 == mine.c.sha256)
            .join(Case, Case.id == Document.case_id)
            .where(Case.id != case.id, Case.submitted_at.is_not(None))
            .where(Case.record_id.is_distinct_from(case.record_id))
            .distinct()
            .order_by(Case.id.desc(), mine.c.filename)
            .limit(MOST)
        )
        return [SameFile(*row) for _id, *row in self.session.execute(statement)]

    def repaired(self, subject_id: str) -> Sequence[tuple[Record, date]]:
        """Return the records of a subject whose repair was granted, with the day of the decision, the newest first."""
        statement = (
            select(Record, func.max(Letter.issued_on).label("granted_on"))
            .join(Case, Case.record_id == Record.id)
            .join(Letter, Letter.case_id == Case.id)
            .where(Record.subject_id == subject_id, Record.status == "REPAIRED", Letter.kind == GRANT)
            .group_by(Record.id)
            .order_by(func.max(Letter.issued_on).desc(), Record.id)
        )
        return [(record, day) for record, day in self.session.execute(statement)]

    def count_numbers(self, record: Record, kinds: Collection[str]) -> int:
        """Return how many records of some kinds an authority has under the number of a record, that one included."""
        same = (Record.authority_id == record.authority_id, Record.document_no == record.document_no)
        return self.session.scalar(select(func.count()).where(*same, Record.kind.in_(kinds))) or 0
