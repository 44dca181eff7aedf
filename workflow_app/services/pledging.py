"""Pledging of one's own accord: an enterprise in the browser (T05), or somebody of the office (scenario S63)."""

from datetime import datetime

from workflow_app.domain.actors import DESK_ROLES, Actor, Role
from workflow_app.domain.commands.pledges import MakePledge, PublishPledge, WithdrawPledge
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.pledge_drafts import CLAUSES, wrong_in_pledge
from workflow_app.domain.pledge_policies import may_keep_pledges
from workflow_app.domain.pledges import PledgeKind, PledgeStatus, Scope, refuse_uncheckable
from workflow_app.domain.policies import LOOKS_ONLY, may_open_case, reads_by_office
from workflow_app.domain.signing import PLEDGE_TEXT_VERSION
from workflow_app.domain.texts import tidy
from workflow_app.domain.time import local_date
from workflow_app.models import Authority, Pledge
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.pledge_planning import Planning, planning_at
from workflow_app.repositories.pledge_signing import Promise, hold_to, publish_pledge, sign_pledge, withdraw_pledge
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.named_subjects import find_named
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools

LONGEST_WHY = 500
_KEEPERS = (Role.CREDIT_OFFICE,)
DISPLAY, PUBLISH = "pledge.display", "pledge.publish_wd"
WITHDRAWN_IN = frozenset({PledgeStatus.SIGNED, PledgeStatus.IN_FULFILMENT})
"""Standings in which who pledged of their own accord may take it back."""


def make_pledge(command: MakePledge, *, actor: Actor, tools: Tools) -> str:
    """Sign a pledge and return its id; it waits to be published, one of the staff never is.

    Raises InvalidError per field, RefusedError PLEDGE_NOT_CHECKABLE, NotFoundError SUBJECT_UNKNOWN or
    AUTHORITY_UNKNOWN, ForbiddenError.
    """
    now = tools.clock.now()
    wrong = wrong_in_pledge(command, today=local_date(now))
    if wrong:
        raise InvalidError(*wrong)
    refuse_uncheckable(command.items)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        authority = unit.authorities.get_by_code(command.authority)
        subject_id = _who(unit, command, authority, actor)
        pledge, items = sign_pledge(unit, _promise(unit, command, authority, subject_id, actor, tools), now=now)
        unit.flush()
        if subject_id is None:
            hold_to(unit, pledge, items, _planning(unit, authority, tools), now=now)
        else:
            facts = {"pledge": pledge.number, "due_on": str(pledge.publish_due_on)}
            facts["path"] = f"/desk/pledges/{pledge.id}"
            unit.add(*(Telling("PLEDGE_TO_PUBLISH", authority.id, facts).for_role(each, now=now) for each in _KEEPERS))
        _note(unit, pledge, "pledge.signed", actor, now)
        once.keep(unit, command.once, row_id, pledge.id)
        unit.commit()
    tools.wake.nudge()
    return pledge.id


