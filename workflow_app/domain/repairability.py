"""Whether a repair of a record may be asked for on a day, as a word that every page can turn into a sentence."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.gate_kinds import BREACH, PENALTY, REPAIRABLE


class Reason(StrEnum):
    """Why a repair may be asked for, or why not."""

    NOW = "NOW"
    FROM = "FROM"
    REFUSED_BEFORE = "REFUSED_BEFORE"
    MINOR_NOT_SHOWN = "MINOR_NOT_SHOWN"
    SHOWN_LONG_ENOUGH = "SHOWN_LONG_ENOUGH"
    REPAIRED = "REPAIRED"
    OPEN_CASE = "OPEN_CASE"
    NOT_IN_FORCE = "NOT_IN_FORCE"
    OTHER_PROCEDURE = "OTHER_PROCEDURE"
    DENIED = "DENIED"


class Card(StrEnum):
    """What a record says to whom it is about: exactly one of five, while no application is under way or granted."""

    NOW = "NOW"
    LATER = "LATER"
    MINOR = "MINOR"
    WRONG = "WRONG"
    NEVER = "NEVER"
    UNDER_WAY = "UNDER_WAY"
    REPAIRED = "REPAIRED"


_CARDS = {
    Reason.NOW: Card.NOW,
    Reason.FROM: Card.LATER,
    Reason.REFUSED_BEFORE: Card.LATER,
    Reason.MINOR_NOT_SHOWN: Card.MINOR,
    Reason.OPEN_CASE: Card.UNDER_WAY,
    Reason.REPAIRED: Card.REPAIRED,
}
MISTAKEN = "MISTAKEN"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the answer depends on; `reapply_on` is the day that a refusal named."""

    status: str
    first_apply_on: date | None
    max_until: date | None
    open_case_id: str | None
    kind: str = PENALTY
    reapply_on: date | None = None


def reason_on(day: date, standing: Standing) -> Reason:
    """Return the first rule that decides.

    A breach of a pledge closes the easier ways until it is repaired, so it can be repaired when it is shown no more, or
    was never shown (rule 2.4 point 9).
    """
    if standing.open_case_id is not None:
        return Reason.OPEN_CASE
    if standing.status != "ACTIVE":
        return Reason.REPAIRED if standing.status == "REPAIRED" else Reason.NOT_IN_FORCE
    if standing.kind not in REPAIRABLE:
        return Reason.OTHER_PROCEDURE
    if standing.kind != BREACH and standing.first_apply_on is None:
        return Reason.MINOR_NOT_SHOWN
    if standing.kind != BREACH and standing.max_until is not None and day > standing.max_until:
        return Reason.SHOWN_LONG_ENOUGH
    return _in_time(day, standing.first_apply_on, standing.reapply_on)


def card_of(reason: Reason, *, status: str, in_question: bool) -> Card:
    """Return what a record says; what is or may be wrong about it goes before whether it can be repaired."""
    card = _CARDS.get(reason, Card.NEVER)
    is_wrong = status == MISTAKEN or (in_question and status == "ACTIVE")
    return Card.WRONG if is_wrong and card not in {Card.UNDER_WAY, Card.REPAIRED} else card


def _in_time(day: date, first_apply_on: date | None, reapply_on: date | None) -> Reason:
    if first_apply_on is not None and day < first_apply_on:
        return Reason.FROM
    return Reason.REFUSED_BEFORE if reapply_on is not None and day < reapply_on else Reason.NOW


def refuse_unrepairable(day: date, standing: Standing) -> None:
    """Refuse a record that cannot be repaired on a day, whoever has a case open about it.

    Raises RefusedError RECORD_NOT_REPAIRABLE, NOT_DISPLAYED, or REPAIR_TOO_EARLY with the first day.
    """
    reason = reason_on(day, replace(standing, open_case_id=None))
    if reason in {Reason.REPAIRED, Reason.NOT_IN_FORCE}:
        raise RefusedError("RECORD_NOT_REPAIRABLE", status=standing.status)
    if reason in {Reason.MINOR_NOT_SHOWN, Reason.SHOWN_LONG_ENOUGH}:
        raise RefusedError("NOT_DISPLAYED", until=standing.max_until)
    if reason is Reason.FROM and standing.first_apply_on is not None:
        days = (standing.first_apply_on - day).days
        raise RefusedError("REPAIR_TOO_EARLY", earliest=standing.first_apply_on, days=days)
