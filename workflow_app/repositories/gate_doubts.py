"""Doubts about answers of the gate: what they rest on has changed since."""

from collections.abc import Sequence
from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.models import GateDoubt
from workflow_app.repositories.unit_of_work import UnitOfWork

MOST_DOUBTED = 100
"""How many questions about one subject one change puts in doubt; the oldest are left, for nobody rests on them."""


def doubt_answers(
    unit: UnitOfWork, subject_id: str, *, reason: str, now: datetime, record_id: str | None = None
) -> Sequence[GateDoubt]:
    """Note that what answers about a subject rest on has changed: all of them, or those that used one record."""
    newest = unit.gate.newest_of_subject(subject_id, limit=MOST_DOUBTED)
    known = {each.gate_result_id for each in unit.gate.open_doubts([each.id for each in newest])} if newest else set()
    doubts = [
        GateDoubt(id=new_id(), gate_result_id=each.id, reason=reason, record_id=record_id, raised_at=now)
        for each in newest
        if each.id not in known and (record_id is None or record_id in each.used)
    ]
    unit.add(*doubts)
    return doubts
