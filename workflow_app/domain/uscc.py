"""Unified social credit codes (GB 32100-2015) and the organisation codes inside them (GB 11714)."""

import re
from dataclasses import dataclass

from workflow_app.domain.findings import Finding, refuse
from workflow_app.domain.widths import narrow

CHARSET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_MODULUS = 31
_ORGANISATION_CHARSET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_MODULUS = 11
_ORGANISATION_LENGTH = 9
_DIVISION = slice(2, 8)
_ORGANISATION = slice(8, 17)


@dataclass(frozen=True, slots=True)
class Uscc:
    """A valid code in its parts; `registry` is 1 staffing office, 5 civil affairs, 9 market regulation, Y other."""

    text: str
    registry: str
    kind: str
    division: str
    organisation: str


def normalise(text: str) -> str:
    """Return a code as it is stored: narrow, upper case, without blanks."""
    return re.sub(r"\s", "", narrow(text)).upper()


def check_character(body: str) -> str:
    """Return the 18th character for the first 17; raises ValueError for a character outside the set."""
    total = sum(CHARSET.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return CHARSET[-total % _MODULUS]


def organisation_check(body: str) -> str:
    """Return the 9th character of an organisation code for its first 8."""
    values = (_ORGANISATION_CHARSET.index(character) for character in body)
    total = sum(value * weight for value, weight in zip(values, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % _ORGANISATION_MODULUS]


def validate(text: str) -> tuple[Finding, ...]:
    """Return what is wrong with a code; an inner organisation digit that does not fit is only a warning."""
    code = normalise(text)
    if len(code) != LENGTH:
        return (Finding("USCC_LENGTH", {"expected": LENGTH, "found": len(code)}),)
    wrong = [at for at, character in enumerate(code) if not _is_allowed(at, character)]
    if wrong:
        return (Finding("USCC_CHARACTER", {"position": wrong[0] + 1, "found": code[wrong[0]]}),)
    findings = []
    expected = check_character(code[:-1])
    if code[-1] != expected:
        findings.append(Finding("USCC_CHECK", {"expected": expected, "found": code[-1]}))
    return (*findings, *_organisation_warning(code[_ORGANISATION]))


def parse(text: str, *, pointer: str = "/uscc") -> Uscc:
    """Return a valid code in its parts; raises InvalidError with one entry per finding."""
    refuse(validate(text), pointer=pointer)
    code = normalise(text)
    return Uscc(code, code[0], code[1], code[_DIVISION], code[_ORGANISATION])


def validate_organisation(text: str) -> tuple[Finding, ...]:
    """Return what is wrong with a stand-alone organisation code (V-ORG9), written with or without its hyphen."""
    code = normalise(text).replace("-", "")
    if len(code) != _ORGANISATION_LENGTH or any(each not in _ORGANISATION_CHARSET for each in code):
        return (Finding("ORGANISATION_CODE_SHAPE", {"expected": _ORGANISATION_LENGTH, "found": len(code)}),)
    expected = organisation_check(code[:-1])
    return (
        () if code[-1] == expected else (Finding("ORGANISATION_CODE_CHECK", {"expected": expected, "found": code[-1]}),)
    )


def _organisation_warning(organisation: str) -> tuple[Finding, ...]:
    """Warn where the organisation code inside does not carry its own check character."""
    expected = organisation_check(organisation[:-1])
    if organisation[-1] == expected:
        return ()
    return (Finding("USCC_ORGANISATION_CHECK", {"expected": expected, "found": organisation[-1]}, warning=True),)


def _is_allowed(at: int, character: str) -> bool:
    """Tell whether a character may stand at a place: digits only in the division code."""
    return character in (CHARSET[:10] if _DIVISION.start <= at < _DIVISION.stop else CHARSET)
