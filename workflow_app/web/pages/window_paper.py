"""The papers of the service window: application and pledge to be signed, and the receipt; in both languages."""

import io
from collections.abc import Callable, Iterator

from flask import current_app, request
from flask_babel import force_locale
from flask_babel import gettext as _

from workflow_app.domain.letter_parts import Addressee, LetterTable, LetterText, Slip
from workflow_app.domain.letters import LetterData
from workflow_app.services.tools import Tools
from workflow_app.services.views import AnsweredView
from workflow_app.services.window_papers import RECEIPT, SHEET, set_paper
from workflow_app.services.window_views import WindowCase
from workflow_app.web.languages import COOKIE, current_language
from workflow_app.web.pages.answer_lines import answer_pairs, files_handed_in, pledged_lines, without_pledge
from workflow_app.web.pages.authorisation_words import acts_as_word
from workflow_app.web.pages.sheet_lines import moment
from workflow_app.web.pages.values import local, money
from workflow_app.web.pages.window_words import shown_word
from workflow_app.web.pages.written_days import full_day

SEPARATOR = "｜"
Pair = tuple[str, str]


def sheet_pdf(view: WindowCase, *, by: str, tools: Tools) -> io.BytesIO:
    """Return what the applicant signs: the answers as they stand, and the pledge; raises RefusedError LETTER_FONT."""
    mark = view.draft.mark if view.draft else ""
    address = f"{tools.base_url}/desk/window/cases/{view.case.id}?sheet={mark}"
    chinese, english = (in_language(language, lambda: _sheet(view, mark, by)) for language in ("zh", "en"))
    data = LetterData(chinese, local(view.made_at), address, mark, english)
    return io.BytesIO(set_paper(SHEET, data, tools=tools))


def receipt_pdf(view: WindowCase, *, tools: Tools) -> io.BytesIO:
    """Return the receipt of what was handed in; raises RefusedError LETTER_FONT."""
    number = view.case.number or ""
    chinese, english = (in_language(language, lambda: _receipt(view, tools)) for language in ("zh", "en"))
    data = LetterData(chinese, local(view.made_at), f"{tools.base_url}/public/cases", number, english)
    return io.BytesIO(set_paper(RECEIPT, data, tools=tools))


def in_language(language: str, write: Callable[[], LetterText]) -> LetterText:
    """Return a text in a language: words ask for it as in a request for a page, the catalogue as here."""
    with current_app.test_request_context(request.path, query_string={COOKIE: language}), force_locale(language):
        return write()


def _sheet(view: WindowCase, mark: str, by: str) -> LetterText:
    draft = view.draft
    if draft is None:
        raise ValueError(mark)
    answered = AnsweredView(draft.element, "", "", dict(draft.form), dict(draft.values), None, None)
    pledged = pledged_lines(answered)
    rows = [*answer_pairs(without_pledge(answered)), *_files(view, answered)]
    return LetterText(
        authority=_authority(view),
        number=mark,
        title=_title(view),
        addressee=Addressee(view.case.subject.name, view.case.subject.uscc),
        paragraphs=tuple(f"{label}{SEPARATOR}{value}" for label, value in _facts(view)),
        table=LetterTable(str(_("What the applicant states and hands in")), ("", ""), tuple(rows)),
        remedies=str(
            _(
                "Typed at the service window from what the applicant said and brought. The applicant has read it, "
                "finds it right, and signs."
            )
        ),
        contact=str(_("Printed by %(name)s, %(when)s", name=by, when=moment(view.made_at))),
        slip=Slip(str(_("Credit repair pledge")), pledged) if pledged else None,
    )


def _receipt(view: WindowCase, tools: Tools) -> LetterText:
    number, code = view.case.number or "", view.case.follow_code or ""
    return LetterText(
        authority=_authority(view),
        number=number,
        title=str(_("Receipt of an application")),
        addressee=Addressee(view.case.subject.name, view.case.subject.uscc),
        paragraphs=tuple(f"{label}{SEPARATOR}{value}" for label, value in _received(view)),
        table=LetterTable(str(_("What was handed in")), ("", ""), tuple(_handed_in(view))),
        remedies=str(
            _(
                "Follow the case at %(address)s with its number and the follow code %(code)s. To go on by yourself, "
                "register with the telephone noted at the counter and choose “Filed at the service window”.",
                address=f"{tools.base_url}/public/cases",
                code=code,
            )
        ),
        contact=str(
            _("Questions: %(phone)s. Taken in by %(name)s.", phone=view.authority_phone, name=view.handed_in_by)
        ),
    )


def _facts(view: WindowCase) -> Iterator[Pair]:
    record = view.case.record
    yield _("Enterprise"), view.case.subject.name
    yield _("Unified social credit code"), view.case.subject.uscc or "—"
    if record is not None:
        yield _("Decision number"), record.document_no
        yield _("Decided on"), full_day(record.decided_on)
        yield _("Fine (yuan)"), money(record.fine) or "—"
        yield _("Penalising authority"), str(getattr(record, f"authority_{current_language()}"))
    yield _("Came to the counter"), view.person.name
    yield _("Acts as"), acts_as_word(view.person.acts_as)


def _received(view: WindowCase) -> Iterator[Pair]:
    case = view.case
    yield _("Enterprise"), case.subject.name
    yield _("Unified social credit code"), case.subject.uscc or "—"
    if case.record is not None:
        yield _("Decision number"), case.record.document_no
    yield _("Case number"), case.number or "—"
    yield _("Follow code"), case.follow_code or "—"
    yield _("Received at the counter"), moment(case.submitted_at) if case.submitted_at else "—"
    acts_as, shown = acts_as_word(view.person.acts_as), shown_word(view.person.shown)
    who = _("%(name)s (%(acts_as)s, %(shown)s)", name=view.person.name, acts_as=acts_as, shown=shown)
    yield _("Came to the counter"), str(who)
    for clock in case.clocks:
        if clock.legal and clock.due_on is not None:
            yield getattr(clock, f"name_{current_language()}"), str(_("until %(day)s", day=full_day(clock.due_on)))
    yield _("Telephone of the authority"), view.authority_phone


def _handed_in(view: WindowCase) -> Iterator[Pair]:
    """Yield each file under the name of what it was asked for, and the signed paper."""
    known = {each.id: each for each in view.case.documents}
    for answered in view.answers:
        for label, file_id in files_handed_in(answered):
            if file_id in known:
                yield label, known[file_id].filename
    if view.signed_pages:
        yield _("Application and pledge, signed by hand"), str(_("scans: %(count)s", count=view.signed_pages))


def _files(view: WindowCase, answered: AnsweredView) -> Iterator[Pair]:
    known = {each.id: each.filename for each in view.case.documents}
    for label, file_id in files_handed_in(answered):
        yield label, known.get(file_id, "—")


def _title(view: WindowCase) -> str:
    form = view.draft.form if view.draft else {}
    own = form.get("properties") or {}
    return str((own.get("title_en") if current_language() == "en" else None) or own.get("title") or "")


def _authority(view: WindowCase) -> str:
    return view.authority_en if current_language() == "en" else view.authority_zh
