"""Photographs and papers that show what a look at a pledge found: put in by who looks, read by the office alone."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO

from workflow_app.domain import pledge_policies as policies
from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.concerns import KeepProof
from workflow_app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from workflow_app.domain.pledges import Scope
from workflow_app.domain.policies import reads_by_office
from workflow_app.models import Pledge, PledgeFollowUp
from workflow_app.repositories.pledge_follow_ups import OPEN
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.follow_ups import get_follow_up
from workflow_app.services.objection_views import ObjectionFileView
from workflow_app.services.proof_files import EvidenceView, keep_proof, open_proof, show_proof
from workflow_app.services.tools import Tools

Shown = Mapping[str, tuple[ObjectionFileView, ...]]


def keep_look_proof(command: KeepProof, *, actor: Actor, tools: Tools) -> EvidenceView:
    """Keep a file for a look that is being recorded.

    Raises NotFoundError, ForbiddenError, ConflictError FOLLOW_UP_DONE, InvalidError on `/file`, LimitedError.
    """
    received_at = tools.clock.now()
    view = get_follow_up(command.about_id, actor=actor, tools=tools)
    if view.rule:
        raise ForbiddenError(view.rule)
    if view.look.status != OPEN:
        raise ConflictError("FOLLOW_UP_DONE")
    return keep_proof(command, received_at=received_at, actor=actor, tools=tools)


def open_look_proof(file_id: str, *, actor: Actor, tools: Tools) -> tuple[ObjectionFileView, BinaryIO]:
    """Return a file and its bytes; raises NotFoundError for everybody who does not keep the archive there."""
    with tools.database.read() as unit:
        row = unit.concerns.find_file(file_id)
        if row is None or row.follow_up_id is None:
            raise NotFoundError("DOCUMENT_UNKNOWN")
        if not reads_proofs(actor, unit.follow_ups.get(row.follow_up_id).pledge):
            raise NotFoundError("DOCUMENT_UNKNOWN")
        return open_proof(row, tools=tools)


def reads_proofs(actor: Actor, pledge: Pledge) -> bool:
    """Tell whether somebody reads what looks at a pledge were shown by: the office, and not who pledged."""
    if pledge.scope == Scope.STAFF or pledge.subject_id is None:
        reads = policies.holds(actor, policies.READS_STAFF, authority_id=pledge.authority_id)
        return reads and actor.id != pledge.signed_by
    return reads_by_office(actor, pledge.authority_id) and pledge.subject_id not in actor.subject_ids


def proofs_of(unit: UnitOfWork, pledge: Pledge, looks: Sequence[PledgeFollowUp], *, actor: Actor) -> Shown:
    """Return the files of looks by the look, as far as somebody reads them."""
    found: dict[str, tuple[ObjectionFileView, ...]] = {}
    if looks and reads_proofs(actor, pledge):
        for row in unit.concerns.files_of_looks([each.id for each in looks]):
            key = str(row.follow_up_id)
            found[key] = (*found.get(key, ()), show_proof(row))
    return found
