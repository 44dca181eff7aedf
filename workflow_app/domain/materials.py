"""Which materials the repair of a penalty asks for, read from what the decision orders (rule 2.5 step 2)."""

from collections.abc import Mapping
from enum import StrEnum


class Asked(StrEnum):
    """A material; T16 is the application form with the part that the penalty authority fills in."""

    RECEIPT = "RECEIPT"
    RECTIFICATION = "RECTIFICATION"
    PLEDGE = "PLEDGE"
    T16 = "T16"


def materials_for(content: Mapping[str, object], *, has_fine: bool) -> tuple[Asked, ...]:
    """Return what is asked for: a fine alone is shown by its receipt, an order to put right needs the authority's form.

    `content` is the record as it was brought in; whether it orders more than payment was read from its words.
    """
    asked = [Asked.RECEIPT] if has_fine else []
    if content.get("orders_rectification"):
        asked += [Asked.RECTIFICATION, Asked.T16]
    return (*asked, Asked.PLEDGE)
