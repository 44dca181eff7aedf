"""Proposals as parts of a change set: day, document and reason are those of the set, and follow it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.proposals import ProposeChange
from workflow_app.domain.errors import ForbiddenError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.proposals import Content, Kind, Status
from workflow_app.domain.rule_policies import may_propose
from workflow_app.models import ChangeSet, Proposal
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_guard import hold
from workflow_app.services.change_set_news import note_event
from workflow_app.services.proposal_kinds import kind_of
from workflow_app.services.proposals import add_proposal, concerned
from workflow_app.services.proposals import note_event as note_proposal
from workflow_app.services.reclassify import plan_weighing
from workflow_app.services.tools import Tools

QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Kind.PARAMETER: ("key", "regime", "data_class"),
        Kind.REGIME: ("field",),
        Kind.CLASS_RULE: ("penalty_type", "simple_procedure", "amount_from", "regime", "field", "data_class"),
    }
)
"""The kinds of proposals that a change set takes, and what tells two of one kind apart: nothing is answered twice."""


def propose_in_set(set_id: str, command: ProposeChange, *, actor: Actor, tools: Tools) -> str:
    """Add a proposal to a change set and return its id; day, document and reason are taken from the set.

    Raises as `propose`, and ConflictError CHANGE_SET_FROZEN or CHANGE_SET_CLOSED, RefusedError PART_TWICE.
    """
    if command.kind not in QUESTIONS:
        raise NotFoundError("PROPOSAL_KIND_UNKNOWN", kind=command.kind)
    now = tools.clock.now()
    with tools.database.write() as unit:
        row = hold(unit, set_id, actor=actor)
        terms = {"valid_from": row.effective_on.isoformat(), "valid_to": "", "corrects": "", "origin": row.basis}
        given = {**command.given, **terms, "reason": row.reason}
        others = unit.change_sets.parts(row.id, lock=True).proposals
        proposal = add_proposal(unit, replace(command, given=given), actor=actor, now=now, change_set_id=row.id)
        if any(_question(each) == _question(proposal) for each in others):
            raise RefusedError("PART_TWICE")
        row.revision += 1
        note_event(unit, row, "change_set.part_added", actor=actor, now=now, about=proposal.about)
        unit.commit()
    tools.wake.nudge()
    return proposal.id


def take_out_proposal(unit: UnitOfWork, proposal: Proposal, *, actor: Actor, now: datetime) -> None:
    """Take a proposal out of a change set, which withdraws it; raises ForbiddenError."""
    answer = may_propose(actor, authority_id=proposal.authority_id)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    drop_proposal(unit, proposal, actor=actor, now=now)


def drop_proposal(unit: UnitOfWork, proposal: Proposal, *, actor: Actor, now: datetime) -> None:
    """Withdraw a proposal whose set does not want it any more."""
    proposal.status, proposal.change_set_id = Status.WITHDRAWN.value, None
    proposal.decided_by, proposal.decided_at = actor.id, now
    note_proposal(unit, proposal, "proposal.withdrawn", actor=actor, now=now, said={})


def restate_proposal(unit: UnitOfWork, old: Proposal, row: ChangeSet, *, actor: Actor, now: datetime) -> None:
    """Put a proposal with the day, the document and the reason of its set in the place of an older one.

    It is a proposal of its own, so that it is weighed anew. Raises RefusedError LATER_ROW_EXISTS, NOTHING_TO_END.
    """
    drop_proposal(unit, old, actor=actor, now=now)
    kind = kind_of(old.kind)
    content: Content = {**old.content, "valid_from": row.effective_on.isoformat(), "origin": row.basis}
    new = Proposal(
        id=new_id(),
        kind=old.kind,
        about=old.about,
        authority_id=old.authority_id,
        content={
            **content,
            "before": kind.before(unit, content, old.authority_id),
            "then": kind.after(unit, content, old.authority_id),
        },
        seen=kind.look(unit, content, old.authority_id),
        effect={},
        reason=row.reason,
        status=Status.PROPOSED.value,
        proposed_by=old.proposed_by,
        proposed_at=now,
        change_set_id=row.id,
    )
    unit.add(new)
    if kind.touches_records(content):
        plan_weighing(unit, new, authority_ids=[each.id for each in concerned(unit, old.authority_id)], now=now)
    note_proposal(unit, new, "proposal.made", actor=actor, now=now, said={"reason": new.reason})


def _question(proposal: Proposal) -> tuple[object, ...]:
    """Return what a proposal answers."""
    asked = tuple(proposal.content.get(name) for name in QUESTIONS[proposal.kind])
    return (proposal.kind, proposal.authority_id, *asked)
