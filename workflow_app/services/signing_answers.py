"""What the legal representative reads and says on the telephone that the link went to.

Nothing is told before the code to that telephone came back and the name was typed: a number may be mistyped.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import SERVICE, Actor, Grant, Role
from workflow_app.domain.authorisations import same_name
from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.commands.signing import AnswerSigning, SignAct
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError
from workflow_app.domain.signing import LONGEST_REASON, SHORTEST_REASON, Standing
from workflow_app.domain.time import machine_now
from workflow_app.models import PhoneProof, Signature, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.drafted import Draft, draft_of
from workflow_app.services.outward_rules import number
from workflow_app.services.phone_proofs import take_proof
from workflow_app.services.sessions import digest
from workflow_app.services.signing import TRIES
from workflow_app.services.tools import Tools

_STANDINGS = {SignAct.SIGN: Standing.SIGNED, SignAct.DECLINE: Standing.DECLINED, SignAct.NOT_ME: Standing.NOT_ME}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a link asks, with its case; `draft` is what would be handed in now."""

    row: Signature
    task: Task
    rows: CaseRows
    draft: Draft | None


def find_asked(unit: UnitOfWork, token: str, *, tools: Tools, lock: bool = False) -> Asked:
    """Return what a link asks; the case is held first where something is to be changed.

    Raises NotFoundError SIGNATURE_UNKNOWN.
    """
    row = Signatures(unit.session).find_by_link(digest(token))
    if row is None:
        raise NotFoundError("SIGNATURE_UNKNOWN")
    task, rows = unit.tasks.get(row.task_id, lock=lock)
    if lock:
        row = Signatures(unit.session).find_by_link(digest(token), lock=True) or row
    if task.status != "OPEN":
        return Asked(row, task, rows, None)
    tasks = unit.tasks.of_case(rows.case.id)
    return Asked(row, task, rows, draft_of(unit, rows, task, tasks, actor=_filer(row, rows), tools=tools))


def is_over(asked: Asked, tools: Tools) -> bool:
    """Tell whether the time of a link has come to its end, or what it asks for was handed in or ended without it."""
    ends = asked.row.link_expires_at
    return asked.draft is None or ends is None or ends <= tools.clock.now()


def is_changed(asked: Asked) -> bool:
    """Tell whether the answers, or who is on record as legal representative, are others than were asked about."""
    is_same = asked.draft is not None and asked.draft.digest == asked.row.digest
    return not is_same or asked.row.representative != asked.rows.subject.legal_representative


def note_try(token: str, *, tools: Tools) -> None:
    """Count an attempt at the code; raises ConflictError SIGNING_LOCKED where there were too many, and as `waiting`."""
    with tools.database.write() as unit:
        asked = find_asked(unit, token, tools=tools, lock=True)
        waiting(asked, tools)
        is_locked = _count(unit, asked, tools)
        unit.commit()
    if is_locked:
        raise ConflictError("SIGNING_LOCKED")


def note_opened(token: str, secret: str, name: str, *, tools: Tools) -> None:
    """Take the name of who has shown that the telephone is theirs; then they may read.

    Raises InvalidError on `/name`, ConflictError PHONE_NOT_CONFIRMED or SIGNING_LOCKED, and as `waiting`.
    """
    with tools.database.write() as unit:
        asked = find_asked(unit, token, tools=tools, lock=True)
        row = waiting(asked, tools)
        _refuse_other_phone(unit, asked, secret)
        is_right, is_locked = same_name(name, row.signer), False
        if is_right:
            row.opened_at = row.opened_at or tools.clock.now()
        elif name.strip():
            is_locked = _count(unit, asked, tools)
        unit.commit()
    if is_locked:
        raise ConflictError("SIGNING_LOCKED")
    if not is_right:
        raise InvalidError(FieldError("/name", "SIGNER_NAME_WRONG" if name.strip() else "REQUIRED"))


