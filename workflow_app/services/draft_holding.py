"""Who has a draft open: whoever comes later is told before two people write in it."""

from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_drafts import DraftStatus, may_write
from workflow_app.domain.time import machine_now
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft
from workflow_app.services.tools import Tools

OPEN_FOR = timedelta(minutes=2)
"""How long, by the machine's clock, after a page was last heard of somebody counts as having the draft open."""


def hold_open(draft_id: str, *, actor: Actor, tools: Tools) -> str:
    """Note that somebody has a draft open, and return who else has had it open just now, or nothing."""
    insist(may_write(actor))
    with tools.database.write() as unit:
        row, now = unit.process_drafts.get(draft_id, lock=True), machine_now()
        other = open_with(row, actor=actor, now=now)
        if not other:
            row.open_with, row.open_at = actor.id, now
            unit.commit()
        return unit.accounts.names([other]).get(other, "") if other else ""


def open_with(row: ProcessDraft, *, actor: Actor, now: datetime) -> str:
    """Return who else has a draft open that can be written in, or nothing."""
    is_open = row.status == DraftStatus.OPEN and row.open_at is not None and now - row.open_at < OPEN_FOR
    return row.open_with or "" if is_open and row.open_with != actor.id else ""
