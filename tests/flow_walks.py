"""Which sequence flows of a diagram cases have passed, worked out from what they waited for before and after a step.

A case can move along flows only, so where exactly one way without a stop leads from what was done to what came next,
the case went that way. Of several it went the one whose elements it has passed.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self
from xml.etree import ElementTree as ET

from office import Office
from sqlalchemy import select

from workflow_app.models import Case, Process, ProcessVersion, Task, Wait
from workflow_app.services.views import CaseView

BUNDLES = Path(__file__).parents[1] / "bpmn"
MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
STOPS = ("userTask", "receiveTask", "boundaryEvent", "intermediateCatchEvent")
LEFT = "/left"
OVER = frozenset({"DONE", "CLOSED"})
"""How a task or a wait stands that a step may have begun with; a timer that fired is closed, as is a wait given up."""
Way = tuple[str, ...]


class Diagram:
    """The elements and flows of a diagram, its subprocess entered and left as the standard says."""

    def __init__(self, path: Path) -> None:
        root = ET.parse(path).getroot()  # noqa: S314 - our own diagram
        self.flows = {each.get("id", ""): (each.get("sourceRef", ""), each.get("targetRef", ""))
                      for each in root.iter(f"{MODEL}sequenceFlow")}  # fmt: skip
        self.ends = {each.get("id", "") for each in root.iter(f"{MODEL}endEvent")}
        (self.first,) = [each.get("id", "") for each in root.findall(f"{MODEL}process/{MODEL}startEvent")]
        self.stops = {each.get("id", "") for kind in STOPS for each in root.iter(MODEL + kind)}
        self.boundaries = {each.get("id", "") for each in root.iter(f"{MODEL}boundaryEvent")}
        self._inside = {each.get("id", ""): each.find(f"{MODEL}startEvent").get("id", "")  # type: ignore[union-attr] # it has one
                        for each in root.iter(f"{MODEL}subProcess")}  # fmt: skip
        self._outside = {end.get("id", ""): scope.get("id", "") + LEFT
                         for scope in root.iter(f"{MODEL}subProcess")
                         for end in scope.findall(f"{MODEL}endEvent")}  # fmt: skip

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the diagram of a bundle that we ship."""
        return cls(BUNDLES / key / f"{key}.bpmn")

    def ways(self, source: str, target: str, passed: Way = ()) -> Iterator[Way]:
        """Yield the flows of every way from an element to another that stops nowhere between."""
        if source in self._inside:
            yield from self._on(self._inside[source], target, passed)
        elif source in self._outside:
            yield from self._on(self._outside[source], target, passed)
        for name, (start, end) in self.flows.items():
            if start == source.removesuffix(LEFT) and source not in self._inside and name not in passed:
                yield from self._on(end, target, (*passed, name))

    def _on(self, reached: str, target: str, passed: Way) -> Iterator[Way]:
        if reached == target:
            yield passed
        elif reached not in self.stops:
            yield from self.ways(reached, target, passed)


class Walk:
    """What the cases of an office have passed so far."""

    def __init__(self, office: Office, diagram: Diagram) -> None:
        self.office = office
        self.diagram = diagram
        self.passed: set[str] = set()
        self.ends: set[str] = set()
        self._done: set[str] = set()
        self._met: set[str] = set()
        self._over: dict[str, set[str]] = {}
        self._entered: dict[str, set[str]] = {}

    def note(self, case_id: str) -> None:
        """Add the flows of the step that a case has just taken."""
        with self.office.tools.database.read() as unit:
            case = unit.session.get_one(Case, case_id)
            rows = [row for kind in (Task, Wait)
                    for row in unit.session.scalars(select(kind).where(kind.case_id == case_id))]  # fmt: skip
        over = set(case.passed) & self.diagram.ends
        before = self._over.setdefault(case_id, set())
        sources = self._sources(rows, set(case.passed))
        targets = [row.element for row in rows if row.id not in self._met]
        targets = [each for each in targets if each not in self.diagram.boundaries] + sorted(over - before)
        fresh = set(case.passed) - self._entered.get(case_id, set())
        for target in targets:
            ways = {way for source in sources for way in self.diagram.ways(source, target)}
            ways = self._gone(ways, set(case.passed), fresh) if len(ways) > 1 else ways
            assert len(ways) == 1, (sources, target, ways)
            self.passed |= set(ways.pop())
        self._done |= {row.id for row in rows if row.status in OVER}
        self._met |= {row.id for row in rows}
        self._over[case_id] = over
        self._entered[case_id] = set(case.passed)
        self.ends |= over

    def left_out(self) -> tuple[list[str], list[str]]:
        """Return the flows that no case has taken and the ends that none has reached."""
        return sorted(set(self.diagram.flows) - self.passed), sorted(self.diagram.ends - self.ends)

    def _sources(self, rows: Sequence[Task | Wait], entered: set[str]) -> list[str]:
        """Return what a step began with: what was done, else the timer that fired; the start where all is new."""
        over = [row for row in rows if row.status in OVER and row.id not in self._done]
        fired = [row.element for row in over if row.element in self.diagram.boundaries and row.element in entered]
        sources = [row.element for row in over if row.status == "DONE"] or fired or [row.element for row in over]
        return sources if self._met & {row.id for row in rows} else [*sources, self.diagram.first]

    def _gone(self, ways: set[Way], entered: set[str], fresh: set[str]) -> set[Way]:
        """Return which of several ways was gone: one of passed elements only, with something new on it."""
        steps = {way: {self.diagram.flows[flow][1] for flow in way[:-1]} for way in ways}
        possible = {way for way in ways if steps[way] <= entered}
        return possible if len(possible) == 1 else {way for way in possible if steps[way] & fresh}


class WalkedOffice(Office):
    """An office that notes each step of the cases of one process: mixed in before the office of that process."""

    walk: Walk
    process = ""

    def follow(self, key: str) -> None:
        """Begin to note what the cases of a process pass."""
        self.process, self.walk = key, Walk(self, Diagram.of(key))

    def complete(self, case: CaseView, who: str, **values: object) -> CaseView:
        """Complete the open task of a case, and note what it passed."""
        self._note()
        done = super().complete(case, who, **values)
        self._note()
        return done

    def work(self) -> None:
        """Let the background do what is due, and note what cases passed by it."""
        self._note()
        super().work()
        self._note()

    def _note(self) -> None:
        if not self.process:
            return
        with self.tools.database.read() as unit:
            wanted = select(Case.id).join(ProcessVersion).join(Process).where(Process.key == self.process)
            found = list(unit.session.scalars(wanted.order_by(Case.id)))
        for case_id in found:
            self.walk.note(case_id)
