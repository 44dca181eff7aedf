"""The QR code on a letter, and on a page."""

from io import BytesIO

import segno

QUIET_ZONE = 2  # modules; the paper around it gives the rest


def qr_svg(text: str, *, grows: bool = False) -> str:
    """Return a QR code as SVG, of its own size or one that `grows` with the page around it.

    Level M still reads when the paper was folded or stamped.
    """
    svg = BytesIO()
    segno.make_qr(text, error="m").save(svg, kind="svg", border=QUIET_ZONE, xmldecl=False, omitsize=grows)
    return svg.getvalue().decode()
