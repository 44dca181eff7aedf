"""Taking a code of an authenticator, or a recovery code in its place; and making what they are compared with.

A code is right once: the time step of the newest one is kept, and none up to it works again. Recovery codes are kept
as keyed digests, and each works once. Whatever changes an account's second step is audited and told to its owner.
"""

from dataclasses import dataclass, field

from workflow_app.adapters.letters_qr import growing_qr_svg
from workflow_app.domain.actors import Actor
from workflow_app.domain.ids import new_id
from workflow_app.domain.second_factor import grouped, tidy
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, RecoveryCode, SecondFactor
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.one_time_codes import address_of, matching_step, new_recovery_codes
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools

PAGE = "/account/second-step"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What somebody needs to set up an authenticator: a QR code as SVG, and the same secret to type, in groups."""

    qr: str = field(repr=False)
    secret: str = field(repr=False)


def show_enrolment(unit: UnitOfWork, account: Account, cipher: bytes, tools: Tools) -> Enrolment:
    """Return how an authenticator takes a secret, which is named there by the authority and the account."""
    secret = tools.cipher.decrypt(cipher)
    known = unit.authorities.list_all()
    issuer = known[0].name_zh if known else "Xinnuo"
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return Enrolment(growing_qr_svg(address_of(secret, account=account.username, issuer=issuer)), spaced)


def take_code(unit: UnitOfWork, account: Account, text: str, tools: Tools) -> bool:
    """Take a code of the authenticator or a recovery code, and tell whether it was right; either works once."""
    factor = unit.second_factors.find(account.id, lock=True)
    if factor is None or factor.secret_cipher is None:
        return False
    code = tidy(text)
    step = matching_step(tools.cipher.decrypt(factor.secret_cipher), code, now=machine_now())
    if step is not None and (factor.last_step is None or step > factor.last_step):
        factor.last_step = step
        return True
    return _take_recovery_code(unit, account, code, tools)


def confirm_secret(
    unit: UnitOfWork, account: Account, cipher: bytes, text: str, tools: Tools
) -> tuple[str, ...] | None:
    """Use a secret from now on if the code comes from it, and return new recovery codes; None where it does not."""
    step = matching_step(tools.cipher.decrypt(cipher), tidy(text), now=machine_now())
    if step is None:
        return None
    factor = unit.second_factors.find(account.id, lock=True)
    if factor is None:
        factor = SecondFactor(id=new_id(), account_id=account.id)
        unit.add(factor)
    factor.secret_cipher, factor.confirmed_at, factor.last_step = cipher, tools.clock.now(), step
    factor.pending_cipher = factor.pending_until = None
    return renew_recovery_codes(unit, account, tools)


def renew_recovery_codes(unit: UnitOfWork, account: Account, tools: Tools) -> tuple[str, ...]:
    """Put new recovery codes in place of the old ones and return them, to be shown this once."""
    unit.second_factors.forget_codes(account.id)
    codes = new_recovery_codes()
    for code in codes:
        unit.add(RecoveryCode(id=new_id(), account_id=account.id, code_digest=_digest_of(account, code, tools)))
    return tuple(map(grouped, codes))


def say(unit: UnitOfWork, account: Account, what: str, tools: Tools, *, by: Actor | None = None) -> None:
    """Audit a change of somebody's second step, and put it into their message box, for them to object."""
    whose = {"actor": by} if by else {}
    note_event(unit, f"second_step/{what}", {"account_id": account.id}, tools=tools, **whose)
    known = unit.authorities.list_all()
    if known:
        telling = Telling("SECOND_STEP_CHANGED", known[0].id, {"change": what, "path": PAGE})
        unit.add(telling.for_account(account.id, now=tools.clock.now()))


def _take_recovery_code(unit: UnitOfWork, account: Account, code: str, tools: Tools) -> bool:
    row = unit.second_factors.find_unused_code(account.id, _digest_of(account, code, tools))
    if row is None:
        return False
    row.used_at = machine_now()
    say(unit, account, "recovery", tools)
    return True


def _digest_of(account: Account, code: str, tools: Tools) -> str:
    """Return what is kept of a recovery code."""
    return tools.cipher.lookup(f"recovery:{account.id}:{code}")
