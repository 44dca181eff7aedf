"""Keeping the answers of the gate as they were given, and noting which of them have become doubtful (rule A16)."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.ids import new_id
from workflow_app.domain.values import plain
from workflow_app.models import GateResult
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.gate_facts import Judged


def keep_answer(
    unit: UnitOfWork, judged: Judged, *, actor: Actor, now: datetime, case_id: str | None = None
) -> GateResult:
    """Keep an answer, or return the last one to the same question where facts and rules are the same.

    An answer that opens a case is always kept anew, with the case.
    """
    result = _result(judged, actor=actor, now=now, case_id=case_id)
    if case_id is None:
        last = unit.gate.last_like(result)
        same = last is not None and (last.data_version, last.rules_version, last.outcome) == (
            result.data_version,
            result.rules_version,
            result.outcome,
        )
        if last is not None and same:
            return last
    unit.add(result)
    return result


def settle_doubts(unit: UnitOfWork, result: GateResult) -> None:
    """Let a new answer take the place of the doubtful ones to the same question."""
    unit.flush()
    for doubt in unit.gate.open_doubts_like(result):
        doubt.rerun_id = result.id


def _result(judged: Judged, *, actor: Actor, now: datetime, case_id: str | None) -> GateResult:
    question = judged.question
    return GateResult(
        id=new_id(),
        authority_id=question.authority.id,
        subject_id=question.subject.id,
        channel=question.channel.value,
        matter_code=question.matter.code if question.matter else None,
        record_id=question.record.id if question.record else None,
        case_id=case_id,
        outcome=judged.verdict.outcome.value,
        reasons=[
            {"code": each.code, "outcome": each.outcome.value, "values": plain(each.values), "origin": each.origin}
            for each in judged.verdict.reasons
        ],
        snapshot=judged.picture,
        used=judged.used,
        data_version=judged.data_version,
        rules_version=judged.rules_version,
        asked_by=actor.id,
        asked_at=now,
    )
