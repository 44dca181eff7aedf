"""How often something was tried from one place; machine time, shared by all processes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow_app.domain.time import machine_now
from workflow_app.services.tools import Tools


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
