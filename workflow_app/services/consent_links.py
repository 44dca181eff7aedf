"""The SMS with the link by which a legal representative is asked; the link alone opens nothing, it needs a code too."""

import base64

from workflow_app.domain.message_ports import Message, Told
from workflow_app.domain.time import machine_now
from workflow_app.models import BindingRequest, DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.outward_rules import CODES_PER_HOUR, number
from workflow_app.services.phone_code_sending import Prepared, opened, tell_message
from workflow_app.services.phone_proofs import HOUR, limited
from workflow_app.services.tools import Tools

KIND = "consent_link"
PAGE = "/c"


def leave_link(unit: UnitOfWork, row: BindingRequest, token: str, tools: Tools) -> None:
    """Leave the link to be sent to the telephone of a request; raises LimitedError where that rings too often."""
    now, machine, home = tools.clock.now(), machine_now(), unit.authorities.get(row.authority_id)
    most = number(unit, home, CODES_PER_HOUR, tools)
    counted = unit.limits.count(f"link/{row.phone_lookup}", 1, now=machine, expires_at=machine + HOUR)
    if counted.count > most:
        raise limited(counted.expires_at - machine)
    sealed = base64.b64encode(tools.cipher.encrypt(token)).decode()
    payload: dict[str, object] = {"request_id": row.id, "link": sealed}
    unit.due_work.ensure(kind=KIND, key=f"{KIND}:{row.id}", payload=payload, due_at=now, now=now)


def _prepare(unit: UnitOfWork, row: DueWork, tools: Tools) -> Prepared | None:
    """Return the message; None where the request is answered or over."""
    found = unit.authorisations.find_request(str(row.payload["request_id"]))
    token = opened(row.payload["link"], tools)
    if found is None or tools.sms is None or not token or found.request.status != "WAITING":
        return None
    wanted = found.request
    if wanted.link_expires_at is None or wanted.phone_cipher is None or wanted.link_expires_at <= tools.clock.now():
        return None
    home = unit.authorities.get(wanted.authority_id)
    facts = {"name": found.account.name, "subject": wanted.subject_name}
    told = Told("CONSENT_LINK", facts, home.name_zh, home.name_en, f"{tools.base_url}{PAGE}/{token}")
    written = tools.writer.write_link(told, language=found.account.language)
    return Prepared(tools.sms, Message(key=row.id, to=tools.cipher.decrypt(wanted.phone_cipher), written=written))


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Wipe the link."""
    del unit, told, tools
    row.payload = {**row.payload, "link": ""}


CONSENT_LINK = Handler(prepare=_prepare, tell=tell_message, record=_record, housekeeping=True, tells_people=True)
