"""Looking whether a pledge is kept: what is to be looked at, what was found, and looks asked for beside the plan.

A look that comes late is the office's own fault: the pledge stands as it stood (scenario S03). No finding makes a
breach by itself; whoever finds one may allege it, and then it is heard (fact 13).
"""

from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.pledges import AskFollowUp, RecordFollowUp
from workflow_app.domain.concerns import MOST_FILES
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.inlets import LONGEST_NUMBER, wrong_public_text, wrong_text
from workflow_app.domain.pledge_policies import LOOKS, READS_STAFF, holds, may_look, may_look_at_staff, places
from workflow_app.domain.pledges import PledgeStatus, Result, Scope, standing_after
from workflow_app.domain.policies import Answer
from workflow_app.domain.time import local_date
from workflow_app.models import Pledge, PledgeItem
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.pledge_follow_ups import DONE, OPEN, FollowUpRows
from workflow_app.repositories.pledge_planning import plan, planning_at, reason_of
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.pledge_views import FollowUpView, show_follow_up
from workflow_app.services.proof_files import claim_proofs, show_proof
from workflow_app.services.tools import Tools

PAGE = 25
AHEAD = timedelta(days=31)
REASONS = ("PENALTY", "COMPLAINT", "OBJECTION", "INSPECTION")
"""Why somebody looks although no day has come (rule 2.4)."""
STANDS = frozenset({PledgeStatus.IN_FULFILMENT, PledgeStatus.FULFILLED, PledgeStatus.PARTLY, PledgeStatus.CLEARED})
"""Standings that the results of looks may change; a breach is settled elsewhere."""


def list_follow_ups(
    *, actor: Actor, tools: Tools, whole: bool = False, cursor: str | None = None
) -> Page[FollowUpView]:
    """Return a page of the looks to be taken where the actor takes them, those due first at the top.

    Without `whole` those of the coming month and what is late.
    """
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.follow_ups.list_open(
            places(actor, LOOKS | READS_STAFF),
            until=None if whole else now + AHEAD,
            with_staff=actor.has(*READS_STAFF),
            cursor=cursor,
            limit=PAGE,
        )
        page = cut(rows, limit=PAGE, key=lambda each: (each.follow_up.due_at.isoformat(), each.follow_up.id))
        seen = [each for each in page.items if _answer(actor, each).rule != "ROLE_NEEDED"]
        return Page([show_follow_up(each, now=now) for each in seen], page.next_cursor)


def get_follow_up(follow_up_id: str, *, actor: Actor, tools: Tools) -> FollowUpView:
    """Return a look to be taken or taken; raises NotFoundError for those who take none there."""
    with tools.database.read() as unit:
        rows = unit.follow_ups.get(follow_up_id)
        answer = _answer(actor, rows)
        if answer.rule == "ROLE_NEEDED":
            raise NotFoundError("FOLLOW_UP_UNKNOWN")
        rows_of_files = unit.concerns.files_of_looks([follow_up_id]) if answer.allowed else ()
        files = tuple(show_proof(each) for each in rows_of_files)
        return show_follow_up(rows, now=tools.clock.now(), rule="" if answer.allowed else answer.rule, files=files)


