"""One effect for a request that comes twice: the key is taken first and the answer kept with the effect."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.domain.time import machine_now
from workflow_app.repositories.unit_of_work import UnitOfWork


def take(unit: UnitOfWork, once: Once | None, actor: Actor) -> str | None:
    """Take the key of a request; raises AlreadyAnsweredError with the stored answer where it was taken before.

    Raises InvalidError IDEMPOTENCY_MISMATCH where the same key came with another body.
    """
    if once is None:
        return None
    where = {"actor_id": actor.id, "path": once.path, "key": once.key}
    row_id = unit.answers.reserve(**where, body_hash=once.body_hash, now=machine_now())
    if row_id is not None:
        return row_id
    row = unit.answers.get(**where)
    if row.body_hash != once.body_hash:
        raise InvalidError(code="IDEMPOTENCY_MISMATCH")
    if row.answer is None or row.status is None:
        raise ConflictError("ANSWER_PENDING")
    raise AlreadyAnsweredError(row.answer, row.status)


def keep(unit: UnitOfWork, once: Once | None, row_id: str | None, view: object) -> None:
    """Keep the answer of a request beside its effect, in the same transaction."""
    if once is not None and row_id is not None:
        unit.answers.answer(row_id, once.dump(view), once.status)
