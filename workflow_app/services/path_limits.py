"""Whether the steps of a process fit into its legal limits: no office keeps a limit that its own steps overrun (A4)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from workflow_app.domain.actors import Role
from workflow_app.domain.parameters import ParameterMissingError, Snapshot, from_snapshot
from workflow_app.domain.periods import Unit
from workflow_app.domain.process_facts import ClockFacts, ProcessFacts, Whose
from workflow_app.domain.process_findings import Finding
from workflow_app.engine import Element
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.rules_ahead import RulesAhead
from workflow_app.services.tools import Tools

Days = Callable[[str], int | None]
"""Gives the working days that a parameter allows; None where it allows none, or counts otherwise."""


@dataclass(frozen=True, slots=True)
class Way:
    """The steps between two points and the working days that they may take together."""

    days: int = 0
    steps: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()


def find_overruns(unit: UnitOfWork, loaded: LoadedProcess, *, rules: RulesAhead, tools: Tools) -> Iterator[Finding]:
    """Yield each legal limit that the straight path of a process overruns at an authority, under its rules then."""
    for authority in unit.authorities.list_all():
        for regime in loaded.facts.legal_basis or (None,):
            kept = rules.of(unit, authority, regime=regime, tools=tools)
            for clock, way, limit in overruns(loaded, partial(working_days, kept)):
                said = {"authority": authority.name_zh, "regime": regime, "clock": clock.key}
                counted = {"limit": limit, "planned": way.days, "steps": way.steps}
                yield Finding(
                    way.elements[0] if way.elements else None, "PATH_TOO_LONG", {**said, **counted}, way.elements
                )


def overruns(loaded: LoadedProcess, days: Days) -> Iterator[tuple[ClockFacts, Way, int]]:
    """Yield each legal limit of the office that the steps of the straight path overrun, with these and the limit."""
    for clock in loaded.facts.clocks:
        limit = days(clock.parameter) if clock.legal and clock.whose is Whose.OFFICE else None
        if limit is None:
            continue
        paths = _Paths(loaded, clock.stops, days)
        longest = max((paths.longest(each) for each in clock.starts), key=lambda way: way.days, default=Way())
        if longest.days > limit:
            yield clock, longest, limit


def planned_by(element: Element, loaded: LoadedProcess) -> str | None:
    """Return the parameter that says how long a step may take; None of one that takes no days of the office.

    What people of the office do has an internal limit; a wait that just has to pass, such as a publicity, has a clock.
    """
    if element.kind == "receive_task":
        clock = clock_ending(element, loaded)
        return clock.parameter if clock else None
    if element.role == Role.APPLICANT or element.id in loaded.facts.detours:
        return None
    return element.internal_limit


def clock_ending(element: Element, loaded: LoadedProcess) -> ClockFacts | None:
    """Return the clock of a time that just has to pass before a wait is over; None where somebody is waited for."""
    if element.kind != "receive_task":
        return None
    elements = loaded.compiled.elements.values()
    key = next((each.clock for each in elements if each.attached_to == element.id and each.clock), None)
    facts = loaded.facts.clock(key) if key else None
    return facts if facts is not None and facts.whose is Whose.NOBODY else None


def working_days(kept: Snapshot, key: str) -> int | None:
    """Return the working days that a parameter says; None where it says none, or another unit."""
    try:
        period = from_snapshot(kept, key).period()
    except ParameterMissingError:
        return None
    return period.amount if period.unit is Unit.WORKING_DAYS else None


class _Paths:
    """The ways of the straight path up to where a clock stops; detours are not gone, and no step twice."""

    def __init__(self, loaded: LoadedProcess, stops: frozenset[str], days: Days) -> None:
        self.loaded, self.stops, self.days = loaded, stops, days
        self._known: dict[str, Way] = {}
        self._off = _detours(loaded.facts)

    def longest(self, element_id: str) -> Way:
        """Return the way on from an element that takes most days, itself included."""
        if element_id in self._known:
            return self._known[element_id]
        self._known[element_id] = Way()  # of a way that leads back here nothing is counted twice
        element = self.loaded.compiled.elements[element_id]
        onward = [self.longest(each) for each in self._onward(element)]
        rest = max(onward, key=lambda way: way.days, default=Way())
        key = planned_by(element, self.loaded)
        taken = (self.days(key) or 0) if key else 0
        way = rest
        if taken:
            way = Way(taken + rest.days, (element.name, *rest.steps), (element.id, *rest.elements))
        self._known[element_id] = way
        return way

    def _onward(self, element: Element) -> Iterator[str]:
        """Yield where the straight path goes on, time included where a case waits for it."""
        attached = (each for each in self.loaded.compiled.elements.values() if each.attached_to == element.id)
        ends = [each.id for each in attached if element.kind == "receive_task" and each.kind == "timer_event"]
        for each in (*element.leads_to, *ends):
            if each not in self.stops and each not in self._off:
                yield each


def _detours(facts: ProcessFacts) -> frozenset[str]:
    """Return the waits that the straight path does not meet; what is foreseen of some cases belongs to it."""
    return frozenset(facts.detours.keys() - facts.foreseen.keys())
