"""From rows to views, for what belongs to cases on paper: documents, letters, pledges."""

from collections.abc import Iterable
from datetime import date

from workflow_app.models import Document, Letter, LetterService, Pledge
from workflow_app.repositories.pledges import is_over, is_public
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.views import DocumentView, LetterView, PledgeFacts


def show_document(row: Document) -> DocumentView:
    """Return a document without its bytes."""
    return DocumentView(
        row.id, row.case_id, row.filename, row.media_type, row.size, row.sha256, row.field, row.received_at
    )


def show_letter(row: Letter, service: LetterService | None = None) -> LetterView:
    """Return a letter by its frozen data, and how it was served where that is asked for."""
    english = row.data.get("english") or {}
    return LetterView(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        number=row.number,
        code=row.code,
        title=row.data["title"],
        title_en=str(english.get("title") or row.data["title"]),
        authority=row.data["authority"],
        subject_name=row.data["addressee"]["name"],
        issued_on=row.issued_on,
        status=row.status,
        service=service.status if service else None,
        way=service.way if service else None,
        served_on=service.served_on if service else None,
    )


def show_letters(unit: UnitOfWork, rows: Iterable[Letter]) -> tuple[LetterView, ...]:
    """Return letters with how each was served."""
    letters = list(rows)
    services = unit.letter_services.of_letters([row.id for row in letters]) if letters else {}
    return tuple(show_letter(row, services.get(row.id)) for row in letters)


def show_pledge(row: Pledge, *, on: date) -> PledgeFacts:
    """Return a pledge as its case shows it on a day."""
    return PledgeFacts(row.id, row.number, row.signed_at, is_public(row, on=on), row.public_until, is_over(row, on=on))
