"""Patterns written by administrators, kept so small that no input makes them slow."""

import re

PATTERN_LIMIT = 200
"""The longest pattern, and the longest text that is held against one."""

_REPETITIONS_ALLOWED = 3
_ALTERNATIVES_ALLOWED = 4
_REPETITION = re.compile(r"[*+]|(?<![(\\])\?|\{\d*,\d*\}")
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{)")
_BEYOND_REGULAR = re.compile(r"\(\?(?!:)|\\[1-9]")


def safe_pattern(text: object) -> re.Pattern[str] | None:
    """Compile a pattern (None stays None); raises ValueError PATTERN where it could take long or is no pattern.

    Repeated groups, look-arounds, back-references, more than three repetitions of open length and more than four
    alternatives are refused: what is left costs at most the cube of the text's length, and the text is short.
    """
    if text is None:
        return None
    if not isinstance(text, str) or len(text) > PATTERN_LIMIT or not _is_tame(text):
        raise ValueError("PATTERN")
    try:
        return re.compile(text, re.ASCII)
    except re.error as error:
        raise ValueError("PATTERN") from error


def _is_tame(text: str) -> bool:
    if _REPEATED_GROUP.search(text) or _BEYOND_REGULAR.search(text):
        return False
    return len(_REPETITION.findall(text)) <= _REPETITIONS_ALLOWED and text.count("|") <= _ALTERNATIVES_ALLOWED
