"""Putting a draft in force that one person publishes: the version, the emergency beside it, and who is told."""

from collections.abc import Sequence
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.ids import new_id
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.time import local_date
from workflow_app.models import Emergency, ProcessDraft, ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.draft_publishing import roles_in
from workflow_app.services.emergency_news import Alone, note_event, tell_alone
from workflow_app.services.emergency_watch import plan_watch
from workflow_app.services.office_periods import ends
from workflow_app.services.process_draft_news import tell_concerned
from workflow_app.services.process_publishing import Publication
from workflow_app.services.renewing import publish_and_renew
from workflow_app.services.setting_aside import tell_set_aside
from workflow_app.services.tools import Tools
from workflow_app.services.version_finding import find_version

CONFIRM_WITHIN = "process.emergency_confirm_wd"


def put_in_force(
    unit: UnitOfWork, draft: ProcessDraft, why: str, aside: Sequence[ProcessVersion], *, actor: Actor, tools: Tools
) -> int:
    """Publish a draft that was checked, keep that one person did it and what that sets aside, and have it watched."""
    now, files = tools.clock.now(), unpack(draft.bundle)
    facts = Publication(actor.id, actor.id, note=draft.note, basis=draft.basis, scope=draft.scope, alone=True)
    number = publish_and_renew(unit, draft.key, files, facts, now=now, without=[each.version for each in aside])
    for each in aside:
        each.set_aside_by = number
    _close(draft, number, actor=actor, now=now)
    unit.flush()
    process, _versions, version = find_version(unit, draft.key, number)
    emergency = _emergency(unit, draft, version, why, now=now, tools=tools)
    unit.add(emergency)
    alone = Alone(process, version, emergency, aside)
    note_event(unit, alone, "process.published_alone", actor=actor, now=now)
    tell_alone(unit, alone, actor=actor, now=now)
    tell_set_aside(unit, alone, actor=actor, now=now)
    tell_concerned(unit, draft, roles_in(files), now=now)
    plan_watch(unit, emergency, now=now)
    return number


def _close(draft: ProcessDraft, number: int, *, actor: Actor, now: datetime) -> None:
    """Keep in the draft what it became: who publishes alone has submitted and decided at once."""
    draft.published_version = number
    draft.status, draft.revision, draft.decision_note = DraftStatus.PUBLISHED.value, draft.revision + 1, ""
    draft.submitted_by = draft.decided_by = actor.id
    draft.submitted_at = draft.decided_at = now


def _emergency(
    unit: UnitOfWork, draft: ProcessDraft, version: ProcessVersion, why: str, *, now: datetime, tools: Tools
) -> Emergency:
    """Return what is kept beside the version until somebody else has confirmed it."""
    today = local_date(now)
    due = ends(unit, unit.authorities.first(), CONFIRM_WITHIN, start=today, today=today, tools=tools)
    return Emergency(
        id=new_id(),
        version_id=version.id,
        reason=why,
        writers=list(draft.writers),
        published_by=draft.decided_by,
        published_at=now,
        due_at=due.due_at,
    )
