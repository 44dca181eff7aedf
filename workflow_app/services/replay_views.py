"""What became of finished cases in a draft, as process administrators see it: elements, states and codes only."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import DomainError, NotFoundError
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.process_facts import Words
from workflow_app.domain.replays import Came, Course, ReplayStatus, Verdict, read_came
from workflow_app.domain.training_policies import insist
from workflow_app.models import ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import HALF_WRITTEN, LoadedProcess
from workflow_app.services.tools import Tools

Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """How a replay stands: how many cases came to what, and whether it is about the draft as it is now."""

    status: ReplayStatus
    wanted: int
    counts: Mapping[Verdict, int]
    asked_at: datetime
    finished_at: datetime | None
    is_current: bool

    @property
    def done(self) -> int:
        """Return how many cases were replayed so far."""
        return sum(self.counts.values())

    @property
    def differ(self) -> int:
        """Return how many came to something else than was recorded."""
        return self.counts[Verdict.OTHER] + self.counts[Verdict.STUCK]


@dataclass(frozen=True, slots=True)
class ReplayLine:
    """One case of a replay: its number and where it was, nothing of whose it is or who did it."""

    position: int
    number: str | None
    authority_zh: str
    authority_en: str
    ended_at: datetime | None
    version: int
    recorded: Course
    came: Came | None


@dataclass(frozen=True, slots=True)
class ReplayView:
    """A replay with its cases; `names` are of elements, `labels` of fields and `states` of states.

    They are as the draft says them, else as a version that cases ran on did.
    """

    summary: ReplaySummary
    lines: tuple[ReplayLine, ...]
    names: Names
    labels: Names
    states: Mapping[str, Words]


def find_summary(draft_id: str, *, actor: Actor, tools: Tools) -> ReplaySummary | None:
    """Return how the replay of a draft stands, or None before the first; raises ForbiddenError, NotFoundError."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        return _summary(unit, draft_id)


def get_replay(draft_id: str, *, actor: Actor, tools: Tools) -> ReplayView | None:
    """Return the replay of a draft with its cases, or None before the first; raises as `find_summary`."""
    insist(may_write(actor))
    with tools.database.read() as unit:
        summary = _summary(unit, draft_id)
        row = unit.process_replays.find(draft_id)
        if summary is None or row is None:
            return None
        cases = unit.process_replays.cases(row.id)
        authorities = {each.id: each for each in unit.authorities.list_all()}
        numbers = {each.id: each.version for each in _versions(unit, draft_id)}
        called = _called(unit, draft_id, {case.process_version_id for _row, case in cases}, tools)
        lines = tuple(
            ReplayLine(
                each.position,
                case.number,
                authorities[case.authority_id].name_zh,
                authorities[case.authority_id].name_en,
                case.ended_at,
                numbers[case.process_version_id],
                Course(tuple(case.passed), case.state),
                read_came(each.result) if each.result else None,
            )
            for each, case in cases
        )
    return ReplayView(summary, lines, called.names, called.labels, called.states)


def get_replayed(draft_id: str, position: int, *, actor: Actor, tools: Tools) -> tuple[ReplayView, ReplayLine]:
    """Return one case of a replay that was replayed; raises NotFoundError REPLAYED_CASE_UNKNOWN."""
    view = get_replay(draft_id, actor=actor, tools=tools)
    line = next((each for each in view.lines if each.position == position), None) if view else None
    if view is None or line is None or line.came is None:
        raise NotFoundError("REPLAYED_CASE_UNKNOWN")
    return view, line


def _summary(unit: UnitOfWork, draft_id: str) -> ReplaySummary | None:
    draft = unit.process_drafts.get(draft_id)
    row = unit.process_replays.find(draft.id)
    if row is None:
        return None
    counted = unit.process_replays.counts(row.id)
    return ReplaySummary(
        ReplayStatus(row.status),
        row.wanted,
        {each: counted.get(each.value, 0) for each in Verdict},
        row.asked_at,
        row.finished_at,
        is_current=row.content_hash == draft.content_hash,
    )


def _versions(unit: UnitOfWork, draft_id: str) -> Sequence[ProcessVersion]:
    """Return the versions of the process of a draft, newest first."""
    process = unit.processes.find(unit.process_drafts.get(draft_id).key)
    return unit.processes.versions(process.id) if process else ()


@dataclass(slots=True)
class _Called:
    """What things are called; who says it last is right."""

    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    states: dict[str, Words] = field(default_factory=dict)

    def add(self, loaded: LoadedProcess) -> None:
        """Take over what a version calls things."""
        self.names |= {key: (each.name, each.name_en) for key, each in loaded.compiled.elements.items()}
        self.states |= loaded.facts.states
        for form in loaded.forms.values():
            components = form.get("components")
            for each in components if isinstance(components, list) else ():
                label = str(each.get("label", ""))
                self.labels[str(each.get("key"))] = (label, str(each.get("properties", {}).get("label_en", label)))


def _called(unit: UnitOfWork, draft_id: str, version_ids: Collection[str], tools: Tools) -> _Called:
    """Return what elements, fields and states are called, in the versions that cases ran on and last in the draft."""
    draft, called = unit.process_drafts.get(draft_id), _Called()
    for row in reversed([each for each in _versions(unit, draft_id) if each.id in version_ids]):
        called.add(tools.processes.get(row.content_hash, partial(unit.processes.bundle, row.id)))
    with suppress(DomainError, *HALF_WRITTEN):  # a draft that cannot run has no names of its own
        called.add(tools.processes.get(draft.content_hash, lambda: draft.bundle))
    return called