def answer_signing(command: AnswerSigning, *, tools: Tools) -> None:
    """Take what is said; it is said once, and nothing is handed in by it: that is for whoever asked.

    Raises NotFoundError SIGNATURE_UNKNOWN, ConflictError as `waiting`, PHONE_NOT_CONFIRMED or SIGNING_CHANGED,
    InvalidError on `/name`, `/reason` or `/has_read`.
    """
    with tools.database.write() as unit:
        asked = find_asked(unit, command.token, tools=tools, lock=True)
        row, now = waiting(asked, tools), tools.clock.now()
        if command.act is SignAct.SIGN and is_changed(asked):
            raise ConflictError("SIGNING_CHANGED")
        proof = _refuse_other_phone(unit, asked, command.secret)
        _refuse_wrong(command, row)
        proof.used_at = machine_now()
        row.standing = _STANDINGS[command.act].value
        row.reason = command.reason.strip() or None
        if command.act is SignAct.SIGN:
            row.signed_at = now
        said: dict[str, object] = {"reason": row.reason} if row.reason else {}
        _note(unit, row.case_id, command.act, said, tools)
        _tell(unit, asked, command.act, tools)
        unit.commit()
    tools.wake.nudge()


def waiting(asked: Asked, tools: Tools) -> Signature:
    """Return a request that waits; raises ConflictError SIGNING_LOCKED, SIGNING_ANSWERED or SIGNING_OVER."""
    if asked.row.standing == Standing.LOCKED:
        raise ConflictError("SIGNING_LOCKED")
    if asked.row.standing != Standing.WAITING:
        raise ConflictError("SIGNING_ANSWERED")
    if is_over(asked, tools):
        raise ConflictError("SIGNING_OVER")
    return asked.row


def _count(unit: UnitOfWork, asked: Asked, tools: Tools) -> bool:
    """Count one more attempt and tell whether it was one too many."""
    asked.row.tries += 1
    if asked.row.tries <= number(unit, asked.rows.authority, TRIES, tools):
        return False
    asked.row.standing, now = Standing.LOCKED.value, tools.clock.now()
    case_id = asked.rows.case.id
    record_for_case(unit, case_id=case_id, actor=SERVICE, action="signing.locked", data={}, now=now)
    return True


def _refuse_other_phone(unit: UnitOfWork, asked: Asked, secret: str) -> PhoneProof:
    proof = take_proof(unit, secret, Purpose.SIGN)
    if proof.about_id != asked.row.id or proof.address_lookup != asked.row.phone_lookup:
        raise ConflictError("PHONE_NOT_CONFIRMED")
    return proof


def _refuse_wrong(command: AnswerSigning, row: Signature) -> None:
    wrong = []
    if command.act is not SignAct.NOT_ME and not same_name(command.name, row.signer):
        wrong.append(FieldError("/name", "SIGNER_NAME_WRONG"))
    if command.act is SignAct.SIGN and not command.has_read:
        wrong.append(FieldError("/has_read", "READ_TO_SIGN"))
    if command.act is SignAct.DECLINE and not SHORTEST_REASON <= len(command.reason.strip()) <= LONGEST_REASON:
        wrong.append(FieldError("/reason", "SIGNING_REASON" if command.reason.strip() else "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)


def _filer(row: Signature, rows: CaseRows) -> Actor:
    """Return who asked, as far as what is filled in beforehand depends on it."""
    return Actor(row.asked_by, "", frozenset({Grant(Role.APPLICANT)}), frozenset({rows.subject.id}))


def _note(unit: UnitOfWork, case_id: str, act: SignAct, said: Mapping[str, object], tools: Tools) -> None:
    """Chain what was said to the case; who said it has no account, and their name stands with the signature."""
    now = tools.clock.now()
    if act is SignAct.SIGN:
        record_for_case(unit, case_id=case_id, actor=SERVICE, action="signing.signed", data=said, now=now)
    elif act is SignAct.DECLINE:
        record_for_case(unit, case_id=case_id, actor=SERVICE, action="signing.declined", data=said, now=now)
    else:
        record_for_case(unit, case_id=case_id, actor=SERVICE, action="signing.not_me", data=said, now=now)


def _tell(unit: UnitOfWork, asked: Asked, act: SignAct, tools: Tools) -> None:
    """Tell whoever asked: they hand it in, or speak with who would not sign."""
    row, rows = asked.row, asked.rows
    code = "SIGNATURE_GIVEN" if act is SignAct.SIGN else "SIGNATURE_REFUSED"
    facts = {"subject": rows.subject.name, "name": row.signer, "path": f"/my/tasks/{row.task_id}/signing"}
    unit.add(Telling(code, rows.authority.id, facts).for_account(row.asked_by, now=tools.clock.now()))
