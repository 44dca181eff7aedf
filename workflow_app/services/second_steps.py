"""The second step of a login: a code of the authenticator, or setting one up where the rules ask for it.

Wrong codes count as wrong passwords do, on the same account and with the same lock. A session begins here only.
"""

from dataclasses import dataclass, field

from workflow_app.domain.errors import NotSignedInError
from workflow_app.domain.second_factor import Stage
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, LoginStep
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.lockout import count_wrong, refuse_locked, start_anew
from workflow_app.services.second_factor_codes import Enrolment, confirm_secret, say, show_enrolment, take_code
from workflow_app.services.sessions import SignedIn, begin_for, digest
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class StepView:
    """What a login waits for, and whose it is; `enrolment` where an authenticator is set up first."""

    username: str
    enrolment: Enrolment | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A session that began, and the recovery codes of an authenticator that was set up for it, shown this once."""

    signed_in: SignedIn
    recovery_codes: tuple[str, ...] = field(default=(), repr=False)


def get_step(token: str, *, tools: Tools) -> StepView:
    """Return what a login waits for; raises NotSignedInError STEP_OVER."""
    with tools.database.read() as unit:
        step, account = _live(unit, token)
        shown = show_enrolment(unit, account, step.secret_cipher, tools) if step.secret_cipher else None
        return StepView(account.username, shown)


def finish_login(token: str, code: str, *, tools: Tools) -> Finished:
    """Begin the session if the code is right.

    Raises NotSignedInError STEP_OVER, LOCKED (`minutes`), DISABLED, or WRONG_STEP_CODE (`attempts_left`).
    """
    with tools.database.write() as unit:
        step, account = _live(unit, token, lock=True)
        refuse_locked(account)
        codes = _take(unit, step, account, code, tools)
        if codes is None:
            left = count_wrong(unit, account, tools=tools)
            if left == 0:
                unit.second_factors.end_steps_of(account.id)
            unit.commit()
            raise NotSignedInError("WRONG_STEP_CODE", attempts_left=left)
        start_anew(account)
        unit.second_factors.end_steps_of(account.id)
        unit.flush()
        finished = Finished(begin_for(account.id, unit, tools), codes)
        unit.commit()
    tools.wake.nudge()
    return finished


def _take(unit: UnitOfWork, step: LoginStep, account: Account, code: str, tools: Tools) -> tuple[str, ...] | None:
    """Return new recovery codes where an authenticator is set up, nothing where its code was right, None if wrong."""
    if step.stage != Stage.ENROL or step.secret_cipher is None:
        return () if take_code(unit, account, code, tools) else None
    factor = unit.second_factors.find(account.id, lock=True)
    if factor is not None and factor.secret_cipher is not None:
        raise NotSignedInError("STEP_OVER")  # set up meanwhile in another window: that one is asked for now
    codes = confirm_secret(unit, account, step.secret_cipher, code, tools)
    if codes:
        say(unit, account, "on", tools)
    return codes


def _live(unit: UnitOfWork, token: str, *, lock: bool = False) -> tuple[LoginStep, Account]:
    """Return a login that is not over and its account; the account is held first, as everywhere."""
    found = unit.second_factors.find_step(digest(token), now=machine_now())
    if found is None:
        raise NotSignedInError("STEP_OVER")
    account = unit.contacts.lock_account(found.account_id) if lock else unit.accounts.find(found.account_id)
    step = unit.second_factors.find_step(digest(token), now=machine_now(), lock=lock)
    if step is None or account is None:
        raise NotSignedInError("STEP_OVER")
    if account.disabled:
        raise NotSignedInError("DISABLED")
    return step, account
