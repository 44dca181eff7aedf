"""Files of an objection that is being written: each looked at when it comes, and kept under a token until then."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.objections import KeepEvidence
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import ObjectionFile
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.documents import look_and_keep
from workflow_app.services.intended_repairs import may_object
from workflow_app.services.tools import Tools

OBJECTOR, APPLICANT = "OBJECTOR", "APPLICANT"
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A file that waits for its objection, with the token that names it."""

    token: str
    filename: str
    size: int


def keep_evidence(command: KeepEvidence, *, tools: Tools) -> EvidenceView:
    """Keep a file for an objection that is being written; raises InvalidError on `/file`, ConflictError, LimitedError.

    One that no objection has named within a day is forgotten.
    """
    received_at = tools.clock.now()
    with tools.database.read() as unit:
        refuse_late(unit, command.case_id, command.came_at or received_at)
    upload = UploadDocument(command.case_id, command.filename, command.media_type, command.stream)
    facts, blob = look_and_keep(upload, Actor(id=f"public/{command.caller}", name=""), tools)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = ObjectionFile(
        id=new_id(),
        case_id=command.case_id,
        side=OBJECTOR,
        token_digest=digest_of(token),
        sha256=blob.sha256,
        size=blob.size,
        media_type=facts.media_type,
        filename=facts.filename,
        received_at=received_at,
        stored_at=machine_now(),
        scan=tools.scan.verdict,
    )
    with tools.database.write() as unit:
        unit.add(row)
        unit.commit()
    return EvidenceView(token, row.filename, row.size)


def known_evidence(case_id: str, tokens: tuple[str, ...], *, tools: Tools) -> tuple[EvidenceView, ...]:
    """Return the files that wait under tokens, in the order they came; what is not known is left out."""
    digests = {digest_of(token): token for token in tokens}
    with tools.database.read() as unit:
        rows = unit.objections.unclaimed(case_id, list(digests))
        return tuple(EvidenceView(digests[str(row.token_digest)], row.filename, row.size) for row in rows)


def refuse_late(unit: UnitOfWork, case_id: str, received_at: datetime) -> None:
    """Refuse an objection that came after the publicity; raises ConflictError PUBLICITY_OVER."""
    clock = unit.objections.repairs.find_clock(case_id) if is_id(case_id) else None
    if clock is None or not may_object(clock, now=received_at):
        raise ConflictError("PUBLICITY_OVER")


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
