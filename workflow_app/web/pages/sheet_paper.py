"""The approval sheet as PDF: the Chinese text that is signed, and the English one behind it."""

import io

from flask import current_app, request
from flask_babel import force_locale

from workflow_app.domain.letter_parts import Addressee, LetterTable, LetterText
from workflow_app.domain.letters import LetterData
from workflow_app.services.approval_sheets import SheetView, set_sheet
from workflow_app.services.signed_sheets import SignedSheetView
from workflow_app.services.tools import Tools
from workflow_app.web.languages import COOKIE
from workflow_app.web.pages.sheet_words import SheetRow, SheetWords, sheet_words
from workflow_app.web.pages.values import local

SEPARATOR = "｜"
TO_SIGN = "✍"
"""Set in place of a name where the paper is to be signed; the layout turns it into a line to write on."""


def sheet_pdf(view: SheetView, signed: tuple[SignedSheetView, ...], *, tools: Tools) -> io.BytesIO:
    """Return the sheet in both languages, whatever the language of the page; raises RefusedError LETTER_FONT."""
    chinese, english = (_text(_in(language, view, signed), view) for language in ("zh", "en"))
    data = LetterData(
        text=chinese,
        issued_on=local(view.made_at),
        verify_url=view.address,
        code=view.case.number or "",
        english=english,
    )
    return io.BytesIO(set_sheet(data, tools=tools))


def _in(language: str, view: SheetView, signed: tuple[SignedSheetView, ...]) -> SheetWords:
    """Return the words of a sheet in a language: words ask for it as in a request for a page, the catalogue as here."""
    with current_app.test_request_context(request.path, query_string={COOKIE: language}), force_locale(language):
        return sheet_words(view, signed)


def _text(words: SheetWords, view: SheetView) -> LetterText:
    """Return the sheet as the layout takes it: facts as `label｜value`, the rest as rows of label, text, signature."""
    return LetterText(
        authority=words.authority,
        number=words.number,
        title=words.title,
        addressee=Addressee(view.case.subject.name, view.case.subject.uscc),
        paragraphs=tuple(f"{label}{SEPARATOR}{value}" for label, value in words.facts),
        table=LetterTable(words.standing, ("", "", ""), tuple(_row(each) for each in words.rows)),
        remedies="",
        contact=words.made,
    )


def _row(row: SheetRow) -> tuple[str, str, str]:
    signature = TO_SIGN if row.is_to_sign else "  ".join(part for part in (row.signer, row.at) if part)
    return (row.label, "\n".join(row.lines), signature)
