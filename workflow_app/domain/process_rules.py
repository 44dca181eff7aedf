"""Rules of ours that every way through a process keeps: what must have happened before what, and who is not who.

They are rows; a rule more is a row more. `services/process_checks/rules.py` holds them against the ways of a case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Step(Protocol):
    """What a rule looks at in an element."""

    @property
    def operation(self) -> str | None:
        """Return what a service task does."""

    @property
    def role(self) -> str | None:
        """Return who does a task."""

    @property
    def parameters(self) -> Mapping[str, str]:
        """Return with what an operation is called."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The elements with an operation, with these parameters among its own, or of a role."""

    operation: str | None = None
    role: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)

    def has(self, step: Step) -> bool:
        """Tell whether an element is one of these."""
        if self.role is not None:
            return step.role == self.role
        fits = all(step.parameters.get(name) == value for name, value in self.parameters.items())
        return step.operation == self.operation and fits


@dataclass(frozen=True, slots=True)
class PassedBefore:
    """No way comes to `before` that has not passed `through`; asked only where there is a step of `where`."""

    code: str
    before: tuple[Steps, ...]
    through: tuple[Steps, ...]
    where: Steps | None = None


PASSED_BEFORE = (
    PassedBefore(  # nothing is issued with a document still to come (rule A12)
        "GRANT_WITHOUT_CHECK",
        before=(Steps("permit/issue"), Steps("letter/issue", parameters={"kind": "PERMIT_GRANT"})),
        through=(Steps("deferral/confirm"),),
        where=Steps("deferral/promise"),
    ),
    PassedBefore(  # nothing is taken down that nobody decided on
        "REMOVAL_WITHOUT_DECISION",
        before=(Steps("listing/order_removals"),),
        through=(Steps(role="DECIDER"),),
    ),
)

APART = (("FIRST_REVIEWER", "SECOND_REVIEWER"),)
"""Roles whose tasks in one case are never one person's: they stand in one separation group."""
