"""The audit trail as auditors read it: what was done, by whom and when; an entry shows what it keeps and no more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.audit import authority_chain, case_chain
from workflow_app.domain.commands.audit import AuditFilter
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.time import end_of_day, start_of_day
from workflow_app.models import AuditEntry, Authority
from workflow_app.repositories.audit_reading import Wanted
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools

MOST_EXPORTED = 20_000
EXPORT_PAGE = 500
_OF_CASE = case_chain("")


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry; `number` is that of its case if it has one, `place_zh` and `place_en` name its authority."""

    at: datetime
    chain: str
    seq: int
    is_case: bool
    number: str
    place_zh: str
    place_en: str
    actor_name: str
    action: str
    data: Mapping[str, object]
    hash: str


def list_entries(wanted: AuditFilter, *, actor: Actor, tools: Tools) -> Page[EntryView]:
    """Return one page of entries; raises ForbiddenError ROLE_NEEDED, NotFoundError AUTHORITY_UNKNOWN."""
    readable = _readable(actor)
    with tools.database.read() as unit:
        known = {each.id: each for each in unit.authorities.list_all()}
        if wanted.authority:
            chosen = unit.authorities.get_by_code(wanted.authority).id
            readable = {chosen} if readable is None else readable & {chosen}
        rows = unit.audit_reading.list_page(
            _wanted(unit, wanted), authorities=readable, cursor=wanted.cursor, limit=wanted.limit
        )
        page = cut(rows, limit=wanted.limit, key=lambda row: (row.at.isoformat(), row.id))
        return Page(_show(unit, page.items, known), page.next_cursor)


def export_entries(wanted: AuditFilter, *, actor: Actor, tools: Tools) -> Iterator[EntryView]:
    """Yield the entries of a filter, the newest first, at most as many as one file takes."""
    left, cursor = MOST_EXPORTED, None
    while left > 0:
        asked = replace(wanted, cursor=cursor, limit=min(EXPORT_PAGE, left))
        page = list_entries(asked, actor=actor, tools=tools)
        yield from page.items
        left, cursor = left - len(page.items), page.next_cursor
        if cursor is None:
            return


def _readable(actor: Actor) -> set[str] | None:
    """Return the authorities whose trails somebody audits, None for all; raises ForbiddenError."""
    held = {grant.authority_id for grant in actor.grants if grant.role == Role.AUDITOR}
    if not held:
        raise ForbiddenError("ROLE_NEEDED", roles=[Role.AUDITOR.value])
    return None if None in held else {each for each in held if each is not None}


def _wanted(unit: UnitOfWork, asked: AuditFilter) -> Wanted:
    return Wanted(
        chains=unit.audit_reading.case_chains(asked.case) if asked.case else None,
        actors=unit.audit_reading.accounts_called(asked.actor) if asked.actor else None,
        action=asked.action or None,
        since=start_of_day(asked.first) if asked.first else None,
        before=end_of_day(asked.last) if asked.last else None,
    )


def _show(unit: UnitOfWork, rows: Sequence[AuditEntry], known: Mapping[str, Authority]) -> list[EntryView]:
    """Return entries with the names that people know; what is gone since keeps its id."""
    cases = {row.chain.removeprefix(_OF_CASE) for row in rows if row.chain.startswith(_OF_CASE)}
    numbers = unit.audit_reading.case_numbers(cases) if cases else {}
    names = unit.accounts.names([row.actor_id for row in rows])
    places = {authority_chain(each.id): each for each in known.values()}
    return [_view(row, numbers, names, places.get(row.chain)) for row in rows]


def _view(row: AuditEntry, numbers: Mapping[str, str], names: Mapping[str, str], place: Authority | None) -> EntryView:
    return EntryView(
        at=row.at,
        chain=row.chain,
        seq=row.seq,
        is_case=row.chain.startswith(_OF_CASE),
        number=numbers.get(row.chain.removeprefix(_OF_CASE), ""),
        place_zh=place.name_zh if place else "",
        place_en=place.name_en if place else "",
        actor_name=names.get(row.actor_id, row.actor_id),
        action=row.action,
        data=dict(row.data),
        hash=row.hash,
    )
