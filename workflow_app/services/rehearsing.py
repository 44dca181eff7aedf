"""What completing a task would send, found by doing it and leaving nothing behind."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.letters import LetterData
from workflow_app.domain.time import local_date
from workflow_app.engine import StepFailedError
from workflow_app.services.completing import complete_within
from workflow_app.services.paper_decisions import decision_to_enter
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter as it would go out; its number comes only when it does."""

    kind: str
    data: LetterData


def rehearse_task(command: CompleteTask, *, actor: Actor, tools: Tools) -> tuple[LetterDraft, ...]:
    """Return the letters that a task would issue if it were completed with these values; nothing is kept.

    Raises what completing raises, so that a refusal is known before anybody confirms; a step that fails shows no
    letter here, and makes its incident when it is really taken.
    """
    with tools.database.write() as unit:
        _, rows = unit.tasks.get(command.task_id)
        before = {row.id for row in unit.letters.of_cases([rows.case.id])}
        try:
            complete_within(unit, command, actor=actor, tools=tools)
        except StepFailedError:
            return ()
        letters = [row for row in unit.letters.of_cases([rows.case.id]) if row.id not in before]
        return tuple(LetterDraft(row.kind, LetterData.from_json(row.data)) for row in letters)


def rehearse_signed(
    case_id: str, signer_id: str, command: CompleteTask, *, actor: Actor, tools: Tools
) -> tuple[LetterDraft, ...]:
    """Return the letters that a decision would issue if it were entered from the sheet of who signed; nothing is kept.

    Raises ConflictError SHEET_NO_DECISION, InvalidError on `/signer_id`, and what completing raises.
    """
    due = decision_to_enter(case_id, actor=actor, tools=tools)
    if due is None or due.task_id != command.task_id:
        raise ConflictError("SHEET_NO_DECISION")
    signer = None
    if signer_id in {each for each, _name in due.signers}:
        with tools.database.read() as unit:
            signer = unit.accounts.find_actor(signer_id, today=local_date(tools.clock.now()))
    if signer is None:
        raise InvalidError(FieldError("/signer_id", "SIGNER_MAY_NOT" if signer_id else "REQUIRED"))
    return rehearse_task(command, actor=signer, tools=tools)
