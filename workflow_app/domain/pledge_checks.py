"""How much depends on a pledge, and how it is looked into after the decision."""

from enum import StrEnum


class Risk(StrEnum):
    """How much harm a false pledge in this matter can do."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"


class Inspection(StrEnum):
    """How a pledge is looked into after the decision."""

    ONLINE = "ONLINE"
    WRITTEN = "WRITTEN"
    ON_SITE = "ON_SITE"
