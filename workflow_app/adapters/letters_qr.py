"""The QR code on a letter, and on a page."""

from functools import lru_cache
from io import BytesIO

import segno

QUIET_ZONE = 2  # modules; the paper around it gives the rest
KEPT = 64


@lru_cache(maxsize=KEPT)  # a letter is set twice, plain and with its seal
def qr_svg(text: str) -> str:
    """Return a QR code as SVG; level M still reads when the paper was folded or stamped."""
    return _drawn(text, grows=False)


def growing_qr_svg(text: str) -> str:
    """Return a QR code as SVG that fills the place around it; it is not kept, for its text may be a secret."""
    return _drawn(text, grows=True)


def _drawn(text: str, *, grows: bool) -> str:
    svg = BytesIO()
    segno.make_qr(text, error="m").save(svg, kind="svg", border=QUIET_ZONE, xmldecl=False, omitsize=grows)
    return svg.getvalue().decode()
