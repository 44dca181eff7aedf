"""Publishing in an emergency: one process administrator alone, in force at once, until a second one has looked at it.

The check and the process tests are those of every publication. Who wrote in the draft or published it does not confirm.
New cases and what is not filed yet take it at once; running cases move by the decision of two, so once it is confirmed.
What waits for its day and cannot take it up is set aside, where whoever publishes agrees to that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.migrating import Scope
from workflow_app.domain.process_drafts import may_confirm, may_write
from workflow_app.domain.process_findings import refuse
from workflow_app.domain.proposal_fields import reason_of
from workflow_app.domain.time import local_date
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.change_set_guard import refuse_alone
from workflow_app.services.draft_bases import refuse_base
from workflow_app.services.emergency_news import Alone, note_event, tell_confirmed
from workflow_app.services.emergency_publications import put_in_force
from workflow_app.services.migration_plans import Plan, plan_migration
from workflow_app.services.process_confirming import refuse_stale
from workflow_app.services.process_drafting import open_draft, sign
from workflow_app.services.process_terms import Terms, fill_terms, wrong_terms
from workflow_app.services.publication_checks import check_to_publish
from workflow_app.services.setting_aside import to_set_aside
from workflow_app.services.tools import Tools
from workflow_app.services.version_finding import find_version
from workflow_app.services.versions_in_effect import begins


@dataclass(frozen=True, slots=True)
class Which:
    """A version of a process."""

    key: str
    version: int


def publish_alone(
    draft_id: str,
    terms: Terms,
    reason: str,
    *,
    seen: int,
    actor: Actor,
    tools: Tools,
    set_aside: Collection[int] = (),
) -> int:
    """Publish a draft that is being written, without a second person, and return the number of the version.

    `set_aside` are versions ahead that do not take effect where they cannot be renewed with it. Raises ForbiddenError,
    InvalidError on `/reason`, `/note` or `/effective_on`, ConflictError STALE, DRAFT_CLOSED, or NOBODY_CONFIRMS, as
    `refuse_base` and `to_set_aside`, and ProcessRefusedError with what the check found.
    """
    insist(may_write(actor))
    why = reason_of({"reason": reason})
    # before anything is locked; a later save is STALE
    checked = check_to_publish(draft_id, None, actor=actor, tools=tools)
    with tools.database.write() as unit:
        now = tools.clock.now()
        draft = open_draft(unit, draft_id, actor=actor)
        refuse_alone(draft)
        refuse_stale(draft, seen)
        fill_terms(draft, terms)
        _refuse_terms(draft, now)
        unit.processes.take(draft.key)  # of two who publish at once, one comes after the other
        refuse_base(unit, draft, now=now)
        refuse(checked.report.findings)
        aside = to_set_aside(unit, draft, checked.renewed, set_aside, now=now)
        sign(draft, actor=actor, now=now)
        if not unit.process_drafts.list_confirmers(draft.writers):
            raise ConflictError("NOBODY_CONFIRMS")
        number = put_in_force(unit, draft, why, aside, actor=actor, tools=tools)
        unit.commit()
    tools.wake.nudge()
    return number


def confirm_emergency(which: Which, *, actor: Actor, tools: Tools) -> None:
    """Confirm a version that another person published alone; running cases take it from now on, as it was chosen.

    Raises ForbiddenError SOD_VIOLATION, NotFoundError VERSION_UNKNOWN, ConflictError EMERGENCY_OVER if nothing waits.
    """
    insist(may_write(actor))
    with tools.database.write() as unit:
        now, alone = tools.clock.now(), _hold(unit, which)
        insist(may_confirm(actor, writers=alone.emergency.writers))
        if alone.emergency.confirmed_at is not None or alone.version.taken_back_at is not None:
            raise ConflictError("EMERGENCY_OVER", version=which.version)
        alone.emergency.confirmed_by, alone.emergency.confirmed_at = actor.id, now
        for each in unit.processes.versions(alone.process.id):
            if alone.version.version in {each.version, each.renewed_with}:
                each.approved_by = actor.id
                _plan(unit, each, now=now)
        note_event(unit, alone, "process.emergency_confirmed", actor=actor, now=now)
        tell_confirmed(unit, alone, actor=actor, now=now)
        unit.commit()
    tools.wake.nudge()


def _refuse_terms(draft: ProcessDraft, now: datetime) -> None:
    """Refuse what no version can be published with, and a day: what can wait for one is no emergency."""
    wrong = wrong_terms(draft, local_date(now))
    if draft.effective_on is not None:
        wrong = [FieldError("/effective_on", "EMERGENCY_AT_ONCE"), *wrong]
    if wrong:
        raise InvalidError(*wrong)


def _plan(unit: UnitOfWork, version: ProcessVersion, *, now: datetime) -> None:
    """Have running cases take a version as it was chosen for it, no earlier than it holds."""
    if version.scope != Scope.NEW:
        plan = Plan(version.id, version.id, version.scope, confirmed=True)
        plan_migration(unit, plan, due_at=max(begins(version), now), now=now)


def _hold(unit: UnitOfWork, which: Which) -> Alone:
    """Return a version that was published alone; whoever else decides about its process waits until this is over."""
    unit.processes.lock(which.key)
    process, _versions, version = find_version(unit, which.key, which.version)
    emergency = unit.emergencies.find(version.id)
    if emergency is None:
        raise ConflictError("EMERGENCY_OVER", version=which.version)
    return Alone(process, version, emergency)
