"""Routing values: the one flat dictionary of a case that its diagram may see."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

RoutingScalar = str | int | bool | Decimal | date | None
RoutingValue = RoutingScalar | list[RoutingScalar]


def to_json(values: Mapping[str, RoutingValue]) -> dict[str, object]:
    """Return routing values as JSON keeps them; decimals and dates carry their type."""
    return {
        key: [_pack(each) for each in value] if isinstance(value, list) else _pack(value)
        for key, value in values.items()
    }


def from_json(kept: Mapping[str, object]) -> dict[str, RoutingValue]:
    """Return routing values from JSON."""
    return {
        key: [_unpack(each) for each in value] if isinstance(value, list) else _unpack(value)
        for key, value in kept.items()
    }


def _pack(value: RoutingScalar) -> object:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def _unpack(value: object) -> RoutingScalar:
    if isinstance(value, dict):
        return Decimal(value["decimal"]) if "decimal" in value else date.fromisoformat(value["date"])
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(type(value).__name__)
