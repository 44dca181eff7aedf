"""Whole numbers as they come in addresses, headers and forms: typed by anybody, of any length, in any digits."""

import re

_WHOLE = re.compile(r"[0-9]{1,9}")


def whole_number(text: str | None) -> int | None:
    """Return a number from 0 to 999,999,999; None of anything else.

    Python refuses to read thousands of digits, a database to keep more than it has room for: neither is ever asked.
    """
    return int(text) if text and _WHOLE.fullmatch(text) else None
