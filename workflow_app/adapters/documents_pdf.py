"""PDF: refused when it is locked or can act. Looked at as bytes; compressed object streams are opened, with a limit."""

import re
import zlib
from collections.abc import Iterator

from workflow_app.adapters.documents_refusals import refusal

MOST_UNPACKED = 64 * 1024 * 1024
MOST_STREAMS = 10_000
READ_FACTOR = 2
"""How often over a file may be unpacked: streams that lie in each other cost much and unpack to nothing."""
ACTIVE = frozenset({b"JavaScript", b"Launch", b"RichMedia", b"XFA"})
LOCKED = b"Encrypt"

_NAME_END = rb"(?=[\s\0/<>\[\](){}%]|$)"
_ACTIVE = re.compile(rb"/(?:" + b"|".join(sorted(ACTIVE)) + rb")" + _NAME_END)
_LOCKED = re.compile(rb"/" + LOCKED + _NAME_END)
_PAGE = re.compile(rb"/Type\s*/Page" + _NAME_END)
_OBJECT_STREAM = re.compile(rb"/ObjStm" + _NAME_END)
_STREAM = re.compile(rb"stream\r?\n")
# A name may be written with escapes (/J#61vaScript). No writer does that to these names except to hide them.
_ESCAPED_NAME = re.compile(rb"/([^\s\0/<>\[\](){}%]{0,60}#[0-9A-Fa-f]{2}[^\s\0/<>\[\](){}%]{0,60})")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_HIDDEN = ACTIVE | {LOCKED, b"ObjStm", b"FlateDecode"}
_FILTERS = re.compile(rb"/\w+Decode\b|/Crypt\b|/Predictor\b")
_DICTIONARY = 2_000
_BITE = 16 * 1024


def check_pdf(content: bytes) -> int:
    """Return the number of pages; raises FILE_PROTECTED, FILE_ACTIVE_CONTENT, FILE_BOMB or FILE_BROKEN."""
    if b"%%EOF" not in content:
        raise refusal("FILE_BROKEN")
    if _LOCKED.search(content):
        raise refusal("FILE_PROTECTED")
    pages = 0
    for part in (content, *_object_streams(content)):
        if _ACTIVE.search(part) or _hides_a_name(part):
            raise refusal("FILE_ACTIVE_CONTENT")
        pages += len(_PAGE.findall(part))
    if not pages:
        raise refusal("FILE_BROKEN")
    return pages


def _hides_a_name(part: bytes) -> bool:
    return any(_unescaped(found) in _NOT_HIDDEN for found in _ESCAPED_NAME.findall(part))


def _unescaped(name: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), name)


def _object_streams(content: bytes) -> Iterator[bytes]:
    """Unpack the streams that hold objects; what is not packed was seen already."""
    left, budget = MOST_UNPACKED, READ_FACTOR * len(content)
    for number, found in enumerate(_OBJECT_STREAM.finditer(content), start=1):
        if number > MOST_STREAMS:
            raise refusal("FILE_BOMB", streams=MOST_STREAMS)
        start = _STREAM.search(content, found.end(), found.end() + _DICTIONARY)
        if start is not None and _is_packed(_dictionary(content, found.start(), start.start())):
            part, used = _inflate(content, start.end(), left, budget)
            left -= len(part)
            budget -= used
            yield part


def _dictionary(content: bytes, inside: int, end: int) -> bytes:
    """Return the bytes between the `obj` and the `stream` around a place."""
    opening = content.rfind(b"obj", max(0, inside - _DICTIONARY), inside)
    return content[max(opening, 0) : end]


def _is_packed(dictionary: bytes) -> bool:
    """Tell deflate from nothing; any other way of packing could hide what it likes and is not used by writers."""
    if b"/Filter" not in dictionary:
        return False
    if set(_FILTERS.findall(dictionary)) != {b"/FlateDecode"}:
        raise refusal("FILE_ACTIVE_CONTENT")
    return True


def _inflate(content: bytes, start: int, limit: int, budget: int) -> tuple[bytes, int]:
    """Unpack in small bites, so that neither a bomb nor a thousand streams cost more than their share.

    Returns what was packed, and how many bytes that took.
    """
    inflater, part, view = zlib.decompressobj(), bytearray(), memoryview(content)
    at = start
    try:
        while not inflater.eof and at < len(content):
            bite = view[at : at + _BITE]
            at += len(bite)
            part += inflater.decompress(bite, limit + 1 - len(part))
            if len(part) > limit:
                raise refusal("FILE_BOMB", unpacked=limit)
            if at - start - len(inflater.unused_data) > budget:
                raise refusal("FILE_BOMB", read=budget)
    except zlib.error:
        raise refusal("FILE_BROKEN") from None
    return bytes(part), at - start - len(inflater.unused_data)
