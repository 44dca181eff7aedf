"""Putting a letter right (rule A15): one person asks for a correction, annulment or re-issue, another decides on it."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.letters import DecideLetterChange, ProposeLetterChange
from workflow_app.domain.errors import (
    ConflictError,
    FieldError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from workflow_app.domain.ids import new_id
from workflow_app.domain.letter_change_checks import LONGEST, checked_change
from workflow_app.domain.letter_kinds import PERMIT
from workflow_app.domain.letter_policies import DECIDES, may_decide_change, may_propose_change
from workflow_app.domain.letter_states import HOLDS, ChangeKind
from workflow_app.domain.letters import LetterData
from workflow_app.domain.policies import Answer
from workflow_app.domain.serving import ServiceStatus
from workflow_app.models import Letter, LetterChange
from workflow_app.repositories.letter_changes import APPROVED, PROPOSED, REJECTED
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.letter_effects import carry_out
from workflow_app.services.letter_trail import hold_letter, note_letter
from workflow_app.services.letters import refuse_stranger
from workflow_app.services.tools import Tools


def propose_letter_change(command: ProposeLetterChange, *, actor: Actor, tools: Tools) -> str:
    """Ask for a letter to be put right and return the id of the change; those who decide on it are told.

    Raises NotFoundError, ForbiddenError with the rule that decided, InvalidError with every wrong field, ConflictError
    LETTER_NOT_IN_FORCE, LETTER_CHANGE_WAITS or STALE, RefusedError LETTER_AWAITED.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        letter = _held(unit, command.letter_id, actor)
        _insist(may_propose_change(actor, authority_id=letter.authority_id, subject_id=letter.subject_id))
        _refuse_unchangeable(unit, letter, command.edition)
        checked = checked_change(command, letter.kind, LetterData.from_json(letter.data))
        if letter.kind == PERMIT and checked.kind is not ChangeKind.CORRECT:
            raise RefusedError("PERMIT_PAPER_STAYS", number=letter.number)
        if checked.kind is ChangeKind.ANNUL:
            refuse_awaited(unit, letter)
        change = LetterChange(
            id=new_id(),
            letter_id=letter.id,
            authority_id=letter.authority_id,
            kind=checked.kind.value,
            reason=checked.reason,
            content={"pairs": [list(pair) for pair in checked.pairs], "changed": dict(checked.changed)},
            before={},
            edition=letter.edition,
            status=PROPOSED,
            proposed_by=actor.id,
            proposed_at=now,
        )
        unit.add(change)
        note_letter(unit, letter, actor=actor, action="letter.change_proposed", data=_said(change), now=now)
        facts = {"number": letter.number, "kind": change.kind, "name": actor.name, "path": path_of(letter)}
        telling = Telling("LETTER_CHANGE_WAITS", letter.authority_id, facts, case_id=letter.case_id)
        unit.add(*(telling.for_role(role, now=now) for role in sorted(DECIDES)))
        once.keep(unit, command.once, row_id, change)
        unit.commit()
        change_id = change.id
    tools.wake.nudge()
    return change_id


def decide_letter_change(command: DecideLetterChange, *, actor: Actor, tools: Tools) -> str:
    """Carry a change out, or turn it down; return the id of the letter. Who asked for it is told.

    Raises NotFoundError, ForbiddenError OWN_PROPOSAL or another rule, InvalidError on `/note`, ConflictError
    PROPOSAL_DECIDED, LETTER_NOT_IN_FORCE or STALE, RefusedError LETTER_AWAITED.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        letter = _held(unit, unit.letter_changes.get(command.change_id).letter_id, actor)
        change = unit.letter_changes.get(command.change_id)
        _insist(
            may_decide_change(
                actor,
                authority_id=letter.authority_id,
                subject_id=letter.subject_id,
                proposed_by=change.proposed_by,
            )
        )
        if change.status != PROPOSED:
            raise ConflictError("PROPOSAL_DECIDED", status=change.status)
        note = _note(command)
        if command.approve:
            _approve(unit, letter, change, actor=actor, tools=tools)
        change.status = APPROVED if command.approve else REJECTED
        change.decided_by, change.decided_at, change.note = actor.id, now, note
        note_letter(
            unit,
            letter,
            actor=actor,
            action=f"letter.change_{change.status.lower()}",
            data={**_said(change), "note": note},
            now=now,
        )
        _tell_proposer(unit, letter, change, now=now)
        once.keep(unit, command.once, row_id, letter)
        unit.commit()
        letter_id = letter.id
    tools.wake.nudge()
    return letter_id


def refuse_awaited(unit: UnitOfWork, letter: Letter) -> None:
    """Refuse to annul a letter for whose service its case waits: the case would wait for ever."""
    service = unit.letter_services.find(letter.id)
    if service is None or service.message is None or service.status == ServiceStatus.SERVED:
        return
    if any(wait.message == service.message for wait in unit.tasks.open_waits(service.case_id)):
        raise RefusedError("LETTER_AWAITED", number=letter.number)


def path_of(letter: Letter) -> str:
    """Return where a letter is put right."""
    return f"/desk/letters/{letter.id}/paper"


def _approve(unit: UnitOfWork, letter: Letter, change: LetterChange, *, actor: Actor, tools: Tools) -> None:
    if letter.edition != change.edition:
        raise ConflictError("STALE", seen=change.edition, current=letter.edition)
    if letter.standing not in HOLDS:
        raise ConflictError("LETTER_NOT_IN_FORCE", number=letter.number)
    if change.kind == ChangeKind.ANNUL:
        refuse_awaited(unit, letter)
    carry_out(unit, letter, change, actor=actor, tools=tools)


def _held(unit: UnitOfWork, letter_id: str, actor: Actor) -> Letter:
    letter = hold_letter(unit, letter_id)
    if letter is None:
        raise NotFoundError("LETTER_UNKNOWN")
    refuse_stranger(unit, letter, actor)
    return letter


def _refuse_unchangeable(unit: UnitOfWork, letter: Letter, seen: int | None) -> None:
    if letter.standing not in HOLDS:
        raise ConflictError("LETTER_NOT_IN_FORCE", number=letter.number)
    if unit.letter_changes.waiting(letter.id) is not None:
        raise ConflictError("LETTER_CHANGE_WAITS", number=letter.number)
    if seen not in (None, letter.edition):
        raise ConflictError("STALE", seen=seen, current=letter.edition)


def _note(command: DecideLetterChange) -> str:
    note = " ".join(command.note.split())
    if not command.approve and not note:
        raise InvalidError(FieldError("/note", "REQUIRED"))
    if len(note) > LONGEST:
        raise InvalidError(FieldError("/note", "TOO_LONG", {"maximum": LONGEST}))
    return note


def _said(change: LetterChange) -> dict[str, object]:
    changed = change.content.get("changed")
    return {"kind": change.kind, "reason": change.reason, **({"changed": changed} if changed else {})}


def _tell_proposer(unit: UnitOfWork, letter: Letter, change: LetterChange, *, now: datetime) -> None:
    facts = {"number": letter.number, "kind": change.kind, "status": change.status, "path": path_of(letter)}
    telling = Telling("LETTER_CHANGE_DECIDED", letter.authority_id, facts, case_id=letter.case_id)
    unit.add(telling.for_account(change.proposed_by, now=now))


def _insist(answer: Answer) -> None:
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
