"""One line of what the service checked by itself, beside a task."""

from dataclasses import dataclass

GOOD, KNOWN, LOOK, BAD = "success", "info", "warning", "danger"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: how it stands, what was compared, and a note."""

    tone: str
    text: str
    note: str = ""
