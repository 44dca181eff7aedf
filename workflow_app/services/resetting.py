"""Another password in place of a forgotten one: by a code to the mobile number that one logs in with."""

from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.time import machine_now
from workflow_app.models import Account
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.passwords import hash_password
from workflow_app.services.phone_proofs import take_proof
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools


def reset_password(secret: str, password: str, *, tools: Tools) -> None:
    """Give the account of a confirmed number another password; its sessions end and a lock is lifted.

    Raises InvalidError on `/password`, ConflictError PHONE_NOT_CONFIRMED or NO_ACCOUNT_OF_NUMBER.
    """
    hashed = hash_password(password)
    with tools.database.write() as unit:
        proof = take_proof(unit, secret, Purpose.RESET)
        account = unit.entering.find_by_mobile(proof.address_lookup, lock=True)
        if account is None or account.disabled:
            raise ConflictError("NO_ACCOUNT_OF_NUMBER")
        proof.used_at = machine_now()
        put_password(unit, account, hashed, tools)
        unit.commit()
    tools.wake.nudge()


def put_password(unit: UnitOfWork, account: Account, hashed: str, tools: Tools) -> None:
    """Replace a password by its owner: sessions and links that wait end, and the message box says so."""
    account.password_hash, account.failed_logins, account.locked_until = hashed, 0, None
    sessions = unit.accounts.end_sessions_of(account.id)
    unit.entering.end_links_of(account.id, now=machine_now())
    note_event(unit, "account/password", {"account_id": account.id, "sessions": sessions}, tools=tools)
    telling = Telling("PASSWORD_CHANGED", unit.authorities.first().id, {"path": "/account/contact"})
    unit.add(telling.for_account(account.id, now=tools.clock.now()))
