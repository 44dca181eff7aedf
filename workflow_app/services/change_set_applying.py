"""Putting the parts of a confirmed change set in force, in one transaction and always in the same order.

Processes come before authorities, as everywhere else that holds both: two sets that meet wait for each other and never
crosswise.
"""

from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.proposals import Status
from workflow_app.models import ChangeSet, Proposal
from workflow_app.repositories.change_sets import SetParts
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.draft_publishing import carry_out as publish_draft
from workflow_app.services.draft_publishing import roles_in
from workflow_app.services.matter_deciding import carry_out as confirm_edition
from workflow_app.services.proposals import apply_proposal
from workflow_app.services.proposals import note_event as note_proposal


def hold_processes(unit: UnitOfWork, parts: SetParts) -> None:
    """Hold the processes of a set until commit, before any authority is held."""
    for key in sorted(each.key for each in parts.drafts):
        unit.processes.take(key)


def apply_parts(unit: UnitOfWork, row: ChangeSet, parts: SetParts, *, actor: Actor, now: datetime) -> frozenset[Role]:
    """Publish, approve and confirm every part, and return who has a step in one of the processes, which are held.

    Raises what one part raises that cannot be put in force; whoever calls commits nothing then.
    """
    roles: set[Role] = set()
    for draft in parts.drafts:
        _number, files = publish_draft(unit, draft, actor=actor, now=now)
        roles |= roles_in(files)
    for proposal in parts.proposals:
        _approve(unit, proposal, row, actor=actor, now=now)
    for edition, matter in parts.editions:
        confirm_edition(unit, matter, edition, actor=actor, now=now)
    return frozenset(roles)


def _approve(unit: UnitOfWork, proposal: Proposal, row: ChangeSet, *, actor: Actor, now: datetime) -> None:
    applied = apply_proposal(unit, proposal, now=now)
    proposal.status, proposal.decided_by, proposal.decided_at = Status.APPROVED.value, actor.id, now
    proposal.note = row.title
    said = {"note": row.title, "before": applied.before, "after": applied.after}
    note_proposal(unit, proposal, "proposal.approved", actor=actor, now=now, said=said)
