"""Application and pledge on paper, to be signed at the service window or at home: the same paper in both languages."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, request
from flask_babel import force_locale
from flask_babel import gettext as _

from workflow_app.domain.letter_parts import Addressee, LetterTable, LetterText, Slip
from workflow_app.domain.letters import LetterData
from workflow_app.services.part_views import MatterOf
from workflow_app.services.tools import Tools
from workflow_app.services.views import AnsweredView, DocumentView, RecordFacts
from workflow_app.services.window_papers import SHEET, set_paper
from workflow_app.web.days import full_day
from workflow_app.web.head_words import speak_of
from workflow_app.web.languages import COOKIE, current_language
from workflow_app.web.pages.answer_lines import Pledged, answer_pairs, files_handed_in, pledges, without_pledge
from workflow_app.web.pages.matter_words import apply_way_word
from workflow_app.web.pages.record_rows import authority_label, kind_rows
from workflow_app.web.pages.values import local

SEPARATOR = "｜"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ToSign:
    """What stands on the paper; `facts` are its first lines, `said` the sentence above the signature."""

    mark: str
    address: str
    authority: str
    element: str
    form: Mapping[str, Any]
    values: Mapping[str, object]
    documents: Iterable[DocumentView]
    subject_name: str
    uscc: str | None
    facts: tuple[Pair, ...]
    said: str
    printed: str


def set_sheet(write: Callable[[], ToSign], *, made_at: datetime, tools: Tools) -> io.BytesIO:
    """Return the paper as PDF; raises RefusedError LETTER_FONT."""
    known = write()

    def set_in(language: str) -> LetterText:
        return in_language(language, lambda: _sheet(write()), about=known.uscc)

    chinese, english = set_in("zh"), set_in("en")
    data = LetterData(chinese, local(made_at), known.address, known.mark, english)
    return io.BytesIO(set_paper(SHEET, data, tools=tools))


def in_language(language: str, write: Callable[[], LetterText], *, about: str | None = None) -> LetterText:
    """Return a text in a language: words ask for it as in a request for a page, the catalogue as here.

    `about` is the code of the subject that the paper is about, whose head is called accordingly.
    """
    with current_app.test_request_context(request.path, query_string={COOKIE: language}), force_locale(language):
        speak_of(about)
        return write()


def about_facts(
    name: str, uscc: str | None, record: RecordFacts | None, matter: MatterOf | None, process: str
) -> Iterator[Pair]:
    """Yield whom and which decision or matter an application is about; `process` is the key of its process."""
    yield _("Enterprise"), name
    yield _("Unified social credit code"), uscc or "—"
    if matter is not None:
        yield from matter_facts(matter, process)
    if record is not None:
        yield _("Decision number"), record.document_no
        yield _("Decided on"), full_day(record.decided_on)
        yield from ((each["label"], each["value"] or "—") for each in kind_rows(record))
        yield authority_label(record.kind), str(getattr(record, f"authority_{current_language()}"))


def matter_facts(matter: MatterOf, process: str) -> Iterator[Pair]:
    """Yield the matter that is applied for, and the way."""
    yield _("Matter"), str(getattr(matter, f"name_{current_language()}"))
    yield _("Way to apply"), apply_way_word(process)


def _sheet(paper: ToSign) -> LetterText:
    answered = AnsweredView(paper.element, "", "", dict(paper.form), dict(paper.values), None, None)
    known = {each.id: each.filename for each in paper.documents}
    files = [(label, known.get(file_id, "—")) for label, file_id in files_handed_in(answered)]
    return LetterText(
        authority=paper.authority,
        number=paper.mark,
        title=_title(paper.form),
        addressee=Addressee(paper.subject_name, paper.uscc),
        paragraphs=tuple(f"{label}{SEPARATOR}{value}" for label, value in paper.facts),
        table=LetterTable(
            str(_("What the applicant states and hands in")),
            ("", ""),
            (*answer_pairs(without_pledge(answered)), *files),
        ),
        remedies=paper.said,
        contact=paper.printed,
        slip=_slip(pledges(answered)),
    )


def _slip(pledged: tuple[Pledged, ...]) -> Slip | None:
    """Return the page on which a pledge stands; what is pledged before it, such as conditions, has its own heading."""
    if not pledged:
        return None
    *before, (title, lines) = pledged
    above = [line for label, said in before for line in (_("%(label)s:", label=label), *said)]
    return Slip(title, (*above, *lines))


def _title(form: Mapping[str, Any]) -> str:
    own = form.get("properties") or {}
    return str((own.get("title_en") if current_language() == "en" else None) or own.get("title") or "")
