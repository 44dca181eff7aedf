"""Registering with a mobile number: an account of its own, which sees public data only until it acts for a subject."""

import re

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.entering import Purpose, Register
from workflow_app.domain.contacts import LANGUAGES, Channel
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, AccountRole, ContactPoint, PhoneProof
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.checked_heads import let_in_head
from workflow_app.services.passwords import hash_password, wrong_length
from workflow_app.services.phone_proofs import take_proof
from workflow_app.services.security_events import note_event
from workflow_app.services.sessions import SignedIn, begin_for
from workflow_app.services.tools import Tools

SHORTEST_NAME, LONGEST_NAME = 2, 50
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ·•.'-])*")
"""Letters of any script, with what stands between them in names."""


def register(command: Register, *, tools: Tools) -> SignedIn:
    """Open an account for the owner of a confirmed telephone and sign them in.

    Raises InvalidError on `/name`, `/password`, `/agreed`, ConflictError PHONE_NOT_CONFIRMED or MOBILE_HAS_ACCOUNT.
    """
    name = _read_name(command)
    hashed = hash_password(command.password)
    with tools.database.write() as unit:
        proof = take_proof(unit, command.secret, Purpose.REGISTER)
        if unit.entering.find_by_mobile(proof.address_lookup) is not None:
            raise ConflictError("MOBILE_HAS_ACCOUNT")
        account = _add(unit, command, name, hashed, proof, tools)
        proof.used_at = machine_now()
        said = {"account_id": account.id, "agreed": True}
        note_event(unit, "account/registered", said, tools=tools)
        let_in_head(unit, account, tools)
        signed_in = begin_for(account.id, unit, tools)
        unit.commit()
    return signed_in


def _read_name(command: Register) -> str:
    """Return the name without spaces around it; everything that is wrong is said at once."""
    name, wrong = " ".join(command.name.split()), []
    if not name:
        wrong.append(FieldError("/name", "REQUIRED"))
    elif not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not _NAME.fullmatch(name):
        wrong.append(FieldError("/name", "REAL_NAME"))
    wrong.extend(wrong_length(command.password) if command.password else (FieldError("/password", "REQUIRED"),))
    if not command.agreed:
        wrong.append(FieldError("/agreed", "AGREE_TO_GO_ON"))
    if wrong:
        raise InvalidError(*wrong)
    return name


def _add(unit: UnitOfWork, command: Register, name: str, hashed: str, proof: PhoneProof, tools: Tools) -> Account:
    """Add the account, its one role, and the number as where its owner is reached."""
    account_id = new_id()
    account = Account(
        id=account_id,
        username=f"u-{account_id.replace('-', '')[-12:]}",
        name=name,
        password_hash=hashed,
        failed_logins=0,
        created_at=machine_now(),
        language=command.language if command.language in LANGUAGES else LANGUAGES[0],
        mobile_lookup=proof.address_lookup,
    )
    contact = ContactPoint(
        account_id=account_id,
        channel=Channel.SMS.value,
        address_cipher=proof.address_cipher,
        address_lookup=proof.address_lookup,
        enabled=True,
        confirmed_at=tools.clock.now(),
        code_attempts=0,
    )
    unit.add(account)
    unit.flush()
    unit.add(AccountRole(account_id=account_id, role=Role.APPLICANT.value), contact)
    unit.flush()
    return account
