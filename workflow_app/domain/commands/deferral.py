"""What can be done about documents that follow later."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.commands.once import Once
from workflow_app.domain.matters import Supply


@dataclass(frozen=True, slots=True)
class SupplyMaterial:
    """Hand in a document that was promised, online; the file was put to the case before."""

    case_id: str
    material: str
    document_id: str
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class WishMoreTime:
    """Open a request for more time; `version` is the case as the asker saw it."""

    case_id: str
    version: int | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class EnterArrival:
    """Enter that a document arrived at the counter or by post, and when; a scan of it may be with the case."""

    case_id: str
    material: str
    channel: Supply
    received_at: datetime | None
    document_id: str | None = None
    once: Once | None = None
