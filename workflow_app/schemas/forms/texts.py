"""Free text on its way in: cleaned of the invisible, refused where it carries markup or controls (rule V-TEXT)."""

import re
import unicodedata

PLACEHOLDERS = frozenset({"/", "无", "null", "none", "n/a", "-", "—"})
"""What people type to get past a required field; it counts as no answer."""

_DROPPED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2061-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_MARKUP = re.compile(r"<[A-Za-z/!?]")


def clean_text(raw: str) -> str:
    """Return text in NFC with plain line ends and spaces, without invisible characters and outer space."""
    plain = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _DROPPED.sub("", plain)).strip()


def forbidden_in(text: str, *, lines: bool) -> str | None:
    """Return what a cleaned text must not hold: CONTROL, LINE_BREAK or HTML; None where it is fine."""
    if _FORBIDDEN.search(text):
        return "CONTROL"
    if not lines and "\n" in text:
        return "LINE_BREAK"
    return "HTML" if _MARKUP.search(text) else None


def is_unanswered(value: object) -> bool:
    """Tell whether a value says nothing: absent, empty, only space, or an empty list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
