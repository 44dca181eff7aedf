"""Asking the legal representative to sign all applications of a batch in one session, and taking that back."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.signing import AskForBatch
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.signing import OPEN
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.batch_filing import refuse_unready
from workflow_app.services.batches import BatchItem, ItemState, get_batch
from workflow_app.services.drafted import draft_of
from workflow_app.services.paper_pages import own_task
from workflow_app.services.signing import counts
from workflow_app.services.signing_asks import withdraw
from workflow_app.services.signing_requests import Step, note_asked, send_link, whom
from workflow_app.services.tools import Tools


def ask_for_batch(command: AskForBatch, *, actor: Actor, tools: Tools) -> str:
    """Send one link for every application of a batch that bears no signature yet, and return the id of the first.

    Raises NotFoundError BATCH_UNKNOWN, ConflictError BATCH_CHANGED, BATCH_LACKING or BATCH_SIGNED, and what asking for
    one raises.
    """
    to = whom(command.name, command.mobile, tools, is_known=command.is_known)
    batch = get_batch(command.batch_id, actor=actor, tools=tools)
    refuse_unready(batch, command.seen, signed=False)
    wanted = batch.of(ItemState.READY, ItemState.TO_SIGN)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        steps = [step for step in _held(unit, wanted, actor) if not _is_signed(unit, step, actor, tools)]
        if not steps:
            raise ConflictError("BATCH_SIGNED")
        made = send_link(unit, steps, to, actor=actor, tools=tools)
        note_asked(unit, made, actor, tools)
        once.keep(unit, command.once, row_id, made[0].id)
        unit.commit()
    tools.wake.nudge()
    return made[0].id


def take_back_all(batch_id: str, *, actor: Actor, tools: Tools) -> int:
    """Let what was asked and signed of the drafts of a batch count no more; return how many that were.

    Raises NotFoundError BATCH_UNKNOWN.
    """
    batch = get_batch(batch_id, actor=actor, tools=tools)
    with tools.database.write() as unit:
        held = [task.id for task, _ in _held(unit, batch.drafts, actor)]
        rows = [each for each in Signatures(unit.session).of_tasks(held) if each.standing in OPEN and not each.used_at]
        for row in rows:
            withdraw(unit, row, actor=actor, tools=tools)
        unit.commit()
    return len(rows)


def _held(unit: UnitOfWork, items: tuple[BatchItem, ...], actor: Actor) -> list[Step]:
    """Return the steps of some applications, held in the order in which every request holds several."""
    details = sorted((each.detail for each in items if each.detail), key=lambda detail: detail.case.id)
    return [own_task(unit, detail.task.id, actor, lock=True) for detail in details]


def _is_signed(unit: UnitOfWork, step: Step, actor: Actor, tools: Tools) -> bool:
    task, rows = step
    draft = draft_of(unit, rows, task, unit.tasks.of_case(rows.case.id), actor=actor, tools=tools)
    who = rows.subject.legal_representative
    known = Signatures(unit.session).of_task(task.id)
    return any(counts(each, digest=draft.digest, representative=who) for each in known)
