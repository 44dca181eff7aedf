"""Acting for an enterprise by the word of an external provider: its claims name the enterprise and the role.

What the legal representative has ended is not given anew by a login, and a second representative is never made.
"""

from datetime import date
from enum import StrEnum

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import ActsAs, Scope, Step, Way
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.identities import Claims, Provider, Standing, standing
from workflow_app.domain.periods import due
from workflow_app.domain.time import local_date
from workflow_app.domain.uscc import parse
from workflow_app.models import Account, Subject
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.authorising import Given, give
from workflow_app.services.office_periods import value_today
from workflow_app.services.tools import Tools

LASTS = "authorisation.by_identity"


class Bound(StrEnum):
    """What came of the claims: an authorisation given or held already, or why none was given."""

    NOTHING = "NOTHING"
    GIVEN = "GIVEN"
    HELD = "HELD"
    NOT_KNOWN = "NOT_KNOWN"
    HEAD_THERE = "HEAD_THERE"
    ENDED = "ENDED"
    GIVEN_UP = "GIVEN_UP"


def bind_standing(
    unit: UnitOfWork, account: Account, actor: Actor, provider: Provider, claims: Claims, *, asked: bool, tools: Tools
) -> Bound:
    """Let an account act for the enterprise that the claims name, within the caller's unit of work.

    `asked` tells that somebody came for just that: only then is it given anew after they gave it up themselves.
    """
    said = standing(provider, claims)
    subject = _subject_of(unit, said)
    if said is None or subject is None:
        return Bound.NOTHING if said is None else Bound.NOT_KNOWN
    today = local_date(tools.clock.now())
    against = _against(unit, account, subject, said.acts_as, today, asked=asked)
    if against is not None:
        return against
    is_head = said.acts_as is ActsAs.LEGAL_REPRESENTATIVE
    until = None if is_head else _until(unit, today, tools)
    give(unit, Given(account, subject, said.acts_as, Scope.FILE, Way.IDENTITY, today, until, actor), tools)
    return Bound.GIVEN


def _subject_of(unit: UnitOfWork, said: Standing | None) -> Subject | None:
    """Return the enterprise of a code that is one, if anything is known of it here."""
    if said is None:
        return None
    try:
        return unit.subjects.find_by_uscc(parse(said.uscc).text)
    except InvalidError:
        return None


def _against(
    unit: UnitOfWork, account: Account, subject: Subject, acts_as: ActsAs, today: date, *, asked: bool
) -> Bound | None:
    """Return what stands against giving a right, or None."""
    row = unit.authorisations.lock(account.id, subject.id)
    is_live = row is not None and row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
    if row is not None and is_live and row.kind in {acts_as, ActsAs.LEGAL_REPRESENTATIVE}:
        return Bound.HELD
    if acts_as is ActsAs.LEGAL_REPRESENTATIVE:
        others = unit.authorisations.representatives(subject.id, today=today)
        return Bound.HEAD_THERE if any(each.id != account.id for each in others) else None
    last = unit.authorisations.last_step(account.id, subject.id)
    if last is not None and last.what == Step.ENDED:
        return Bound.ENDED
    return Bound.GIVEN_UP if last is not None and last.what == Step.GIVEN_UP and not asked else None


def _until(unit: UnitOfWork, today: date, tools: Tools) -> date:
    home = unit.authorities.first()
    period = value_today(unit, home, LASTS, today=today, tools=tools).period()
    return due(tools.calendars.get(home, unit.authorities), period, today).due_on
