"""Images: their size is read from the header, so that nobody's viewer has to unpack a picture of a billion points."""

import struct
from collections.abc import Iterator

import pi_heif

from workflow_app.adapters.documents_refusals import refusal

LONGEST_SIDE = 20_000
SHORTEST_SIDE = 50
"""In points: what is narrower shows nothing that anybody could read."""
MOST_POINTS = 100_000_000
# Start-of-frame markers carry the size; C4, C8 and CC in their range mean something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = b"\xff\xd9"
"""Within a scan FF is always followed by something else, so that this is its end; a thumbnail stands before it."""
_FILL = 0xFF


def check_png(content: bytes) -> int:
    """Return 1 page; raises FILE_TYPE, FILE_BROKEN (its end is missing), PICTURE_TOO_LARGE or PICTURE_TOO_SMALL."""
    if content[12:16] != b"IHDR" or len(content) < 24:  # noqa: PLR2004 - signature, length, name, two sides
        raise refusal("FILE_TYPE", found="image/png")
    width, height = struct.unpack("!II", content[16:24])
    pages = _check_sides(width, height)
    _check_end(content, b"IEND", 24)
    return pages


def check_jpeg(content: bytes) -> int:
    """Return 1 page; raises FILE_TYPE, FILE_BROKEN (its end is missing), PICTURE_TOO_LARGE or PICTURE_TOO_SMALL."""
    width, height, _ = jpeg_sides(content)
    pages = _check_sides(width, height)
    _check_end(content, _END_OF_IMAGE, 2 + sum(4 + len(body) for _, body in _segments(content)))
    return pages


def check_heic(content: bytes) -> int:
    """Return 1 page; raises FILE_BROKEN, PICTURE_TOO_LARGE or PICTURE_TOO_SMALL. Nothing is unpacked for it."""
    try:
        width, height = pi_heif.open_heif(content, convert_hdr_to_8bit=True).size
    except (OSError, ValueError, RuntimeError, SyntaxError, EOFError):
        raise refusal("FILE_BROKEN") from None
    return _check_sides(width, height)


def jpeg_sides(content: bytes) -> tuple[int, int, int]:
    """Return width, height and the number of colours of a JPEG; raises FILE_TYPE."""
    for marker, body in _segments(content):
        if marker in _FRAMES and len(body) >= 6:  # noqa: PLR2004 - precision, two sides, colours
            height, width, colours = struct.unpack("!HHB", body[1:6])
            return width, height, colours
    raise refusal("FILE_TYPE", found="image/jpeg")


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk the segments before the picture itself."""
    at = 2
    while at + 4 <= len(content) and content[at] == _FILL:
        marker = content[at + 1]
        if marker == _START_OF_SCAN:
            return
        if marker == _FILL:
            at += 1
            continue
        (length,) = struct.unpack("!H", content[at + 2 : at + 4])
        yield marker, content[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)


def _check_end(content: bytes, mark: bytes, start: int) -> None:
    """Refuse a picture that broke off on its way: viewers show a part of it, and nobody sees what is missing."""
    if content.find(mark, start) < 0:
        raise refusal("FILE_BROKEN")


def _check_sides(width: int, height: int) -> int:
    if not width or not height:
        raise refusal("FILE_TYPE", found="image")
    if max(width, height) > LONGEST_SIDE or width * height > MOST_POINTS:
        raise refusal("PICTURE_TOO_LARGE", width=width, height=height)
    if min(width, height) < SHORTEST_SIDE:
        raise refusal("PICTURE_TOO_SMALL", least=SHORTEST_SIDE)
    return 1
