"""Placeholders of letter texts: `{name}` and nothing else, so a text can neither compute nor reach into an object."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letter_marks import chinese_date, english_date

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
EACH = "each"
_MARKS = ("。", "；", "，", "、", ".", ";", ",")
_SHOWN = str | int | Decimal | date


class Fill:
    """Puts values into texts of one language ("zh" or "en").

    A value is put in once and literally: braces inside it stay braces. Raises RefusedError LETTER_PLACEHOLDER for a
    name without a value, and LETTER_TEXT where the text itself has the wrong shape.
    """

    def __init__(self, values: Mapping[str, object], language: str) -> None:
        self._values = values
        self._language = language

    def __call__(self, text: str) -> str:
        """Return the text with every placeholder filled."""
        return self._filled(text, "")

    def _filled(self, text: str, after: str) -> str:
        """Return a text filled, with `after` it what follows on the same line."""
        if any(brace in _PLACEHOLDER.sub("", text) for brace in "{}"):
            raise RefusedError("LETTER_PLACEHOLDER", name=text)
        return _PLACEHOLDER.sub(lambda found: _before(self._shown(found[1]), text[found.end() :] + after), text)

    def optional(self, name: str) -> str | None:
        """Return a value as text, or None where there is none."""
        return None if self._values.get(name) is None else self._shown(name)

    def has(self, name: str) -> bool:
        """Tell whether a value is that of the letter itself, not of a row of its table."""
        return name in self._values

    def plain(self, name: str) -> str:
        """Return a value as it is kept: a day as its ISO text."""
        value = self._values.get(name)
        return value.isoformat() if isinstance(value, date) else str(value)

    def line(self, words: Mapping[str, object], key: str, *, default: str | None = None) -> str:
        """Return one filled text; without a default it must be there."""
        text = words.get(key, default)
        if not isinstance(text, str):
            raise RefusedError("LETTER_TEXT", name=key)
        return self(text)

    def lines(self, words: Mapping[str, object], key: str) -> tuple[str, ...]:
        """Return a filled list of texts."""
        texts = words.get(key)
        if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
            raise RefusedError("LETTER_TEXT", name=key)
        return tuple(self(text) for text in texts)

    def paragraphs(self, words: Mapping[str, object], key: str) -> tuple[str, ...]:
        """Return filled paragraphs, each a text or a list of pieces; one without anything to say is left out.

        A piece `{where = "name", text = "..."}` is said only where that value is there: neither None nor False. A
        paragraph `{each = "name", text = "..."}` is said once for each mapping in that value.
        """
        texts = words.get(key)
        if not isinstance(texts, list | tuple):
            raise RefusedError("LETTER_TEXT", name=key)
        said = ("".join(fill._pieces(text, key)).strip() for each in texts for fill, text in self._repeated(each))  # noqa: SLF001 - of the same class
        return tuple(text for text in said if text)

    def _repeated(self, text: object) -> Iterator[tuple["Fill", object]]:
        """Yield a paragraph with the filler for it: several where it stands for a list."""
        if not isinstance(text, Mapping) or EACH not in text:
            yield self, text
            return
        for row in self.rows(str(text[EACH])):
            yield row, text.get("text")

    def _pieces(self, text: object, key: str) -> Iterator[str]:
        said = []
        for piece in text if isinstance(text, list | tuple) else (text,):
            words = piece.get("text") if isinstance(piece, Mapping) else piece
            where = piece.get("where") if isinstance(piece, Mapping) else None
            if not isinstance(words, str) or not isinstance(where, str | None):
                raise RefusedError("LETTER_TEXT", name=key)
            if where is None or self._values.get(where) not in (None, False):
                said.append(words)
        for words, after in zip(said, [*said[1:], ""], strict=False):
            yield self._filled(words, after)

    def rows(self, name: str = "rows") -> tuple["Fill", ...]:
        """Return one filler per row of the table, or of another list; a row's own values come before the letter's."""
        rows = self._values.get(name) or ()
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            raise RefusedError("LETTER_PLACEHOLDER", name=name)
        return tuple(Fill({**self._values, **row}, self._language) for row in rows)

    def _shown(self, name: str) -> str:
        value = self._values.get(name)
        if self._language == "en":
            value = self._values.get(f"{name}_en") or value
        if not isinstance(value, _SHOWN) or isinstance(value, bool | datetime):
            raise RefusedError("LETTER_PLACEHOLDER", name=name)
        return _as_text(value, self._language)


def _before(value: str, rest: str) -> str:
    """Return a value without its own full stop where the text puts a mark behind it; “Ltd.” keeps one of its own."""
    if value.endswith(("。", "；")) and rest.startswith(_MARKS):
        return value[:-1]
    return value[:-1] if value.endswith(".") and rest.startswith(".") else value


def texts_of(texts: Mapping[str, object], key: str) -> Mapping[str, object]:
    """Return one table of a letter file; raises RefusedError LETTER_TEXT."""
    table = texts.get(key)
    if not isinstance(table, Mapping):
        raise RefusedError("LETTER_TEXT", name=key)
    return table


def placeholders(texts: Mapping[str, object]) -> frozenset[str]:
    """Return every name that a letter file prints, so that a bundle can be checked before it is published."""
    return frozenset(name for text in _all_texts(texts) for name in _PLACEHOLDER.findall(text))


def conditions(texts: Mapping[str, object]) -> frozenset[str]:
    """Return every name on which a piece of a letter file depends."""
    return frozenset(_all_conditions(texts))


def _all_conditions(value: object) -> Iterator[str]:
    if isinstance(value, Mapping) and "where" in value:
        yield str(value["where"])
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from _all_conditions(inner)


def _all_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in (each for key, each in value.items() if key != "held"):
            yield from _all_texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _all_texts(inner)


def _as_text(value: _SHOWN, language: str) -> str:
    if isinstance(value, date):
        return chinese_date(value) if language == "zh" else english_date(value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}".removesuffix(".00")
    return _printable(str(value))


def _printable(text: str) -> str:
    """Drop what cannot be seen on paper (controls, direction overrides, zero-width); a line break becomes a space."""
    return "".join(char for char in " ".join(text.split()) if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
