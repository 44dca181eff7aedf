"""Setting up, renewing and ending the second step of a login, by its owner who is logged in, or by an administrator.

Setting up asks for the password, and every later change for a code: a desk that was left open must not be enough.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.actors import DESK_ROLES, Actor
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, SecondFactor
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.access import lock_account
from workflow_app.services.lockout import count_wrong, refuse_locked
from workflow_app.services.one_time_codes import new_secret
from workflow_app.services.one_time_links import refuse_out_of_reach
from workflow_app.services.proving import prove_password
from workflow_app.services.second_factor_codes import (
    Enrolment,
    confirm_secret,
    renew_recovery_codes,
    say,
    show_enrolment,
    take_code,
)
from workflow_app.services.second_factor_rules import is_required
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

PENDING_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class FactorView:
    """Whether somebody logs in with a code too, since when, and what they may do; `enrolment` waits for its code."""

    since: datetime | None
    codes_left: int
    is_required: bool
    enrolment: Enrolment | None


def get_factor(*, actor: Actor, tools: Tools) -> FactorView:
    """Return one's own second step; raises ForbiddenError ROLE_NEEDED for who does not work here."""
    _refuse_outsiders(actor)
    with tools.database.read() as unit:
        account = _account(unit, actor)
        factor = unit.second_factors.find(actor.id)
        pending = _pending(factor)
        return FactorView(
            since=factor.confirmed_at if factor and factor.secret_cipher else None,
            codes_left=unit.second_factors.count_unused_codes(actor.id),
            is_required=is_required(unit, actor, tools),
            enrolment=show_enrolment(unit, account, pending, tools) if pending else None,
        )


def offer_secret(proof: str, *, actor: Actor, tools: Tools) -> None:
    """Make a secret for a (or another) authenticator; `proof` is the password, or a code where one is in use.

    Raises InvalidError on `/proof`, NotSignedInError LOCKED.
    """
    _refuse_outsiders(actor)
    with tools.database.read() as unit:
        factor, account = unit.second_factors.find(actor.id), _account(unit, actor)
    is_on = factor is not None and factor.secret_cipher is not None
    if not is_on:
        prove_password(account.username, proof, tools)
    with tools.database.write() as unit:
        account = _account(unit, actor, lock=True)
        if is_on:
            _prove_code(unit, account, proof, tools)
        factor = unit.second_factors.find(actor.id, lock=True)
        if factor is None:
            factor = SecondFactor(id=new_id(), account_id=actor.id)
            unit.add(factor)
        elif factor.secret_cipher is not None and not is_on:
            raise ConflictError("STALE")
        factor.pending_cipher, factor.pending_until = tools.cipher.encrypt(new_secret()), machine_now() + PENDING_FOR
        unit.commit()


def confirm_offer(code: str, *, actor: Actor, session: str, tools: Tools) -> tuple[str, ...]:
    """Use the secret that waits, if the code comes from it; other sessions end. Returns recovery codes, shown once.

    Raises ConflictError STALE where nothing waits, InvalidError on `/code`, NotSignedInError LOCKED.
    """
    _refuse_outsiders(actor)
    with tools.database.write() as unit:
        account = _account(unit, actor, lock=True)
        refuse_locked(account)
        factor = unit.second_factors.find(actor.id, lock=True)
        pending = _pending(factor)
        if factor is None or pending is None:
            raise ConflictError("STALE")
        was_on = factor.secret_cipher is not None
        codes = confirm_secret(unit, account, pending, code, tools)
        if codes is None:
            _refuse_code(unit, account, "/code", tools)
        unit.second_factors.end_other_sessions(account.id, but=digest(session))
        say(unit, account, "changed" if was_on else "on", tools, by=actor)
        unit.commit()
    tools.wake.nudge()
    return codes or ()


def renew_codes(code: str, *, actor: Actor, tools: Tools) -> tuple[str, ...]:
    """Put new recovery codes in place of the old ones; raises InvalidError on `/proof`, NotSignedInError LOCKED."""
    with tools.database.write() as unit:
        account = _account(unit, actor, lock=True)
        _prove_code(unit, account, code, tools)
        codes = renew_recovery_codes(unit, account, tools)
        say(unit, account, "codes", tools, by=actor)
        unit.commit()
    tools.wake.nudge()
    return codes


def switch_off(code: str, *, actor: Actor, tools: Tools) -> None:
    """Log in with the password alone again; raises as `renew_codes`, and ForbiddenError SECOND_STEP_REQUIRED."""
    with tools.database.write() as unit:
        if is_required(unit, actor, tools):
            raise ForbiddenError("SECOND_STEP_REQUIRED")
        account = _account(unit, actor, lock=True)
        _prove_code(unit, account, code, tools)
        unit.second_factors.forget(account.id)
        say(unit, account, "off", tools, by=actor)
        unit.commit()
    tools.wake.nudge()


def reset_factor(username: str, *, by: Actor | None, tools: Tools) -> None:
    """Forget the authenticator of somebody who lost it; their sessions end. `by` is None for the operator.

    Raises NotFoundError ACCOUNT_UNKNOWN, RefusedError ACCOUNT_OF_SERVICE, ForbiddenError LINK_OUT_OF_REACH,
    ConflictError NO_SECOND_STEP.
    """
    with tools.database.write() as unit:
        account = lock_account(unit, username)
        if by is not None:
            refuse_out_of_reach(unit, account.id, by)
        factor = unit.second_factors.find(account.id, lock=True)
        if factor is None or factor.secret_cipher is None:
            raise ConflictError("NO_SECOND_STEP")
        unit.second_factors.forget(account.id)
        unit.accounts.end_sessions_of(account.id)
        say(unit, account, "reset", tools, by=by)
        unit.commit()
    tools.wake.nudge()


def _prove_code(unit: UnitOfWork, account: Account, code: str, tools: Tools) -> None:
    refuse_locked(account)
    if not take_code(unit, account, code, tools):
        _refuse_code(unit, account, "/proof", tools)


def _refuse_code(unit: UnitOfWork, account: Account, field: str, tools: Tools) -> None:
    """Count a wrong code and refuse it; what else this unit of work did is none of its doing."""
    left = count_wrong(unit, account, tools=tools)
    unit.commit()
    raise InvalidError(FieldError(field, "STEP_CODE_WRONG", {"left": left}))


def _pending(factor: SecondFactor | None) -> bytes | None:
    """Return the secret that waits for its first code, unless that took too long."""
    is_live = factor is not None and factor.pending_until is not None and factor.pending_until > machine_now()
    return factor.pending_cipher if factor is not None and is_live else None


def _account(unit: UnitOfWork, actor: Actor, *, lock: bool = False) -> Account:
    account = unit.contacts.lock_account(actor.id) if lock else unit.accounts.find(actor.id)
    if account is None:
        raise NotFoundError("ACCOUNT_UNKNOWN", username=actor.name)
    return account


def _refuse_outsiders(actor: Actor) -> None:
    """Refuse who does not work here: those who act for enterprises have their telephone."""
    if not actor.has(*DESK_ROLES):
        raise ForbiddenError("ROLE_NEEDED", roles=sorted(role.value for role in DESK_ROLES))
