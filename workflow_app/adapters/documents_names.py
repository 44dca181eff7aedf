"""Names of uploaded files, made safe to show, to store and to send in a header."""

import re
import unicodedata

LONGEST = 120
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


def safe_filename(name: str) -> str:
    """Return the last part of a path without what breaks file systems or deceives readers; Chinese stays."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Category C: controls, direction overrides ("exe.pdf" shown backwards), private and unassigned characters.
    seen = "".join(char for char in last if not unicodedata.category(char).startswith("C"))
    tidy = _NOT_IN_NAMES.sub("_", " ".join(seen.split())).strip(". ")
    stem, dot, extension = tidy.rpartition(".")
    if not dot:
        return tidy[:LONGEST] or "document"
    end = dot + extension[:20]
    return (stem[: LONGEST - len(end)].rstrip(". ") or "document") + end


def extension_of(name: str) -> str:
    """Return the extension in small letters, or nothing."""
    return name.rpartition(".")[2].lower() if "." in name else ""
