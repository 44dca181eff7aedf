"""Where a person can be reached outside the message box: addresses as they are kept, and as they are shown."""

import re
from enum import StrEnum

from workflow_app.domain import masking
from workflow_app.domain.errors import FieldError, InvalidError


class Channel(StrEnum):
    """A way to tell somebody outside this service; the message box is always there beside it."""

    MAIL = "MAIL"
    SMS = "SMS"


LANGUAGES = ("zh", "en")
LONGEST_ADDRESS, LONGEST_LOCAL = 254, 64
CODE_DIGITS = 6
MAIL_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
MOBILE = re.compile(r"1[3-9]\d{9}")
_COUNTRY = re.compile(r"^(?:\+|00)86")
_FULL_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {ord("＋"): "+", ord("＠"): "@"}


def read_address(channel: Channel, text: str) -> str:
    """Return an address as it is kept: a mail address with its domain in small letters, a mobile number of 11 digits.

    Raises InvalidError on `/address`: REQUIRED, INVALID_MAIL or INVALID_MOBILE.
    """
    text = text.strip().translate(_FULL_WIDTH)
    if not text:
        raise InvalidError(FieldError("/address", "REQUIRED"))
    if channel is Channel.MAIL:
        local, _, domain = text.rpartition("@")
        if len(text) > LONGEST_ADDRESS or len(local) > LONGEST_LOCAL or not MAIL_ADDRESS.fullmatch(text):
            raise InvalidError(FieldError("/address", "INVALID_MAIL"))
        return f"{local}@{domain.lower()}"
    number = _COUNTRY.sub("", re.sub(r"[\s-]", "", text))
    if not number.isascii() or not MOBILE.fullmatch(number):
        raise InvalidError(FieldError("/address", "INVALID_MOBILE"))
    return number


def masked(channel: Channel, address: str) -> str:
    """Return an address by which its owner recognises it and nobody else can use it: w***@example.cn, 138****1234."""
    if channel is Channel.SMS:
        return masking.phone(address)
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}"
