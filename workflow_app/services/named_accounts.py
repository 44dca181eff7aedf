"""Whoever a command names as the one who acts: an account as it is today, with its roles."""

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.errors import NotFoundError, RefusedError
from workflow_app.domain.time import local_date
from workflow_app.services.tools import Tools


def actor_named(username: str, *, tools: Tools) -> Actor:
    """Return the account that acts; raises NotFoundError ACCOUNT_UNKNOWN, RefusedError ACCOUNT_OF_SERVICE."""
    with tools.database.read() as unit:
        account = unit.accounts.find_by_username(username)
        actor = unit.accounts.find_actor(account.id, today=local_date(tools.clock.now())) if account else None
    if actor is None:
        raise NotFoundError("ACCOUNT_UNKNOWN", username=username)
    if actor.id == SERVICE.id:
        raise RefusedError("ACCOUNT_OF_SERVICE", username=username)
    return actor
