"""Resident identity card numbers (GB 11643-1999), residence permits of the same shape included."""

import re
from datetime import date

from workflow_app.domain.findings import Finding
from workflow_app.domain.widths import narrow

LENGTH = 18
ADULT_YEARS = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_OLDEST = date(1880, 1, 1)


def normalise(text: str) -> str:
    """Return a number as it is stored: narrow, upper case, without blanks."""
    return re.sub(r"\s", "", narrow(text)).upper()


def check_character(body: str) -> str:
    """Return the 18th character for the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return _CHECK[total % len(_CHECK)]


def birth_date(text: str) -> date | None:
    """Return the day of birth a number carries, or None where it is no day."""
    number = normalise(text)
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def validate(text: str, *, today: date) -> tuple[Finding, ...]:
    """Return what is wrong with a number; the values never repeat the number itself."""
    number = normalise(text)
    if len(number) != LENGTH:
        return (Finding("ID_LENGTH", {"expected": LENGTH, "found": len(number)}),)
    if not _SHAPE.fullmatch(number):
        return (Finding("ID_CHARACTER"),)
    born = birth_date(number)
    if born is None or not _OLDEST <= born <= today:
        return (Finding("ID_BIRTH_DATE"),)
    expected = check_character(number[:-1])
    return () if number[-1] == expected else (Finding("ID_CHECK", {"expected": expected}),)


def is_adult(text: str, *, today: date) -> bool:
    """Tell whether the holder is at least 18 years old, as a legal representative must be."""
    born = birth_date(text)
    if born is None:
        return False
    return (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) >= ADULT_YEARS
