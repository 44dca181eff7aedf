"""Taking an objection or a report up, or not, and answering it; one taken up has the pledges concerned looked at."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.concerns import AnswerConcern, TakeUp
from workflow_app.domain.concerns import LIMITS, LONGEST_ANSWER, LOOK_REASONS, Kind, Outcome, Status, Target
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.inlets import wrong_text
from workflow_app.domain.time import local_date
from workflow_app.models import Concern
from workflow_app.repositories.concerns import ConcernRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.concern_desk import refuse_stranger, settling, target_of
from workflow_app.services.concern_due import leave_due
from workflow_app.services.concern_news import leave_speaker_news
from workflow_app.services.concern_targets import facts_of_target
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools
from workflow_app.services.triggered_looks import open_pledges, plan_looks


def take_up(command: TakeUp, *, actor: Actor, tools: Tools) -> Status:
    """Say whether it is looked into: then its second limit begins, and pledges concerned are to be looked at.

    Raises NotFoundError, ForbiddenError, ConflictError STALE or CONCERN_SETTLED, InvalidError on `/reason`.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.concerns.get(command.concern_id, lock=True)
        row, now = rows.concern, tools.clock.now()
        _refuse(unit, rows, actor, expected=Status.RECEIVED, version=command.version)
        wrong = [] if command.taken else [*wrong_text("reason", command.reason, longest=LONGEST_ANSWER)]
        if wrong:
            raise InvalidError(*wrong)
        row.taken_by, row.taken_at, row.version = actor.id, now, row.version + 1
        row.taken_reason = command.reason.strip() or None
        row.status = (Status.TAKEN if command.taken else Status.NOT_TAKEN).value
        looks = _begin(unit, rows, tools, now) if command.taken else 0
        if command.taken:
            _note(unit, row, "concern.taken_up", actor, now, looks=looks)
        else:
            leave_speaker_news(unit, row, now=now)
            _note(unit, row, "concern.not_taken_up", actor, now)
        once.keep(unit, command.once, row_id, row.status)
        unit.commit()
    tools.wake.nudge()
    return Status(row.status)


def answer_concern(command: AnswerConcern, *, actor: Actor, tools: Tools) -> Outcome:
    """Say what was found, in words that who spoke reads by number and code.

    Raises as `take_up` does, and InvalidError on `/answer`.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.concerns.get(command.concern_id, lock=True)
        row, now = rows.concern, tools.clock.now()
        _refuse(unit, rows, actor, expected=Status.TAKEN, version=command.version)
        wrong = [*wrong_text("answer", command.answer, longest=LONGEST_ANSWER)]
        if wrong:
            raise InvalidError(*wrong)
        row.status, row.outcome, row.answer = Status.ANSWERED.value, command.outcome.value, command.answer.strip()
        row.answered_by, row.answered_at, row.version = actor.id, now, row.version + 1
        leave_speaker_news(unit, row, now=now)
        _note(unit, row, "concern.answered", actor, now, outcome=row.outcome)
        once.keep(unit, command.once, row_id, row.outcome)
        unit.commit()
    tools.wake.nudge()
    return command.outcome


def _begin(unit: UnitOfWork, rows: ConcernRows, tools: Tools, now: datetime) -> int:
    """Begin the limit of the answer, and have the pledges concerned looked at; returns how many looks."""
    row, today = rows.concern, local_date(now)
    kind, target = Kind(row.kind), Target(row.target)
    due = ends(unit, rows.authority, LIMITS[kind][1], start=today, today=today, tools=tools)
    row.due_on, row.due_at = due.due_on, due.due_at
    leave_due(unit, row, now=now)
    facts = facts_of_target(unit, target, target_of(row))
    only = {facts.pledge_id} if facts.pledge_id else set()
    found = open_pledges(unit, row.subject_id, only=only)
    return plan_looks(unit, found, reason=LOOK_REASONS[kind], cause=row.number, tools=tools)


def _refuse(unit: UnitOfWork, rows: ConcernRows, actor: Actor, *, expected: Status, version: int | None) -> None:
    """Refuse strangers, who had a hand in it, who saw another state, and what is settled."""
    refuse_stranger(actor, rows)
    answer = settling(unit, actor, rows.concern)
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    if rows.concern.status != expected:
        raise ConflictError("CONCERN_SETTLED")
    if version is not None and version != rows.concern.version:
        raise ConflictError("STALE", seen=version, current=rows.concern.version)


def _note(unit: UnitOfWork, row: Concern, action: str, actor: Actor, now: datetime, **more: object) -> None:
    said = {"concern": row.number, "kind": row.kind, "about": row.label, **more}
    audit.record(unit, authority=row.authority_id, actor=actor, action=action, data=said, now=now)
