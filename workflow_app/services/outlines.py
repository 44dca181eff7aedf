"""The course of a case as an ordered list in words: what was done, by whom and when, what waits, and what comes next.

Whoever does not see the diagram, or does not want to, reads the same from it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from workflow_app.domain.actors import Actor
from workflow_app.domain.policies import may_name_staff
from workflow_app.engine import CompiledProcess, Place, places_ahead
from workflow_app.models import Task, Wait
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.past_versions import version_of_step
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView, HistoryEntry

STATE_REACHED = "case.state_reached"


class Standing(StrEnum):
    """How a place of the course stands."""

    DONE = "DONE"
    LEFT = "LEFT"
    CURRENT = "CURRENT"
    AHEAD = "AHEAD"


@dataclass(frozen=True, slots=True)
class Named:
    """A place in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One visit of a case to a place, or a place ahead; `who` is a name where its reader may know it.

    `role` is None where nobody has to act. `next` are the places that a case may go to from where it is now.
    """

    element: str
    name: Named
    standing: Standing
    role: str | None = None
    who: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    due_on: date | None = None
    next: tuple[Named, ...] = ()


def case_outline(
    view: CaseView, history: Iterable[HistoryEntry], *, actor: Actor, tools: Tools
) -> tuple[OutlineLine, ...]:
    """Return the course of a case that its reader was just shown with its history, in the order in which it happens."""
    with tools.database.read() as unit:
        rows = unit.cases.get(view.id)
        loaded = loaded_of(unit, rows, tools)
        tasks, waits = unit.tasks.of_case(view.id), unit.tasks.waits(view.id)
        named = may_name_staff(actor, authority_id=rows.case.authority_id, subject_id=rows.case.subject_id)
        people = {task.completed_by or task.assignee_id for task in tasks}
        names = unit.accounts.names([each for each in people if named or each == actor.id])
        version_of = version_of_step(unit, rows, loaded, tools)
        steps = [_of_task(each, version_of(each), names) for each in tasks]
    visits = [*steps, *_of_waits(waits, loaded, view, _reached(history))]
    ahead = [_ahead(step.element, loaded) for step in view.steps if step.status == "todo" and view.status != "ENDED"]
    return (*_in_order(visits), *ahead)


def _reached(history: Iterable[HistoryEntry]) -> dict[str, list[datetime]]:
    """Return when a case came to each of its states."""
    found: dict[str, list[datetime]] = {}
    for entry in history:
        if entry.action == STATE_REACHED:
            found.setdefault(str(entry.data.get("state")), []).append(entry.at)
    return found


def _of_task(task: Task, loaded: LoadedProcess, names: dict[str, str]) -> OutlineLine:
    standing = {"OPEN": Standing.CURRENT, "DONE": Standing.DONE}.get(task.status, Standing.LEFT)
    line = OutlineLine(
        element=task.element,
        name=_name(task.element, loaded),
        standing=standing,
        role=task.role,
        who=names.get(task.completed_by or task.assignee_id or ""),
        since=task.opened_at,
        until=task.completed_at,
    )
    if standing is Standing.CURRENT:
        return replace(line, due_on=task.due_on, next=_next(task.element, loaded))
    return line


def _of_waits(
    waits: Sequence[Wait], loaded: LoadedProcess, view: CaseView, reached: dict[str, list[datetime]]
) -> Iterator[OutlineLine]:
    """Yield the visits to places where a case waited for news; not what may interrupt a part of it."""
    due = {clock.key: clock.due_on for clock in view.clocks}
    counts: dict[str, int] = {}
    for wait in waits:
        element = loaded.compiled.elements.get(wait.element)
        if wait.kind != "MESSAGE" or element is None or element.attached_to is not None:
            continue
        turn = counts.get(element.id, 0)
        counts[element.id] = turn + 1
        moments = reached.get(element.state or "", [])
        is_open = wait.status == "OPEN"
        clocks = [due[key] for key in _clocks_at(element.id, loaded.compiled) if key in due]
        yield OutlineLine(
            element=element.id,
            name=_name(element.id, loaded),
            standing=Standing.CURRENT if is_open else Standing.DONE,
            since=moments[turn] if turn < len(moments) else None,
            due_on=clocks[0] if is_open and clocks else None,
            next=_next(element.id, loaded) if is_open else (),
        )


def _clocks_at(element_id: str, process: CompiledProcess) -> Iterator[str]:
    """Yield the clocks whose end leads on from an element."""
    for each in process.elements.values():
        if each.attached_to == element_id and each.clock is not None:
            yield each.clock


def _in_order(visits: Sequence[OutlineLine]) -> Iterator[OutlineLine]:
    """Yield visits by when they began; where nobody noted when a wait was over, the next visit was what ended it."""
    lines = sorted(visits, key=lambda line: (line.since is None, line.since and line.since.isoformat()))
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        is_over = line.standing is Standing.DONE and line.until is None and following is not None
        yield replace(line, until=following.since) if is_over and following else line


def _ahead(element_id: str, loaded: LoadedProcess) -> OutlineLine:
    element = loaded.compiled.elements[element_id]
    return OutlineLine(element_id, _name(element_id, loaded), Standing.AHEAD, role=element.role)


def _next(element_id: str, loaded: LoadedProcess) -> tuple[Named, ...]:
    """Return where a case may go from an element; an end is called by the state that a case is in there."""
    return tuple(_place(each, loaded) for each in places_ahead(loaded.compiled, element_id))


def _place(place: Place, loaded: LoadedProcess) -> Named:
    words = loaded.facts.states.get(place.state or "")
    return Named(words.zh, words.en) if words else Named(place.element.name, place.element.name_en)


def _name(element_id: str, loaded: LoadedProcess) -> Named:
    element = loaded.compiled.elements.get(element_id)
    return Named(element.name, element.name_en or element.name) if element else Named(element_id, element_id)
