"""The pieces that a letter consists of, and how they are read back from what was stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom the letter goes; people have no unified social credit code."""

    name: str
    uscc: str | None


@dataclass(frozen=True, slots=True)
class LetterTable:
    """A table of finished text; every row is as long as `columns`."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What the reader fills in and sends back: a heading and the lines to write on."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A value that a letter and its case both go by (a date as its ISO text), and the words that say it."""

    name: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A notice of correction beside a letter: the day, the reason, and what reads otherwise from now on (A15).

    `changed` are the values of the case that changed with it, by name.
    """

    on: date
    reason: str
    pairs: tuple[tuple[str, str], ...]
    changed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterText:
    """One language of a letter, all placeholders filled."""

    authority: str
    number: str
    title: str
    addressee: Addressee
    paragraphs: tuple[str, ...]
    table: LetterTable | None
    remedies: str
    contact: str
    slip: Slip | None = None


def read_text(data: Mapping[str, object]) -> LetterText:
    """Return one language of a letter from what was stored; raises KeyError, TypeError or ValueError."""
    addressee = mapping(data["addressee"])
    uscc = addressee["uscc"]
    return LetterText(
        authority=string(data["authority"]),
        number=string(data["number"]),
        title=string(data["title"]),
        addressee=Addressee(name=string(addressee["name"]), uscc=None if uscc is None else string(uscc)),
        paragraphs=_strings(data["paragraphs"]),
        table=_read_table(data["table"]),
        remedies=string(data["remedies"]),
        contact=string(data["contact"]),
        slip=_read_slip(data.get("slip")),
    )


def read_notice(data: Mapping[str, object]) -> Correction:
    """Return a notice of correction from what was stored; raises as `read_text`."""
    pairs = data["pairs"]
    if not isinstance(pairs, Sequence):
        raise TypeError(pairs)
    read = tuple(_strings(each) for each in pairs)
    changed = {name: string(value) for name, value in mapping(data.get("changed") or {}).items()}
    on = date.fromisoformat(string(data["on"]))
    return Correction(on, string(data["reason"]), tuple((a, b) for a, b in read), changed)


def read_held(data: Mapping[str, object]) -> Held:
    """Return a value that letter and case go by, from what was stored; raises as `read_text`."""
    return Held(string(data["name"]), string(data["value"]), _strings(data["words"]))


def _read_slip(value: object) -> Slip | None:
    if value is None:
        return None
    slip = mapping(value)
    return Slip(title=string(slip["title"]), lines=_strings(slip["lines"]))


def _read_table(value: object) -> LetterTable | None:
    if value is None:
        return None
    table = mapping(value)
    rows = table["rows"]
    if not isinstance(rows, Sequence):
        raise TypeError(rows)
    return LetterTable(
        caption=string(table["caption"]),
        columns=_strings(table["columns"]),
        rows=tuple(_strings(row) for row in rows),
    )


def mapping(value: object) -> Mapping[str, object]:
    """Return a value that must be a table; raises TypeError."""
    if not isinstance(value, Mapping):
        raise TypeError(value)
    return value


def string(value: object) -> str:
    """Return a value that must be a text; raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(value)
    return tuple(string(item) for item in value)
