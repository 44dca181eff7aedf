"""Kinds of adverse records as the gate weighs them, and which of them it asks about in a channel."""

from workflow_app.domain.gate import Channel

SEVERE_ENTRY, BREACH, PENALTY = "SEVERE_ENTRY", "BREACH", "PENALTY"
SERIOUS = "SERIOUS"


def kinds_asked(channel: Channel) -> frozenset[str] | None:
    """Return which kinds of the subject's other records have a say in a channel; None is every kind.

    A repair is held up by entries and breaches only: other penalties are repaired one by one, in any order.
    """
    return frozenset({SEVERE_ENTRY, BREACH}) if channel is Channel.CREDIT_REPAIR else None
