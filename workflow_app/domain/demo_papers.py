"""Papers of a demonstration, drawn as an applicant would bring them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it is handed in."""

    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that will be asked for: its kind, and what it says."""

    kind: str
    words: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, kind: str, words: Mapping[str, str]) -> "Wanted":
        """Return what is asked for, whatever the order of the words."""
        return cls(kind, tuple(sorted(words.items())))


class DrawPaper(Protocol):
    """Draws a paper of a kind; what it says comes by name. The same words give the same bytes."""

    def __call__(self, kind: str, /, **words: str) -> Paper:
        """Return the file."""
        ...
