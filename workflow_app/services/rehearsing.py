"""What completing a task would send, found by doing it and leaving nothing behind."""

from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.letters import LetterData
from workflow_app.engine import StepFailedError
from workflow_app.services.completing import complete_within
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
