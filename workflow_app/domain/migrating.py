"""Which running cases a version of a process is for, and why one stays on the version in which it began."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from workflow_app.domain.errors import FieldError


class Scope(StrEnum):
    """Which cases take a version, the fewest first.

    What is not filed yet always takes the one in effect when it is received.
    """

    NEW = "NEW"
    NOT_ACCEPTED = "NOT_ACCEPTED"
    ALL = "ALL"


class Outcome(StrEnum):
    """What became of a case: it moved, or began anew with its answers, or stays."""

    MOVED = "MOVED"
    BEGUN_ANEW = "BEGUN_ANEW"
    STAYED = "STAYED"


class Stays(StrEnum):
    """Why a case stays on its version."""

    ELEMENT_GONE = "ELEMENT_GONE"
    ELEMENT_CHANGED = "ELEMENT_CHANGED"
    ROLE_CHANGED = "ROLE_CHANGED"
    CLOCK_MISSING = "CLOCK_MISSING"
    STATE_GONE = "STATE_GONE"
    MATTER_UNFIT = "MATTER_UNFIT"
    HAS_INCIDENT = "HAS_INCIDENT"
    FAULT = "FAULT"


ACCEPTED_STATES = frozenset({"ACCEPTED", "DA_ACCEPTED"})
"""States of elements behind which an application is accepted."""


def wrong_scope(scope: str) -> list[FieldError]:
    """Return what is wrong with the choice of cases."""
    return [] if scope in set(Scope) else [FieldError("/scope", "NOT_A_CHOICE")]


def is_accepted(passed: Iterable[str], states: Mapping[str, str | None]) -> bool:
    """Tell whether a case that entered these elements is accepted; `states` are those of the elements of its process.

    A process that accepts nothing is opened by the office itself, so its cases count as accepted.
    """
    accepting = {element for element, state in states.items() if state in ACCEPTED_STATES}
    return not accepting or not accepting.isdisjoint(passed)


def is_narrower(scope: str, other: str) -> bool:
    """Tell whether a choice takes in fewer cases than another one."""
    order = [each.value for each in Scope]
    return order.index(scope) < order.index(other)


def covers(scope: str, *, accepted: bool) -> bool:
    """Tell whether a choice takes in a filed case."""
    return scope == Scope.ALL or (scope == Scope.NOT_ACCEPTED and not accepted)
