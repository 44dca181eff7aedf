"""What an uploaded file really is: decided by its content, which must agree with its name and what was declared."""

from collections.abc import Callable, Mapping  # noqa: I001 - pylibmagic must come before magic
from dataclasses import dataclass
from typing import BinaryIO

import pylibmagic  # noqa: F401 - brings libmagic where the machine has none
import magic

from workflow_app.adapters.documents_images import check_heic, check_jpeg, check_png
from workflow_app.adapters.documents_names import extension_of, safe_filename
from workflow_app.adapters.documents_ofd import check_ofd
from workflow_app.adapters.documents_pdf import check_pdf
from workflow_app.adapters.documents_refusals import refusal
from workflow_app.domain.file_kinds import EXTENSIONS, HEIC, MATERIALS

# Held in memory while looking; the limit of an upload is the blob store's and lower.
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What an upload is: `filename` is safe to show and to send, `pages` None where it cannot be told."""

    media_type: str
    extension: str
    filename: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    extensions: tuple[str, ...]
    start: bytes
    check: Callable[[bytes], int | None]


# What libmagic says -> what we take it for. The start is asked for again: libmagic forgives junk before it.
KINDS: Mapping[str, _Kind] = {
    "application/pdf": _Kind("application/pdf", EXTENSIONS["application/pdf"], b"%PDF-", check_pdf),
    "image/jpeg": _Kind("image/jpeg", EXTENSIONS["image/jpeg"], b"\xff\xd8\xff", check_jpeg),
    "image/png": _Kind("image/png", EXTENSIONS["image/png"], b"\x89PNG\r\n\x1a\n", check_png),
    "application/zip": _Kind("application/ofd", EXTENSIONS["application/ofd"], b"PK\x03\x04", check_ofd),
}
_HEIC = _Kind(HEIC, MATERIALS[HEIC], b"\0\0\0", check_heic)
MATERIAL_KINDS: Mapping[str, _Kind] = {**KINDS, "image/heic": _HEIC, "image/heif": _HEIC}
"""The same for materials: what phones photograph in is taken too, for it is made into something that all can open."""


def inspect(stream: BinaryIO, filename: str, declared: str) -> DocumentFacts:
    """Look at an upload from its beginning; `declared` is the media type the browser sent.

    Raises InvalidError FILE_EMPTY, FILE_TOO_LARGE, FILE_TYPE (not a pdf, jpg, png or ofd), FILE_BROKEN (a pdf that
    shows no page, a picture without its end), PICTURE_TOO_SMALL, PICTURE_TOO_LARGE, FILE_EXTENSION (name or declaration
    say something else), FILE_BOMB, FILE_PROTECTED (password) or FILE_ACTIVE_CONTENT.
    """
    return read_and_look(stream, filename, declared, KINDS)[1]


def read_and_look(
    stream: BinaryIO, filename: str, declared: str, kinds: Mapping[str, _Kind]
) -> tuple[bytes, DocumentFacts]:
    """Return the content of an upload and what it is, of the kinds that are taken; raises as `inspect`."""
    content = stream.read(MOST_BYTES + 1)
    if not content:
        raise refusal("FILE_EMPTY")
    if len(content) > MOST_BYTES:
        raise refusal("FILE_TOO_LARGE", limit=MOST_BYTES)
    name = safe_filename(filename)
    extension = extension_of(name)
    kind = _kind(content, extension, kinds)
    _check_agreement(kind, extension, declared, kinds)
    facts = DocumentFacts(
        media_type=kind.media_type, extension=kind.extensions[0], filename=name, pages=kind.check(content)
    )
    return content, facts


def _kind(content: bytes, extension: str, kinds: Mapping[str, _Kind]) -> _Kind:
    """Return the kind of a file by its content; one that calls itself by a kind we take is told what it is instead."""
    found = magic.from_buffer(content[:4096], mime=True)
    kind = kinds.get(found)
    if kind is None or not content.startswith(kind.start):
        misnamed = any(extension in each.extensions for each in kinds.values())
        reason = {"reason": "FILE_MISNAMED", "extension": extension} if misnamed else {}
        raise refusal("FILE_TYPE", found=found, **reason)
    return kind


def _check_agreement(kind: _Kind, extension: str, declared: str, kinds: Mapping[str, _Kind]) -> None:
    """Refuse a name of another kind, and a declaration of another kind that we take; vague ones say nothing."""
    said = declared.partition(";")[0].strip().lower().replace("image/heif", HEIC)
    others = {other.media_type for other in kinds.values()} - {kind.media_type}
    if extension and extension not in kind.extensions:
        raise refusal("FILE_EXTENSION", found=kind.media_type, extension=extension, reason="FILE_OTHER_NAME")
    if not extension or said in others:
        raise refusal("FILE_EXTENSION", found=kind.extensions[0], extension=extension)
