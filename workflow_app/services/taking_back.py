"""Taking a published version back: one process administrator asks, another one confirms.

From then on new cases take the version before it, of those in effect, and so does what is not filed yet. Which of the
running cases go back as well, is asked for and confirmed with it. Those who began an application are told, and so is
whoever is in charge where cases run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.migrating import Scope, wrong_scope
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.domain.taking_back import TakingBackStatus, may_decide
from workflow_app.domain.training_policies import insist
from workflow_app.models import Process, ProcessVersion, TakingBack
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.migration_plans import Plan, plan_migration
from workflow_app.services.taking_back_news import Taken, note_event, tell_concerned, tell_decided, tell_waiting
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import current_of, is_in_effect, is_set_aside, overtaken_by


@dataclass(frozen=True, slots=True)
class Which:
    """A version of a process, and the request about it that was looked at."""

    key: str
    version: int
    request_id: str = ""


def ask_take_back(which: Which, reason: str, *, actor: Actor, tools: Tools, scope: str = Scope.NEW.value) -> str:
    """Ask for a version to be taken back and return the id of the request; who may confirm it is told.

    `scope` says which running cases go back too. Raises ForbiddenError, NotFoundError VERSION_UNKNOWN, InvalidError on
    `/reason` or `/scope`, ConflictError TAKE_BACK_WAITS,
    VERSION_TAKEN_BACK, VERSION_RENEWED, or NO_VERSION_BEFORE where new cases would have nothing to take.
    """
    insist(may_write(actor))
    why, wrong = reason_of({"reason": reason}), wrong_scope(scope)
    if wrong:
        raise InvalidError(*wrong)
    with tools.database.write() as unit:
        now = tools.clock.now()
        taken = _hold(unit, which)
        _refuse_impossible(unit, taken, now=now)
        if unit.takings_back.find_waiting(taken.version.id) is not None:
            raise ConflictError("TAKE_BACK_WAITS", version=which.version)
        taken.request = TakingBack(
            id=new_id(),
            version_id=taken.version.id,
            reason=why,
            asked_by=actor.id,
            asked_at=now,
            status=TakingBackStatus.WAITING.value,
            scope=scope,
        )
        unit.add(taken.request)
        note_event(unit, taken, "process.take_back_asked", actor=actor, now=now)
        tell_waiting(unit, taken, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()
    return taken.request.id


def confirm_take_back(which: Which, *, actor: Actor, tools: Tools) -> None:
    """Take a version back as somebody else asked; new cases take the one before it from now on.

    Raises ForbiddenError SOD_VIOLATION, NotFoundError VERSION_UNKNOWN, ConflictError TAKE_BACK_NOT_WAITING, STALE,
    VERSION_TAKEN_BACK, VERSION_RENEWED or NO_VERSION_BEFORE.
    """
    with tools.database.write() as unit:
        now = tools.clock.now()
        taken = _to_decide(unit, which, actor=actor)
        _refuse_impossible(unit, taken, now=now)
        _decide(taken.asked, TakingBackStatus.CONFIRMED, actor=actor, now=now)
        taken.version.taken_back_at = now
        _plan(unit, taken, now=now)
        note_event(unit, taken, "process.version_taken_back", actor=actor, now=now)
        tell_decided(unit, taken, "VERSION_TAKEN_BACK", actor=actor, now=now)
        tell_concerned(unit, taken, now=now)
        unit.commit()
    tools.wake.nudge()


def refuse_take_back(which: Which, reason: str, *, actor: Actor, tools: Tools) -> None:
    """Leave a version as it is, for a reason that whoever asked is told.

    Raises InvalidError on `/note`, and as `confirm_take_back`.
    """
    why = reason_of({"note": reason}, "note")
    with tools.database.write() as unit:
        now = tools.clock.now()
        taken = _to_decide(unit, which, actor=actor)
        _decide(taken.asked, TakingBackStatus.REFUSED, actor=actor, now=now)
        taken.asked.note = why
        note_event(unit, taken, "process.take_back_refused", actor=actor, now=now)
        tell_decided(unit, taken, "TAKE_BACK_REFUSED", actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def withdraw_take_back(which: Which, *, actor: Actor, tools: Tools) -> None:
    """Ask no longer that a version be taken back.

    Raises ForbiddenError, NotFoundError VERSION_UNKNOWN, ConflictError TAKE_BACK_NOT_WAITING or STALE.
    """
    insist(may_write(actor))
    with tools.database.write() as unit:
        now = tools.clock.now()
        taken = _hold(unit, which)
        taken.request = _waiting(unit, taken, which)
        _decide(taken.asked, TakingBackStatus.WITHDRAWN, actor=actor, now=now)
        note_event(unit, taken, "process.take_back_withdrawn", actor=actor, now=now)
        unit.commit()


def has_version_before(versions: Sequence[ProcessVersion], version: int, *, now: datetime) -> bool:
    """Tell whether a version comes after another one in effect, which new cases could take instead."""
    return any(each.version < version and is_in_effect(each, now) for each in versions)


def _plan(unit: UnitOfWork, taken: Taken, *, now: datetime) -> None:
    """Have the cases that run on a version go back to the one that new cases take now."""
    onward = current_of(unit.processes.versions(taken.process.id), now=now)
    if onward is not None:
        plan = Plan(onward.id, taken.asked.id, taken.asked.scope, only=taken.version.id)
        plan_migration(unit, plan, due_at=now, now=now)


def _hold(unit: UnitOfWork, which: Which) -> Taken:
    """Return a version; whoever else wants to take one of its process back waits until this is over."""
    process: Process | None = unit.processes.lock(which.key)
    versions = unit.processes.versions(process.id) if process else ()
    found = next((each for each in versions if each.version == which.version), None)
    if process is None or found is None:
        raise NotFoundError("VERSION_UNKNOWN", key=which.key, version=which.version)
    return Taken(process, found)


def _to_decide(unit: UnitOfWork, which: Which, *, actor: Actor) -> Taken:
    insist(may_write(actor))
    taken = _hold(unit, which)
    taken.request = _waiting(unit, taken, which)
    insist(may_decide(actor, asked_by=taken.request.asked_by))
    return taken


def _waiting(unit: UnitOfWork, taken: Taken, which: Which) -> TakingBack:
    row = unit.takings_back.find_waiting(taken.version.id)
    if row is None:
        raise ConflictError("TAKE_BACK_NOT_WAITING", version=which.version)
    if row.id != which.request_id:
        raise ConflictError("STALE", seen=which.request_id, current=row.id)
    return row


def _refuse_impossible(unit: UnitOfWork, taken: Taken, *, now: datetime) -> None:
    """Refuse what was taken back before, and what new cases could not do without."""
    number = taken.version.version
    if taken.version.taken_back_at is not None:
        raise ConflictError("VERSION_TAKEN_BACK", version=number)
    versions = unit.processes.versions(taken.process.id)
    newer = overtaken_by(versions, taken.version)
    if is_set_aside(versions, taken.version):
        raise ConflictError("VERSION_SET_ASIDE", version=number, newer=taken.version.set_aside_by)
    if newer is not None:
        raise ConflictError("VERSION_RENEWED", version=number, newer=newer.version)
    if not has_version_before(versions, number, now=now):
        raise ConflictError("NO_VERSION_BEFORE", version=number)


def _decide(row: TakingBack, status: TakingBackStatus, *, actor: Actor, now: datetime) -> None:
    row.status, row.decided_by, row.decided_at = status.value, actor.id, now
