"""The marks of a letter and of its case: numbers, dates in words, verification code; and what people make of them."""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

CODE_LENGTH = 12
# Without the pairs that people mix up on paper: 0 O, 1 I L, 2 Z, 5 S, 8 B.
CODE_ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"


_HYPHENS = re.compile("[-‐‑‒–—−]")


def new_code() -> str:
    """Return a fresh verification code (55 bits, so guessing is hopeless behind a limit)."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def normal_code(typed: str) -> str:
    """Return a code as stored, from what a person typed: capitals, narrow, without spaces and hyphens."""
    return "".join(_HYPHENS.sub("", unicodedata.normalize("NFKC", typed)).upper().split())


_NUMBER = re.compile(r"([^\d\s-]+)[\s-]*([0-9]{4})[\s-]*([0-9]+)")


def normal_number(typed: str) -> str:
    """Return the number of a case as stored, from what a person typed: 修复 2026 0001 and 修复20260001 are one."""
    text = _HYPHENS.sub("-", unicodedata.normalize("NFKC", typed).strip())
    found = _NUMBER.fullmatch(text)
    return "-".join(found.groups()) if found else text


def grouped_code(code: str) -> str:
    """Return a code as printed, in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def letter_number(prefix: str, year: int, sequence: int) -> str:
    """Return the number as GB/T 9704 writes it: 牟城管信修准决〔2026〕1号, without leading zeros."""
    return f"{prefix}〔{year}〕{sequence}号"


def chinese_date(day: date) -> str:
    """Return 2026年8月19日."""
    return f"{day.year}年{day.month}月{day.day}日"


def english_date(day: date) -> str:
    """Return 19 August 2026, whatever the locale of the machine."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


_DATES = re.compile(rf"(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日|(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})")


def dates_in(text: str) -> Iterator[date]:
    """Yield the days that a letter names, in either language; what is no day is passed over."""
    for year, month, day, english_day, name, english_year in _DATES.findall(text):
        with suppress(ValueError):
            if name:
                yield date(int(english_year), _MONTHS.index(name) + 1, int(english_day))
            else:
                yield date(int(year), int(month), int(day))
