"""The papers of the service window: application and pledge to be signed, and the receipt; in both languages."""

import io
from collections.abc import Iterator

from flask_babel import gettext as _

from workflow_app.domain.letter_parts import Addressee, LetterTable, LetterText
from workflow_app.domain.letters import LetterData
from workflow_app.services.deferral_views import DeferralView
from workflow_app.services.tools import Tools
from workflow_app.services.window_papers import RECEIPT, set_paper
from workflow_app.services.window_views import WindowCase
from workflow_app.web.languages import current_language
from workflow_app.web.pages.answer_lines import files_handed_in
from workflow_app.web.pages.authorisation_words import acts_as_word
from workflow_app.web.pages.paper_to_sign import SEPARATOR, Pair, ToSign, about_facts, in_language, set_sheet
from workflow_app.web.pages.receipt_lines import about_case, follows_later, limits_of
from workflow_app.web.pages.sheet_lines import moment
from workflow_app.web.pages.values import local
from workflow_app.web.pages.window_words import shown_word


def sheet_pdf(view: WindowCase, *, by: str, tools: Tools) -> io.BytesIO:
    """Return what the applicant signs: the answers as they stand, and the pledge; raises RefusedError LETTER_FONT."""
    draft = view.draft
    if draft is None:
        raise ValueError(view.case.id)
    address = f"{tools.base_url}/desk/window/cases/{view.case.id}?sheet={draft.mark}"

    def write() -> ToSign:
        return ToSign(
            mark=draft.mark,
            address=address,
            authority=_authority(view),
            element=draft.element,
            form=draft.form,
            values=draft.values,
            documents=view.case.documents,
            subject_name=view.case.subject.name,
            uscc=view.case.subject.uscc,
            facts=tuple(_facts(view)),
            said=str(
                _(
                    "Typed at the service window from what the applicant said and brought. The applicant has read it, "
                    "finds it right, and signs."
                )
            ),
            printed=str(_("Printed by %(name)s, %(when)s", name=by, when=moment(view.made_at))),
        )

    return set_sheet(write, made_at=view.made_at, tools=tools)


def receipt_pdf(view: WindowCase, deferral: DeferralView | None, *, tools: Tools) -> io.BytesIO:
    """Return the receipt of what was handed in and what follows later; raises RefusedError LETTER_FONT."""
    number = view.case.number or ""
    chinese, english = (
        in_language(language, lambda: _receipt(view, deferral, tools), about=view.case.subject.uscc)
        for language in ("zh", "en")
    )
    data = LetterData(chinese, local(view.made_at), f"{tools.base_url}/public/cases", number, english)
    return io.BytesIO(set_paper(RECEIPT, data, tools=tools))


def _receipt(view: WindowCase, deferral: DeferralView | None, tools: Tools) -> LetterText:
    number, code = view.case.number or "", view.case.follow_code or ""
    return LetterText(
        authority=_authority(view),
        number=number,
        title=str(_("Receipt of an application")),
        addressee=Addressee(view.case.subject.name, view.case.subject.uscc),
        paragraphs=tuple(f"{label}{SEPARATOR}{value}" for label, value in _received(view, deferral)),
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
    case = view.case
    yield from about_facts(case.subject.name, case.subject.uscc, case.record, case.matter, case.process)
    yield _("Came to the counter"), view.person.name
    yield _("Acts as"), acts_as_word(view.person.acts_as)


def _received(view: WindowCase, deferral: DeferralView | None) -> Iterator[Pair]:
    case = view.case
    yield from about_case(case)
    yield _("Received at the counter"), moment(case.submitted_at) if case.submitted_at else "—"
    acts_as, shown = acts_as_word(view.person.acts_as), shown_word(view.person.shown)
    who = _("%(name)s (%(acts_as)s, %(shown)s)", name=view.person.name, acts_as=acts_as, shown=shown)
    yield _("Came to the counter"), str(who)
    yield from limits_of(case)
    yield from follows_later(deferral)
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


def _authority(view: WindowCase) -> str:
    return view.authority_en if current_language() == "en" else view.authority_zh
