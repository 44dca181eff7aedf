"""Whether a login needs a second step: an account that has an authenticator always, and roles that the rules name."""

from contextlib import suppress

from workflow_app.domain.actors import Actor
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.second_factor import REQUIRED_OF, Stage, required_roles
from workflow_app.domain.time import local_date
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.office_periods import value_today
from workflow_app.services.tools import Tools


def stage_of(unit: UnitOfWork, account_id: str, tools: Tools) -> Stage | None:
    """Return what an account needs besides its password, or None."""
    factor = unit.second_factors.find(account_id)
    if factor is not None and factor.secret_cipher is not None:
        return Stage.CODE
    actor = unit.accounts.find_actor(account_id, today=local_date(tools.clock.now()))
    return Stage.ENROL if actor is not None and is_required(unit, actor, tools) else None


def is_required(unit: UnitOfWork, actor: Actor, tools: Tools) -> bool:
    """Tell whether a role that somebody holds asks for a second step where they hold it."""
    known = unit.authorities.list_all()
    return any(
        grant.role.value in _required_at(unit, authority, tools)
        for authority in known
        for grant in actor.grants
        if grant.authority_id in (None, authority.id)
    )


def _required_at(unit: UnitOfWork, authority: Authority, tools: Tools) -> frozenset[str]:
    """Return the roles that log in with a code at an authority; an older database without the value names none."""
    with suppress(ParameterMissingError):
        today = local_date(tools.clock.now())
        return required_roles(str(value_today(unit, authority, REQUIRED_OF, today=today, tools=tools).value))
    return frozenset()
