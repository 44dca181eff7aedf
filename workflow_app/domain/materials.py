"""From which facts the table of a process says what materials a repair asks for (rules 2.4 point 9, 2.5 step 2)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum


class Asked(StrEnum):
    """A material, or a matter of which the application asks; T16 is the form with the part of the penalty authority.

    PROMISE is the proof that a broken promise has been kept since, or put right.
    """

    RECEIPT = "RECEIPT"
    SURCHARGE = "SURCHARGE"
    CONFISCATION = "CONFISCATION"
    RECTIFICATION = "RECTIFICATION"
    T16 = "T16"
    PROMISE = "PROMISE"
    TRAINING = "TRAINING"
    PLEDGE = "PLEDGE"


def facts_of(
    content: Mapping[str, object], *, kind: str, fine: Decimal | None, confiscation: Decimal | None, training: str
) -> dict[str, object]:
    """Return what the table is asked with.

    `content` is the record as it was brought in; whether it orders more than payment was read from its words.
    """
    return {
        "record_kind": kind,
        "has_fine": bool(fine),
        "has_confiscation": bool(confiscation),
        "orders_rectification": bool(content.get("orders_rectification")),
        "training": training,
    }


def in_order(found: Iterable[object]) -> tuple[str, ...]:
    """Return each material once, as people read them: money first, the pledge last; what we do not know stands last."""
    once = dict.fromkeys(str(each) for each in found)
    known = [each.value for each in Asked if each.value in once]
    return (*known, *(each for each in once if each not in known))
