"""Numbers of decision documents, in the one spelling that compares (rule V-DOCNO)."""

import re

from workflow_app.domain.findings import Finding
from workflow_app.domain.texts import is_placeholder
from workflow_app.domain.widths import narrow_alphanumeric

MAX_LENGTH = 128
_YEAR = re.compile(r"[\[［(（【〖﹝〔{｛<＜〈《]((?:19|20)\d{2})[\]］)）】〗﹞〕}｝>＞〉》]", re.ASCII)


def normalise(text: str) -> str:
    """Return a number with its year in 〔〕, narrow digits and no blanks: [2026], （2026） and 〔2026〕 are one."""
    return _YEAR.sub(r"〔\1〕", re.sub(r"\s", "", narrow_alphanumeric(text)))


def validate(text: str) -> tuple[Finding, ...]:
    """Return what is wrong with a number."""
    number = normalise(text)
    if not number:
        return (Finding("REQUIRED"),)
    if is_placeholder(number):
        return (Finding("PLACEHOLDER", {"found": number}),)
    if len(number) > MAX_LENGTH:
        return (Finding("TOO_LONG", {"maximum": MAX_LENGTH, "found": len(number)}),)
    return ()
