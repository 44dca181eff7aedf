"""Showing that a telephone is one's own: a code that is sent to it and typed here, where there is a gateway.

Nothing is kept: a code follows from the telephone and the time by the data key, and holds for ten to twenty minutes.
"""

import secrets
from datetime import datetime

from workflow_app.domain.errors import FieldError, InvalidError, LimitedError
from workflow_app.domain.objections import normal_phone
from workflow_app.domain.time import machine_now
from workflow_app.services.limits import HOUR, count_attempt
from workflow_app.services.tools import Tools

WINDOW = 600
"""Seconds for which one code is current; the one before still counts."""
SENT_TO_ONE, SENT_FROM_ONE, TRIED = 5, 20, 10
"""Codes to one telephone and from one network in an hour, and attempts at typing one in a window."""
_DIGITS = 6


def asks_for_code(tools: Tools) -> bool:
    """Tell whether codes can be sent, so that one is asked for."""
    return tools.send_code is not None


def send_phone_code(typed: str, *, caller: str, tools: Tools) -> None:
    """Send a code to a telephone; raises InvalidError on `/phone`, LimitedError. Without a gateway nothing is sent."""
    phone = normal_phone(typed)
    if phone is None:
        raise InvalidError(FieldError("/phone", "INVALID_PHONE" if typed.strip() else "REQUIRED"))
    if tools.send_code is None:
        return
    _count(f"code-to/{tools.cipher.lookup(phone)[:32]}", SENT_TO_ONE, HOUR, tools)
    _count(f"code-from/{caller}", SENT_FROM_ONE, HOUR, tools)
    tools.send_code(phone, _code(phone, _window(machine_now()), tools))


def refuse_wrong_code(phone: str, typed: str, *, tools: Tools) -> None:
    """Refuse a code that was not sent to a telephone lately; raises InvalidError on `/confirmation`, LimitedError."""
    if tools.send_code is None:
        return
    _count(f"code-tried/{tools.cipher.lookup(phone)[:32]}", TRIED, WINDOW, tools)
    now = _window(machine_now())
    given = "".join(typed.split()).encode()
    known = [_code(phone, window, tools).encode() for window in (now, now - 1)]
    if not any(secrets.compare_digest(given, each) for each in known):
        raise InvalidError(FieldError("/confirmation", "WRONG_CODE" if given else "REQUIRED"))


def _code(phone: str, window: int, tools: Tools) -> str:
    return f"{int(tools.cipher.lookup(f'code/{window}/{phone}')[:15], 16) % 10**_DIGITS:0{_DIGITS}d}"


def _window(at: datetime) -> int:
    return int(at.timestamp()) // WINDOW


def _count(key: str, most: int, seconds: float, tools: Tools) -> None:
    """Count an attempt; raises LimitedError where there were too many."""
    tried = count_attempt(key, seconds=seconds, amount=1, tools=tools)
    if tried.count > most:
        raise LimitedError("LIMITED", retry_after=max(1, round((tried.until - machine_now()).total_seconds())))
