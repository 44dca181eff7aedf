"""Rules of decision tables as somebody writes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule: its cells as they are written, and what it says to people."""

    tests: tuple[str, ...]
    values: tuple[str, ...]
    note: str = ""
    note_en: str = ""
