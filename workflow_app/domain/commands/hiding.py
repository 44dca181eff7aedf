"""What can be asked about hiding a record in an emergency."""

from dataclasses import dataclass

from workflow_app.domain.commands.once import Once
from workflow_app.domain.hiding import HidingReason


@dataclass(frozen=True, slots=True)
class HideRecord:
    """Hide a record from everybody at once; `note` says in words what happened."""

    record_id: str
    reason: HidingReason
    note: str
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class SettleHiding:
    """Decide as the second person: the record stays hidden, or is shown again.

    `seen` is the status that the decider had before their eyes.
    """

    hiding_id: str
    stays_hidden: bool
    note: str
    seen: str
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class AskToShow:
    """Ask that a record whose hiding was confirmed be shown again."""

    hiding_id: str
    note: str
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class HidingFilter:
    """Which hidings to list: those that wait for a second person, all in force, or every one; of some words."""

    status: str = "waiting"
    q: str = ""
    cursor: str | None = None
    limit: int = 25
