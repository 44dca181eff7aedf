"""What would become of running cases if they took a version now: nothing is changed, nobody learns whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.migrating import Scope, Stays, covers, is_accepted
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.process_facts import Words
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.routing import from_json
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessDraft, ProcessVersion
from workflow_app.repositories.case_migrations import CaseMigrations, Standing, Versions
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import unpack
from workflow_app.services.loaded import HALF_WRITTEN, LoadedProcess, load
from workflow_app.services.migration_verdicts import Stand, Verdict, Verdicts
from workflow_app.services.tools import Tools
from workflow_app.services.version_finding import find_version
from workflow_app.services.versions_in_effect import current_of

MOST = 2000
"""Cases that are looked at; of more, those begun first."""


@dataclass(frozen=True, slots=True)
class MigratingCase:
    """A case, where and how it stands, and why it stays at which element; no reason where it moves."""

    number: str | None
    authority_zh: str
    authority_en: str
    state_zh: str
    state_en: str
    version: int
    begun_at: datetime
    reason: str
    element_zh: str
    element_en: str
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class DryRun:
    """Every running case with its verdict, and how many drafts go along; not all where there are more than `MOST`."""

    cases: tuple[MigratingCase, ...]
    drafts: int
    is_whole: bool

    def chosen(self, scope: str) -> tuple[MigratingCase, ...]:
        """Return the cases that a choice takes in."""
        return tuple(each for each in self.cases if covers(scope, accepted=each.is_accepted))

    def moving(self, scope: str) -> tuple[MigratingCase, ...]:
        """Return those of a choice that move by themselves."""
        return tuple(each for each in self.chosen(scope) if not each.reason)

    def staying(self, scope: str) -> tuple[MigratingCase, ...]:
        """Return those that stay: outside the choice, or for a reason."""
        moving = set(map(id, self.moving(scope)))
        return tuple(each for each in self.cases if id(each) not in moving)

    @property
    def numbers(self) -> Mapping[str, tuple[int, int]]:
        """Return by choice how many would move and how many stay."""
        return {each.value: (len(self.moving(each)), len(self.staying(each))) for each in Scope}


def dry_run_draft(draft_id: str, *, actor: Actor, tools: Tools) -> DryRun | None:
    """Return what a draft would do to running cases; None for a new process, or where it cannot run at all.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        return dry_run_of(unit, unit.process_drafts.get(draft_id), tools)


def dry_run_of(unit: UnitOfWork, draft: ProcessDraft, tools: Tools) -> DryRun | None:
    """Return as `dry_run_draft`; whoever calls has asked whether the reader may."""
    process = unit.processes.find(draft.key)
    versions = unit.processes.versions(process.id) if process else ()
    if process is None or not versions:
        return None
    try:
        new = load(unpack(draft.bundle))
    except (ProcessRefusedError, RefusedError, *HALF_WRITTEN):
        return None
    return _dry_run(unit, Versions(process.id, versions[0].version + 1), new, tools)


def dry_run_back(key: str, number: int, *, actor: Actor, tools: Tools) -> DryRun | None:
    """Return what would become of the cases of a version if it were taken back; None where no other would be taken.

    Raises ForbiddenError, NotFoundError VERSION_UNKNOWN.
    """
    insist(may_write(actor))
    with tools.database.read() as unit:
        process, rows, row = find_version(unit, key, number)
        onward = current_of([each for each in rows if each is not row], now=tools.clock.now())
        if onward is None:
            return None
        return _dry_run(unit, Versions(process.id, number, only=row.id), _loaded(unit, onward, tools), tools)


def _dry_run(unit: UnitOfWork, leaving: Versions, new: LoadedProcess, tools: Tools) -> DryRun:
    migrations = CaseMigrations(unit.session)
    found = migrations.list_running(leaving, limit=MOST + 1)
    drafts, cases = migrations.count_drafts(leaving), found[:MOST]
    ids = [each.id for each in cases]
    stuck, clocks = migrations.with_incident(ids), migrations.clocks(ids)
    verdicts = Verdicts(new, read_matter=unit.matters.get_kept)
    rows = {each.id: each for each in unit.processes.versions(leaving.process_id)}
    loaded = {each: _loaded(unit, rows[each], tools) for each in {case.version_id for case in cases}}

    def judge(case: Standing) -> Verdict:
        if case.id in stuck:
            return Verdict(Stays.HAS_INCIDENT)
        stand = Stand(case.engine_state, from_json(case.routing), case.state, clocks[case.id])
        return verdicts.of(loaded[case.version_id], stand, edition_id=case.edition_id)

    shown = tuple(_show(each, judge(each), loaded[each.version_id], rows[each.version_id]) for each in cases)
    return DryRun(shown, drafts, is_whole=len(found) <= MOST)


def _loaded(unit: UnitOfWork, row: ProcessVersion, tools: Tools) -> LoadedProcess:
    return tools.processes.get(row.content_hash, lambda: unit.processes.bundle(row.id))


def _show(case: Standing, verdict: Verdict, old: LoadedProcess, row: ProcessVersion) -> MigratingCase:
    states = {each.id: each.state for each in old.compiled.elements.values()}
    state, element = (
        old.facts.states.get(case.state, Words(case.state, case.state)),
        element_words(old, verdict.element),
    )
    return MigratingCase(
        case.number,
        case.authority.name_zh,
        case.authority.name_en,
        state.zh,
        state.en,
        row.version,
        case.created_at,
        str(verdict.reason or ""),
        element.zh,
        element.en,
        is_accepted=is_accepted(case.passed, states),
    )


def element_words(loaded: LoadedProcess, element: str | None) -> Words:
    """Return what an element of a version is called, its id where it has no name."""
    found = loaded.compiled.elements.get(element or "")
    if found is None:
        return Words(element or "", element or "")
    return Words(found.name or found.id, found.name_en or found.name or found.id)
