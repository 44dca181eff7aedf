"""`permit/revoke`: a permit ends before its time, by a letter and for a reason, and that is reported too."""

from collections.abc import Mapping

from workflow_app.domain.dual_publicity import Act
from workflow_app.domain.errors import ConflictError, NotFoundError, RefusedError
from workflow_app.domain.letter_states import HOLDS
from workflow_app.domain.permits import ENDS, Status
from workflow_app.domain.routing import RoutingValue
from workflow_app.models import Letter, Permit
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.dual_making import prepare


def revoke_permit(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """End the permit of the case by the last letter of the kind `letter`; `reason` names the answer that says why.

    `as` may say CANCELLED where it is struck off and not taken back. Raises NotFoundError PERMIT_UNKNOWN, ConflictError
    PERMIT_ENDED, and RefusedError where no such letter was issued or no reason was given.
    """
    permit = work.unit.permits.of_case(work.case.id, lock=True)
    if permit is None:
        raise NotFoundError("PERMIT_UNKNOWN")
    if permit.status != Status.VALID:
        raise ConflictError("PERMIT_ENDED", number=permit.number)
    letter = _letter(work, parameters["letter"])
    reason = str(work.answers().get(parameters["reason"]) or "").strip()
    if not reason:
        raise RefusedError("PERMIT_END_NEEDS_REASON")
    permit.status = _status(parameters.get("as", Status.REVOKED))
    permit.ended_on, permit.end_reason, permit.end_letter_id = work.today, reason, letter.id
    work.audit("permit.ended", number=permit.number, status=permit.status, letter=letter.number)
    prepare(work, permit, Act.END, decision_no=_granted_by(work, permit))
    work.tell_subject("PERMIT_ENDED", permit=permit.number)
    return {}


def _letter(work: CaseWork, kind: str) -> Letter:
    """Return the letter by which it ends."""
    work.unit.flush()
    found = [each for each in work.unit.letters.of_cases([work.case.id]) if each.kind == kind]
    letter = next((each for each in reversed(found) if each.standing in HOLDS), None)
    if letter is None:
        raise RefusedError("NO_SUCH_LETTER_BASIS")
    return letter


def _granted_by(work: CaseWork, permit: Permit) -> str | None:
    """Return the number of the decision that granted it."""
    letter = work.unit.letters.find(permit.decision_id) if permit.decision_id else None
    return letter.number if letter else None


def _status(word: str) -> str:
    if word not in ENDS:
        raise RefusedError("PERMIT_END_UNKNOWN", status=word)
    return Status(word).value
