"""Taking over a case that was filed at the window: with its number, its follow code and the telephone noted there.

Number and code are what one follows the case with; the telephone shows that one is who stood at the counter. What is
given is an authorisation for the enterprise, as far as the paper that was shown there goes.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.authorisations import ActsAs, Scope, Way, same_name
from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, LimitedError, NotFoundError
from workflow_app.domain.letter_marks import normal_code, normal_number
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import Account, Subject, WindowFiling
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.windows import Windows
from workflow_app.services.audit import record_for_case
from workflow_app.services.authorising import Given, give
from workflow_app.services.binding_checks import latest_end
from workflow_app.services.limits import HOUR, count_attempt
from workflow_app.services.phone_proofs import take_proof
from workflow_app.services.tools import Tools

TRIED = 10
"""Numbers with codes that one account may try in an hour."""


@dataclass(frozen=True, slots=True)
class Takeable:
    """A case that may be taken over: the telephone noted at the counter, masked, and whether it is the account's."""

    case_id: str
    number: str
    phone: str
    is_own_phone: bool


def find_takeable(number: str, code: str, *, actor: Actor, tools: Tools) -> str:
    """Return the id of the case filed at a window that has this number and follow code.

    Raises InvalidError on `/code` for whatever does not fit, LimitedError.
    """
    if not number.strip() or not normal_code(code):
        missing = [("/number", number.strip()), ("/code", normal_code(code))]
        raise InvalidError(*(FieldError(field, "REQUIRED") for field, typed in missing if not typed))
    tried = count_attempt(f"counter-code/{actor.id}", seconds=HOUR, amount=1, tools=tools)
    if tried.count > TRIED:
        wait = max(1, round((tried.until - machine_now()).total_seconds()))
        raise LimitedError("CODES_TRIED", retry_after=wait, minutes=max(1, round(wait / 60)))
    with tools.database.read() as unit:
        for rows in unit.cases.list_by_number(normal_number(number)):
            is_theirs = secrets.compare_digest(rows.case.follow_code.encode(), normal_code(code).encode())
            if is_theirs and Windows(unit.session).find(rows.case.id) is not None:
                return rows.case.id
    raise InvalidError(FieldError("/code", "COUNTER_CASE_UNKNOWN"))


def get_takeable(case_id: str, *, actor: Actor, tools: Tools) -> Takeable:
    """Return a case whose number and code were right, for the step with the telephone; raises NotFoundError."""
    with tools.database.read() as unit:
        rows, filing = _filed(unit, case_id)
        account = unit.accounts.find(actor.id)
        own = account is not None and account.mobile_lookup == filing.phone_lookup
        phone = masked(Channel.SMS, tools.cipher.decrypt(filing.phone_cipher))
        return Takeable(case_id, rows.case.number or "", phone, own)


def phone_at_counter(case_id: str, *, tools: Tools) -> str:
    """Return the telephone that was noted at the counter, for a code to go there."""
    with tools.database.read() as unit:
        return tools.cipher.decrypt(_filed(unit, case_id)[1].phone_cipher)


def take_over(case_id: str, *, secret: str, actor: Actor, tools: Tools) -> str:
    """Let an account act for the enterprise of a case filed at a window, and return the id of the case.

    `secret` is that of the browser to whose telephone a code went; not needed where the account has that telephone.
    Raises ConflictError PHONE_NOT_CONFIRMED or TAKEN_OVER_ALREADY, InvalidError NAME_OF_COUNTER on `/name`.
    """
    now, last = tools.clock.now(), latest_end(tools)
    with tools.database.write() as unit:
        unit.audit.lock_case(case_id)
        rows, filing = _filed(unit, case_id)
        account = unit.contacts.lock_account(actor.id)
        if account is None or filing.taken_over_by not in (None, actor.id):
            raise ConflictError("TAKEN_OVER_ALREADY")
        if filing.taken_over_by == actor.id:
            return case_id
        _prove(unit, filing, account, secret)
        if not same_name(account.name, tools.cipher.decrypt(filing.name_cipher)):
            raise InvalidError(FieldError("/name", "NAME_OF_COUNTER"))
        today = local_date(now)
        kind = _acts_as(unit, filing, account, rows.subject, today)
        until = None if kind is ActsAs.LEGAL_REPRESENTATIVE else min(filing.mandate_until or last, last)
        if until is not None and until < today:
            raise ConflictError("MANDATE_OVER")
        give(unit, Given(account, rows.subject, kind, Scope.FILE, Way.COUNTER, today, until, actor), tools)
        filing.taken_over_by, filing.taken_over_at = actor.id, now
        said = {"acts_as": kind.value}
        record_for_case(unit, case_id=case_id, actor=actor, action="window.taken_over", data=said, now=now)
        unit.commit()
    tools.wake.nudge()
    return case_id


def _filed(unit: UnitOfWork, case_id: str) -> tuple[CaseRows, WindowFiling]:
    rows, filing = unit.cases.get(case_id), Windows(unit.session).find(case_id)
    if filing is None or rows.case.submitted_at is None:
        raise NotFoundError("CASE_UNKNOWN")
    return rows, filing


def _prove(unit: UnitOfWork, filing: WindowFiling, account: Account, secret: str) -> None:
    """Refuse who has not shown that the telephone noted at the counter is theirs."""
    if account.mobile_lookup == filing.phone_lookup:
        return
    proof = take_proof(unit, secret, Purpose.TAKE_OVER)
    if proof.about_id != filing.case_id or proof.address_lookup != filing.phone_lookup:
        raise ConflictError("PHONE_NOT_CONFIRMED")
    proof.used_at = machine_now()


def _acts_as(unit: UnitOfWork, filing: WindowFiling, account: Account, subject: Subject, today: date) -> ActsAs:
    """Return as what somebody acts from now on: as at the counter, and as head only with the name on record."""
    is_head = filing.acts_as == ActsAs.LEGAL_REPRESENTATIVE and same_name(account.name, subject.legal_representative)
    if is_head and not unit.authorisations.representatives(subject.id, today=today):
        return ActsAs.LEGAL_REPRESENTATIVE
    return ActsAs.AGENT
