"""How many applications of open batches are signed by somebody else, as the answers stand now."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from workflow_app.domain.actors import Actor
from workflow_app.domain.batches import Signed
from workflow_app.repositories.batches import Batches
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.batch_items import open_step, read_ahead
from workflow_app.services.batch_signed import signed_of
from workflow_app.services.drafted import draft_of
from workflow_app.services.tools import Tools


def signed_counts(
    unit: UnitOfWork, batch_ids: Collection[str], *, actor: Actor, tools: Tools
) -> Mapping[str, Counter[Signed]]:
    """Return by batch how many drafts stand how with their signature; only those under which one was asked or given.

    A signature is held against the answers of this moment: what is stored knows nothing of a change.
    """
    cases = Batches(unit.session).asked(batch_ids)
    read_ahead(unit, cases)
    steps = [(rows, task) for rows in cases if (task := open_step(unit, rows)) is not None]
    known = Signatures(unit.session).of_tasks([task.id for _, task in steps]) if steps else ()
    found: dict[str, Counter[Signed]] = defaultdict(Counter)
    for rows, task in steps:
        draft = draft_of(unit, rows, task, unit.tasks.of_case(rows.case.id), actor=actor, tools=tools)
        mine = [each for each in known if each.task_id == task.id]
        found[str(rows.case.batch_id)][signed_of(mine, draft, rows, tools)] += 1
    return found
