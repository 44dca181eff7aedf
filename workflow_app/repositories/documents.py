"""Questions about documents."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.models import (
    BindingRequest,
    ChangeSet,
    Document,
    Letter,
    LetterPaper,
    ObjectionFile,
    PaperPage,
    ProofFile,
    RecordImport,
    SignedSheet,
    SiteBatch,
    SiteJobAct,
    SiteReceiptFile,
)

_NAMED = (
    Document.sha256,
    Letter.sha256,
    LetterPaper.sha256,
    RecordImport.sha256,
    ObjectionFile.sha256,
    SignedSheet.sha256,
    SiteJobAct.sha256,
    SiteBatch.sha256,
    SiteReceiptFile.sha256,
    BindingRequest.file_sha256,
    PaperPage.sha256,
    ProofFile.sha256,
    ChangeSet.sha256,
)


class Documents:
    """Uploaded files."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._ahead: dict[str, list[Document]] = {}

    def read_ahead(self, case_ids: Collection[str]) -> None:
        """Read the documents of several cases at once, for those who only read and will ask for one after the other."""
        self._ahead = {each: [] for each in case_ids}
        for row in self.session.scalars(select(Document).where(Document.case_id.in_(case_ids)).order_by(Document.id)):
            self._ahead[str(row.case_id)].append(row)

    def find(self, document_id: str) -> Document | None:
        """Return a document, or None."""
        return self.session.get(Document, document_id)

    def find_same(self, case_id: str, *, field: str | None, filename: str, sha256: str) -> Document | None:
        """Return the document of a case with these bytes under this name and field, the first to come, or None."""
        same = (Document.case_id == case_id, Document.filename == filename, Document.sha256 == sha256)
        rows = select(Document).where(*same, Document.field == field).order_by(Document.id)
        return self.session.scalar(rows.limit(1))

    def of_case(self, case_id: str) -> Sequence[Document]:
        """Return the documents of a case in the order they came."""
        if case_id in self._ahead:
            return self._ahead[case_id]
        return self.session.scalars(select(Document).where(Document.case_id == case_id).order_by(Document.id)).all()

    def count_of_case(self, case_id: str) -> int:
        """Return how many documents a case has."""
        return self.session.scalar(select(func.count()).where(Document.case_id == case_id)) or 0

    def known_in(self, case_id: str, ids: Collection[str]) -> set[str]:
        """Return which of the ids are documents of the case."""
        rows = self.session.scalars(select(Document.id).where(Document.case_id == case_id, Document.id.in_(ids)))
        return set(rows)

    def is_any_blob_named(self) -> bool:
        """Tell whether any row names a blob at all."""
        return any(self.session.scalar(select(column).where(column.is_not(None)).limit(1)) for column in _NAMED)

    def blobs_named(self, sha256s: Collection[str]) -> set[str]:
        """Return which blobs a row names: a document, also of a draft, a letter, an import, a proof, a site."""
        named: set[str] = set()
        for column in _NAMED:
            left = set(sha256s) - named
            named |= {each for each in self.session.scalars(select(column).where(column.in_(left))) if each}
        return named
