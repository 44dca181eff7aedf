"""Templates of papers (T16, T17, T18): made when an enterprise asks for one, from its record; no number, not kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.gate_kinds import PENALTY, REPAIRABLE
from workflow_app.domain.heads import head_values
from workflow_app.domain.letter_texts import texts_of
from workflow_app.domain.letters import LetterData, compose
from workflow_app.domain.obligations import Obligation, Shown, compare
from workflow_app.domain.paper_templates import Template
from workflow_app.domain.process_terms import term_values
from workflow_app.repositories.letter_making import letter_marks
from workflow_app.repositories.performed import ordered_of
from workflow_app.repositories.records import RecordRows
from workflow_app.services.before_applying import current_process
from workflow_app.services.materials import RECORD_KIND
from workflow_app.services.office_letters import texts_of_kind
from workflow_app.services.pledges import PledgedSentence, promised_in
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class PrintedTemplate:
    """A template as a file, and what it is called: its title and the decision it is about."""

    name: str
    content: bytes


def print_template(record_id: str, kind: str, *, actor: Actor, tools: Tools) -> PrintedTemplate:
    """Return a template filled in from a record of the actor's own enterprise.

    Raises NotFoundError RECORD_UNKNOWN to everybody else, and TEMPLATE_UNKNOWN where there is none of that kind.
    """
    now = tools.clock.now()
    with tools.database.read() as unit:
        rows = unit.records.get(record_id)
        if rows.subject.id not in actor.subject_ids:
            raise NotFoundError("RECORD_UNKNOWN")
        if kind not in _templates_of(rows):
            raise NotFoundError("TEMPLATE_UNKNOWN")
        loaded, texts = current_process(unit, tools), texts_of_kind(unit, kind, tools)
        marks = letter_marks(rows.authority, number="", code="", base_url=tools.base_url, now=now)
        promised = promised_in(loaded, {RECORD_KIND: rows.record.kind}) if kind == Template.PLEDGE else ()
        terms = term_values(loaded.facts.terms, rows.record.kind)
    data = compose(texts, {**marks, **_values(rows), **terms, "rows": _duties(rows, texts)})
    content = tools.letters.render(kind, _with_promised(data, promised).to_json())
    return PrintedTemplate(f"{data.text.title}-{rows.record.document_no}", content)


def _templates_of(rows: RecordRows) -> frozenset[str]:
    """Return the templates for a record; who decided on a breach decides on its repair too and confirms nothing."""
    if rows.record.kind not in REPAIRABLE:
        return frozenset()
    return frozenset(Template) - (frozenset() if rows.record.kind == PENALTY else {Template.FORM})


def _values(rows: RecordRows) -> dict[str, object]:
    """Return what is known; what is not stays blank on the paper."""
    record, subject = rows.record, rows.subject
    return {
        "subject_name": subject.name,
        "uscc": subject.uscc or "",
        "representative": subject.legal_representative or "",
        "document_no": record.document_no,
        "decided_on": record.decided_on,
        "penalty": str(record.content.get("decision") or ""),
        **head_values(subject.uscc),
    }


def _duties(rows: RecordRows, texts: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the duties of the decision in the words of the template; nothing for one that names none."""
    if "duties" not in texts:
        return []
    words = texts_of(texts, "duties")
    duties = compare(ordered_of(rows.record), Shown(), rate=None).obligations
    return [
        {
            "no": number,
            "duty": _duty(each, texts_of(words, "zh")),
            "duty_en": _duty(each, texts_of(words, "en")),
            "amount": each.amount if each.amount is not None else "",
        }
        for number, each in enumerate(duties, start=1)
    ]


def _duty(duty: Obligation, words: Mapping[str, object]) -> str:
    key = duty.kind.value if duty.amount is not None else f"{duty.kind.value}_NO_AMOUNT"
    return str(words.get(key, words["OTHER"]))


def _with_promised(data: LetterData, promised: Iterable[PledgedSentence]) -> LetterData:
    """Return the paper with the promised sentences before its last text."""
    items = tuple(promised)
    if not items:
        return data
    text = replace(data.text, paragraphs=tuple(_before_last(data.text.paragraphs, [each.text_zh for each in items])))
    if data.english is None:
        return replace(data, text=text)
    said = tuple(_before_last(data.english.paragraphs, [each.text_en for each in items]))
    return replace(data, text=text, english=replace(data.english, paragraphs=said))


def _before_last(texts: tuple[str, ...], more: Iterable[str]) -> Iterator[str]:
    yield from (*texts[:-1], *more, *texts[-1:])
