"""A chosen file as pages of a material: looked at, scanned, a photograph made upright and legibly small."""

import tempfile
from collections.abc import Sequence
from typing import BinaryIO, cast

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.file_kinds import JPEG, OFD, PDF
from workflow_app.domain.paper_ports import MadeSheet, Sharpness, Sheet
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.limits import count_upload
from workflow_app.services.outward_rules import number
from workflow_app.services.spooling import IN_MEMORY, copy_upload
from workflow_app.services.tools import Tools

DPI, QUALITY, MOST_PAGES = "material.dpi", "material.quality", "material.most_pages"
MOST_FACTOR = 2
"""By how much what was bound may be larger than an upload: PDFs that were sent packed tighter than they are written."""


def sharpness_at(unit: UnitOfWork, authority: Authority, tools: Tools) -> Sharpness:
    """Return how far an authority has photographs reduced."""
    return Sharpness(dpi=number(unit, authority, DPI, tools), quality=number(unit, authority, QUALITY, tools))


def most_pages_at(unit: UnitOfWork, authority: Authority, tools: Tools) -> int:
    """Return of how many pages a material may be put together."""
    return number(unit, authority, MOST_PAGES, tools)


def take_sheet(
    file: ChosenFile, sharpness: Sharpness, *, actor: Actor, tools: Tools, is_counted: bool = False
) -> MadeSheet:
    """Return a file as pages; raises InvalidError on `/file`, LimitedError. Nothing is kept.

    `is_counted`: its bytes were counted when it was announced.
    """
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spooled:
        kept = cast("BinaryIO", spooled)
        size = copy_upload(file.stream, kept, limit=tools.upload_limit)
        if not is_counted:
            count_upload(size, actor=actor, tools=tools)
        kept.seek(0)
        if size and not tools.scan.is_clean(kept):
            raise InvalidError(FieldError("/file", "MALWARE_FOUND"))
        kept.seek(0)
        return tools.papers.make_sheet(kept, file.filename, file.media_type, sharpness=sharpness)


def bound(sheets: Sequence[Sheet], tools: Tools) -> tuple[bytes, str]:
    """Return the sheets as one file and what it is: what was one whole file stays it, all else becomes a PDF.

    Raises InvalidError OFD_ALONE or FILE_BROKEN on `/file`.
    """
    if len(sheets) == 1 and sheets[0].media_type != JPEG and not sheets[0].turn:
        return sheets[0].content, sheets[0].media_type
    if any(each.media_type == OFD for each in sheets):
        raise InvalidError(FieldError("/file", "OFD_ALONE"))
    return tools.papers.bind(sheets), PDF


def bind_papers(papers: Sequence[bytes], *, tools: Tools) -> bytes:
    """Return several PDFs that we made as one."""
    return bound([Sheet(each, PDF) for each in papers], tools)[0]


def name_of(filename: str, media_type: str) -> str:
    """Return the name of a material that was one file, with the ending of what it became."""
    stem, dot, _ = filename.rpartition(".")
    return f"{stem}.pdf" if media_type == PDF and dot else filename
