"""Kinds of adverse records as the gate weighs them, and which of them it asks about in a channel."""

from workflow_app.domain.gate import Channel

SEVERE_ENTRY, BREACH, PENALTY = "SEVERE_ENTRY", "BREACH", "PENALTY"
SERIOUS = "SERIOUS"
REPAIRABLE = frozenset({PENALTY, BREACH})
"""Kinds that have a class, are shown for its periods, and are repaired on an application (rules 2.4 and 2.5).

Entries of lists have periods and a procedure of their own (rule 2.7).
"""


def kinds_asked(channel: Channel) -> frozenset[str] | None:
    """Return which kinds of the subject's other records have a say in a channel; None is every kind.

    A repair is held up by entries and breaches only: other penalties are repaired one by one, in any order.
    """
    return frozenset({SEVERE_ENTRY, BREACH}) if channel is Channel.CREDIT_REPAIR else None
