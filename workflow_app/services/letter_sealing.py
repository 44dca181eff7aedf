"""Sealing by hand: a letter is printed and stamped, and the scan attached as its sealed copy."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.letters import AttachSealed
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.letter_policies import may_seal_letter
from workflow_app.domain.letter_states import HOLDS, PaperForm, Seal
from workflow_app.domain.widths import narrow
from workflow_app.models import Letter
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.letter_papers import be_sealed, keep_paper
from workflow_app.services.letter_trail import hold_letter
from workflow_app.services.letters import refuse_stranger
from workflow_app.services.proofs import keep_proof
from workflow_app.services.tools import Tools

_BRACKETS = str.maketrans("[({【〖［（", "〔" * 7) | str.maketrans("])}】〗］）", "〕" * 7)


def attach_sealed(command: AttachSealed, *, actor: Actor, tools: Tools) -> str:
    """Keep a scan as the sealed copy of a letter, which may be served from then on; return the letter's id.

    Raises NotFoundError, ForbiddenError, ConflictError LETTER_NOT_IN_FORCE, LETTER_SEALED, LETTER_NOT_READY or STALE,
    InvalidError on `/number` (of another letter), `/proof` or for what is wrong with the file.
    """
    with tools.database.read() as unit:
        _checked(unit, command, actor, unit.letters.find(command.letter_id))
    if command.proof is None:
        raise InvalidError(FieldError("/proof", "REQUIRED"))
    kept, now = keep_proof(command.proof, actor=actor, tools=tools), tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        letter = _checked(unit, command, actor, hold_letter(unit, command.letter_id))
        keep_paper(unit, letter, PaperForm.STAMPED, kept.blob, by=actor.id, now=now, media=kept.facts.media_type)
        be_sealed(unit, letter, PaperForm.STAMPED, actor=actor, now=now)
        once.keep(unit, command.once, row_id, letter)
        unit.commit()
    tools.wake.nudge()
    return command.letter_id


def _checked(unit: UnitOfWork, command: AttachSealed, actor: Actor, letter: Letter | None) -> Letter:
    """Return the letter if it may be sealed by hand now, and is the one that was stamped."""
    if letter is None:
        raise NotFoundError("LETTER_UNKNOWN")
    _refuse_unsealable(unit, letter, command, actor)
    _refuse_other_number(command.number, letter.number)
    return letter


def _refuse_unsealable(unit: UnitOfWork, letter: Letter, command: AttachSealed, actor: Actor) -> None:
    refuse_stranger(unit, letter, actor)
    answer = may_seal_letter(actor, authority_id=letter.authority_id, subject_id=letter.subject_id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    if letter.standing not in HOLDS:
        raise ConflictError("LETTER_NOT_IN_FORCE", number=letter.number)
    if letter.sha256 is None:
        raise ConflictError("LETTER_NOT_READY")
    if letter.seal == Seal.SEALED:
        raise ConflictError("LETTER_SEALED", number=letter.number)
    if command.edition not in (None, letter.edition):
        raise ConflictError("STALE", seen=command.edition, current=letter.edition)


def _refuse_other_number(typed: str, number: str) -> None:
    """Refuse the scan of another letter: its number is read from the paper, not copied from the page."""
    if not typed.strip():
        raise InvalidError(FieldError("/number", "REQUIRED"))
    if _plain(typed) != _plain(number):
        raise InvalidError(FieldError("/number", "OTHER_LETTER"))


def _plain(number: str) -> str:
    """Return a number without what people type differently: spaces, and the kind of its brackets."""
    return narrow("".join(number.split())).translate(_BRACKETS)
