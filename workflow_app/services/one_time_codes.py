"""Codes of an authenticator (TOTP, RFC 6238): six digits that change every half minute; machine time only."""

import hmac
import secrets
from datetime import datetime

import pyotp

from workflow_app.domain.second_factor import CODE_DIGITS, RECOVERY_CODES, RECOVERY_LENGTH, RECOVERY_LETTERS

EARLY_OR_LATE = 1
"""Time steps by which the clock of a telephone may differ."""


def new_secret() -> str:
    """Return a secret of 160 random bits in base 32, as authenticators take it."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, *, now: datetime) -> int | None:
    """Return the time step that a code belongs to, the newest near now, or None."""
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
        return None
    totp = pyotp.TOTP(secret, digits=CODE_DIGITS)
    here = totp.timecode(now)
    steps = range(here - EARLY_OR_LATE, here + EARLY_OR_LATE + 1)
    matching = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)]
    return max(matching, default=None)


def address_of(secret: str, *, account: str, issuer: str) -> str:
    """Return what the QR code says to an authenticator."""
    return pyotp.TOTP(secret, digits=CODE_DIGITS).provisioning_uri(name=account, issuer_name=issuer)


def new_recovery_codes() -> tuple[str, ...]:
    """Return codes for one use each, of nearly fifty random bits."""
    return tuple(
        "".join(secrets.choice(RECOVERY_LETTERS) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)
    )
