"""Materials: each file as a page or pages, and the pages as one PDF."""

import hashlib
from collections.abc import Sequence
from typing import BinaryIO

from workflow_app.adapters.documents import MATERIAL_KINDS, read_and_look
from workflow_app.adapters.documents_binding import bind
from workflow_app.adapters.documents_photos import FORMATS, make_photo, make_thumbnail
from workflow_app.domain.file_kinds import JPEG
from workflow_app.domain.paper_ports import MadeSheet, Sharpness, Sheet


class PhotoPaperMaker:
    """Makes pages of photographs, and binds pages."""

    def make_sheet(self, stream: BinaryIO, filename: str, declared: str, *, sharpness: Sharpness) -> MadeSheet:
        """Return a file as a page; a PDF or an OFD stays as it is. Raises InvalidError as `inspect` does."""
        content, facts = read_and_look(stream, filename, declared, MATERIAL_KINDS)
        note: dict[str, object] = {
            "filename": facts.filename,
            "media_type": facts.media_type,
            "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        if facts.media_type not in FORMATS:
            return MadeSheet(content, facts.media_type, facts.filename, facts.pages or 1, note)
        photo = make_photo(content, facts.media_type, sharpness=sharpness)
        note |= {"was": [photo.was_width, photo.was_height], "became": [photo.width, photo.height]}
        note |= {"dpi": sharpness.dpi, "quality": sharpness.quality}
        return MadeSheet(photo.content, JPEG, facts.filename, 1, note)

    def bind(self, sheets: Sequence[Sheet]) -> bytes:
        """Return one PDF; raises InvalidError on `/file`."""
        return bind(sheets)

    def thumbnail(self, sheet: Sheet) -> bytes:
        """Return a small JPEG."""
        return make_thumbnail(sheet.content, sheet.turn)
