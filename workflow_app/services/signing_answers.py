"""What the legal representative reads and says on the telephone that the link went to.

Nothing is told before the code to that telephone came back and the name was typed: a number may be mistyped.
"""

from collections.abc import Mapping, Sequence

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.authorisations import same_name
from workflow_app.domain.commands.entering import Purpose
from workflow_app.domain.commands.signing import AnswerSigning, SignAct
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError
from workflow_app.domain.signing import LONGEST_REASON, SHORTEST_REASON, Standing
from workflow_app.domain.time import machine_now
from workflow_app.models import PhoneProof, Signature
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.audit import record_for_case
from workflow_app.services.outward_rules import number
from workflow_app.services.phone_proofs import take_proof
from workflow_app.services.signing import TRIES
from workflow_app.services.signing_asked import Asked, AskedTogether, find_asked, refuse_answered
from workflow_app.services.tools import Tools

_STANDINGS = {SignAct.SIGN: Standing.SIGNED, SignAct.DECLINE: Standing.DECLINED, SignAct.NOT_ME: Standing.NOT_ME}


def note_try(token: str, *, tools: Tools) -> None:
    """Count an attempt at the code; raises ConflictError SIGNING_LOCKED where too many, and as `refuse_answered`."""
    with tools.database.write() as unit:
        together = find_asked(unit, token, tools=tools, lock=True)
        refuse_answered(together, tools)
        is_locked = _count(unit, together, tools)
        unit.commit()
    if is_locked:
        raise ConflictError("SIGNING_LOCKED")


def note_opened(token: str, secret: str, name: str, *, tools: Tools) -> None:
    """Take the name of who has shown that the telephone is theirs; then they may read.

    Raises InvalidError on `/name`, ConflictError PHONE_NOT_CONFIRMED or SIGNING_LOCKED, and as `refuse_answered`.
    """
    with tools.database.write() as unit:
        together = find_asked(unit, token, tools=tools, lock=True)
        waiting = refuse_answered(together, tools)
        _refuse_other_phone(unit, together, secret)
        is_right, is_locked = same_name(name, together.lead.signer), False
        if is_right:
            for each in waiting:
                each.row.opened_at = each.row.opened_at or tools.clock.now()
        elif name.strip():
            is_locked = _count(unit, together, tools)
        unit.commit()
    if is_locked:
        raise ConflictError("SIGNING_LOCKED")
    if not is_right:
        raise InvalidError(FieldError("/name", "SIGNER_NAME_WRONG" if name.strip() else "REQUIRED"))


def answer_signing(command: AnswerSigning, *, tools: Tools) -> bool:
    """Take what is said of the applications that were shown, and return whether nothing is left to answer.

    Of each it is said once, and nothing is handed in by it: that is for whoever asked. What was changed meanwhile is
    left as it is; the others are signed.

    Raises NotFoundError SIGNATURE_UNKNOWN, ConflictError as `refuse_answered`, PHONE_NOT_CONFIRMED or SIGNING_CHANGED,
    InvalidError on `/name`, `/reason`, `/shown` or `/has_read`.
    """
    with tools.database.write() as unit:
        together = find_asked(unit, command.token, tools=tools, lock=True)
        refuse_answered(together, tools)
        meant = _meant(together, command, tools)
        proof = _refuse_other_phone(unit, together, command.secret)
        _refuse_wrong(command, together.lead, meant)
        if not meant:
            raise ConflictError("SIGNING_CHANGED")
        for each in meant:
            _answer(unit, each, command, tools)
        _tell(unit, together, meant, command.act, tools)
        is_done = not together.open_to(tools)
        if is_done:
            proof.used_at = machine_now()
        unit.commit()
    tools.wake.nudge()
    return is_done


def _meant(together: AskedTogether, command: AnswerSigning, tools: Tools) -> tuple[Asked, ...]:
    """Return of which applications something is said: to sign only what was shown, and is as it was shown."""
    if command.act is SignAct.SIGN:
        can_be = together.open_to(tools)
        if not can_be:
            raise ConflictError("SIGNING_CHANGED")
        return tuple(each for each in can_be if each.row.id in command.shown)
    return tuple(each for each in together.waiting() if each.row.id in command.shown or command.act is SignAct.NOT_ME)


