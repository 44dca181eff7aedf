"""Showing once more who one is before a change of how one gets in: a desk that was left open must not be enough."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.services.lockout import confirm_attempt, reserve_attempt, take_back
from workflow_app.services.passwords import matches
from workflow_app.services.tools import Tools


def prove_own_password(proof: str, *, actor: Actor, tools: Tools) -> None:
    """Take the password of who is logged in; raises InvalidError on `/proof`, NotSignedInError LOCKED."""
    with tools.database.read() as unit:
        account = unit.accounts.find(actor.id)
    if account is None:
        raise NotFoundError("ACCOUNT_UNKNOWN", username=actor.name)
    if not proof:
        raise InvalidError(FieldError("/proof", "REQUIRED"))
    prove_password(account.username, proof, tools)


def prove_password(username: str, password: str, tools: Tools) -> None:
    """Take the password of somebody who is logged in; a wrong one counts as at the login."""
    attempt = reserve_attempt(username, tools=tools)
    if not matches(attempt.password_hash, password):
        raise InvalidError(FieldError("/proof", "PASSWORD_WRONG", {"left": attempt.left}))
    with tools.database.write() as unit:
        take_back(confirm_attempt(username, attempt, unit, tools=tools))
        unit.commit()
