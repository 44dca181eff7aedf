"""A change set is held while it is written, and its parts go no way of their own."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import SetStatus, may_write
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSet, MatterEdition, ProcessDraft, Proposal
from workflow_app.repositories.unit_of_work import UnitOfWork


def refuse_alone(part: ProcessDraft | Proposal | MatterEdition) -> None:
    """Refuse what would take a part of a change set on without the others; raises ConflictError IN_CHANGE_SET."""
    if part.change_set_id is not None:
        raise ConflictError("IN_CHANGE_SET", change_set=part.change_set_id)


def hold(unit: UnitOfWork, set_id: str, *, actor: Actor, seen: int | None = None) -> ChangeSet:
    """Return a change set that can be written, held until commit.

    Raises NotFoundError CHANGE_SET_UNKNOWN, ForbiddenError, ConflictError CHANGE_SET_FROZEN, CHANGE_SET_CLOSED, STALE.
    """
    row = unit.change_sets.get(set_id, lock=True)
    insist(may_write(actor))
    if row.status == SetStatus.SUBMITTED:
        raise ConflictError("CHANGE_SET_FROZEN")
    if row.status != SetStatus.OPEN:
        raise ConflictError("CHANGE_SET_CLOSED")
    refuse_stale(row, seen)
    return row


def refuse_stale(row: ChangeSet, seen: int | None) -> None:
    """Refuse who saw a change set otherwise than it is; raises ConflictError STALE."""
    if seen is not None and row.revision != seen:
        raise ConflictError("STALE", seen=seen, current=row.revision)
