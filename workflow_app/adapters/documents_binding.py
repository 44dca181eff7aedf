"""Several sheets as one PDF, in their order: the same sheets give the same bytes, so that a hash means something."""

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from workflow_app.adapters.documents_images import jpeg_sides
from workflow_app.adapters.documents_pdf import check_pdf
from workflow_app.adapters.documents_refusals import refusal
from workflow_app.domain.file_kinds import JPEG
from workflow_app.domain.paper_ports import Sheet

A4 = (595.28, 841.89)
"""Points of an upright sheet."""
MARGIN = 14.17
_GREY = 1


def bind(sheets: Sequence[Sheet]) -> bytes:
    """Return one PDF; raises InvalidError FILE_BROKEN on `/file` for a PDF whose pages cannot be taken over."""
    with Pdf.new() as bound:
        for sheet in sheets:
            first = len(bound.pages)
            if sheet.media_type == JPEG:
                _add_photo(bound, sheet.content)
            else:
                _add_pages(bound, sheet.content)
            for page in bound.pages[first:]:
                if sheet.turn:
                    page.rotate(sheet.turn, relative=True)
        content = _written(bound)
    check_pdf(content)
    return content


def _written(bound: Pdf) -> bytes:
    out = io.BytesIO()
    bound.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _add_pages(bound: Pdf, content: bytes) -> None:
    """Take over the pages of a PDF that was looked at before."""
    try:
        with Pdf.open(io.BytesIO(content), attempt_recovery=True) as other:
            if not len(other.pages):
                raise refusal("FILE_BROKEN")
            bound.pages.extend(other.pages)
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        raise refusal("FILE_BROKEN") from None


def _add_photo(bound: Pdf, content: bytes) -> None:
    """Add a sheet of A4, upright or lying as the photograph is, with the photograph as large as fits."""
    width, height, colours = jpeg_sides(content)
    sheet = A4 if height >= width else A4[::-1]
    factor = min((sheet[0] - 2 * MARGIN) / width, (sheet[1] - 2 * MARGIN) / height)
    shown = (width * factor, height * factor)
    left, low = (sheet[0] - shown[0]) / 2, (sheet[1] - shown[1]) / 2
    photo = bound.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray if colours == _GREY else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    drawn = f"q {shown[0]:.3f} 0 0 {shown[1]:.3f} {left:.3f} {low:.3f} cm /Photo Do Q".encode()
    page = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, *sheet],
        Resources=Dictionary(XObject=Dictionary(Photo=photo)),
        Contents=bound.make_stream(drawn),
    )
    bound.pages.append(pikepdf.Page(bound.make_indirect(page)))