def publish(command: PublishPledge, *, actor: Actor, tools: Tools) -> None:
    """Put a pledge on public display and plan the looks at it.

    Raises NotFoundError PLEDGE_UNKNOWN (also for one of the staff), ForbiddenError, ConflictError STALE or
    PLEDGE_NOT_SIGNED.
    """
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        pledge = unit.pledges.get(command.pledge_id, lock=True)
        rows = unit.pledges.rows_of(pledge.id)
        answer = may_keep_pledges(actor, authority_id=pledge.authority_id, subject_id=rows.subject.id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
        _refuse_stale(pledge, command.version)
        if pledge.status != PledgeStatus.SIGNED or pledge.case_id is not None:  # a case publishes its own
            raise ConflictError("PLEDGE_NOT_SIGNED")
        items = unit.pledges.items_of([pledge.id])
        publish_pledge(unit, pledge, items, _planning(unit, rows.authority, tools), now=now)
        pledge.version += 1
        telling = Telling("PLEDGE_PUBLISHED", pledge.authority_id, {"pledge": pledge.number})
        unit.add(telling.for_subject(rows.subject.id, now=now))
        _note(unit, pledge, "pledge.put_on_show", actor, now)
        once.keep(unit, command.once, row_id, pledge.id)
        unit.commit()
    tools.wake.nudge()


def take_back(command: WithdrawPledge, *, actor: Actor, tools: Tools) -> None:
    """Take back what was pledged of one's own accord; what is alleged or found to be broken stays.

    Raises NotFoundError PLEDGE_UNKNOWN, ForbiddenError, ConflictError STALE or PLEDGE_NOT_WITHDRAWN, InvalidError.
    """
    now, why = tools.clock.now(), tidy(command.why)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        pledge = unit.pledges.get(command.pledge_id, lock=True)
        _refuse_stranger(pledge, actor)
        _refuse_stale(pledge, command.version)
        if pledge.case_id is not None or pledge.status not in WITHDRAWN_IN:
            raise ConflictError("PLEDGE_NOT_WITHDRAWN")
        if not why or len(why) > LONGEST_WHY:
            code = "TOO_LONG" if why else "REQUIRED"
            raise InvalidError(FieldError("/why", code, {"maximum": LONGEST_WHY}))
        withdraw_pledge(unit, pledge, why=why, now=now)
        _note(unit, pledge, "pledge.taken_back", actor, now)
        once.keep(unit, command.once, row_id, pledge.id)
        unit.commit()


def _who(unit: UnitOfWork, command: MakePledge, authority: Authority, actor: Actor) -> str | None:
    """Return the subject that pledges, or None for somebody of the office of that authority."""
    if command.kind is PledgeKind.STAFF:
        if not actor.has(*DESK_ROLES) or not reads_by_office(actor, authority.id):
            raise ForbiddenError("ROLE_NEEDED")
        return None
    subject = find_named(unit, command.uscc or "")
    answer = may_open_case(actor, subject_id=subject.id) if subject else None
    if answer is LOOKS_ONLY:
        raise ForbiddenError(answer.rule)
    if subject is None or answer is None or not answer.allowed:
        raise NotFoundError("SUBJECT_UNKNOWN")
    return subject.id


def _promise(
    unit: UnitOfWork, command: MakePledge, authority: Authority, subject_id: str | None, actor: Actor, tools: Tools
) -> Promise:
    now = tools.clock.now()
    today = local_date(now)
    to_publish = ends(unit, authority, PUBLISH, start=today, today=today, tools=tools).due_on
    shown = ends(unit, authority, DISPLAY, start=today, today=today, tools=tools).due_on
    return Promise(
        kind=command.kind,
        authority=authority,
        items=command.items,
        signer=command.signer.strip(),
        signed_by=actor.id,
        signed_at=now,
        subject_id=subject_id,
        sentences=[{"key": key, "text_version": PLEDGE_TEXT_VERSION} for key in CLAUSES if key in command.confirmed],
        title=tidy(command.title),
        publish_due_on=to_publish if subject_id else None,
        public_until=(command.until or shown) if subject_id else None,
    )


def _planning(unit: UnitOfWork, authority: Authority, tools: Tools) -> Planning:
    calendar = tools.calendars.get(authority, unit.authorities)
    return planning_at(unit, authority.id, calendar=calendar, on=local_date(tools.clock.now()))


def _refuse_stranger(pledge: Pledge, actor: Actor) -> None:
    """Refuse all but those whose pledge it is; they learn only that there is none."""
    is_staff = pledge.scope == Scope.STAFF or pledge.subject_id is None
    if is_staff and pledge.signed_by == actor.id:
        return
    if is_staff or pledge.subject_id not in actor.subject_ids:
        raise NotFoundError("PLEDGE_UNKNOWN")
    if not actor.files_for(str(pledge.subject_id)):
        raise ForbiddenError("LOOKS_ONLY")


def _refuse_stale(pledge: Pledge, version: int | None) -> None:
    if version is not None and version != pledge.version:
        raise ConflictError("STALE", seen=version, current=pledge.version)


def _note(unit: UnitOfWork, pledge: Pledge, action: str, actor: Actor, now: datetime) -> None:
    said = {"pledge": pledge.number, "kind": pledge.kind}
    audit.record(unit, authority=pledge.authority_id, actor=actor, action=action, data=said, now=now)
