"""What the public reads of pledges: who promised what to whom, and when (rule A9)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow_app.domain import masking
from workflow_app.domain.earlier_answers import form_after
from workflow_app.domain.gate_kinds import PENALTY
from workflow_app.domain.pledges import PledgeStatus, public_result, public_standing
from workflow_app.domain.record_content import persons_in, public_name
from workflow_app.domain.time import local_date
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.repositories.pledges import PledgeRows, PublicFilter
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.pledge_views import ItemView, show_items
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

WIDGET = "pledge"
"""How a form marks the question whose answers are promised sentences."""


@dataclass(frozen=True, slots=True)
class PledgedSentence:
    """One promised sentence: its code, and its words where they are asked for."""

    key: str
    text_zh: str = ""
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class PledgeView:
    """A pledge as anybody may read it: persons masked (rule 4.7)."""

    id: str
    number: str
    kind: str
    status: str
    subject_name: str
    uscc: str | None
    authority_zh: str
    authority_en: str
    document_no: str | None
    items: tuple[PledgedSentence, ...]
    signer: str
    signed_at: datetime
    published_at: datetime | None
    public_until: date | None
    way: str = ""
    title: str | None = None
    title_en: str | None = None
    authority_phone: str = ""
    promised: tuple[ItemView, ...] = ()
    breach_id: str | None = None
    record_kind: str = PENALTY


def search_pledges(
    q: str,
    *,
    tools: Tools,
    kind: str = "",
    status: str = "",
    since: date | None = None,
    until: date | None = None,
    cursor: str | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[PledgeView]:
    """Return a page of the public pledges, the newest first; no login needed.

    They may be narrowed by kind, standing, and the days of signing.
    """
    wanted = PublicFilter(kind, status, since, until)
    with tools.database.read() as work:
        rows = work.pledges.search_public(q, on=_today(tools), wanted=wanted, cursor=cursor, limit=limit)
        page = cut(rows, limit=limit, key=_key)
        recorded = _on_record(work, page.items, tools)
        return Page([_show(each, recorded) for each in page.items], page.next_cursor)


def get_pledge(pledge_id: str, *, tools: Tools) -> PledgeView:
    """Return a public pledge in its words; raises NotFoundError PLEDGE_UNKNOWN for every other."""
    with tools.database.read() as work:
        rows = work.pledges.get_public(pledge_id, on=_today(tools))
        recorded = _on_record(work, [rows], tools)
        view, words = _show(rows, recorded), _words(work, rows, tools)
        signed = Signatures(work.session).used_in(rows.pledge.case_id) if rows.pledge.case_id else ()
        way = next((each.way for each in signed if each.content.get("pledge")), "")
        promised = show_items(work.pledges.items_of([pledge_id]), work.follow_ups.open_of(pledge_id))
        breaches = work.breaches.public_of([pledge_id], on=_today(tools))
    return replace(
        view,
        way=way,
        items=tuple(words.get(item.key, item) for item in view.items),
        promised=tuple(
            replace(each, result=public_result(each.result, is_on_record=pledge_id in recorded)) for each in promised
        ),
        breach_id=breaches[-1].id if breaches else None,
    )


def pledges_of_record(record_id: str, *, tools: Tools) -> tuple[PledgeView, ...]:
    """Return the public pledges about a record, the newest first."""
    with tools.database.read() as work:
        found = work.pledges.list_public_of_record(record_id, on=_today(tools))
        recorded = _on_record(work, found, tools)
        return tuple(_show(each, recorded) for each in found)


def _today(tools: Tools) -> date:
    return local_date(tools.clock.now())


def _on_record(work: UnitOfWork, rows: Sequence[PledgeRows], tools: Tools) -> frozenset[str]:
    """Return those of the pledges whose breach is confirmed, on record and shown to everybody."""
    ids = [each.pledge.id for each in rows if each.pledge.status == PledgeStatus.BREACH_CONFIRMED]
    breaches = work.breaches.public_of(ids, on=_today(tools)) if ids else ()
    return frozenset(each.pledge_id for each in breaches)


def _show(rows: PledgeRows, recorded: Collection[str]) -> PledgeView:
    pledge, subject, record = rows.pledge, rows.subject, rows.record
    persons = persons_in(
        record.content if record else {},
        kind=subject.kind,
        name=subject.name,
        representative=subject.legal_representative,
    )
    return PledgeView(
        id=pledge.id,
        number=pledge.number,
        kind=pledge.kind,
        status=public_standing(pledge.status, is_on_record=pledge.id in recorded),
        subject_name=public_name(subject.name, kind=subject.kind, persons=persons),
        uscc=subject.uscc,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        document_no=record.document_no if record else None,
        items=tuple(PledgedSentence(str(item["key"])) for item in pledge.items),
        signer=masking.person_name(pledge.signer),
        signed_at=pledge.signed_at,
        published_at=pledge.published_at,
        public_until=pledge.public_until,
        title=pledge.title,
        title_en=pledge.title_en,
        authority_phone=rows.authority.phone,
        record_kind=record.kind if record else PENALTY,
    )


def _words(work: UnitOfWork, rows: PledgeRows, tools: Tools) -> dict[str, PledgedSentence]:
    """Return the sentences as the case's own version of the process has them, by their codes."""
    if rows.pledge.case_id is None:
        return {}
    return {each.key: each for each in promised_in(loaded_of(work, work.cases.get(rows.pledge.case_id), tools))}


def promised_in(loaded: LoadedProcess, facts: Mapping[str, object] | None = None) -> Iterator[PledgedSentence]:
    """Yield the sentences that the forms of a process have signed: all of them, or those that facts leave."""
    for form in loaded.forms.values():
        for component in _components(form if facts is None else form_after(form, facts)):
            properties, values = component.get("properties"), component.get("values")
            if isinstance(properties, Mapping) and properties.get("widget") == WIDGET and isinstance(values, list):
                for each in values:
                    yield PledgedSentence(each["value"], each["label"], each.get("label_en", ""))


def _components(form: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Yield the components of a form, those within groups too."""
    inside = form.get("components")
    for each in inside if isinstance(inside, Iterable) else ():
        yield each
        yield from _components(each)


def _key(rows: PledgeRows) -> tuple[str, str]:
    """Return the place of a pledge in the list; what is public has the instant."""
    at = rows.pledge.published_at or rows.pledge.signed_at
    return (at.isoformat(), rows.pledge.id)
