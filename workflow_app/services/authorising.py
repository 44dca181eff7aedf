"""Giving somebody the right to act for a subject and ending it: one row for both, every step kept, all sides told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import ActsAs, Scope, Step, Way
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.ids import is_id, new_id
from workflow_app.domain.time import local_date
from workflow_app.models import Account, Authorisation, AuthorisationStep, Subject
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools

PAGE = "/my/enterprises"


@dataclass(frozen=True, slots=True)
class Given:
    """What an account may do for a subject from now on, and who gave it; None where it was nobody with an account."""

    account: Account
    subject: Subject
    kind: ActsAs
    scope: Scope
    way: Way
    valid_from: date
    valid_to: date | None
    made_by: Actor | None


def give(unit: UnitOfWork, given: Given, tools: Tools) -> None:
    """Let an account act for a subject within a unit of work that the caller commits, and tell both sides.

    Who is the legal representative stays it, and what lasts without an end goes on doing so.
    """
    today = local_date(tools.clock.now())
    row = unit.authorisations.lock(given.account.id, given.subject.id)
    is_live = row is not None and row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
    if row is None:
        row = Authorisation(id=new_id(), account_id=given.account.id, subject_id=given.subject.id)
        unit.add(row)
    if not (is_live and row.kind == ActsAs.LEGAL_REPRESENTATIVE):
        row.kind, row.scope, row.way = given.kind.value, given.scope.value, given.way.value
        row.valid_from, row.valid_to = given.valid_from, given.valid_to
    unit.flush()
    _note(unit, row, Step.CHANGED if is_live else Step.GIVEN, given.made_by, tools)
    facts = {"subject": given.subject.name, "name": given.account.name, "path": f"{PAGE}/{given.subject.id}"}
    _tell(unit, "AUTHORISATION_GIVEN", given.account.id, {**facts, "path": "/my"}, tools)
    for each in unit.authorisations.representatives(given.subject.id, today=today):
        if each.id != given.account.id and (given.made_by is None or each.id != given.made_by.id):
            _tell(unit, "AUTHORISATION_ADDED", each.id, facts, tools)


def end_as_representative(subject_id: str, account_id: str, *, actor: Actor, tools: Tools) -> None:
    """End somebody's right to act for a subject at once: the legal representative that of others, anybody their own.

    Raises NotFoundError AUTHORISATION_UNKNOWN, ForbiddenError NOT_REPRESENTATIVE. Ending what is over does nothing.
    """
    now = tools.clock.now()
    today = local_date(now)
    if not is_id(account_id) or subject_id not in actor.subject_ids:
        raise NotFoundError("AUTHORISATION_UNKNOWN")
    with tools.database.write() as unit:
        heads = {each.id for each in unit.authorisations.representatives(subject_id, today=today)}
        if account_id != actor.id and actor.id not in heads:
            raise ForbiddenError("NOT_REPRESENTATIVE")
        row = unit.authorisations.lock(account_id, subject_id)
        if row is None:
            raise NotFoundError("AUTHORISATION_UNKNOWN")
        if row.valid_to is not None and row.valid_to < today:
            return
        row.valid_to = today - timedelta(days=1)
        own = account_id == actor.id
        _note(unit, row, Step.GIVEN_UP if own else Step.ENDED, actor, tools)
        subject, account = unit.subjects.get(subject_id), unit.accounts.find(account_id)
        facts = {"subject": subject.name, "name": account.name if account else "", "path": PAGE}
        for each in {account_id} | heads if own else {account_id}:
            if each != actor.id:
                _tell(unit, "AUTHORISATION_ENDED", each, facts, tools)
        unit.commit()
    tools.wake.nudge()


def _note(unit: UnitOfWork, row: Authorisation, what: Step, by: Actor | None, tools: Tools) -> None:
    """Keep the step, and chain it into the audit trail: ids, never names."""
    unit.add(
        AuthorisationStep(
            id=new_id(),
            account_id=row.account_id,
            subject_id=row.subject_id,
            what=what.value,
            kind=row.kind,
            scope=row.scope,
            way=row.way,
            valid_to=row.valid_to,
            made_by=by.id if by else None,
            made_at=tools.clock.now(),
        )
    )
    said = {
        "account_id": row.account_id,
        "subject_id": row.subject_id,
        "kind": row.kind,
        "scope": row.scope,
        "way": row.way,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }
    whose = {"actor": by} if by is not None else {}
    if what in {Step.ENDED, Step.GIVEN_UP}:
        note_event(unit, "authorisation/ended", said, tools=tools, **whose)
    else:
        note_event(unit, "authorisation/given", said, tools=tools, **whose)


def _tell(unit: UnitOfWork, code: str, account_id: str, facts: Mapping[str, object], tools: Tools) -> None:
    home = unit.authorities.first()
    unit.add(Telling(code, home.id, facts).for_account(account_id, now=tools.clock.now()))
