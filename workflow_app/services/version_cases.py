"""One version of a process with the cases that were begun under it, so that somebody can look after them.

Process administrators run the service and read no case: they learn its number, where it is and how it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.process_drafts import may_confirm, may_write
from workflow_app.domain.process_facts import Words
from workflow_app.domain.taking_back import CASE_STATUSES, may_decide
from workflow_app.domain.training_policies import insist
from workflow_app.models import Authority, Case, ProcessVersion, Task
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.taking_back import has_version_before
from workflow_app.services.tools import Tools
from workflow_app.services.version_finding import find_version
from workflow_app.services.version_views import VersionView, show_versions
from workflow_app.services.versions_in_effect import current_of, overtaken_by


@dataclass(frozen=True, slots=True)
class VersionCase:
    """A case begun under a version: where, how it stands, since when, and the roles it waits for; nothing of whose."""

    id: str
    number: str | None
    authority: str
    authority_zh: str
    authority_en: str
    status: str
    state: str
    state_zh: str
    state_en: str
    created_at: datetime
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """A version, what may be done about it, and how many cases were begun under it.

    `onward` is the version that new cases take once this one is taken back, None where there is none. `rule` is why
    the reader may not decide the request that waits, or empty; `confirm_rule` why they may not confirm what one person
    published alone, NOTHING_WAITS where nothing of that kind waits.
    """

    key: str
    name_zh: str
    name_en: str
    version: VersionView
    onward: int | None
    may_be_taken_back: bool
    rule: str
    confirm_rule: str
    counts: Mapping[str, int]


def get_version(key: str, number: int, *, actor: Actor, tools: Tools) -> VersionPage:
    """Return a version; raises ForbiddenError, NotFoundError VERSION_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        now = tools.clock.now()
        process, rows, row = find_version(unit, key, number)
        view = next(each for each in show_versions(unit, rows, now=now) if each.version == number)
        after = current_of([each for each in rows if each is not row], now=now)
        decides = may_decide(actor, asked_by=view.waiting.asker_id) if view.waiting else None
        return VersionPage(
            key,
            process.name_zh,
            process.name_en,
            view,
            after.version if after else None,
            may_be_taken_back=_may_go(rows, row, now=now),
            rule=decides.rule if decides and not decides.allowed else "",
            confirm_rule=_confirm_rule(unit, row, actor),
            counts=unit.takings_back.count_cases(row.id),
        )


def list_version_cases(
    key: str, number: int, status: str, *, cursor: str | None, limit: int, actor: Actor, tools: Tools
) -> Page[VersionCase]:
    """Return a page of the cases of one status that were begun under a version, the newest first.

    Raises ForbiddenError, NotFoundError VERSION_UNKNOWN, InvalidError INVALID_CURSOR.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        _, _, row = find_version(unit, key, number)
        wanted = status if status in CASE_STATUSES else CASE_STATUSES[0]
        found = unit.takings_back.list_cases(row.id, wanted, cursor=cursor, limit=limit)
        page = cut(found, limit=limit, key=lambda each: (each[0].id, each[0].id))
        tasks = unit.takings_back.waits_for([case.id for case, _ in page.items])
        states = tools.processes.get(row.content_hash, lambda: unit.processes.bundle(row.id)).facts.states
        items = [_show(case, authority, states, tasks) for case, authority in page.items]
        return Page(items, page.next_cursor)


def _may_go(rows: Sequence[ProcessVersion], row: ProcessVersion, *, now: datetime) -> bool:
    """Tell whether a version can be taken back, so that new cases take another one."""
    stands = row.taken_back_at is None and overtaken_by(rows, row) is None
    return stands and has_version_before(rows, row.version, now=now)


def _confirm_rule(unit: UnitOfWork, row: ProcessVersion, actor: Actor) -> str:
    """Return why somebody may not confirm a version that one person published, empty where they may."""
    found = unit.emergencies.find(row.id)
    if found is None or found.confirmed_at is not None or row.taken_back_at is not None:
        return "NOTHING_WAITS"
    answer = may_confirm(actor, writers=found.writers)
    return "" if answer.allowed else answer.rule


def _show(case: Case, authority: Authority, states: Mapping[str, Words], tasks: Sequence[Task]) -> VersionCase:
    words = states.get(case.state, Words(case.state, case.state))
    roles = dict.fromkeys(each.role for each in tasks if each.case_id == case.id)
    return VersionCase(
        case.id,
        case.number,
        authority.code,
        authority.name_zh,
        authority.name_en,
        case.status,
        case.state,
        words.zh,
        words.en,
        case.created_at,
        tuple(roles),
    )
