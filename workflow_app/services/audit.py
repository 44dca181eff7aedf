"""The audit trail outside cases: what happened at an authority, and checkpoints over the heads of all chains."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.audit import START, authority_chain, case_chain, checkpoint_hash
from workflow_app.domain.time import end_of_day, local_date
from workflow_app.models import AuditCheckpoint, Authority, Case, DueWork
from workflow_app.repositories.audit import chain_entries
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.tools import Tools

CHECKPOINT = "audit_checkpoint"
LAST_CHECKPOINT = "audit_checkpoint"
"""The setting that remembers the newest checkpoint, so that one cut off is missed."""


def record(
    unit: UnitOfWork,
    *,
    authority: Authority | str,
    actor: Actor,
    action: str,
    data: Mapping[str, object],
    now: datetime,
) -> None:
    """Chain one entry to what happens at an authority outside cases; locks the authority until commit."""
    unit.flush()
    owner = unit.authorities.get(authority if isinstance(authority, str) else authority.id, lock=True)
    _append(unit, owner, authority_chain(owner.id), actor=actor, action=action, data=data, now=now)


def record_for_case(
    unit: UnitOfWork, *, case_id: str, actor: Actor, action: str, data: Mapping[str, object], now: datetime
) -> None:
    """Chain one entry to a case outside any of its steps; locks the case until commit."""
    unit.flush()
    case = unit.audit.lock_case(case_id)
    _append(unit, case, case_chain(case.id), actor=actor, action=action, data=data, now=now)


def _append(
    unit: UnitOfWork,
    owner: Authority | Case,
    chain: str,
    *,
    actor: Actor,
    action: str,
    data: Mapping[str, object],
    now: datetime,
) -> None:
    """Write one entry and move the head that its owner keeps."""
    entries, owner.audit_head, owner.audit_length = chain_entries(
        chain=chain,
        head=owner.audit_head,
        length=owner.audit_length,
        at=now,
        actor_id=actor.id,
        items=((action, data),),
    )
    unit.add_entries(entries)


def plan_checkpoint(unit: UnitOfWork, *, now: datetime) -> None:
    """Have the next checkpoint made at the end of the business day; asking twice is one checkpoint."""
    due_at = end_of_day(local_date(now))
    unit.due_work.ensure(kind=CHECKPOINT, key=_key(due_at), payload={}, due_at=due_at, now=now)


def make_checkpoint(unit: UnitOfWork, *, now: datetime) -> AuditCheckpoint | None:
    """Chain the heads of all chains that moved since the last checkpoint; None where none did."""
    last = unit.audit.last_checkpoint()
    heads = {chain: list(head) for chain, head in unit.audit.heads_since(last).items()}
    if not heads:
        return None
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    row = AuditCheckpoint(
        seq=seq,
        at=now,
        heads=heads,
        previous=previous,
        hash=checkpoint_hash(seq=seq, at=now, heads=heads, previous=previous),
    )
    unit.add(row)
    unit.settings.set(LAST_CHECKPOINT, {"seq": row.seq, "hash": row.hash})
    return row


def _record_checkpoint(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Make the checkpoint that was due and plan the next."""
    del row, told
    now = tools.clock.now()
    make_checkpoint(unit, now=now)
    plan_checkpoint(unit, now=now)


def _key(due_at: datetime) -> str:
    return f"{CHECKPOINT}:{local_date(due_at - timedelta(seconds=1)).isoformat()}"


AUDIT_CHECKPOINT = Handler(record=_record_checkpoint, housekeeping=True)
