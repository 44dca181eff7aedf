"""Change sets in a word: in the list, as the banner of a part names them, and the file of their legal basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.change_sets import SetStatus, may_read
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.training_policies import insist
from workflow_app.models import ChangeSet, MatterEdition, ProcessDraft, Proposal
from workflow_app.services.tools import Tools

MOST = 200
KINDS: dict[str, type[ProcessDraft | Proposal | MatterEdition]] = {
    "draft": ProcessDraft,
    "proposal": Proposal,
    "edition": MatterEdition,
}


@dataclass(frozen=True, slots=True)
class SetLine:
    """A change set in a list, and as the banner of a part names it."""

    id: str
    title: str
    status: SetStatus
    effective_on: date
    basis: str
    reason: str
    filename: str
    creator: str
    created_at: datetime
    revision: int


def list_sets(*, actor: Actor, tools: Tools) -> tuple[SetLine, ...]:
    """Return the change sets, the newest first; raises ForbiddenError."""
    insist(may_read(actor))
    with tools.database.read() as unit:
        rows = unit.change_sets.list_all([each.value for each in SetStatus], limit=MOST)
        names = unit.accounts.names([each.created_by for each in rows])
        return tuple(line_of(each, names) for each in rows)


def find_set_of(kind: str, part_id: str, *, tools: Tools) -> SetLine | None:
    """Return the change set that a draft, a proposal or an edition belongs to; whoever calls may read that part."""
    with tools.database.read() as unit:
        row = unit.change_sets.find_of(KINDS[kind], part_id)
        return line_of(row, unit.accounts.names([row.created_by])) if row else None


def get_line(set_id: str, *, actor: Actor, tools: Tools) -> SetLine:
    """Return what a change set is about; raises ForbiddenError, NotFoundError CHANGE_SET_UNKNOWN."""
    insist(may_read(actor))
    with tools.database.read() as unit:
        row = unit.change_sets.get(set_id)
        return line_of(row, unit.accounts.names([row.created_by]))


def open_basis(set_id: str, *, actor: Actor, tools: Tools) -> tuple[str, str, BinaryIO]:
    """Return name, media type and bytes of the file of the legal basis; raises NotFoundError BASIS_FILE_MISSING."""
    insist(may_read(actor))
    with tools.database.read() as unit:
        row = unit.change_sets.get(set_id)
    if row.sha256 is None:
        raise NotFoundError("BASIS_FILE_MISSING")
    return row.filename or row.sha256, row.media_type or "application/octet-stream", tools.blobs.open(row.sha256)


def line_of(row: ChangeSet, names: Mapping[str, str]) -> SetLine:
    """Return a change set in a word."""
    status, creator = SetStatus(row.status), names.get(row.created_by, "")
    said = (row.id, row.title, status, row.effective_on, row.basis, row.reason)
    return SetLine(*said, row.filename or "", creator, row.created_at, row.revision)
