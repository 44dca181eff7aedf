"""What an edition says of each of the easier ways alike: whether it is open, and by which law in a closed field."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether an easier way is open; `basis` is the law that opens it where the field would close it."""

    offered: bool = False
    whitelisted: bool = False
    basis: str = ""
    basis_en: str = ""
