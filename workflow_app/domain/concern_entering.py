"""Taking an objection or a report down at the counter or on the telephone: what is noted of who spoke, and by whom."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from workflow_app.domain.commands.concerns import EnterConcern
from workflow_app.domain.errors import FieldError
from workflow_app.domain.objections import TAKEN_DOWN, Source


class Identified(StrEnum):
    """How whoever spoke showed who they are; which document it was is noted, its number is not."""

    ID_CARD = "ID_CARD"
    PASSPORT = "PASSPORT"
    OTHER = "OTHER"
    CALLED_BACK = "CALLED_BACK"
    SAID = "SAID"


_AT_COUNTER = (Identified.ID_CARD, Identified.PASSPORT, Identified.OTHER, Identified.SAID)
WAYS: Mapping[str, tuple[Identified, ...]] = MappingProxyType(
    {Source.COUNTER: _AT_COUNTER, Source.TELEPHONE: (Identified.CALLED_BACK, Identified.SAID)}
)
"""What somebody can be identified by, by the way on which it came."""


def wrong_in_entering(asked: EnterConcern, *, now: datetime) -> Iterator[FieldError]:
    """Yield what is missing or cannot be of how it came; who reports without a name is identified by nothing."""
    if asked.way not in TAKEN_DOWN:
        yield FieldError("/way", "NOT_A_CHOICE" if asked.way else "REQUIRED")
    if asked.concern.anonymous and asked.identified:
        yield FieldError("/identified", "NAMED_AND_UNNAMED")
    if not asked.concern.anonymous and asked.identified not in WAYS.get(asked.way, tuple(Identified)):
        yield FieldError("/identified", "NOT_ON_THIS_WAY" if asked.identified else "REQUIRED")
    if asked.received_at is not None and asked.received_at > now:
        yield FieldError("/received_at", "SAID_IN_FUTURE")
    if not asked.read_back:
        yield FieldError("/read_back", "READ_BACK_NEEDED")
