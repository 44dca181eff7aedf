"""The SMS with the link by which the legal representative is asked to sign; it opens nothing without a code."""

import base64

from workflow_app.domain.message_ports import Message, Told
from workflow_app.domain.signing import Standing
from workflow_app.domain.time import machine_now
from workflow_app.models import Authority, DueWork, Signature
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.outward_rules import CODES_PER_HOUR, number
from workflow_app.services.phone_code_sending import Prepared, opened, tell_message
from workflow_app.services.phone_proofs import HOUR, limited
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools

KIND = "signing_link"
PAGE = "/s"


def leave_link(unit: UnitOfWork, row: Signature, token: str, home: Authority, *, language: str, tools: Tools) -> None:
    """Leave the link to be sent to the telephone of a request; raises LimitedError where that rings too often."""
    now, machine = tools.clock.now(), machine_now()
    counted = unit.limits.count(f"link/{row.phone_lookup}", 1, now=machine, expires_at=machine + HOUR)
    if counted.count > number(unit, home, CODES_PER_HOUR, tools):
        raise limited(counted.expires_at - machine)
    sealed = base64.b64encode(tools.cipher.encrypt(token)).decode()
    payload: dict[str, object] = {"signature_id": row.id, "authority_id": home.id, "link": sealed, "language": language}
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{row.id}", payload=payload, due_at=now, now=now)


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Prepared | None:
    """Return the message; None where everything asked by the link is answered, taken back or over."""
    token = opened(row.payload["link"], tools)
    asked = Signatures(unit.session).of_link(digest(token)) if token else ()
    wanted = next((each for each in asked if each.standing == Standing.WAITING), None)
    if wanted is None or tools.sms is None:
        return None
    if wanted.link_expires_at is None or wanted.phone_cipher is None or wanted.link_expires_at <= tools.clock.now():
        return None
    home = unit.authorities.get(str(row.payload["authority_id"]))
    names = unit.accounts.names([wanted.asked_by])
    facts = {"name": names.get(wanted.asked_by, ""), "subject": unit.cases.get(wanted.case_id).subject.name}
    told = Told("SIGNING_LINK", facts, home.name_zh, home.name_en, f"{tools.base_url}{PAGE}/{token}")
    written = tools.writer.write_link(told, language=str(row.payload["language"]))
    return Prepared(tools.sms, Message(key=row.id, to=tools.cipher.decrypt(wanted.phone_cipher), written=written))


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Wipe the link."""
    del unit, told, tools
    row.payload = {**row.payload, "link": ""}


SIGNING_LINK = Handler(prepare=_prepare, tell=tell_message, record=_record, housekeeping=True, tells_people=True)
