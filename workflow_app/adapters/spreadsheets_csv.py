"""CSV as Chinese offices send it: UTF-8 with or without its mark, GB 18030, or UTF-16 with its mark."""

import csv
from collections.abc import Iterator
from io import StringIO

from workflow_app.adapters.spreadsheets_limits import Limits, refused, unreadable
from workflow_app.domain.sheets import SheetRow

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",\t;，"
_SAMPLED_LINES = 10
_SAMPLED_BYTES = 4000
_LEAST_SIGNS = 8


def read_csv(data: bytes, name: str, limits: Limits) -> Iterator[SheetRow]:
    """Return the rows; all cells are text. Raises InvalidError for bytes that are no text."""
    text = _decode(data)
    if "\0" in text:
        raise unreadable("NOT_TEXT")
    return _rows(text, name, limits)


def _rows(text: str, name: str, limits: Limits) -> Iterator[SheetRow]:
    """Read row by row; a row number counts records, as a spreadsheet program would show them."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > limits.rows:
                raise refused("TOO_MANY_ROWS", maximum=limits.rows)
            if len(cells) > limits.columns:
                raise refused("TOO_MANY_COLUMNS", maximum=limits.columns)
            yield SheetRow(name, number, tuple(cells))
    except csv.Error as error:
        raise unreadable("NOT_CSV") from error


def _decode(data: bytes) -> str:
    """Return the text; UTF-8 is tried first, for hardly any GB 18030 text is valid UTF-8."""
    encodings = ("utf-16",) if data.startswith(_UTF16_MARKS) else (*_utf16_without_mark(data), "utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable("ENCODING")


def _utf16_without_mark(data: bytes) -> tuple[str, ...]:
    """Return the order of bytes in which signs such as commas are followed, or preceded, by a zero byte."""
    head = data[:_SAMPLED_BYTES]
    before, after = head[::2].count(0), head[1::2].count(0)
    if len(data) % 2 or max(before, after) < max(_LEAST_SIGNS, 4 * min(before, after)):
        return ()
    return ("utf-16-le",) if after > before else ("utf-16-be",)


def _delimiter(text: str) -> str:
    """Return the sign that parts most cells in the first lines."""
    head = "\n".join(text.split("\n", _SAMPLED_LINES)[:_SAMPLED_LINES])
    return max(_DELIMITERS, key=head.count)
