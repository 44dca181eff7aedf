"""Handing in a batch: everything is checked first, then each application is handed in by itself.

Each is one transaction of its own, that of `completing`; so a process that dies between two leaves the others as
drafts, and asking again hands in only what is left. Who comes second finds a task that is done, and that is no failure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.batches import FileBatch, FileSigned
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.errors import ConflictError, DomainError
from workflow_app.domain.outward import RECEIVED_TOGETHER
from workflow_app.repositories.notices import Telling
from workflow_app.services.batch_signing_views import signing_of_batch
from workflow_app.services.batches import BatchItem, BatchView, ItemState, get_batch
from workflow_app.services.completing import complete_task
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView

DONE = "TASK_DONE"


@dataclass(frozen=True, slots=True)
class NotFiled:
    """An application that could not be handed in, and why."""

    case_id: str
    document_no: str
    error: DomainError


@dataclass(frozen=True, slots=True)
class Filing:
    """What came of handing in a batch: how many were handed in now, and what was not."""

    filed: int
    failed: tuple[NotFiled, ...] = ()


def file_batch(command: FileBatch, *, actor: Actor, tools: Tools) -> Filing:
    """Hand in what is left of a batch; what cannot be handed in is told with its reason, and the others are.

    Raises NotFoundError BATCH_UNKNOWN, ConflictError BATCH_CHANGED where an answer is not what the signer saw,
    BATCH_LACKING where one still has to be filled in; then nothing is handed in.
    """
    batch = get_batch(command.batch_id, actor=actor, tools=tools)
    refuse_unready(batch, command.seen)
    barred = [
        NotFiled(each.case.id, each.document_no, each.refused)
        for each in batch.of(ItemState.BARRED)
        if each.refused is not None
    ]
    filed = _file(batch.of(ItemState.READY), actor=actor, tools=tools)
    return Filing(filed.filed, (*barred, *filed.failed))


def file_signed(command: FileSigned, *, actor: Actor, tools: Tools) -> Filing:
    """Hand in what bears a signature under its answers as they are; everything else is left as it is.

    Raises NotFoundError BATCH_UNKNOWN, ConflictError BATCH_UNSIGNED where nothing does.
    """
    signed = signing_of_batch(command.batch_id, actor=actor, tools=tools).signed
    if not signed:
        raise ConflictError("BATCH_UNSIGNED")
    return _file([each.item for each in signed], actor=actor, tools=tools)


def _file(items: Iterable[BatchItem], *, actor: Actor, tools: Tools) -> Filing:
    """Hand in applications one by one and tell of them together."""
    tried = [_hand_in(each, actor=actor, tools=tools) for each in items]
    _tell([each for each in tried if isinstance(each, CaseView)], tools)
    failed = tuple(each for each in tried if isinstance(each, NotFiled))
    return Filing(len(tried) - len(failed), failed)


def refuse_unready(batch: BatchView, seen: Iterable[str], *, signed: bool = True) -> None:
    """Refuse a batch in which an answer is missing, wrong, or not as it was shown; what is barred is not handed in.

    Before it is `signed` only the signature may be missing. Raises ConflictError as `file_batch` does.
    """
    filing = batch.of(ItemState.READY, ItemState.TO_SIGN, ItemState.LACKING)
    enough = {ItemState.READY} if signed else {ItemState.READY, ItemState.TO_SIGN}
    lacking = [each for each in filing if each.state not in enough]
    if any(each.seen not in set(seen) for each in filing):
        raise ConflictError("BATCH_CHANGED")
    if lacking:
        raise ConflictError("BATCH_LACKING", num=len(lacking), document_no=lacking[0].document_no)


def _hand_in(item: BatchItem, *, actor: Actor, tools: Tools) -> CaseView | NotFiled | None:
    """Hand in one application and return its case, or why it could not be; None where somebody else has done it."""
    detail = item.detail
    if detail is None:
        return None
    try:
        return complete_task(CompleteTask(detail.task.id, detail.values), actor=actor, tools=tools)
    except DomainError as error:
        if isinstance(error, ConflictError) and error.code == DONE:
            return None
        return NotFiled(item.case.id, item.document_no, error)


def _tell(filed: Sequence[CaseView], tools: Tools) -> None:
    """Tell those who act for the subject once of everything that was handed in."""
    if not filed:
        return
    with tools.database.write() as unit:
        case = unit.cases.get(filed[0].id).case
        numbers = [each.number or "" for each in filed]
        facts = {"number": numbers[0], "numbers": ", ".join(numbers), "count": len(filed)}
        telling = Telling(
            RECEIVED_TOGETHER, case.authority_id, facts | {"subject": filed[0].subject.name}, case_id=case.id
        )
        unit.add(telling.for_subject(case.subject_id, now=tools.clock.now()))
        unit.commit()
    tools.wake.nudge()
