"""Free text as it comes from people and spreadsheets (rule V-TEXT)."""

import re
import unicodedata

from workflow_app.domain import personal_numbers
from workflow_app.domain.findings import Finding

_PLACEHOLDERS = frozenset(
    {
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "－",
        ".",
        "。",
        "无",
        "空",
        "暂无",
        "不详",
        "未知",
        "略",
        "null",
        "none",
        "nil",
        "n/a",
        "na",
    }
)
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d\s.])")


def tidy(text: str) -> str:
    """Return text on one line, without blanks around it; punctuation stays as it was written."""
    return " ".join(text.split())


def kept_name(name: str, *, longest: int) -> str:
    """Return the name of a file as it can be kept and shown: its end, where the ending is, without invisible signs."""
    return "".join(each for each in name if not unicodedata.category(each).startswith("C"))[-longest:]


def is_placeholder(text: str) -> bool:
    """Tell whether text only says that there is none."""
    return text.strip().lower() in _PLACEHOLDERS


def validate(text: str, *, maximum: int) -> tuple[Finding, ...]:
    """Return what is wrong with a text: too long, markup, control characters, or a formula in waiting."""
    if len(text) > maximum:
        return (Finding("TOO_LONG", {"maximum": maximum, "found": len(text)}),)
    if _CONTROL.search(text):
        return (Finding("CONTROL_CHARACTER"),)
    if _FORMULA.match(text) and not is_placeholder(text):
        return (Finding("FORMULA"),)
    return (Finding("MARKUP"),) if _MARKUP.search(text) else ()


def has_personal_data(text: str) -> bool:
    """Tell whether a text that will be shown to the public carries the number of a person (rule 4.7)."""
    return any(each.certain for each in personal_numbers.find(text))
