"""What can be asked of the board of removals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow_app.domain.commands.once import Once


class BoardState(StrEnum):
    """Which removals the board shows: all under way, or those among them that somebody must see to, or what is done."""

    OPEN = "open"
    LATE = "late"
    SLOW = "slow"
    REFUSED = "refused"
    BACK = "back"
    LOOK = "look"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which rows of the board are wanted: by state, site and authority (their codes), and by words."""

    state: BoardState = BoardState.OPEN
    site: str = ""
    authority: str = ""
    q: str = ""
    cursor: str | None = None
    limit: int = 25


class BulkAct(StrEnum):
    """What is done with several removals at once; GONE and SHOWN are what a person saw who was asked to look."""

    ORDER = "order"
    URGE = "urge"
    GONE = "gone"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class ActOnRemovals:
    """Do one thing with removals that were chosen on the board."""

    act: BulkAct
    removal_ids: Collection[str]
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class WriteRemovalLetters:
    """Write to the operator of each site, or to the office that assists, about the removals chosen there.

    Without a recipient each letter goes to the office of its site, or the site itself by its name.
    """

    removal_ids: Collection[str]
    due_on: date
    recipient: str = ""
    once: Once | None = None
