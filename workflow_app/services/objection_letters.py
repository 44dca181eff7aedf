"""The letter in which an objector reads what the examination found (T26), fetched by number and code."""

import secrets

from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.letter_marks import normal_code, normal_number
from workflow_app.domain.letter_states import SEALED_FORMS, Seal, Standing
from workflow_app.models import Letter, Objection
from workflow_app.repositories.objections import ObjectionRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.letters import PDF, OpenPaper
from workflow_app.services.showing_papers import show_letter
from workflow_app.services.tools import Tools

RESULT = "T26_OBJECTION"


def find_objection(unit: UnitOfWork, number: str, code: str) -> ObjectionRows:
    """Return the objection of a number and its code, both as typed; raises NotFoundError OBJECTION_UNKNOWN."""
    typed = normal_code(code).encode()
    for rows in unit.objections.list_by_number(normal_number(number)):
        if secrets.compare_digest(rows.objection.follow_code.encode(), typed):
            return rows
    raise NotFoundError("OBJECTION_UNKNOWN")


def result_letter(unit: UnitOfWork, row: Objection) -> Letter | None:
    """Return the letter that tells the result of an objection, or what took its place; None where there is none.

    It is of the moment of the examination and names the objection; one that came after its ground was examined shares
    the examination, and so the letter, which names the other.
    """
    if row.examined_at is None:
        return None
    names = {row.number, *unit.objections.numbers([row.attached_to_id]).values()}
    letters = [each for each in unit.letters.of_cases([row.case_id]) if each.kind == RESULT]
    of_then = [each for each in letters if each.issued_at == row.examined_at]
    found = next((each for each in of_then if any(name in str(each.data) for name in names)), None)
    for each in letters:  # oldest first: what took its place, and what took the place of that
        if found is not None and each.replaces_id == found.id:
            found = each
    return found if found is not None and found.standing != Standing.ANNULLED else None


def is_ready(row: Letter) -> bool:
    """Tell whether a letter can be handed over: it is on paper, and sealed where its authority seals."""
    return row.sha256 is not None and row.seal != Seal.PENDING


def open_result_letter(number: str, code: str, *, tools: Tools) -> OpenPaper:
    """Return the letter to its objector, the sealed copy before the plain one.

    Raises NotFoundError OBJECTION_UNKNOWN or LETTER_UNKNOWN, and ConflictError LETTER_NOT_READY while it is being made
    or sealed.
    """
    with tools.database.read() as unit:
        row = result_letter(unit, find_objection(unit, number, code).objection)
        if row is None:
            raise NotFoundError("LETTER_UNKNOWN")
        if row.sha256 is None or not is_ready(row):
            raise ConflictError("LETTER_NOT_READY")
        papers = [each for each in unit.letter_changes.papers([row.id]) if each.edition == row.edition]
        best = next((each for each in papers if each.form in SEALED_FORMS), next(iter(papers), None))
        if best is not None:
            return OpenPaper(show_letter(row), best.media_type, tools.blobs.open(best.sha256))
        return OpenPaper(show_letter(row), PDF, tools.blobs.open(row.sha256))
