"""Numbers of persons in free text (rule 4.7): identity cards, telephones and bank accounts, however they are spaced.

Texts are folded before they are searched, so that full-width digits and blanks between digits hide nothing. Numbers of
decisions, amounts, days and credit codes are no numbers of persons.
"""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow_app.domain import uscc
from workflow_app.domain.widths import narrow

_BASIC_PLANE, _STYLED_DIGITS = 0x10000, range(0x1D7CE, 0x1D800)
_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in (*range(0x80, _BASIC_PLANE), *_STYLED_DIGITS)
    if code <= sys.maxunicode and chr(code).isdecimal()
}
_BETWEEN = r"[\s\-\u2010-\u2015\u2212_\u00b7\u00ad\u200b-\u200d\u2060]"
_GAP, _WIDE_GAP = f"{_BETWEEN}?", f"(?:{_BETWEEN}{{0,3}}|[.])"
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_WIDE_GAP}\d){{16}}{_WIDE_GAP}[\dXx](?![0-9A-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{14}(?![0-9A-Za-z])")
_MOBILE = re.compile(
    rf"(?:(?<!\d)|(?<=\+86)|(?<=(?<!\d)0086))"
    rf"(?:1[3-9]\d{_WIDE_GAP}\d{{4}}{_WIDE_GAP}\d{{4}}|1[3-9]\d\d{_GAP}\d{{3}}{_GAP}\d{{4}}"
    rf"|1{_BETWEEN}[3-9](?:{_BETWEEN}\d){{9}})(?!\d)"
)
_AREA = r"0(?:10|2\d|[3-9]\d\d)"
_LANDLINE = re.compile(
    rf"(?<![0-9A-Za-z\-])[(]?{_AREA}[)\s\-\u2010-\u2015]{{1,2}}\d{{3,4}}{_GAP}\d{{4}}(?!\d)(?!\s*号)"
)
_CALLED = re.compile(rf"(?:电话|座机|传真|致电)(?:号码)?[为是]?[:\s]*({_AREA}\d{{7,8}}|[2-8]\d{{6,7}})(?!\d)")
_CARD = re.compile(rf"(?<![0-9A-Za-z])(?:62|4\d|5[1-5])(?:{_GAP}\d){{14,17}}(?![0-9A-Za-z])")
_ACCOUNT = re.compile(
    rf"(?:账号|帐号|账户|帐户|卡号)[^\d\n,。;、]{{0,12}}(\d{{9,30}}|\d{{4}}(?:{_GAP}\d{{3,4}}){{2,7}}|\d{{4,6}}(?:\s\d{{2,6}}){{2,7}})(?![0-9A-Za-z.元万])"
)
_REGISTERED = re.compile(r"(?:注册号|登记号|执照号|执照编号)(?:码)?(?:为|是)?[:\s]*$")
_NUMBERED = re.compile(r"[第〕]\s*$")
_PROVINCES = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)})
_ISLANDS = frozenset({71, 81, 82, 83})
_UNIONPAY = "62"
_BORN_BEFORE = "2015"
"""Later days within spaced digits are those of a document: 410122-20260508-0001."""
_NINE = 9


@dataclass(frozen=True, slots=True)
class Found:
    """Where a number stands, how many digits of it may be shown, and whether it is a person's without doubt."""

    start: int
    end: int
    head: int
    tail: int
    certain: bool = True


def find(text: str) -> Iterator[Found]:
    """Yield the numbers of persons in a text; one may be found in two ways."""
    plain = narrow(text).translate(_DIGITS)
    yield from _identities(plain)
    yield from (Found(*found.span(), 3, 4) for found in _MOBILE.finditer(plain) if not _is_numbered(plain, found))
    yield from (Found(*found.span(), 4, 0) for found in _LANDLINE.finditer(plain))
    yield from (Found(*found.span(1), 0, 2) for found in _CALLED.finditer(plain))
    yield from (Found(*found.span(), 0, 4) for found in _CARD.finditer(plain) if _is_card(_bare(found.group())))
    yield from (Found(*found.span(1), 0, 4) for found in _ACCOUNT.finditer(plain))


def _identities(plain: str) -> Iterator[Found]:
    """Yield identity cards; eighteen digits in a row are hidden even where they hold no day of birth."""
    for found in _IDENTITY.finditer(plain):
        number = _bare(found.group())
        is_in_a_row, is_born = number == found.group(), number[6:8] in {"19", "20"}
        if is_in_a_row and not _is_credit_code(number):
            yield Found(*found.span(), 3, 4, certain=is_born)
        elif not is_in_a_row and is_born and _is_region(number) and number[6:10] < _BORN_BEFORE:
            yield Found(*found.span(), 3, 4)
    for found in _OLD_IDENTITY.finditer(plain):
        number, before = found.group(), plain[: found.start()]
        if _is_region(number) and _is_day(f"19{number[6:12]}") and not _REGISTERED.search(before):
            yield Found(*found.span(), 3, 4)


def hide(text: str, mask: str) -> str:
    """Return text with the numbers of persons hidden, digit by digit; what stands between the digits stays."""
    shown = list(text)
    for found in find(text):
        places = [at for at in range(found.start, found.end) if text[at].isalnum()]
        for at in places[found.head : len(places) - found.tail]:
            shown[at] = mask
    return "".join(shown)


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number)


def _is_region(number: str) -> bool:
    return int(number[:2]) in _PROVINCES | _ISLANDS


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return True


def _is_credit_code(number: str) -> bool:
    """Tell whether eighteen digits are the code of an organisation and carry no day of birth."""
    if _is_region(number) and _is_day(number[6:14]) and number[6:8] in {"19", "20"}:
        return False
    return not any(each for each in uscc.validate(number) if not each.warning)


def _is_card(number: str) -> bool:
    """Tell whether digits are those of a bank card: of the country's own network, or with a check digit that fits."""
    if number.startswith(_UNIONPAY):
        return True
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number))]
    return sum(each - _NINE if each > _NINE else each for each in doubled) % 10 == 0 and not _is_credit_code(number)


def _is_numbered(text: str, found: re.Match[str]) -> bool:
    """Tell whether a number is that of a document: 第…号."""
    after = text[found.end() : found.end() + 2].lstrip()
    return after.startswith("号") and bool(_NUMBERED.search(text[: found.start()]))
