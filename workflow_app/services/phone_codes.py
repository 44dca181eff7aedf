"""Showing that a telephone is one's own, where short messages can be sent: a code comes to it and is typed here.

Nothing is kept: a code follows from the telephone and the time by the data key, and holds for ten to twenty minutes.
It is never a condition: whoever has no mobile phone, or gets no message, objects without.
"""

import secrets
from datetime import datetime

from workflow_app.domain.errors import BusyError, FieldError, InvalidError, LimitedError
from workflow_app.domain.message_ports import ChannelError, Message, Told
from workflow_app.domain.objections import normal_phone
from workflow_app.domain.time import machine_now
from workflow_app.services.limits import HOUR, count_attempt
from workflow_app.services.tools import Tools

MINUTES = 10
"""For so long one code is current; the one before still counts."""
SENT_TO_ONE, SENT_FROM_ONE, TRIED = 5, 20, 10
"""Codes to one telephone and from one network in an hour, and attempts at typing one while it is current."""
_DIGITS = 6


def offers_code(tools: Tools) -> bool:
    """Tell whether codes can be sent."""
    return tools.sms is not None


def send_phone_code(typed: str, *, case_id: str, caller: str, language: str, tools: Tools) -> None:
    """Send a code to a telephone, in the name of a case's authority; raises as `send_code_for`."""
    with tools.database.read() as unit:
        authority = unit.cases.get(case_id).authority
    sender = Told("", {}, authority.name_zh, authority.name_en, "")
    send_code_for(sender, typed, caller=caller, language=language, tools=tools)


def send_code_for(sender: Told, typed: str, *, caller: str, language: str, tools: Tools) -> None:
    """Send a code to a telephone in the name of an authority; nothing is sent without a gateway.

    Raises InvalidError on `/phone`, LimitedError, BusyError SMS_NOT_SENT.
    """
    phone = normal_phone(typed)
    if phone is None:
        raise InvalidError(FieldError("/phone", "INVALID_PHONE" if typed.strip() else "REQUIRED"))
    if tools.sms is None:
        return
    _count(f"code-to/{tools.cipher.lookup(phone)[:32]}", SENT_TO_ONE, HOUR, tools)
    _count(f"code-from/{caller}", SENT_FROM_ONE, HOUR, tools)
    code = _code(phone, _window(machine_now()), tools)
    written = tools.writer.write_code(code, authority=sender, minutes=MINUTES, channel="SMS", language=language)
    try:
        handed = tools.sms.send(Message(f"objector-code:{secrets.token_hex(8)}", phone, written))
    except ChannelError as error:
        raise BusyError("SMS_NOT_SENT") from error
    if handed.rejected:
        raise InvalidError(FieldError("/phone", "SMS_NOT_SENT"))


def is_confirmed(phone: str, typed: str, *, tools: Tools) -> bool:
    """Tell whether the code sent to a telephone was typed; False where none was.

    Raises InvalidError on `/confirmation` for a wrong one, LimitedError.
    """
    given = "".join(typed.split()).encode()
    if tools.sms is None or not given:
        return False
    _count(f"code-tried/{tools.cipher.lookup(phone)[:32]}", TRIED, MINUTES * 60, tools)
    now = _window(machine_now())
    known = [_code(phone, window, tools).encode() for window in (now, now - 1)]
    if not any(secrets.compare_digest(given, each) for each in known):
        raise InvalidError(FieldError("/confirmation", "WRONG_PHONE_CODE"))
    return True


def _code(phone: str, window: int, tools: Tools) -> str:
    return f"{int(tools.cipher.lookup(f'code/{window}/{phone}')[:15], 16) % 10**_DIGITS:0{_DIGITS}d}"


def _window(at: datetime) -> int:
    return int(at.timestamp()) // (MINUTES * 60)


def _count(key: str, most: int, seconds: float, tools: Tools) -> None:
    """Count an attempt; raises LimitedError where there were too many."""
    tried = count_attempt(key, seconds=seconds, amount=1, tools=tools)
    if tried.count > most:
        raise LimitedError("LIMITED", retry_after=max(1, round((tried.until - machine_now()).total_seconds())))
