"""One line of what the service checked by itself, beside a task."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

GOOD, KNOWN, LOOK, BAD = "success", "info", "warning", "danger"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: how it stands, what was compared, a note, and whence the service knows it."""

    tone: str
    text: str
    note: str = ""
    source: str = ""


def from_source(checks: Iterable[Check], source: str) -> Iterator[Check]:
    """Yield checks with whence they are known, where they do not say so themselves."""
    return (each if each.source else replace(each, source=source) for each in checks)
