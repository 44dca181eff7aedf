"""A public pledge as a paper (T17): made when it is asked for, from what its page shows, and the same every time."""

from collections.abc import Callable
from dataclasses import replace

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.letters import LetterData, compose
from workflow_app.domain.pledges import PledgeKind
from workflow_app.domain.process_terms import term_values
from workflow_app.domain.time import local_date
from workflow_app.services.before_applying import current_process
from workflow_app.services.office_letters import texts_of_kind
from workflow_app.services.pledges import PledgeView, get_pledge
from workflow_app.services.tools import Tools

KIND = "T17_PLEDGE"
WayWords = Callable[[str], tuple[str, str]]


def print_pledge(pledge_id: str, *, tools: Tools, way_words: WayWords | None = None) -> tuple[PledgeView, bytes]:
    """Return a public pledge of a repair and its PDF; raises NotFoundError PLEDGE_UNKNOWN for every other.

    T17 says what a repair rests on; a pledge of another kind is read, and printed, on its page. `way_words` puts into
    words, Chinese and English, by which way it was signed.
    """
    view = get_pledge(pledge_id, tools=tools)
    if view.kind != PledgeKind.CREDIT_REPAIR:
        raise NotFoundError("PLEDGE_UNKNOWN")
    with tools.database.read() as unit:
        texts = texts_of_kind(unit, KIND, tools)
        terms = term_values(current_process(unit, tools).facts.terms, view.record_kind)
    values: dict[str, object] = {
        **terms,
        "authority": view.subject_name,
        "number": view.number,
        "code": view.number,
        "subject_name": view.authority_zh,
        "subject_name_en": view.authority_en,
        "uscc": None,
        "issued_on": local_date(view.signed_at),
        "verify_url": f"{tools.base_url}/public/pledges/{view.id}",
        "document_no": view.document_no or "—",
        "pledger": view.subject_name,
        "pledger_code": view.uscc or "—",
        "signer": view.signer,
    }
    if way_words is not None and view.way:
        chinese, english = way_words(view.way)
        values |= {"signer": f"{view.signer}（{chinese}）", "signer_en": f"{view.signer} ({english})"}
    return view, tools.letters.render(KIND, _with_items(compose(texts, values), view).to_json())


def _with_items(data: LetterData, view: PledgeView) -> LetterData:
    """Return the paper with the pledged sentences, which bring their numbers, between its first words and its last."""
    chinese = [item.text_zh or item.key for item in view.items]
    english = [item.text_en or item.key for item in view.items]
    text = replace(data.text, paragraphs=(data.text.paragraphs[0], *chinese, data.text.paragraphs[1]))
    if data.english is None:
        return replace(data, text=text)
    said = data.english.paragraphs
    return replace(data, text=text, english=replace(data.english, paragraphs=(said[0], *english, said[1])))
