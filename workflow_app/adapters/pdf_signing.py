"""A signature appended to a PDF as ISO 32000-1 (12.8) lays down: the file stays as it is, byte for byte, before it.

It reads what our own renderer writes: a table of cross references, no object streams. Anything else is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from workflow_app.domain.errors import RefusedError

ROOM = 8192
"""Bytes kept for the signature."""
_TRAILER = re.compile(rb"trailer\s*(<<.*>>)\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_PLACE = b"/ByteRange [0 0000000000 0000000000 0000000000]"

Sign = Callable[[bytes], bytes]
"""Returns the detached CMS signature of some bytes in DER."""


@dataclass(frozen=True, slots=True)
class _Pdf:
    """A PDF taken apart as far as appending needs it."""

    content: bytes
    trailer: bytes
    xref_at: int
    offsets: tuple[int, ...]

    def object(self, number: int) -> bytes:
        """Return the dictionary of an object."""
        found = re.compile(rb"%d 0 obj\s*(<<.*?>>)\s*endobj" % number, re.DOTALL).match(
            self.content, self.offsets[number]
        )
        if found is None:
            raise RefusedError("SEAL_PDF", detail=f"object {number}")
        return found[1]

    def reference(self, within: bytes, key: bytes) -> int:
        """Return the number of the object that a dictionary names under a key."""
        found = re.search(rb"/%s\s*\[?\s*(\d+) 0 R" % key, within)
        if found is None:
            raise RefusedError("SEAL_PDF", detail=key.decode())
        return int(found[1])


def sign_pdf(pdf: bytes, sign: Sign, *, name: str, at: datetime) -> bytes:
    """Return the PDF with a signature of `name` appended that covers all of it; raises RefusedError SEAL_PDF."""
    parts = _take_apart(pdf)
    root, size = parts.reference(parts.trailer, b"Root"), len(parts.offsets)
    catalog = parts.object(root)
    page = parts.reference(parts.object(parts.reference(catalog, b"Pages")), b"Kids")
    field, value = size, size + 1
    said = name.encode("utf-16-be").hex().upper().encode()
    when = at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
    objects = {
        root: catalog[:-2] + b"/AcroForm<</Fields[%d 0 R]/SigFlags 3>>>>" % field,
        page: _with_annotation(parts.object(page), field),
        field: b"<</Type/Annot/Subtype/Widget/FT/Sig/T(seal)/F 132/Rect[0 0 0 0]/V %d 0 R/P %d 0 R>>" % (value, page),
        value: b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name<FEFF%s>/M(%s)%s/Contents<%s>>>"
        % (said, when, _PLACE, b"0" * (2 * ROOM)),
    }
    return _fill(_append(parts, objects, size=size + 2), sign, after=len(pdf))


def _take_apart(pdf: bytes) -> _Pdf:
    found = _TRAILER.search(pdf, max(0, len(pdf) - 4096))
    if found is None:
        raise RefusedError("SEAL_PDF", detail="trailer")
    xref_at = int(found[2])
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(pdf, xref_at)
    if head is None:
        raise RefusedError("SEAL_PDF", detail="xref")
    entries = _ENTRY.findall(pdf, head.end(), found.start())
    if len(entries) != int(head[1]):
        raise RefusedError("SEAL_PDF", detail="xref")
    return _Pdf(pdf, found[1], xref_at, tuple(int(entry[0]) for entry in entries))


def _with_annotation(page: bytes, field: int) -> bytes:
    """Return a page that also shows the field of the signature."""
    here = re.search(rb"/Annots\s*\[", page)
    if here is not None:
        return page[: here.end()] + b"%d 0 R " % field + page[here.end() :]
    return page[:-2] + b"/Annots[%d 0 R]>>" % field


def _append(parts: _Pdf, objects: dict[int, bytes], *, size: int) -> bytes:
    """Return the PDF with objects appended, and a table of where they are."""
    content = parts.content.rstrip(b"\r\n") + b"\n"
    places: dict[int, int] = {}
    for number, text in sorted(objects.items()):
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    xref_at = len(content)
    table = b"".join(b"%d 1\n%010d 00000 n\r\n" % (number, place) for number, place in sorted(places.items()))
    trailer = re.sub(rb"/Size\s+\d+", b"/Size %d" % size, parts.trailer)
    trailer = trailer[:-2] + b"/Prev %d>>" % parts.xref_at
    return content + b"xref\n" + table + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % xref_at


def _fill(content: bytes, sign: Sign, *, after: int) -> bytes:
    """Write what the signature covers, which is all but itself, and then the signature."""
    opened = content.index(b"/Contents<", after) + len(b"/Contents")
    closed = opened + 2 * ROOM + 2
    covered = b"/ByteRange [0 %010d %010d %010d]" % (opened, closed, len(content) - closed)
    content = content[:after] + content[after:].replace(_PLACE, covered, 1)
    signature = sign(content[:opened] + content[closed:])
    if len(signature) > ROOM:
        raise RefusedError("SEAL_PDF", detail="signature too long")
    return content[:opened] + b"<" + signature.hex().encode().ljust(2 * ROOM, b"0") + b">" + content[closed:]
