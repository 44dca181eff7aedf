"""What a letter says after it was put right: a notice of correction beside it, or another letter in its place (A15)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow_app.domain.letter_parts import Addressee, Correction, Held, LetterTable, LetterText
from workflow_app.domain.letters import LetterData

Pair = tuple[str, str]
"""What a letter says, and what it is to say instead."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The number, code, address and day of a letter that is issued in place of another."""

    number: str
    code: str
    verify_url: str
    issued_on: date


def corrected(data: LetterData, notice: Correction) -> LetterData:
    """Return the letter with a notice of correction attached; what it said stays readable above it."""
    return replace(data, notices=(*data.notices, notice))


def reissued(data: LetterData, *, marks: Marks, pairs: Sequence[Pair], held: Sequence[Held] = ()) -> LetterData:
    """Return a letter that says the same but for what is put right, under its own number, naming the old one."""
    return LetterData(
        text=_rewritten(data.text, marks.number, pairs),
        issued_on=marks.issued_on,
        verify_url=marks.verify_url,
        code=marks.code,
        english=_rewritten(data.english, marks.number, pairs) if data.english else None,
        replaces=data.text.number,
        held=tuple(held),
    )


def all_pairs(data: LetterData, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return pairs with those of earlier corrections after them, so that nothing put right before is lost again."""
    return (*pairs, *(pair for notice in reversed(data.notices) for pair in notice.pairs))


def put_right(line: str, pairs: Iterable[Pair]) -> str:
    """Return a line as it reads with what is put right."""
    for was, now in pairs:
        line = line.replace(was, now)
    return line


def says(data: LetterData, words: str) -> bool:
    """Tell whether a letter says some words in either language, so that a correction is of something it says."""
    return any(words in line for line in lines_of(data))


def lines_of(data: LetterData) -> Iterator[str]:
    """Yield all that a letter says, in both languages."""
    for text in (data.text, data.english):
        yield from _lines(text) if text else ()


def _lines(text: LetterText) -> Iterator[str]:
    yield from (text.title, text.addressee.name, text.addressee.uscc or "", text.remedies, text.contact)
    yield from text.paragraphs
    if text.table:
        yield text.table.caption
        for row in text.table.rows:
            yield from row


def _rewritten(text: LetterText, number: str, pairs: Sequence[Pair]) -> LetterText:
    def right(line: str) -> str:
        return put_right(line, pairs)

    return replace(
        text,
        number=number,
        title=right(text.title),
        addressee=Addressee(right(text.addressee.name), right(text.addressee.uscc) if text.addressee.uscc else None),
        paragraphs=tuple(right(line) for line in text.paragraphs),
        table=_rewritten_table(text.table, right),
        remedies=right(text.remedies),
        contact=right(text.contact),
    )


def _rewritten_table(table: LetterTable | None, right: Callable[[str], str]) -> LetterTable | None:
    if table is None:
        return None
    rows = tuple(tuple(right(cell) for cell in row) for row in table.rows)
    return LetterTable(right(table.caption), table.columns, rows)
