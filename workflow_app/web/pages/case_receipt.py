"""The receipt of an application that was handed in here, as a PDF in both languages."""

import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from workflow_app.domain.letter_parts import Addressee, LetterTable, LetterText
from workflow_app.domain.letters import LetterData
from workflow_app.services.authority_views import list_authorities
from workflow_app.services.deferral_views import DeferralView
from workflow_app.services.tools import Tools
from workflow_app.services.views import AnsweredView, CaseView
from workflow_app.services.window_papers import RECEIPT, set_paper
from workflow_app.web.languages import current_language
from workflow_app.web.pages.answer_lines import files_handed_in
from workflow_app.web.pages.paper_to_sign import SEPARATOR, Pair, in_language
from workflow_app.web.pages.receipt_lines import about_case, follows_later, limits_of
from workflow_app.web.pages.sheet_lines import moment
from workflow_app.web.pages.values import local


def receipt_of_case(
    case: CaseView, answers: Iterable[AnsweredView], *, tools: Tools, deferral: DeferralView | None = None
) -> io.BytesIO:
    """Return the receipt, with what follows later; raises RefusedError LETTER_FONT."""
    given = tuple(answers)
    chinese, english = (in_language(language, lambda: _text(case, given, deferral, tools)) for language in ("zh", "en"))
    made_at = local(tools.clock.now())
    data = LetterData(chinese, made_at, f"{tools.base_url}/public/cases", case.number or "", english)
    return io.BytesIO(set_paper(RECEIPT, data, tools=tools))


def _text(case: CaseView, answers: tuple[AnsweredView, ...], deferral: DeferralView | None, tools: Tools) -> LetterText:
    home = next((each for each in list_authorities(tools=tools) if each.code == case.authority), None)
    name = getattr(home, f"name_{current_language()}", "") if home else ""
    follow = _(
        "Follow the case at %(address)s with its number and the follow code %(code)s.",
        address=f"{tools.base_url}/public/cases",
        code=case.follow_code or "—",
    )
    return LetterText(
        authority=str(name),
        number=case.number or "",
        title=str(_("Receipt of an application")),
        addressee=Addressee(case.subject.name, case.subject.uscc),
        paragraphs=tuple(f"{label}{SEPARATOR}{value}" for label, value in _received(case, deferral)),
        table=LetterTable(str(_("What was handed in")), ("", ""), tuple(_handed_in(case, answers))),
        remedies=str(follow),
        contact=str(_("Questions: %(phone)s", phone=home.phone if home else "—")),
    )


def _received(case: CaseView, deferral: DeferralView | None) -> Iterator[Pair]:
    yield from about_case(case)
    yield _("Received on"), moment(case.submitted_at) if case.submitted_at else "—"
    yield from limits_of(case)
    yield from follows_later(deferral)


def _handed_in(case: CaseView, answers: Iterable[AnsweredView]) -> Iterator[Pair]:
    """Yield each file under the name of what it was asked for."""
    known = {each.id: each.filename for each in case.documents}
    for answered in answers:
        for label, file_id in files_handed_in(answered):
            if file_id in known:
                yield label, known[file_id]
