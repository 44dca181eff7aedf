"""Answers of forms as JSON keeps them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal


def plain(values: Mapping[str, object]) -> dict[str, object]:
    """Return typed answers as JSON: dates in ISO form, decimals as text."""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
