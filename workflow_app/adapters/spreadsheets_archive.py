"""Looking at an XLSX file before anything opens it: bombs, far-away cells, and which cells are formulas."""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring

from workflow_app.adapters.spreadsheets_limits import Limits, refused, unreadable

_CHUNK = 1 << 16
_LOCAL_HEADER = 30
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(
    rb"<(?:\w+:)?(?:row\b[^>]*?\br\s*=\s*[\"'](?P<row>\d+)[\"'][^>]*?(?<!/)>"
    rb"|c\b[^>]*?\br\s*=\s*[\"'](?P<column>[A-Za-z]+)(?P<at>\d+)[\"'][^>]*?(?<!/)>(?P<formula>\s*<(?:\w+:)?f\b)?)"
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """The formula cells of each sheet, as (row, column) from 0."""

    formulas: dict[str, frozenset[tuple[int, int]]]


def inspect(data: bytes, limits: Limits) -> Inspected:
    """Return what must be known before opening; raises InvalidError ZIP_BOMB, TOO_MANY_… or SPREADSHEET_UNREADABLE."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_sizes(data, archive.infolist(), limits)
            parts = _sheet_parts(archive)
            return Inspected({name: _scan(archive.read(part), limits) for name, part in parts.items()})
    except (BadZipFile, KeyError, SyntaxError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise unreadable("NOT_A_WORKBOOK") from error


def _check_sizes(data: bytes, members: list[ZipInfo], limits: Limits) -> None:
    """Inflate every member once, keeping nothing, so that a lying directory cannot hide a bomb."""
    if len(members) > limits.members:
        raise refused("ZIP_BOMB", maximum=limits.members)
    left = min(limits.inflated, max(len(data) * limits.ratio, limits.harmless))
    for member in members:
        size = _inflated(data, member, left)
        if size != member.file_size:
            raise unreadable("NOT_A_WORKBOOK")
        left -= size


def _inflated(data: bytes, member: ZipInfo, limit: int) -> int:
    """Return the true size of a member in bytes; raises InvalidError ZIP_BOMB past the limit."""
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise unreadable("NOT_A_WORKBOOK")
    at = member.header_offset
    name_length = int.from_bytes(data[at + 26 : at + 28], "little")
    extra_length = int.from_bytes(data[at + 28 : at + 30], "little")
    start = at + _LOCAL_HEADER + name_length + extra_length
    body = memoryview(data)[start : start + member.compress_size]
    size = len(body) if member.compress_type == ZIP_STORED else 0
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for offset in range(0, len(body) if member.compress_type == ZIP_DEFLATED else 0, _CHUNK):
        piece: bytes | memoryview = body[offset : offset + _CHUNK]
        while piece and size <= limit:
            size += len(inflater.decompress(piece, limit + 1))
            piece = inflater.unconsumed_tail
    if size > limit:
        raise refused("ZIP_BOMB", maximum=limit)
    return size


def _sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Return sheet name to the archive member that holds it."""
    relations = {
        each.get("Id"): str(each.get("Target")) for each in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts = {}
    for element in fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            target = relations[element.get(_RELATION)]
            parts[str(element.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts


def _scan(xml: bytes, limits: Limits) -> frozenset[tuple[int, int]]:
    """Return the formula cells; raises InvalidError where filled cells lie outside the limits.

    The reader allocates the whole rectangle up to the last cell, so one cell in the far corner would fill the memory.
    """
    formulas = set()
    for found in _CELL.finditer(xml):
        row = int(found["row"] or found["at"])
        if row > limits.rows:
            raise refused("TOO_MANY_ROWS", maximum=limits.rows)
        if found["column"] is None:
            continue
        column = _column_number(found["column"])
        if column > limits.columns:
            raise refused("TOO_MANY_COLUMNS", maximum=limits.columns)
        if found["formula"]:
            formulas.add((row - 1, column - 1))
    return frozenset(formulas)


def _column_number(letters: bytes) -> int:
    """Return A as 1, Z as 26, AA as 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
