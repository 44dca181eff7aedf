"""Courses as data: lessons to be read page by page, and the questions from which tests are drawn."""

from dataclasses import dataclass
from enum import StrEnum

HEADING, POINT = "## ", "- "


class QuestionKind(StrEnum):
    """Whether one answer is right or several."""

    SINGLE = "SINGLE"
    MULTIPLE = "MULTIPLE"


@dataclass(frozen=True, slots=True)
class Words:
    """The same text in both languages; without English the Chinese text stands in."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page of a course; its text has headings (`## `), points (`- `) and paragraphs parted by empty lines."""

    key: str
    minutes: int
    title: Words
    text: Words


@dataclass(frozen=True, slots=True)
class Option:
    """One answer offered."""

    text: Words
    right: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank, with what is shown to whoever answers it wrongly and on what that rests."""

    key: str
    kind: QuestionKind
    text: Words
    options: tuple[Option, ...]
    explanation: Words
    basis: str


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course; `hours` is what its certificate states."""

    key: str
    hours: int
    title: Words
    summary: Words
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]

    @property
    def minutes(self) -> int:
        """Return how long it takes to read."""
        return sum(each.minutes for each in self.lessons)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a lesson as a page shows it: `heading`, `paragraph`, or `points` of several lines."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Return the pieces of a lesson's text."""
    found: list[Block] = []
    for line in (each.strip() for each in text.splitlines()):
        if not line:
            found.append(Block("", ()))
        elif line.startswith(HEADING):
            found.append(Block("heading", (line.removeprefix(HEADING).strip(),)))
        else:
            kind = "points" if line.startswith(POINT) else "paragraph"
            _join(found, kind, line.removeprefix(POINT).strip() if kind == "points" else line)
    return tuple(each for each in found if each.kind)


def _join(found: list[Block], kind: str, line: str) -> None:
    """Add a line to the piece before it where that is of its kind; points are a line each, paragraphs flow."""
    if not found or found[-1].kind != kind:
        found.append(Block(kind, (line,)))
    elif kind == "points":
        found[-1] = Block(kind, (*found[-1].lines, line))
    else:
        before = found[-1].lines[0]
        apart = " " if before[-1:].isascii() and line[:1].isascii() else ""
        found[-1] = Block(kind, (f"{before}{apart}{line}",))
