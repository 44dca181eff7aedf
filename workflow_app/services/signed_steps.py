"""How somebody else has signed the open steps of an applicant, as the answers stand now."""

from collections.abc import Collection, Mapping

from workflow_app.domain.actors import Actor
from workflow_app.domain.batches import Signed
from workflow_app.domain.signing import Standing
from workflow_app.repositories.signatures import Signatures
from workflow_app.services.batch_signed import signed_of
from workflow_app.services.drafted import draft_of
from workflow_app.services.tools import Tools


def signed_steps(task_ids: Collection[str], *, actor: Actor, tools: Tools) -> Mapping[str, Signed]:
    """Return how steps stand with their signature, by task; only those under which one was asked for or given.

    The tasks are the actor's own open ones. A signature is held against the answers of this moment.
    """
    found: dict[str, Signed] = {}
    with tools.database.read() as unit:
        known = Signatures(unit.session).of_tasks(task_ids) if task_ids else ()
        waiting = [each for each in known if each.used_at is None and each.standing != Standing.WITHDRAWN]
        for task_id in {each.task_id for each in waiting}:
            task, rows = unit.tasks.get(task_id)
            if task.status != "OPEN" or rows.case.subject_id not in actor.subject_ids:
                continue
            draft = draft_of(unit, rows, task, unit.tasks.of_case(rows.case.id), actor=actor, tools=tools)
            found[task_id] = signed_of([each for each in known if each.task_id == task_id], draft, rows, tools)
    return found
