"""Changes of the rules by four eyes: one administrator proposes, another one decides; nothing is overwritten."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.proposals import DecideProposal, ProposeChange
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.penalty_columns import DATA_CLASSES
from workflow_app.domain.policies import Answer
from workflow_app.domain.proposal_fields import LONGEST_REASON, Asked, reason_of
from workflow_app.domain.proposals import Status, Term
from workflow_app.domain.rule_policies import may_decide_proposal, may_propose, may_withdraw_proposal
from workflow_app.domain.time import local_date
from workflow_app.domain.typed_fields import TypedFields
from workflow_app.models import Authority, Proposal
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.calendar_moves import count_moves
from workflow_app.services.change_set_guard import refuse_alone
from workflow_app.services.proposal_kinds import Applied, kind_of
from workflow_app.services.reclassify import plan_calendar_turn, plan_reclassify, plan_weighing
from workflow_app.services.tools import Tools


def propose(command: ProposeChange, *, actor: Actor, tools: Tools) -> str:
    """Ask for a change of the rules and return the proposal's id; a security administrator is told.

    Raises ForbiddenError with the rule that decided, InvalidError with every wrong field, RefusedError
    LATER_ROW_EXISTS, NotFoundError AUTHORITY_UNKNOWN or PROPOSAL_KIND_UNKNOWN.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        proposal = add_proposal(unit, command, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()
    return proposal.id


def add_proposal(
    unit: UnitOfWork, command: ProposeChange, *, actor: Actor, now: datetime, change_set_id: str | None = None
) -> Proposal:
    """Add a proposal within a unit of work that the caller commits, alone or to a change set; raises as `propose`."""
    authority_id = unit.authorities.get_by_code(command.authority_code).id if command.authority_code else None
    _insist(may_propose(actor, authority_id=authority_id))
    kind = kind_of(command.kind)
    if kind.everybody_only and authority_id:
        raise InvalidError(FieldError("/authority", "NOT_A_CHOICE"))
    content = kind.read(command.given, _asked(unit, now))
    proposal = Proposal(
        id=new_id(),
        kind=command.kind,
        about=kind.about(content),
        authority_id=authority_id,
        content={
            **content,
            "before": kind.before(unit, content, authority_id),
            "then": kind.after(unit, content, authority_id),
        },
        seen=kind.look(unit, content, authority_id),
        effect={},
        reason=reason_of(command.given),
        status=Status.PROPOSED.value,
        proposed_by=actor.id,
        proposed_at=now,
        change_set_id=change_set_id,
    )
    unit.add(proposal)
    if kind.touches_records(content):
        plan_weighing(unit, proposal, authority_ids=[each.id for each in concerned(unit, authority_id)], now=now)
    if change_set_id is None:
        _tell(unit, proposal, "PROPOSAL_WAITS", Role.SECURITY_ADMIN, now=now)
    note_event(unit, proposal, "proposal.made", actor=actor, now=now, said={"reason": proposal.reason})
    return proposal


def decide(command: DecideProposal, *, actor: Actor, tools: Tools) -> None:
    """Approve or reject a proposal; an approval takes effect in the same transaction, and whoever asked is told.

    Raises ForbiddenError with the rule that decided, NotFoundError PROPOSAL_UNKNOWN, InvalidError (the note), and
    ConflictError PROPOSAL_DECIDED, STALE_PROPOSAL, DATE_HAS_PASSED or STILL_WEIGHED.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        proposal = unit.proposals.get(command.proposal_id, lock=True)
        _insist(may_decide_proposal(actor, authority_id=proposal.authority_id, proposed_by=proposal.proposed_by))
        refuse_alone(proposal)
        _refuse_decided(proposal)
        note = _note_of(command)
        said: dict[str, object] = {"note": note}
        if command.approve:
            proposal.effect = {**proposal.effect, **count_moves(unit, proposal, tools=tools)}
            applied = apply_proposal(unit, proposal, now=now)
            said |= {"before": applied.before, "after": applied.after}
        proposal.status = (Status.APPROVED if command.approve else Status.REJECTED).value
        proposal.decided_by, proposal.decided_at, proposal.note = actor.id, now, note
        _tell(unit, proposal, "PROPOSAL_DECIDED", Role.SYSTEM_ADMIN, now=now)
        note_event(unit, proposal, f"proposal.{proposal.status.lower()}", actor=actor, now=now, said=said)
        unit.commit()
    tools.wake.nudge()


def withdraw(proposal_id: str, *, actor: Actor, tools: Tools) -> None:
    """Take one's own proposal back; raises ForbiddenError, NotFoundError, ConflictError PROPOSAL_DECIDED."""
    now = tools.clock.now()
    with tools.database.write() as unit:
        proposal = unit.proposals.get(proposal_id, lock=True)
        _insist(may_withdraw_proposal(actor, proposed_by=proposal.proposed_by))
        refuse_alone(proposal)
        _refuse_decided(proposal)
        proposal.status = Status.WITHDRAWN.value
        proposal.decided_by, proposal.decided_at = actor.id, now
        note_event(unit, proposal, "proposal.withdrawn", actor=actor, now=now, said={})
        unit.commit()


def concerned(unit: UnitOfWork, authority_id: str | None) -> Sequence[Authority]:
    """Return the authorities whose rules a change moves, always in the same order."""
    return [each for each in unit.authorities.list_all() if authority_id in (None, each.id)]


def apply_proposal(unit: UnitOfWork, proposal: Proposal, *, now: datetime) -> Applied:
    """Carry a proposal out and let everybody who keeps rules in memory notice.

    Raises ConflictError DATE_HAS_PASSED, STALE_PROPOSAL or STILL_WEIGHED.
    """
    kind = kind_of(proposal.kind)
    unit.flush()  # the heads of chains that grew already are read anew here
    authorities = [unit.authorities.get(each.id, lock=True) for each in concerned(unit, proposal.authority_id)]
    term = Term.read(proposal.content) if "valid_from" in proposal.content else None
    if term and term.valid_from < local_date(now) and not term.corrects:
        raise ConflictError("DATE_HAS_PASSED", day=term.valid_from)
    if kind.look(unit, proposal.content, proposal.authority_id) != proposal.seen:
        raise ConflictError("STALE_PROPOSAL")
    weighed = kind.touches_records(proposal.content)
    if weighed and proposal.effect.get("status") != "DONE":
        raise ConflictError("STILL_WEIGHED")
    applied = kind.apply(unit, proposal, now)
    for authority in authorities:
        authority.parameter_version += 1
    plan = plan_reclassify if weighed else plan_calendar_turn if kind.moves_days else None
    if plan:
        plan(unit, proposal, authority_ids=[each.id for each in authorities], now=now)
    return applied


def _asked(unit: UnitOfWork, now: datetime) -> Asked:
    """Return what the fields of a proposal are checked against."""
    regimes = unit.rules.list_regimes()
    fields = {each.field for each in unit.authorities.list_all()} | {each.field for each in regimes}
    known = {each for each in fields if each} | set(DATA_CLASSES.values())
    return Asked(local_date(now), {each.key for each in regimes}, known)


def _note_of(command: DecideProposal) -> str:
    """Return the note of a decision, which a rejection must have; raises InvalidError."""
    given = {"note": command.note}
    if not command.approve:
        return reason_of(given, "note")
    typed = TypedFields(given)
    found = typed.text("note", longest=LONGEST_REASON, shortest=0)
    typed.finish()
    return found


def _refuse_decided(proposal: Proposal) -> None:
    if proposal.status != Status.PROPOSED:
        raise ConflictError("PROPOSAL_DECIDED", status=proposal.status)


def _insist(answer: Answer) -> None:
    if not answer.allowed:
        raise ForbiddenError(answer.rule)


def _tell(unit: UnitOfWork, proposal: Proposal, code: str, role: Role, *, now: datetime) -> None:
    """Tell the other side; what is for everybody is decided by those whose role holds everywhere, told once."""
    home = proposal.authority_id or unit.authorities.first().id
    names = unit.accounts.names([proposal.proposed_by, proposal.decided_by])
    facts = {
        "path": f"/admin/proposals/{proposal.id}",
        "kind": proposal.kind,
        "about": proposal.about,
        "status": proposal.status,
        "proposer": names.get(proposal.proposed_by),
        "decider": names.get(proposal.decided_by or ""),
    }
    unit.add(Telling(code, home, facts).for_role(role, now=now))


def note_event(
    unit: UnitOfWork, proposal: Proposal, action: str, *, actor: Actor, now: datetime, said: Mapping[str, object]
) -> None:
    """Chain what happened into the audit trail of every authority whose rules it is about."""
    data = {"proposal": proposal.id, "kind": proposal.kind, "content": proposal.content, **said}
    for authority in concerned(unit, proposal.authority_id):
        audit.record(unit, authority=authority, actor=actor, action=action, data=data, now=now)
