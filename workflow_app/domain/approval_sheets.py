"""The approval sheet of a case (审批表): who may read it, who registers the signed one, and what is wrong with that."""

from collections.abc import Collection, Iterator
from datetime import date

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.approval_sheets import RegisterSheet
from workflow_app.domain.errors import FieldError
from workflow_app.domain.letter_marks import normal_number
from workflow_app.domain.policies import CONFLICT_OF_INTEREST, YES, Answer

REGISTERS = frozenset({Role.CLERK_OF_OFFICE})
"""Who enters a sheet that was signed on paper; a clerk of the office decides nothing (rule A18)."""
LONGEST_DISPUTE = 1000
SIGNS = frozenset({Role.DECIDER, Role.SECTION_HEAD})
"""Roles that sign the sheet, beside whoever was appointed for a step of the case."""


def may_register_sheet(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody may register a signed sheet: not of an enterprise they act for."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not held & REGISTERS:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def wrong_in_sheet(
    asked: RegisterSheet, *, number: str, signers: Collection[str], by: str, first: date, today: date
) -> Iterator[FieldError]:
    """Yield what is missing or cannot be of a signed sheet of the case with this number, handed in on its first day."""
    if not asked.number.strip():
        yield FieldError("/number", "REQUIRED")
    elif normal_number(asked.number) != normal_number(number):
        yield FieldError("/number", "OTHER_CASE")
    if not asked.signer_id:
        yield FieldError("/signer_id", "REQUIRED")
    elif asked.signer_id == by:
        yield FieldError("/signer_id", "SIGNED_ONESELF")
    elif asked.signer_id not in signers:
        yield FieldError("/signer_id", "NOT_A_CHOICE")
    yield from _wrong_day(asked.signed_on, first=first, today=today)
    if asked.proof is None:
        yield FieldError("/proof", "REQUIRED")
    if asked.decision is not None and not asked.decision.compared:
        yield FieldError("/compared", "REQUIRED")


def _wrong_day(day: date | None, *, first: date, today: date) -> Iterator[FieldError]:
    if day is None:
        yield FieldError("/signed_on", "REQUIRED")
    elif day > today:
        yield FieldError("/signed_on", "DATE_IN_FUTURE", {"maximum": today})
    elif day < first:
        yield FieldError("/signed_on", "BEFORE_HANDED_IN", {"minimum": first})
