"""What services show of the promise that was broken, beside the record that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflow_app.domain.gate_kinds import BREACH
from workflow_app.models import Record


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """How a pledge was broken, what it promised, and on which document that rests.

    A breach that was entered by hand names no pledge; one of a whole pledge has its number and no text.
    """

    kind: str
    text_zh: str = ""
    text_en: str = ""
    pledge_id: str | None = None
    pledge_no: str | None = None
    rests_on: str | None = None


def broken_promise(record: Record) -> BrokenPromise | None:
    """Return the broken promise that a record came of; None for a record of another kind."""
    if record.kind != BREACH:
        return None
    content: Mapping[str, Any] = record.content
    promise, rests_on = content.get("promise") or {}, content.get("rests_on") or {}
    return BrokenPromise(
        kind=str(content.get("breach_kind") or ""),
        text_zh=promise.get("zh") or "",
        text_en=promise.get("en") or "",
        pledge_id=promise.get("pledge_id"),
        pledge_no=promise.get("pledge_no"),
        rests_on=rests_on.get("document_no"),
    )
