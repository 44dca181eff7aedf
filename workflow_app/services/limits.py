"""How often something was tried from one place; machine time, shared by all processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import LimitedError
from workflow_app.domain.time import machine_now
from workflow_app.services.tools import Tools

HOUR = 3600
KIBIBYTE = 1024
UPLOADED = 512 * 1024
"""KiB that one account may send in an hour: looking into files costs time, and keeping them costs room."""
COUNTED_FROM = 64
"""KiB below which a file costs neither."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How often in the present window, and when that ends."""

    count: int
    until: datetime


def count_attempt(key: str, *, seconds: float, amount: int, tools: Tools, in_passing: bool = False) -> Tried:
    """Count an attempt in a window that begins with the first one.

    Raises BusyError while another writes for long; `in_passing` that is soon.
    """
    now = machine_now()
    with tools.database.write_in_passing() if in_passing else tools.database.write() as work:
        if amount == 1:
            work.limits.forget_before(now - timedelta(days=1))
        counted = work.limits.count(key, amount, now=now, expires_at=now + timedelta(seconds=seconds))
        work.commit()
    return Tried(counted.count, counted.expires_at)


def count_upload(size: int, *, actor: Actor, tools: Tools) -> None:
    """Count the bytes that somebody sent; raises LimitedError where they are too many in an hour."""
    amount = size // KIBIBYTE
    if amount < COUNTED_FROM:
        return
    tried = count_attempt(f"uploaded/{actor.id}", seconds=HOUR, amount=amount, tools=tools)
    if tried.count > UPLOADED:
        raise LimitedError("LIMITED", retry_after=max(1, round((tried.until - machine_now()).total_seconds())))


def attempts(key: str, *, tools: Tools) -> Tried:
    """Return what was counted in the present window."""
    now = machine_now()
    with tools.database.read() as work:
        found = work.limits.find(key, now=now)
    return Tried(found.count, found.expires_at) if found else Tried(0, now)


def forget_attempts(key: str, *, tools: Tools) -> None:
    """Start a counter anew."""
    with tools.database.write() as work:
        work.limits.forget(key)
        work.commit()
