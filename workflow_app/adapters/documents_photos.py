"""Photographs of papers: upright, without what the camera noted of place and person, and no larger than is read.

Every photograph is drawn anew, so that nothing of the file that was sent goes on: no place, no hidden second file.
"""

import io
import math
import struct
import threading
import zlib
from dataclasses import dataclass

from pi_heif import register_heif_opener
from PIL import Image, ImageOps

from workflow_app.adapters.documents_images import MOST_POINTS
from workflow_app.adapters.documents_refusals import refusal
from workflow_app.domain.file_kinds import HEIC, JPEG
from workflow_app.domain.paper_ports import Sharpness

FORMATS = {JPEG: "JPEG", "image/png": "PNG", HEIC: "HEIF"}
MOST_POINTS_WHOLE = 64_000_000
"""Points of a picture that can only be unpacked whole; a plain JPEG is unpacked at a fraction of its size."""
MOST_POINTS_CLEAR = 24_000_000
"""Points of a picture with transparent places, which is laid on white as a whole."""
THUMBNAIL = 360
AT_ONCE = 2
"""Photographs that one process unpacks at the same time: each takes up to half a gigabyte for a moment."""
_A4_INCHES = (297 / 25.4) * (210 / 25.4)
_BROKEN = (OSError, SyntaxError, ValueError, RuntimeError, EOFError, TypeError, LookupError, struct.error, zlib.error)
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}

register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MOST_POINTS
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph as a page, and the size it had."""

    content: bytes
    width: int
    height: int
    was_width: int
    was_height: int


def make_photo(content: bytes, media_type: str, *, sharpness: Sharpness) -> Photo:
    """Return a photograph as a page; raises InvalidError FILE_BROKEN or PICTURE_TOO_LARGE on `/file`."""
    with _places:
        try:
            with Image.open(io.BytesIO(content), formats=(FORMATS[media_type],)) as image:
                was = image.size
                _refuse_too_large(image)
                drawn = _plain(_reduced(image, sharpness.dpi))
        except (*_BROKEN, Image.DecompressionBombError):
            raise refusal("FILE_BROKEN") from None
    return Photo(_as_jpeg(drawn, sharpness.quality), *drawn.size, *was)


def make_thumbnail(content: bytes, turn: int) -> bytes:
    """Return a small picture of a page that this service made."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        image.draft(image.mode, (2 * THUMBNAIL, 2 * THUMBNAIL))
        image.thumbnail((THUMBNAIL, THUMBNAIL))
        small = image.transpose(_TURNS[turn]) if turn in _TURNS else image.copy()
    out = io.BytesIO()
    small.save(out, "JPEG", quality=75)
    return out.getvalue()


def _as_jpeg(drawn: Image.Image, quality: int) -> bytes:
    """Return the picture as a JPEG, as small as it goes."""
    try:
        return _written(drawn, quality, optimize=True)
    except OSError:
        # An optimized JPEG is written in one piece, for which Pillow keeps a byte per point: gravel, leaves or the
        # grain of a dark room in full sharpness need more. Written in parts they only become a little larger.
        return _written(drawn, quality, optimize=False)


def _written(drawn: Image.Image, quality: int, *, optimize: bool) -> bytes:
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=quality, subsampling=0, optimize=optimize)
    return out.getvalue()


def _refuse_too_large(image: Image.Image) -> None:
    """Refuse what cannot be unpacked in a bearable room; raises InvalidError PICTURE_TOO_LARGE."""
    most = MOST_POINTS_WHOLE if image.format != "JPEG" or image.info.get("progressive") else MOST_POINTS
    if image.width * image.height > (MOST_POINTS_CLEAR if image.has_transparency_data else most):
        raise refusal("PICTURE_TOO_LARGE", width=image.width, height=image.height)


def _reduced(image: Image.Image, dpi: int) -> Image.Image:
    """Return the picture with the points of an A4 sheet, whatever its shape: a long till roll stays as sharp."""
    factor = math.sqrt(_A4_INCHES * dpi * dpi / (image.width * image.height))
    if factor >= 1:
        image.load()
        return ImageOps.exif_transpose(image)
    wanted = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    image.draft(None, wanted)
    whole = image if image.mode in {"L", "RGB"} else _plain(image)
    small = whole.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
    small.info = image.info
    return _upright(small, image)


def _upright(small: Image.Image, image: Image.Image) -> Image.Image:
    """Turn the reduced picture as the camera noted for the whole one."""
    small.getexif().update({274: image.getexif().get(274, 1)})
    return ImageOps.exif_transpose(small)


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture in grey or in three colours, on white where it was transparent."""
    if image.mode.startswith("I;16"):
        return image.point(lambda level: level / 256).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    if image.mode in {"1", "L"}:
        return image.convert("L")
    return image.convert("RGB")
