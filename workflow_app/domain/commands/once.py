"""A request that may arrive twice and must have one effect."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Once:
    """The key a sender chose, where it was sent, a digest of the body, and how to write the answer down.

    `dump` turns the view a service returns into the JSON that was answered; `status` is the HTTP status of it.
    """

    key: str
    path: str
    body_hash: str
    dump: Callable[[object], dict[str, object]]
    status: int = 200
