"""Which sequence flows of a diagram cases have passed, worked out from what they waited for before and after a step.

A case can move along flows only, so where exactly one way without a stop leads from what was done to what came next,
the case went that way.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from office import Office
from sqlalchemy import select

from workflow_app.models import Case, Task, Wait

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
STOPS = ("userTask", "receiveTask", "boundaryEvent", "intermediateCatchEvent")
LEFT = "/left"
OVER = frozenset({"DONE", "CLOSED"})
"""How a task or a wait stands that a step may have begun with; a wait that was given up is closed as well."""
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

    def note(self, case_id: str) -> None:
        """Add the flows of the step that a case has just taken."""
        with self.office.tools.database.read() as unit:
            case = unit.session.get_one(Case, case_id)
            rows = [row for kind in (Task, Wait)
                    for row in unit.session.scalars(select(kind).where(kind.case_id == case_id))]  # fmt: skip
        over = set(case.passed) & self.diagram.ends
        before = self._over.setdefault(case_id, set())
        sources = [row.element for row in rows if row.status in OVER and row.id not in self._done]
        if not self._met & {row.id for row in rows}:
            sources.append(self.diagram.first)
        targets = [row.element for row in rows if row.id not in self._met]
        targets = [each for each in targets if each not in self.diagram.boundaries] + sorted(over - before)
        for target in targets:
            ways = [way for source in sources for way in self.diagram.ways(source, target)]
            assert len(ways) == 1, (sources, target, ways)
            self.passed |= set(ways[0])
        self._done |= {row.id for row in rows if row.status in OVER}
        self._met |= {row.id for row in rows}
        self._over[case_id] = over
        self.ends |= over
