"""Guessing the code that belongs to a number: who calls from many places is stopped at the number itself.

A number that does not exist is counted in the same way, or the limit would tell which numbers do.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from workflow_app.domain.errors import LimitedError, NotFoundError
from workflow_app.domain.time import machine_now
from workflow_app.services.limits import HOUR, attempts, count_attempt
from workflow_app.services.tools import Tools

GUESSES = 20
"""Wrong codes for one number in an hour, wherever they come from."""


@contextmanager
def counted(number: str, *, tools: Tools) -> Iterator[None]:
    """Count a code that is not that of a number, which is a NotFoundError; raises LimitedError CODES_GUESSED before."""
    key = f"guess/{hashlib.sha256(number.encode(errors='replace')).hexdigest()}"
    tried = attempts(key, tools=tools)
    if tried.count >= GUESSES:
        wait = max(1, round((tried.until - machine_now()).total_seconds()))
        raise LimitedError("CODES_GUESSED", retry_after=wait, minutes=max(1, round(wait / 60)))
    try:
        yield
    except NotFoundError:
        count_attempt(key, seconds=HOUR, amount=1, tools=tools)
        raise
