"""Papers that are signed by hand: each carries a number and the version of the answers it shows, on every page.

They are the same at the service window and at home: what was signed is told from other cases and versions by its mark.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping

from workflow_app.domain.errors import FieldError
from workflow_app.domain.letter_marks import CODE_ALPHABET

SIGNED, SIGNED_BEFORE = "signed_sheet", "signed_before"
"""Fields of documents: scans of the signed paper, and those of an earlier one."""
SHEET_LENGTH, VERSION_LENGTH = 8, 6
LONGEST_MARK = 300
_MARK = re.compile(rf"([0-9A-Z]{{{SHEET_LENGTH}}})-?([0-9A-F]{{{VERSION_LENGTH}}})")
_IN_ADDRESS = re.compile(r"sheet=([0-9A-Za-z-]+)")


def new_sheet_no() -> str:
    """Return the number of the papers of a filing; it has no case number before it is handed in."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(SHEET_LENGTH))


def digest_of(content: object) -> str:
    """Return the digest of what is signed; other content has another one."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def version_of(task_id: str, values: Mapping[str, object]) -> str:
    """Return the version of answers: other answers, or those to another step, have another one."""
    return short_version(digest_of([task_id, values]))


def short_version(digest: str) -> str:
    """Return what stands on paper of a digest."""
    return digest[:VERSION_LENGTH].upper()


def mark_of(sheet_no: str, version: str) -> str:
    """Return what stands on every page of a paper to sign."""
    return f"{sheet_no}-{version}"


def read_mark(typed: str) -> tuple[str, str] | None:
    """Return number and version as typed, or as a hand-held reader types the QR code; None where it is neither."""
    inside = _IN_ADDRESS.search(typed)
    found = _MARK.fullmatch("".join((inside[1] if inside else typed).upper().split()))
    return (found[1], found[2]) if found else None


def wrong_mark(typed: str, *, sheet_no: str, version: str) -> Iterator[FieldError]:
    """Yield why a paper is not the one that is to be signed now."""
    read = read_mark(typed)
    if not typed.strip():
        yield FieldError("/mark", "REQUIRED")
    elif read is None:
        yield FieldError("/mark", "SHEET_UNREADABLE")
    elif read[0] != sheet_no:
        yield FieldError("/mark", "SHEET_OF_OTHER_CASE")
    elif read[1] != version:
        yield FieldError("/mark", "SHEET_OF_OTHER_VERSION")
