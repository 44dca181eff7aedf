"""The work of sending the code by which a telephone is shown to be one's own."""

import base64
from dataclasses import dataclass, field
from datetime import timedelta

from workflow_app.domain.contacts import Channel
from workflow_app.domain.message_ports import Handed, Message, Sender, Told
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.outward_rules import CODE_VALID, number
from workflow_app.services.phone_proofs import digest_of
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message ready to be handed over."""

    sender: Sender
    message: Message = field(repr=False)


def tell_message(prepared: object, tools: Tools) -> object:
    """Hand a message over."""
    del tools
    if not isinstance(prepared, Prepared):
        raise TypeError(type(prepared).__name__)
    return prepared.sender.send(prepared.message)


def opened(text: object, tools: Tools) -> str:
    """Return what lies encrypted in a piece of work; nothing where it was wiped."""
    return tools.cipher.decrypt(base64.b64decode(str(text))) if text else ""


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Prepared | None:
    """Return the message with the code; None where it is too old to be of use, or was used."""
    proof = unit.entering.find_proof_by_id(str(row.payload["proof_id"]))
    if proof is None or tools.sms is None:
        return None
    code, left = opened(row.payload["code"], tools), proof.code_expires_at - machine_now()
    if left <= timedelta() or proof.code_digest != digest_of(proof.id, code, tools):
        return None
    home = unit.authorities.get(str(row.payload["authority_id"]))
    written = tools.writer.write_code(
        code,
        authority=Told("", {}, home.name_zh, home.name_en, ""),
        minutes=number(unit, home, CODE_VALID, tools),
        channel=Channel.SMS.value,
        language=proof.language,
    )
    return Prepared(tools.sms, Message(key=row.id, to=tools.cipher.decrypt(proof.address_cipher), written=written))


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Wipe the code; where nobody is reached at the number, the code is void."""
    proof = unit.entering.find_proof_by_id(str(row.payload["proof_id"]), lock=True)
    if proof is not None and isinstance(told, Handed) and told.rejected:
        proof.code_digest = None
    row.payload = {**row.payload, "code": ""}
    del tools


PHONE_CODE = Handler(prepare=_prepare, tell=tell_message, record=_record, housekeeping=True, tells_people=True)
