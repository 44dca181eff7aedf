"""Looking at an XLSX file before anything opens it: bombs, false claims, and which cells are formulas."""

import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring

from workflow_app.adapters.spreadsheets_limits import Limits, refused, unreadable
from workflow_app.adapters.spreadsheets_scan import Marks, scan

_CHUNK = 1 << 16
_LOCAL_HEADER = 30
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Inspected:
    """What of each sheet its values do not tell."""

    marks: dict[str, Marks]


def inspect(data: bytes, limits: Limits) -> Inspected:
    """Return what must be known before opening; raises InvalidError ZIP_BOMB, TOO_MANY_… or SPREADSHEET_UNREADABLE."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_sizes(data, archive.infolist(), limits)
            scanned = {name: scan(archive.read(name), limits) for name in archive.namelist() if _is_xml(name)}
            marks = {name: scanned[part] for name, part in _sheet_parts(archive).items()}
    except (BadZipFile, LookupError, SyntaxError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise unreadable("NOT_A_WORKBOOK") from error
    if sum(each.span for each in marks.values()) > limits.cells:
        raise refused("TOO_MANY_CELLS", maximum=limits.cells)
    return Inspected(marks)


def _check_sizes(data: bytes, members: list[ZipInfo], limits: Limits) -> None:
    """Inflate every member once, keeping nothing, so that a lying directory cannot hide a bomb."""
    if len(members) > limits.members:
        raise refused("ZIP_BOMB", maximum=limits.members)
    if len({member.filename.lower() for member in members}) < len(members):
        raise unreadable("NAME_TWICE")  # two readers might each open another one of the two
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


def _is_xml(name: str) -> bool:
    """Tell whether a member is one of the parts that the reader parses."""
    return name.lower().endswith((".xml", ".rels"))


def _sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Return sheet name to the archive member that holds it."""
    relations = {
        each.get("Id"): str(each.get("Target")) for each in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    parts: dict[str, str] = {}
    for element in fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            target, name = str(relations[element.get(_RELATION)]), str(element.get("name"))
            if name in parts:
                raise unreadable("NAME_TWICE")  # the reader would go through one of the two once for each
            parts[name] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return parts
