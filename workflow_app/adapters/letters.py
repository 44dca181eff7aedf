"""Letters as PDF/A-2b by typst. Data go in as one JSON input; no source text is ever built from them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from threading import Lock

import typst

from workflow_app.adapters.letters_fonts import load_fonts
from workflow_app.adapters.letters_qr import qr_svg
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letter_kinds import FROM_SUBJECT
from workflow_app.domain.letter_marks import chinese_date, english_date, grouped_code
from workflow_app.domain.letters import LetterData

# Which layout a kind of letter has; every other kind is a notice.
LAYOUTS: Mapping[str, str] = {
    "T22_GRANT": "decision.typ",
    "T22_REFUSE": "decision.typ",
    "T32_CERTIFICATE": "training_certificate.typ",
    "PERMIT": "permit.typ",
    **dict.fromkeys(FROM_SUBJECT, "promise.typ"),
    "T05_PLEDGE": "pledge.typ",
    "T17_PLEDGE": "pledge.typ",
    "T16_CONFIRM": "form.typ",
    "T16_BLANK": "blank.typ",
    "T17_BLANK": "blank.typ",
    "T18_REPRESENTATIVE": "blank.typ",
    "T18_AUTHORISATION": "blank.typ",
    "REPAIR_PROOF": "certificate.typ",
    "APPROVAL_SHEET": "approval_sheet.typ",
    "WINDOW_SHEET": "window_sheet.typ",
    "WINDOW_RECEIPT": "window_receipt.typ",
}
OTHER_LAYOUT = "notice.typ"

# Typst wants a fixed offset; China has had no other since 1991.
_CHINA = timezone(timedelta(hours=8))


class TypstLetterRenderer:
    """The LetterRenderer on typst: `templates` holds the layouts, `fonts` are folders, `family` is the main font.

    Other families found in the folders stand in for characters that the main one lacks. May be shared by threads:
    compilers are kept warm (a page takes milliseconds) and used one at a time.
    """

    def __init__(self, templates: Path, *, fonts: Sequence[Path], family: str) -> None:
        self._templates = templates
        self._folders = tuple(fonts)
        self._family = family
        self._compilers: dict[str, typst.Compiler] = {}
        self._families: tuple[str, ...] = ()
        self._lock = Lock()

    def render(self, kind: str, data: Mapping[str, object], *, sealed: bool = False, sample: bool = False) -> bytes:
        """Return the PDF of what `LetterData.to_json` froze; the same data give the same bytes.

        Where it is to be signed, `sealed` sets the picture of the seal where its place is shown otherwise. A `sample`
        has a mark across every page, so that nobody takes it for a real one.

        Raises RefusedError LETTER_DATA, LETTER_TEMPLATE (layout missing or wrong) or LETTER_FONT (font missing, or a
        character that no font has, in `values["detail"]`).
        """
        letter = LetterData.from_json(data)
        with self._lock:
            compiler = self._compiler(LAYOUTS.get(kind, OTHER_LAYOUT))
            inputs = {
                "letter": json.dumps(_for_layout(letter, sealed=sealed, sample=sample)),
                "families": json.dumps(self._families),
            }
            return _compile(compiler, inputs, timestamp=datetime.combine(letter.issued_on, time.min, tzinfo=_CHINA))

    def _compiler(self, layout: str) -> typst.Compiler:
        """Make a compiler once; a failure is not kept, so that fonts may be put in place while the service runs."""
        if layout not in self._compilers:
            path = self._templates / layout
            if not path.is_file():
                raise RefusedError("LETTER_TEMPLATE", detail=layout)
            found, self._families = load_fonts(self._folders, self._family)
            self._compilers[layout] = typst.Compiler(str(path), root=str(self._templates), font_paths=found)
        return self._compilers[layout]


def _compile(compiler: typst.Compiler, inputs: dict[str, str], *, timestamp: datetime) -> bytes:
    """Run typst; PDF/A forbids a glyph that is not there, which makes the silent fault a loud one."""
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards="a-2b", sys_inputs=inputs, timestamp=timestamp
        )
    except typst.TypstError as error:
        code = "LETTER_FONT" if "could not be displayed with font" in error.message else "LETTER_TEMPLATE"
        raise RefusedError(code, detail=error.message) from error
    if warnings or not isinstance(pdf, bytes):
        raise RefusedError("LETTER_TEMPLATE", detail="; ".join(warning.message for warning in warnings))
    return pdf


def _for_layout(letter: LetterData, *, sealed: bool, sample: bool) -> dict[str, object]:
    """Return what the layouts read: a date in words per language, the code in groups, the QR code as SVG."""
    english = letter.english
    return {
        "zh": {**asdict(letter.text), "issued_on": chinese_date(letter.issued_on)},
        "en": {**asdict(english), "issued_on": english_date(letter.issued_on)} if english else None,
        "verify_url": letter.verify_url,
        "code": grouped_code(letter.code),
        "qr": qr_svg(letter.verify_url),
        "sealed": sealed,
        "sample": sample,
        "replaces": letter.replaces,
        "notices": [{**asdict(each), "on": chinese_date(each.on)} for each in letter.notices],
    }
