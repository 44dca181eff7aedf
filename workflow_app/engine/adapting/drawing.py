"""A diagram that is being adapted: its tree, and what was changed in it so far."""
# ruff: noqa: ANN401 - lxml is untyped

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from workflow_app.domain.process_arrivals import Adaptation
from workflow_app.engine.constructs import owner_id
from workflow_app.engine.documents import FLOW_NODES, tag_of
from workflow_app.engine.drawing import DI
from workflow_app.engine.elements import BPMN

LONGEST = 120
"""Signs of a text from the file that are told; nobody reads more of it in a list."""


@dataclass(slots=True)
class Drawing:
    """The tree of a file, the id of the process that it is about, and the adaptations in the order they were made."""

    root: Any
    main: str
    adaptations: list[Adaptation] = field(default_factory=list)

    def note(self, code: str, node: Any, **values: object) -> None:
        """Note what is changed at a node; called before the node is taken out."""
        told = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in values.items()}
        self.adaptations.append(Adaptation(code, owner_id(node), node.sourceline, told))

    def elements(self, *tags: str) -> Iterator[Any]:
        """Yield the BPMN elements of these names, or all of them; safe against taking out what is yielded."""
        found = (node for node in self.root.iter(f"{{{BPMN}}}*") if not tags or tag_of(node) in tags)
        yield from list(found)

    def flow_nodes(self) -> Iterator[Any]:
        """Yield what a token can stand on."""
        yield from self.elements(*FLOW_NODES)

    def take_out(self, node: Any) -> None:
        """Take an element out with everything that is drawn for it or for what lies in it."""
        gone = {each.get("id") for each in node.iter() if each.get("id")}
        node.getparent().remove(node)
        for drawn in list(self.root.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")):
            if drawn.get("bpmnElement") in gone:
                drawn.getparent().remove(drawn)

    def rename(self, names: dict[str, str]) -> None:
        """Let the adaptations name elements as they are called now."""
        self.adaptations = [
            replace(each, element=names.get(each.element or "", each.element)) for each in self.adaptations
        ]
