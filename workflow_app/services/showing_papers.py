"""From rows to views, for what belongs to cases on paper: documents, letters, pledges."""

from collections.abc import Iterable
from datetime import date

from workflow_app.domain.letter_states import Standing
from workflow_app.domain.time import local_date
from workflow_app.models import Document, Letter, LetterService, Pledge
from workflow_app.repositories.letter_changes import APPROVED, ChangeRows
from workflow_app.repositories.pledges import WITHDRAWN, is_over, is_public
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.views import DocumentView, LetterView, PledgeFacts, SignatureFacts


def show_document(row: Document) -> DocumentView:
    """Return a document without its bytes."""
    return DocumentView(
        row.id,
        row.case_id,
        row.filename,
        row.media_type,
        row.size,
        row.sha256,
        row.field,
        row.received_at,
        tuple(row.made_of or ()),
    )


def show_letter(row: Letter, service: LetterService | None = None, changes: Iterable[ChangeRows] = ()) -> LetterView:
    """Return a letter by its frozen data, and how it was served where that is asked for."""
    english = row.data.get("english") or {}
    last = next((each for each in reversed(list(changes)) if each.change.status == APPROVED), None)
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
        standing=row.standing,
        seal=row.seal,
        edition=row.edition,
        changed_on=local_date(last.change.decided_at) if last and last.change.decided_at else None,
        replaces=row.data.get("replaces"),
        replaced_by=last.new_number if last else None,
    )


def show_letters(unit: UnitOfWork, rows: Iterable[Letter]) -> tuple[LetterView, ...]:
    """Return letters with how each was served and what became of it."""
    letters = list(rows)
    services = unit.letter_services.of_letters([row.id for row in letters]) if letters else {}
    changed = changes_of(unit, letters)
    return tuple(show_letter(row, services.get(row.id), changed.get(row.id, ())) for row in letters)


def changes_of(unit: UnitOfWork, letters: Iterable[Letter]) -> dict[str, list[ChangeRows]]:
    """Return the changes of letters that do not stand as they were issued, by letter; of most there are none."""
    found: dict[str, list[ChangeRows]] = {row.id: [] for row in letters if row.standing != Standing.IN_FORCE}
    for rows in unit.letter_changes.of_letters(list(found)) if found else ():
        found[rows.letter.id].append(rows)
    return found


def show_pledge(row: Pledge, *, on: date) -> PledgeFacts:
    """Return a pledge as its case shows it on a day."""
    return PledgeFacts(
        id=row.id,
        number=row.number,
        signed_at=row.signed_at,
        is_public=is_public(row, on=on),
        public_since=local_date(row.published_at) if row.published_at else None,
        public_until=row.public_until,
        is_over=is_over(row, on=on),
        is_withdrawn=row.status == WITHDRAWN,
    )


def show_signatures(unit: UnitOfWork, case_id: str) -> tuple[SignatureFacts, ...]:
    """Return what was signed and handed in of a case, and by which way."""
    rows = Signatures(unit.session).used_in(case_id)
    return tuple(
        SignatureFacts(row.id, row.task_id, row.way, row.signer, row.signer_role, row.phone_known, row.signed_at)
        for row in rows
        if row.signed_at is not None
    )
