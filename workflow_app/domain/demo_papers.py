"""Papers of a demonstration, drawn as an applicant would bring them."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it is handed in."""

    filename: str
    media_type: str
    content: bytes


class DrawPaper(Protocol):
    """Draws a paper of a kind; what it says comes by name. The same words give the same bytes."""

    def __call__(self, kind: str, /, **words: str) -> Paper:
        """Return the file."""
        ...
