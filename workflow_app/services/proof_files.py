"""Files that show something, each looked at when it comes, and kept under a token until something names it."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.concerns import KeepProof
from workflow_app.domain.commands.objections import KeepEvidence
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.objections import OBJECTOR
from workflow_app.domain.time import machine_now
from workflow_app.models import ObjectionFile, ProofFile
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.documents import look_and_keep
from workflow_app.services.intended_repairs import refuse_late
from workflow_app.services.objection_views import ObjectionFileView
from workflow_app.services.tools import Tools

_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A file that waits for what names it, with the token that stands for it."""

    token: str
    filename: str
    size: int


def keep_proof(command: KeepProof, *, received_at: datetime, actor: Actor | None = None, tools: Tools) -> EvidenceView:
    """Keep a file; raises InvalidError on `/file`, LimitedError. One that nothing names within a day is forgotten.

    Whoever calls has made sure that the thing is there and may be spoken about.
    """
    upload = UploadDocument(command.about_id, command.filename, command.media_type, command.stream)
    make = partial(ProofFile, about_id=command.about_id, received_at=received_at)
    return _keep(upload, make, by=actor or _caller(command.caller), tools=tools)


def keep_evidence(command: KeepEvidence, *, tools: Tools) -> EvidenceView:
    """Keep a file for an objection to an intended repair; raises ConflictError PUBLICITY_OVER, else as `keep_proof`."""
    received_at = tools.clock.now()
    with tools.database.read() as unit:
        refuse_late(unit, command.case_id, command.came_at or received_at)
    upload = UploadDocument(command.case_id, command.filename, command.media_type, command.stream)
    make = partial(ObjectionFile, case_id=command.case_id, side=OBJECTOR, received_at=received_at)
    return _keep(upload, make, by=_caller(command.caller), tools=tools)


def _keep(
    upload: UploadDocument, make: Callable[..., ProofFile | ObjectionFile], *, by: Actor, tools: Tools
) -> EvidenceView:
    """Look at a file and keep it under a new token, of which only the digest stays."""
    facts, blob = look_and_keep(upload, by, tools)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = make(
        id=new_id(),
        token_digest=digest_of(token),
        sha256=blob.sha256,
        size=blob.size,
        media_type=facts.media_type,
        filename=facts.filename,
        stored_at=machine_now(),
        scan=tools.scan.verdict,
    )
    with tools.database.write() as unit:
        unit.add(row)
        unit.commit()
    return EvidenceView(token, row.filename, row.size)


def known_proofs(about_id: str, tokens: tuple[str, ...], *, tools: Tools) -> tuple[EvidenceView, ...]:
    """Return the files that wait under tokens, in the order they came; what is not known is left out."""
    digests = {digest_of(token): token for token in tokens}
    with tools.database.read() as unit:
        return _known(unit.concerns.unclaimed(about_id, list(digests)), digests)


def known_evidence(case_id: str, tokens: tuple[str, ...], *, tools: Tools) -> tuple[EvidenceView, ...]:
    """Return the same of an objection to an intended repair."""
    digests = {digest_of(token): token for token in tokens}
    with tools.database.read() as unit:
        return _known(unit.objections.unclaimed(case_id, list(digests)), digests)


def _known(rows: Iterable[ProofFile | ObjectionFile], digests: dict[str, str]) -> tuple[EvidenceView, ...]:
    return tuple(EvidenceView(digests[str(row.token_digest)], row.filename, row.size) for row in rows)


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def claim_proofs(unit: UnitOfWork, about_id: str, tokens: tuple[str, ...], **owner: str) -> int:
    """Give files to what they belong to (`concern_id` or `follow_up_id`) and return how many.

    Raises InvalidError on `/files` for one that is not there any more.
    """
    if not tokens:
        return 0
    files = unit.concerns.unclaimed(about_id, [digest_of(token) for token in tokens], lock=True)
    if len(files) != len(set(tokens)):
        raise InvalidError(FieldError("/files", "PROOF_GONE"))
    for file in files:
        file.concern_id, file.follow_up_id = owner.get("concern_id"), owner.get("follow_up_id")
    return len(files)


def show_proof(row: ProofFile) -> ObjectionFileView:
    """Return a file as it is listed."""
    return ObjectionFileView(row.id, row.filename, row.media_type, row.size)


def open_proof(row: ProofFile, *, tools: Tools) -> tuple[ObjectionFileView, BinaryIO]:
    """Return a file with its bytes; whoever calls has asked whether it may be read."""
    return show_proof(row), tools.blobs.open(row.sha256)


def _caller(address: str) -> Actor:
    """Return whoever has no account, by where they call from."""
    return Actor(id=f"public/{address}", name="")
