"""Showing that a mobile phone is one's own before one has an account: a code goes there, comes back, and is used once.

What is asked and answered is the same whether or not an account has the number, so that nobody learns which have one.
Everything lives in machine time. The code on its way lies encrypted in its piece of due work, and is wiped when sent.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from workflow_app.domain.commands.entering import AskForCode, Purpose
from workflow_app.domain.contacts import CODE_DIGITS, Channel, masked, read_address
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, LimitedError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import Authority, PhoneProof
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.outward_rules import CODE_ATTEMPTS, CODE_VALID, CODES_PER_HOUR, number
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

KIND = "phone_code"
HOUR = timedelta(hours=1)
FROM_ONE = 30
"""Codes asked for from one network in an hour: an office behind one address has more than one caller."""
USED_WITHIN = timedelta(minutes=30)
"""For so long a confirmed telephone may be used for what it was confirmed for."""


@dataclass(frozen=True, slots=True)
class ProofView:
    """How far a proof has come: the number masked, and what is left of its code."""

    mobile: str
    confirmed: bool
    minutes_left: int
    attempts_left: int
    has_account: bool
    """Whether an account has the number; said to nobody before they have shown that it is theirs."""


def ask_for_code(command: AskForCode, *, tools: Tools) -> str:
    """Send a code to a telephone and return the secret that the asking browser keeps.

    Raises InvalidError on `/address`, RefusedError CHANNEL_OFF, LimitedError CODES_LIMITED.
    """
    if tools.sms is None:
        raise RefusedError("CHANNEL_OFF", channel=Channel.SMS.value)
    mobile, secret = read_address(Channel.SMS, command.mobile), secrets.token_urlsafe(32)
    now = machine_now()
    with tools.database.write() as unit:
        home = unit.authorities.first()
        _count(unit, command, mobile, home, tools)
        proof = PhoneProof(
            id=new_id(),
            purpose=command.purpose.value,
            secret_digest=digest(secret),
            address_cipher=tools.cipher.encrypt(mobile),
            address_lookup=tools.cipher.lookup(mobile),
            about_id=command.about_id,
            language=command.language,
            code_expires_at=now,
            code_attempts=0,
            created_at=now,
        )
        unit.add(proof)
        _leave(unit, proof, home, tools)
        unit.commit()
    tools.wake.nudge()
    return secret


def ask_again(secret: str, purpose: Purpose, *, caller: str, language: str, tools: Tools) -> str:
    """Send another code to the same telephone; raises as `ask_for_code`, and ConflictError NO_CODE."""
    with tools.database.read() as unit:
        proof = unit.entering.find_proof(digest(secret))
        if proof is None or proof.purpose != purpose or proof.confirmed_at is not None:
            raise ConflictError("NO_CODE")
        mobile, about_id = tools.cipher.decrypt(proof.address_cipher), proof.about_id
    return ask_for_code(AskForCode(purpose, mobile, caller, language, about_id), tools=tools)


def confirm_phone(secret: str, code: str, purpose: Purpose, *, tools: Tools) -> None:
    """Take the code that was sent; each attempt is counted, and a code that was right once is right once only.

    Raises ConflictError NO_CODE, CODE_EXPIRED or CODE_EXHAUSTED, InvalidError WRONG_CODE (`left`) on `/code`.
    """
    with tools.database.write() as unit:
        proof = unit.entering.find_proof(digest(secret), lock=True)
        if proof is None or proof.purpose != purpose or proof.code_digest is None:
            raise ConflictError("NO_CODE")
        most = number(unit, unit.authorities.first(), CODE_ATTEMPTS, tools)
        if proof.code_expires_at <= machine_now():
            raise ConflictError("CODE_EXPIRED")
        if proof.code_attempts >= most:
            raise ConflictError("CODE_EXHAUSTED")
        proof.code_attempts += 1
        is_right = hmac.compare_digest(digest_of(proof.id, "".join(code.split()), tools), proof.code_digest)
        if is_right:
            proof.confirmed_at, proof.code_digest = machine_now(), None
        left = most - proof.code_attempts
        unit.commit()
    if not is_right:
        raise InvalidError(FieldError("/code", "WRONG_CODE", {"left": left}))


def get_proof(secret: str, purpose: Purpose, *, tools: Tools) -> ProofView | None:
    """Return how far a browser has come; None where it has asked for nothing, or that is over or used."""
    with tools.database.read() as unit:
        proof = unit.entering.find_proof(digest(secret)) if secret else None
        if proof is None or proof.purpose != purpose or not _is_of_use(proof):
            return None
        most = number(unit, unit.authorities.first(), CODE_ATTEMPTS, tools)
        is_confirmed = proof.confirmed_at is not None
        has_account = is_confirmed and unit.entering.find_by_mobile(proof.address_lookup) is not None
    left = proof.code_expires_at - machine_now()
    return ProofView(
        mobile=masked(Channel.SMS, tools.cipher.decrypt(proof.address_cipher)),
        confirmed=is_confirmed,
        minutes_left=max(1, -(-int(left.total_seconds()) // 60)),
        attempts_left=max(most - proof.code_attempts, 0),
        has_account=has_account,
    )


def take_proof(unit: UnitOfWork, secret: str, purpose: Purpose) -> PhoneProof:
    """Return a confirmed proof, held until commit, to be used now; raises ConflictError PHONE_NOT_CONFIRMED."""
    proof = unit.entering.find_proof(digest(secret), lock=True)
    if proof is None or proof.purpose != purpose or proof.confirmed_at is None or not _is_of_use(proof):
        raise ConflictError("PHONE_NOT_CONFIRMED")
    return proof


def digest_of(proof_id: str, code: str, tools: Tools) -> str:
    """Return what is kept of a code."""
    return tools.cipher.lookup(f"phone-proof:{proof_id}:{code}")


def _is_of_use(proof: PhoneProof) -> bool:
    """Tell whether a proof may still be confirmed or used."""
    began = proof.confirmed_at or proof.created_at
    return proof.used_at is None and machine_now() < began + USED_WITHIN


def _leave(unit: UnitOfWork, proof: PhoneProof, home: Authority, tools: Tools) -> None:
    """Make the code and leave it to be sent."""
    now, code = tools.clock.now(), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    proof.code_digest = digest_of(proof.id, code, tools)
    proof.code_expires_at = machine_now() + timedelta(minutes=number(unit, home, CODE_VALID, tools))
    sealed = base64.b64encode(tools.cipher.encrypt(code)).decode()
    payload: dict[str, object] = {"proof_id": proof.id, "authority_id": home.id, "code": sealed}
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{proof.id}", payload=payload, due_at=now, now=now)


def _count(unit: UnitOfWork, command: AskForCode, mobile: str, home: Authority, tools: Tools) -> None:
    """Count a code for the number, with those an account asks for, and for who asks; raises LimitedError."""
    most, machine = number(unit, home, CODES_PER_HOUR, tools), machine_now()
    keys = {f"code/{Channel.SMS.value}/{tools.cipher.lookup(mobile)}": most, f"code-by/{command.caller}": FROM_ONE}
    for key, allowed in keys.items():
        counted = unit.limits.count(key, 1, now=machine, expires_at=machine + HOUR)
        if counted.count > allowed:
            raise limited(counted.expires_at - machine)


def limited(left: timedelta) -> LimitedError:
    """Return the refusal of another message to a telephone that has had enough of them."""
    wait = max(1, round(left.total_seconds()))
    return LimitedError("CODES_LIMITED", retry_after=wait, minutes=max(1, round(wait / 60)))
