"""Routing values: the one flat dictionary of a case that its diagram may see."""

from datetime import date
from decimal import Decimal

RoutingScalar = str | int | bool | Decimal | date | None
RoutingValue = RoutingScalar | list[RoutingScalar]
