"""What became of the cases that were to take a version, as process administrators see it: never whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.migrating import Outcome
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.process_facts import Words
from workflow_app.domain.taking_back import TakingBackStatus
from workflow_app.domain.training_policies import insist
from workflow_app.models import Authority, Case, CaseMigration, ProcessVersion
from workflow_app.repositories.case_migrations import CaseMigrations
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.dry_runs import MigratingCase, element_words
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.tools import Tools
from workflow_app.services.version_finding import find_version

OUTCOMES = {"moved": (Outcome.MOVED.value, Outcome.BEGUN_ANEW.value), "stayed": (Outcome.STAYED.value,)}


@dataclass(frozen=True, slots=True)
class Migrated:
    """How many filed cases moved and stayed when a version took effect, and when it was taken back."""

    came: Mapping[str, int]
    back: Mapping[str, int]


def migrated(key: str, number: int, *, actor: Actor, tools: Tools) -> Migrated:
    """Return what became of cases on account of a version; raises ForbiddenError, NotFoundError VERSION_UNKNOWN."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        _, _, row = find_version(unit, key, number)
        counts = [
            CaseMigrations(unit.session).count_by_outcome(_causes(unit, row, back=each)) for each in (False, True)
        ]
    came, back = (
        {name: sum(each.get(code, 0) for code in codes) for name, codes in OUTCOMES.items()} for each in counts
    )
    return Migrated(came, back)


def list_migrated(
    key: str, number: int, outcome: str, *, back: bool, cursor: str | None, limit: int, actor: Actor, tools: Tools
) -> Page[MigratingCase]:
    """Return a page of the filed cases that came out so on account of a version, the newest first.

    Raises ForbiddenError, NotFoundError VERSION_UNKNOWN, InvalidError INVALID_CURSOR.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        _, rows, row = find_version(unit, key, number)
        codes = OUTCOMES.get(outcome, OUTCOMES["moved"])
        causes = _causes(unit, row, back=back)
        found = CaseMigrations(unit.session).list_of(causes, codes, cursor=cursor, limit=limit)
        page = cut(found, limit=limit, key=lambda each: (each[0].id, each[0].id))
        by_id = {each.id: each for each in rows}

        def loaded(version_id: str) -> LoadedProcess:
            version = by_id[version_id]
            return tools.processes.get(version.content_hash, lambda: unit.processes.bundle(version.id))

        items = [
            _show(
                migration,
                case,
                authority,
                by_id[case.process_version_id].version,
                loaded(case.process_version_id),
                loaded(migration.from_version_id),
            )
            for migration, case, authority in page.items
        ]
        return Page(items, page.next_cursor)


def _causes(unit: UnitOfWork, row: ProcessVersion, *, back: bool) -> list[str]:
    """Return what decided it: the version itself, or the request by which it was taken back."""
    if not back:
        return [row.id]
    return [each.id for each in unit.takings_back.list_of([row.id]) if each.status == TakingBackStatus.CONFIRMED]


def _show(
    migration: CaseMigration, case: Case, authority: Authority, version: int, now: LoadedProcess, then: LoadedProcess
) -> MigratingCase:
    state = now.facts.states.get(case.state, Words(case.state, case.state))
    element = element_words(then, migration.element)
    return MigratingCase(
        case.number,
        authority.name_zh,
        authority.name_en,
        state.zh,
        state.en,
        version,
        migration.at,
        migration.reason or "",
        element.zh,
        element.en,
    )
