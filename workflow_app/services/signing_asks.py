"""Asking the legal representative to sign one application on their telephone, and taking that back."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.signing import AskSignature
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.signing import OPEN, Standing
from workflow_app.models import Signature
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.audit import record_for_case
from workflow_app.services.paper_pages import own_task
from workflow_app.services.signing_requests import note_asked, send_link, whom
from workflow_app.services.tools import Tools


def ask_signature(command: AskSignature, *, actor: Actor, tools: Tools) -> str:
    """Send the link and return the id of the request; the answers then name whom it was sent to as the signer.

    Raises InvalidError on `/name` or `/mobile`, ConflictError NOTHING_TO_SIGN or SIGNING_ASKED_ENOUGH, LimitedError,
    RefusedError CHANNEL_OFF or SIGNING_WAY_OFF, and what completing the task would.
    """
    to = whom(command.name, command.mobile, tools, is_known=command.is_known)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        step = own_task(unit, command.task_id, actor, lock=True)
        (row,) = made = send_link(unit, [step], to, actor=actor, tools=tools)
        note_asked(unit, made, actor, tools)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    tools.wake.nudge()
    return row.id


def take_back(task_id: str, signature_id: str, *, actor: Actor, tools: Tools) -> None:
    """Let a request, or a signature that was not handed in yet, count no more; twice is once.

    Raises NotFoundError SIGNATURE_UNKNOWN, ConflictError SIGNING_ANSWERED, and what completing the task would.
    """
    with tools.database.write() as unit:
        task, _ = own_task(unit, task_id, actor, lock=True)
        found = [each for each in Signatures(unit.session).of_task(task.id) if each.id == signature_id]
        if not found:
            raise NotFoundError("SIGNATURE_UNKNOWN")
        (row,) = found
        if row.standing == Standing.WITHDRAWN:
            return
        if row.standing not in OPEN:
            raise ConflictError("SIGNING_ANSWERED")
        withdraw(unit, row, actor=actor, tools=tools)
        unit.commit()


def withdraw(unit: UnitOfWork, row: Signature, *, actor: Actor, tools: Tools) -> None:
    """Let a request or a signature count no more, and say so in its case."""
    row.standing = Standing.WITHDRAWN.value
    said, now = {"way": row.way}, tools.clock.now()
    record_for_case(unit, case_id=row.case_id, actor=actor, action="signing.withdrawn", data=said, now=now)