def _answer(unit: UnitOfWork, asked: Asked, command: AnswerSigning, tools: Tools) -> None:
    row = asked.row
    row.standing = _STANDINGS[command.act].value
    row.reason = command.reason.strip() or None
    if command.act is SignAct.SIGN:
        row.signed_at = tools.clock.now()
    said: dict[str, object] = {"reason": row.reason} if row.reason else {}
    _note(unit, row.case_id, command.act, said, tools)


def _count(unit: UnitOfWork, together: AskedTogether, tools: Tools) -> bool:
    """Count one more attempt and tell whether it was one too many; then nothing of the link can be signed."""
    first = together.items[0]
    together.lead.tries += 1
    if together.lead.tries <= number(unit, first.rows.authority, TRIES, tools):
        return False
    for each in together.waiting():
        each.row.standing = Standing.LOCKED.value
        record_for_case(
            unit, case_id=each.row.case_id, actor=SERVICE, action="signing.locked", data={}, now=tools.clock.now()
        )
    return True


def _refuse_other_phone(unit: UnitOfWork, together: AskedTogether, secret: str) -> PhoneProof:
    proof, lead = take_proof(unit, secret, Purpose.SIGN), together.lead
    if proof.about_id != lead.id or proof.address_lookup != lead.phone_lookup:
        raise ConflictError("PHONE_NOT_CONFIRMED")
    return proof


def _refuse_wrong(command: AnswerSigning, lead: Signature, meant: Sequence[Asked]) -> None:
    wrong = []
    if command.act is not SignAct.NOT_ME and not same_name(command.name, lead.signer):
        wrong.append(FieldError("/name", "SIGNER_NAME_WRONG"))
    if command.act is SignAct.SIGN and not command.has_read:
        wrong.append(FieldError("/has_read", "READ_TO_SIGN"))
    if command.act is SignAct.DECLINE:
        if not meant:
            wrong.append(FieldError("/shown", "SIGNING_WHICH"))
        if not SHORTEST_REASON <= len(command.reason.strip()) <= LONGEST_REASON:
            wrong.append(FieldError("/reason", "SIGNING_REASON" if command.reason.strip() else "REQUIRED"))
    if wrong:
        raise InvalidError(*wrong)


def _note(unit: UnitOfWork, case_id: str, act: SignAct, said: Mapping[str, object], tools: Tools) -> None:
    """Chain what was said to the case; who said it has no account, and their name stands with the signature."""
    now = tools.clock.now()
    if act is SignAct.SIGN:
        record_for_case(unit, case_id=case_id, actor=SERVICE, action="signing.signed", data=said, now=now)
    elif act is SignAct.DECLINE:
        record_for_case(unit, case_id=case_id, actor=SERVICE, action="signing.declined", data=said, now=now)
    else:
        record_for_case(unit, case_id=case_id, actor=SERVICE, action="signing.not_me", data=said, now=now)


def _tell(unit: UnitOfWork, together: AskedTogether, meant: Sequence[Asked], act: SignAct, tools: Tools) -> None:
    """Tell whoever asked, once: they hand it in, or speak with who would not sign."""
    first, is_given = meant[0], act is SignAct.SIGN
    facts: dict[str, object] = {"subject": first.rows.subject.name, "name": first.row.signer}
    if len(together.items) == 1:
        code = "SIGNATURE_GIVEN" if is_given else "SIGNATURE_REFUSED"
        facts["path"] = f"/my/tasks/{first.row.task_id}/signing"
    else:
        code = "SIGNATURES_GIVEN" if is_given else "SIGNATURES_REFUSED"
        facts |= {"path": _place(meant), "num": len(meant), "all": len(together.items)}
    telling = Telling(code, first.rows.authority.id, facts)
    unit.add(telling.for_account(first.row.asked_by, now=tools.clock.now()))


def _place(meant: Sequence[Asked]) -> str:
    """Return where one goes on: with what is still prepared together, or with the one that was taken out."""
    batch_id = next((each.rows.case.batch_id for each in meant if each.rows.case.batch_id), None)
    return f"/my/batches/{batch_id}/signing" if batch_id else f"/my/tasks/{meant[0].row.task_id}/signing"
