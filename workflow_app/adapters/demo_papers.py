"""Papers for a demonstration, drawn by typst as applicants would bring them: receipts, photographs, scans, forms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import typst

from workflow_app.adapters.letters_fonts import load_fonts
from workflow_app.domain.demo_papers import Paper

PDF, PNG = "application/pdf", "image/png"
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
"""What the files say of when they were made: nothing of the run in which they were."""
FINE, PLAIN, BLURRED = 96, 72, 14
"""Points per inch of a photograph, of a screen, and of one out of focus."""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind is handed in: its file name and type, and how finely a picture is drawn."""

    filename: str
    media_type: str = PDF
    fineness: int = FINE


FORMS: Mapping[str, _Form] = {
    "receipt": _Form("缴款凭证.pdf"),
    "receipt_of_another": _Form("缴款凭证.pdf"),
    "receipt_photo": _Form("IMG_20260921_090312.png", PNG),
    "receipt_blurred": _Form("IMG_20260924_101455.png", PNG, BLURRED),
    "rectification": _Form("整改证明（扫描件）.pdf"),
    "t16": _Form("信用修复申请表（处罚机关意见）.pdf"),
    "t16_unstamped": _Form("信用修复申请表.pdf"),
    "authorisation": _Form("授权委托书.pdf"),
    "material": _Form("申请材料.pdf"),
    "signed_sheet": _Form("签字申请表（扫描件）.pdf"),
    "regulation": _Form("依据文件.pdf"),
    "screen": _Form("后台截图.png", PNG, PLAIN),
}


class TypstPapers:
    """Draws a paper of a kind with the words that come by name; the same words give the same bytes."""

    def __init__(self, templates: Path, *, fonts: Sequence[Path], family: str) -> None:
        found, families = load_fonts(fonts, family)
        self._families = json.dumps(families)
        self._paper = typst.Compiler(str(templates / "paper.typ"), root=str(templates), font_paths=found)
        self._blurred = typst.Compiler(str(templates / "blurred.typ"), root=str(templates), font_paths=found)

    def __call__(self, kind: str, /, **words: str) -> Paper:
        """Return the file; raises KeyError for a kind that is not known."""
        form = FORMS[kind]
        inputs = {"kind": kind, "words": json.dumps(words, sort_keys=True), "families": self._families}
        if form.media_type == PDF:
            content = _one(self._paper.compile(format="pdf", sys_inputs=inputs, timestamp=MADE_AT))
        else:
            content = _one(self._paper.compile(format="png", ppi=form.fineness, sys_inputs=inputs, timestamp=MADE_AT))
        if form.fineness == BLURRED:
            picture = {"picture": json.dumps(list(content))}
            content = _one(self._blurred.compile(format="png", ppi=PLAIN, sys_inputs=picture, timestamp=MADE_AT))
        return Paper(form.filename, form.media_type, content)


def _one(made: bytes | list[bytes] | None) -> bytes:
    """Return the one file that typst made: a picture of a paper with several pages would be several."""
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made
