"""Amounts: yuan inside, 万元 in spreadsheets (rule V-MONEY, N(14,6))."""

import re
from decimal import Decimal, InvalidOperation

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.widths import narrow

YUAN_PER_WAN = Decimal(10_000)
MAX_WAN = Decimal(100_000_000)
_FEN = Decimal("0.01")
_SIX_PLACES = Decimal("0.000001")
_AMOUNT = re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")
_FLOAT_NOISE = Decimal("0.000000001")


def parse_wan(value: object, *, pointer: str = "/amount") -> Decimal:
    """Return yuan from an amount in 万元, typed as a number or as text.

    Raises InvalidError MONEY_FORMAT, MONEY_NEGATIVE, MONEY_TOO_LARGE or MONEY_PLACES.
    """
    wan = read_amount(value)
    if wan is None:
        raise InvalidError(FieldError(pointer, "MONEY_FORMAT", {"found": str(value)}))
    if wan < 0:
        raise InvalidError(FieldError(pointer, "MONEY_NEGATIVE", {"found": str(value)}))
    if wan >= MAX_WAN:
        raise InvalidError(FieldError(pointer, "MONEY_TOO_LARGE", {"maximum": str(MAX_WAN)}))
    rounded = wan.quantize(_SIX_PLACES)
    if abs(rounded - wan) > _FLOAT_NOISE:
        raise InvalidError(FieldError(pointer, "MONEY_PLACES", {"maximum": 6}))
    return (rounded * YUAN_PER_WAN).quantize(_FEN)


def to_wan(yuan: Decimal) -> Decimal:
    """Return 万元 without trailing zeros, never in exponent form."""
    wan = (yuan / YUAN_PER_WAN).quantize(_SIX_PLACES).normalize()
    return wan.quantize(Decimal(1)) if wan == wan.to_integral() else wan


def read_amount(value: object) -> Decimal | None:
    """Return a finite number or None; a float is read by its shortest spelling.

    A comma parts thousands and nothing else: who writes 2,5 or 0,250 may mean a part of one, and is asked.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    text = narrow(str(value)).strip()
    if not _AMOUNT.fullmatch(text):
        return None
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number + 0 if number.is_finite() else None
