"""What is written beside every change of a letter: who holds it meanwhile, the audit trail, and who is told."""

from collections.abc import Mapping
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.models import Letter
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit


def hold_letter(unit: UnitOfWork, letter_id: str) -> Letter | None:
    """Return a letter, held until commit, or None; its case is held before it, as everywhere."""
    found = unit.letters.find(letter_id)
    if found is not None and found.case_id is not None:
        unit.audit.lock_case(found.case_id)
    return unit.letters.find(letter_id, lock=True) if found else None


def note_letter(
    unit: UnitOfWork, letter: Letter, *, actor: Actor, action: str, data: Mapping[str, object], now: datetime
) -> None:
    """Write into the trail of a letter's case, or of its authority where it is about none."""
    said = {"number": letter.number, **data}
    if letter.case_id is not None:
        audit.record_for_case(unit, case_id=letter.case_id, actor=actor, action=action, data=said, now=now)
    else:
        audit.record(unit, authority=letter.authority_id, actor=actor, action=action, data=said, now=now)
