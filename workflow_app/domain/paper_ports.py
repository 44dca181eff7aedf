"""What makes a material out of the files that somebody chose or photographed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True, slots=True)
class Sharpness:
    """How far photographs are reduced: points per inch of an A4 sheet, and the quality of the JPEG (1 to 95)."""

    dpi: int = 200
    quality: int = 85


@dataclass(frozen=True, slots=True)
class Sheet:
    """One or more pages of a material; `turn` is by how many degrees to the right somebody turned them."""

    content: bytes
    media_type: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class MadeSheet:
    """A chosen file as it goes into the material, and in `note` what it was before."""

    content: bytes
    media_type: str
    filename: str
    pages: int
    note: Mapping[str, object]


class PaperMaker(Protocol):
    """Turns photographs into pages, and pages into one PDF."""

    def make_sheet(self, stream: BinaryIO, filename: str, declared: str, *, sharpness: Sharpness) -> MadeSheet:
        """Return a file as a page: a photograph upright, without what the camera noted, and reduced.

        Raises InvalidError on field `/file`.
        """
        ...

    def bind(self, sheets: Sequence[Sheet]) -> bytes:
        """Return one PDF of sheets in their order, the same bytes for the same sheets; raises InvalidError."""
        ...

    def thumbnail(self, sheet: Sheet) -> bytes:
        """Return a small JPEG of a photographed sheet."""
        ...