def record_follow_up(command: RecordFollowUp, *, actor: Actor, tools: Tools) -> str:
    """Keep what a look found, plan the next one, and return the pledge's id.

    Raises NotFoundError, ForbiddenError, ConflictError STALE or FOLLOW_UP_DONE, InvalidError per field.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.follow_ups.get(command.follow_up_id, lock=True)
        _refuse(actor, rows, command)
        row, item = rows.follow_up, rows.item
        claim_proofs(unit, row.id, command.files, follow_up_id=row.id)
        row.status, row.result, row.version = DONE, command.result.value, row.version + 1
        row.findings, row.evidence = command.findings.strip(), command.evidence.strip()
        row.done_by, row.done_at = actor.id, now
        item.result, item.checked_at = command.result.value, now
        pledge = unit.pledges.get(rows.pledge.id, lock=True)
        _follow(unit, pledge, item, rows, tools=tools, now=now)
        said = {"pledge": pledge.number, "item": item.position, "result": command.result.value}
        audit.record(unit, authority=rows.authority, actor=actor, action="pledge.followed_up", data=said, now=now)
        once.keep(unit, command.once, row_id, pledge.id)
        unit.commit()
    tools.wake.nudge()
    return rows.pledge.id


def ask_follow_up(command: AskFollowUp, *, actor: Actor, tools: Tools) -> str:
    """Plan a look at an item because of a penalty, complaint, objection or inspection; returns the id of the look.

    Raises NotFoundError, ForbiddenError, ConflictError PLEDGE_NOT_IN_FORCE, InvalidError per field.
    """
    now = tools.clock.now()
    today = local_date(now)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        pledge = unit.pledges.get(command.pledge_id, lock=True)
        item = next((each for each in unit.pledges.items_of([pledge.id]) if each.id == command.item_id), None)
        _refuse_asking(actor, pledge)
        wrong = [*wrong_text("cause", command.cause, longest=LONGEST_NUMBER)]
        if command.reason not in REASONS:
            wrong.append(FieldError("/reason", "NOT_A_CHOICE" if command.reason else "REQUIRED"))
        if item is None or not item.checkable:
            wrong.append(FieldError("/item_id", "NOT_A_CHOICE"))
        if command.on is None or command.on < today:
            wrong.append(FieldError("/on", "REQUIRED" if command.on is None else "TOO_EARLY", {"minimum": today}))
        if wrong or item is None or command.on is None:
            raise InvalidError(*wrong)
        row = plan(unit, pledge, item, reason=command.reason, on=command.on, now=now, cause=command.cause.strip())
        said = {"pledge": pledge.number, "item": item.position, "reason": command.reason}
        audit.record(unit, authority=pledge.authority_id, actor=actor, action="pledge.look_asked", data=said, now=now)
        once.keep(unit, command.once, row_id, row.id)
        unit.commit()
    tools.wake.nudge()
    return row.id


def _answer(actor: Actor, rows: FollowUpRows) -> Answer:
    """Tell whether somebody may take a look; one at a pledge of the staff is for the head of the section."""
    if rows.pledge.scope == Scope.STAFF or rows.subject is None:
        return may_look_at_staff(actor, authority_id=rows.authority.id, signed_by=rows.pledge.signed_by)
    return may_look(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)


def _refuse(actor: Actor, rows: FollowUpRows, command: RecordFollowUp) -> None:
    answer = _answer(actor, rows)
    if answer.rule == "ROLE_NEEDED":
        raise NotFoundError("FOLLOW_UP_UNKNOWN")
    if not answer.allowed:
        raise ForbiddenError(answer.rule)
    if rows.follow_up.status != OPEN:
        raise ConflictError("FOLLOW_UP_DONE")
    if command.version is not None and command.version != rows.follow_up.version:
        raise ConflictError("STALE", seen=command.version, current=rows.follow_up.version)
    wrong = [*wrong_public_text("findings", command.findings), *wrong_public_text("evidence", command.evidence)]
    if len(command.files) > MOST_FILES:
        wrong.append(FieldError("/files", "TOO_MANY_PROOFS", {"most": MOST_FILES}))
    if wrong:
        raise InvalidError(*wrong)


def _refuse_asking(actor: Actor, pledge: Pledge) -> None:
    if pledge.subject_id is None:
        if not holds(actor, READS_STAFF, authority_id=pledge.authority_id):
            raise NotFoundError("PLEDGE_UNKNOWN")
    else:
        answer = may_look(actor, authority_id=pledge.authority_id, subject_id=pledge.subject_id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
    if pledge.status in {PledgeStatus.SIGNED, PledgeStatus.WITHDRAWN}:
        raise ConflictError("PLEDGE_NOT_IN_FORCE")


def _follow(
    unit: UnitOfWork, pledge: Pledge, item: PledgeItem, rows: FollowUpRows, *, tools: Tools, now: datetime
) -> None:
    """Plan the next look where none is planned, and let the pledge stand as its items do."""
    calendar = tools.calendars.get(rows.authority, unit.authorities)
    today = local_date(now)
    unit.flush()
    planned = any(each.item_id == item.id for each in unit.follow_ups.open_of(pledge.id))
    planning = planning_at(unit, pledge.authority_id, calendar=calendar, on=today)
    after = max(today, rows.follow_up.due_on) if rows.follow_up.reason == "PERIODIC" else today
    day = None if planned else planning.next_day(item, after=after)
    if day is not None and (item.is_continuous or item.result == Result.NOT_YET_DUE) and day > today:
        plan(unit, pledge, item, reason=reason_of(item), on=day, now=now)
        unit.flush()
    if pledge.status not in STANDS:
        return
    still = {each.item_id for each in unit.follow_ups.open_of(pledge.id)}
    items = [each for each in unit.pledges.items_of([pledge.id]) if each.checkable]
    results = [None if each.id in still else each.result for each in items]
    pledge.status = standing_after(results).value
    pledge.version += 1
