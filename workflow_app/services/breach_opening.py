"""Opening the case in which an alleged breach of a pledge is heard: by the office, or by another process."""

from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.breaches import PROCESS, BreachStatus
from workflow_app.domain.commands.pledges import Allegation
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import wrong_public_text
from workflow_app.domain.pledge_policies import may_keep_pledges
from workflow_app.domain.pledges import PledgeStatus
from workflow_app.models import PledgeBreach
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.pledges import PledgeRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.case_about import About
from workflow_app.services.opening import Opened, begin, keep_parameters, new_case
from workflow_app.services.ready import ready
from workflow_app.services.showing import show_case
from workflow_app.services.steps import take_step, work_on
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView

NOT_HEARD = frozenset({PledgeStatus.SIGNED, PledgeStatus.WITHDRAWN})
"""Of pledges that were never in force, or are no more, no person alleges anything."""


def allege_breach(command: Allegation, *, actor: Actor, tools: Tools) -> CaseView:
    """Open the case of a breach that the credit office alleges.

    Raises NotFoundError PLEDGE_UNKNOWN, ForbiddenError, ConflictError STALE or BREACH_OPEN, InvalidError per field.
    """
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        rows = unit.pledges.rows_of(command.pledge_id)
        answer = may_keep_pledges(actor, authority_id=rows.authority.id, subject_id=rows.subject.id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        opened = start_breach(unit, command, actor=actor, tools=tools)
        view = show_case(opened.rows, opened.loaded, actor=actor, tasks=opened.tasks)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.calendars.note_stored(opened.kept)
    tools.wake.nudge()
    return view


def start_breach(unit: UnitOfWork, allegation: Allegation, *, actor: Actor, tools: Tools) -> Opened:
    """Open the case of an alleged breach in a unit of work that the caller commits, and then notes `kept` as stored.

    The notice goes out at once; nothing is on record before it was served, answered or left unanswered, and confirmed
    by two people. Processes call this from due work of their own. Raises as `allege_breach` does.
    """
    wrong = [*wrong_public_text("facts", allegation.facts), *wrong_public_text("evidence", allegation.evidence)]
    if wrong and allegation.found is None:
        raise InvalidError(*wrong)
    rows = _hold(unit, allegation)
    now, runs_on = tools.clock.now(), unit.processes.get_current(PROCESS)
    about = About(rows.subject, None, rows.authority)
    kept = keep_parameters(unit, about, now=now, tools=tools)
    loaded = ready(unit, runs_on, tools)
    case = new_case(about, version_id=runs_on.version_id, loaded=loaded, actor=actor, now=now)
    case.parameters_digest = kept.digest
    unit.add(case, _breach(allegation, case.id, actor, now))
    unit.flush()
    whole = CaseRows(case, rows.authority, rows.subject, runs_on)
    work = work_on(unit, whole, actor=actor, tools=tools, now=now)
    work.audit("case.opened", process=runs_on.key, version=runs_on.version)
    tasks = take_step(work, loaded, tools, begin)
    unit.flush()
    return Opened(whole, loaded, tasks, kept)


def _hold(unit: UnitOfWork, allegation: Allegation) -> PledgeRows:
    """Return the pledge, held until commit, so that two who allege its breach meet here."""
    pledge = unit.pledges.get(allegation.pledge_id, lock=True)
    rows = unit.pledges.rows_of(pledge.id)
    if allegation.version is not None and allegation.version != pledge.version:
        raise ConflictError("STALE", seen=allegation.version, current=pledge.version)
    if pledge.status in (NOT_HEARD if allegation.found is None else {PledgeStatus.WITHDRAWN}):
        raise ConflictError("PLEDGE_NOT_IN_FORCE")
    if unit.breaches.is_alleged(pledge.id):
        raise ConflictError("BREACH_OPEN")
    if allegation.item_id and allegation.item_id not in {each.id for each in unit.pledges.items_of([pledge.id])}:
        raise InvalidError(FieldError("/item_id", "NOT_A_CHOICE"))
    return rows


def _breach(allegation: Allegation, case_id: str, actor: Actor, now: datetime) -> PledgeBreach:
    return PledgeBreach(
        id=new_id(),
        pledge_id=allegation.pledge_id,
        item_id=allegation.item_id or None,
        case_id=case_id,
        kind=allegation.kind.value,
        facts=allegation.facts.strip(),
        evidence=allegation.evidence.strip(),
        code=allegation.found.code if allegation.found else None,
        said=dict(allegation.found.said) if allegation.found else None,
        status=BreachStatus.ALLEGED.value,
        alleged_by=allegation.by or actor.id,
        alleged_at=now,
    )
