"""A public pledge as a paper (T17, T05): made when it is asked for from what its page shows, the same every time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.letters import LetterData, compose
from workflow_app.domain.pledges import OWN_KINDS, PledgeKind
from workflow_app.domain.process_terms import term_values
from workflow_app.domain.time import local_date
from workflow_app.services.before_applying import current_process
from workflow_app.services.office_letters import texts_of_kind
from workflow_app.services.pledge_views import ItemView
from workflow_app.services.pledges import PledgeView, get_pledge
from workflow_app.services.tools import Tools

REPAIR, OWN = "T17_PLEDGE", "T05_PLEDGE"
KINDS: Mapping[str, str] = {PledgeKind.CREDIT_REPAIR: REPAIR, **dict.fromkeys(OWN_KINDS, OWN)}
"""Which paper a pledge has: one in a case about a permit is a letter of that case already."""
NOTHING, ENDLESS = "—", ("长期", "no end")
BothWords = Callable[[str], tuple[str, str]]


def print_pledge(
    pledge_id: str, *, tools: Tools, way_words: BothWords | None = None, clause_words: BothWords | None = None
) -> tuple[PledgeView, bytes]:
    """Return a public pledge and its PDF; raises NotFoundError PLEDGE_UNKNOWN for one that has no paper of this kind.

    `way_words` puts into words, Chinese and English, by which way it was signed; `clause_words` a standard sentence.
    """
    view = get_pledge(pledge_id, tools=tools)
    kind = KINDS.get(view.kind)
    if kind is None:
        raise NotFoundError("PLEDGE_UNKNOWN")
    with tools.database.read() as unit:
        texts = texts_of_kind(unit, kind, tools)
        terms = term_values(current_process(unit, tools).facts.terms, view.record_kind) if kind == REPAIR else {}
    values: dict[str, object] = {**terms, **_values(view, tools)}
    if way_words is not None and view.way:
        chinese, english = way_words(view.way)
        values |= {"signer": f"{view.signer}（{chinese}）", "signer_en": f"{view.signer} ({english})"}
    sentences = _own_sentences(view, clause_words) if kind == OWN else _repair_sentences(view)
    return view, tools.letters.render(kind, _with_sentences(compose(texts, values), sentences).to_json())


def _values(view: PledgeView, tools: Tools) -> dict[str, object]:
    signed_on = local_date(view.signed_at)
    return {
        "authority": view.subject_name,
        "number": view.number,
        "code": view.number,
        "subject_name": view.authority_zh,
        "subject_name_en": view.authority_en,
        "uscc": None,
        "issued_on": signed_on,
        "verify_url": f"{tools.base_url}/public/pledges/{view.id}",
        "document_no": view.document_no or NOTHING,
        "pledger": view.subject_name,
        "pledger_code": view.uscc or NOTHING,
        "pledge_title": view.title or NOTHING,
        "pledge_title_en": view.title_en or view.title or NOTHING,
        "signer": view.signer,
        "signed_on": signed_on,
        "published_on": local_date(view.published_at) if view.published_at else signed_on,
        "rows": [*_rows(view.promised)],
    }


def _rows(items: Sequence[ItemView]) -> Iterator[Mapping[str, object]]:
    """Yield what is promised, how it is checked, and until when it is kept."""
    for number, each in enumerate(items, start=1):
        until: object = (each.until if each.is_continuous else each.due_on) or ENDLESS[0]
        yield {
            "no": number,
            "promised": each.text_zh,
            "promised_en": each.text_en or each.text_zh,
            "how": each.how_zh or NOTHING,
            "how_en": each.how_en or each.how_zh or NOTHING,
            "metric": each.metric_zh or NOTHING,
            "metric_en": each.metric_en or each.metric_zh or NOTHING,
            "until": until,
            "until_en": ENDLESS[1] if until == ENDLESS[0] else until,
        }


def _repair_sentences(view: PledgeView) -> list[tuple[str, str]]:
    """Return the sentences as the form words them; they bring their numbers."""
    return [(item.text_zh or item.key, item.text_en or item.key) for item in view.items]


def _own_sentences(view: PledgeView, words: BothWords | None) -> list[tuple[str, str]]:
    said = [words(item.key) if words is not None else (item.key, item.key) for item in view.items]
    return [(f"{number}．{zh}", f"{number}. {en}") for number, (zh, en) in enumerate(said, start=1)]


def _with_sentences(data: LetterData, sentences: Sequence[tuple[str, str]]) -> LetterData:
    """Return the paper with the pledged sentences between its first words and its last."""
    first, last = data.text.paragraphs
    text = replace(data.text, paragraphs=(first, *(zh for zh, _en in sentences), last))
    if data.english is None:
        return replace(data, text=text)
    first, last = data.english.paragraphs
    return replace(
        data, text=text, english=replace(data.english, paragraphs=(first, *(en for _zh, en in sentences), last))
    )
