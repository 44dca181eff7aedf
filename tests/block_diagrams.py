"""Diagrams made of blocks that nest, and what becomes of them when somebody draws carelessly.

A graph is nodes by id and edges; a subprocess holds a graph of its own. Written out, every choice is preceded by an
operation that says which way to go, so that whoever plays the case may choose anew at each visit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xn="https://xinnuo.example/schema/bpmn/1.0"><bpmn:message id="m" name="told" />'
)
KEY = "drawn"
SPLITS = ("xor", "and", "events")
TIMER = "<bpmn:timerEventDefinition><bpmn:timeDuration>days(1)</bpmn:timeDuration></bpmn:timerEventDefinition>"
MESSAGE = '<bpmn:messageEventDefinition messageRef="m" />'
PLAIN = {
    "start": "startEvent",
    "end": "endEvent",
    "user": "userTask",
    "many": "userTask",
    "xor": "exclusiveGateway",
    "and": "parallelGateway",
    "events": "eventBasedGateway",
}


@dataclass
class Graph:
    """One scope; a boundary event is a node with the activity it sits on."""

    nodes: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[str, str]] = field(default_factory=list)
    hosts: dict[str, str] = field(default_factory=dict)
    inner: dict[str, "Graph"] = field(default_factory=dict)

    def scopes(self) -> Iterator["Graph"]:
        yield self
        for each in self.inner.values():
            yield from each.scopes()

    def out(self, node: str) -> list[str]:
        return [target for source, target in self.edges if source == node]

    def into(self, node: str) -> list[str]:
        return [source for source, target in self.edges if target == node]


class Maker:
    """Adds blocks to a graph; each returns where it is entered and where it is left."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def node(self, graph: Graph, kind: str) -> str:
        self.count += 1
        name = f"{kind}_{self.count}"
        graph.nodes[name] = kind
        return name

    def scope(self, size: int) -> Graph:
        graph = Graph()
        start, end = self.node(graph, "start"), self.node(graph, "end")
        first, last = self.block(graph, size)
        graph.edges += [(start, first), (last, end)]
        return graph

    def block(self, graph: Graph, size: int) -> tuple[str, str]:
        kinds = ["user", "service"]
        if size > 1:
            kinds += ["seq", "xor", "and", "loop", "late", "beside", "events", "sub", "many", "stop"]
        kind = self.draw(st.sampled_from(kinds))
        if kind in ("user", "service", "many"):
            node = self.node(graph, kind)
            return node, node
        return getattr(self, f"_{kind}")(graph, size - 1)

    def _seq(self, graph: Graph, size: int) -> tuple[str, str]:
        (first, middle), (on, last) = self.block(graph, size), self.block(graph, size - 1)
        graph.edges.append((middle, on))
        return first, last

    def _split(self, graph: Graph, size: int, kind: str) -> tuple[str, str]:
        split, join = self.node(graph, kind), self.node(graph, kind)
        for each in (size, size - 1):
            first, last = self.block(graph, each)
            graph.edges += [(split, first), (last, join)]
        return split, join

    def _xor(self, graph: Graph, size: int) -> tuple[str, str]:
        return self._split(graph, size, "xor")

    def _and(self, graph: Graph, size: int) -> tuple[str, str]:
        return self._split(graph, size, "and")

    def _loop(self, graph: Graph, size: int) -> tuple[str, str]:
        merge, again = self.node(graph, "xor"), self.node(graph, "xor")
        ask = self.node(graph, "user")
        first, last = self.block(graph, size)
        graph.edges += [(merge, ask), (ask, first), (last, again), (again, merge)]
        return merge, again

    def _late(self, graph: Graph, size: int) -> tuple[str, str]:
        work, late, merge = self.node(graph, "user"), self.node(graph, "late"), self.node(graph, "xor")
        graph.hosts[late] = work
        first, last = self.block(graph, size)
        graph.edges += [(work, merge), (late, first), (last, merge)]
        return work, merge

    def _beside(self, graph: Graph, size: int) -> tuple[str, str]:
        work, beside, end = self.node(graph, "user"), self.node(graph, "beside"), self.node(graph, "end")
        graph.hosts[beside] = work
        first, last = self.block(graph, size)
        graph.edges += [(beside, first), (last, end)]
        return work, work

    def _events(self, graph: Graph, size: int) -> tuple[str, str]:
        split, join = self.node(graph, "events"), self.node(graph, "xor")
        for kind, each in (("message", size), ("timer", size - 1)):
            event = self.node(graph, kind)
            first, last = self.block(graph, each)
            graph.edges += [(split, event), (event, first), (last, join)]
        return split, join

    def _sub(self, graph: Graph, size: int) -> tuple[str, str]:
        node = self.node(graph, self.draw(st.sampled_from(["sub", "subs"])))
        graph.inner[node] = self.scope(size)
        if not self.draw(st.booleans()):
            return node, node
        late, merge = self.node(graph, "late"), self.node(graph, "xor")
        graph.hosts[late] = node
        graph.edges += [(node, merge), (late, merge)]
        return node, merge

    def _stop(self, graph: Graph, size: int) -> tuple[str, str]:
        split, stop, (first, last) = self.node(graph, "xor"), self.node(graph, "stop"), self.block(graph, size)
        graph.edges += [(split, first), (split, stop)]
        return split, last


@st.composite
def diagrams(draw: st.DrawFn, *, size: int = 4) -> Graph:
    """Draw a process made of blocks, each of which is left as it was entered."""
    return Maker(draw).scope(draw(st.integers(2, size)))


@st.composite
def careless(draw: st.DrawFn, *, size: int = 4) -> Graph:
    """Draw a process and change it in one to three places: a gateway of another kind, a flow gone or led elsewhere."""
    graph = draw(diagrams(size=size))
    for _ in range(draw(st.integers(1, 3))):
        scope = draw(st.sampled_from(list(graph.scopes())))
        gateways = [each for each, kind in scope.nodes.items() if kind in ("xor", "and")]
        spare = [edge for edge in scope.edges if scope.nodes[edge[0]] in ("xor", "and") and len(scope.out(edge[0])) > 1]
        act = draw(st.sampled_from(["swap", "swap", "drop", "lead"]))
        if act == "swap" and gateways:
            name = draw(st.sampled_from(gateways))
            scope.nodes[name] = {"xor": "and", "and": "xor"}[scope.nodes[name]]
        elif act == "drop" and spare:
            scope.edges.remove(draw(st.sampled_from(spare)))
        elif act == "lead":
            targets = [each for each, kind in scope.nodes.items() if kind not in ("start", "late", "beside")]
            edge = draw(st.sampled_from(scope.edges))
            scope.edges[scope.edges.index(edge)] = (edge[0], draw(st.sampled_from(targets)))
    return graph


def write(graph: Graph) -> bytes:
    """Return the diagram of a process."""
    process = f'<bpmn:process id="{KEY}" isExecutable="true">{_inside(graph)}</bpmn:process>'
    return f"{HEAD}{process}</bpmn:definitions>".encode()


def _inside(graph: Graph) -> str:
    nodes = "".join(_node(graph, name, kind) for name, kind in graph.nodes.items())
    flows = "".join(_flow(graph, place, *edge) for place, edge in enumerate(graph.edges))
    return nodes + flows


def _asked(graph: Graph, node: str) -> bool:
    """Tell whether an operation before a node says how it goes on: which way, or with how many."""
    return graph.nodes[node] in ("many", "subs") or (graph.nodes[node] == "xor" and len(graph.out(node)) > 1)


def _node(graph: Graph, name: str, kind: str) -> str:
    first = ""
    if _asked(graph, name):
        first = f'<bpmn:serviceTask id="{name}_asked" xn:operation="way/choose" />' + _written(
            f"{name}_on", f"{name}_asked", name
        )
    loop = f"<bpmn:loopDataInputRef>{name}_way</bpmn:loopDataInputRef>"
    many = f"<bpmn:multiInstanceLoopCharacteristics>{loop}</bpmn:multiInstanceLoopCharacteristics>"
    if kind == "service":
        return f'<bpmn:serviceTask id="{name}" xn:operation="work/do" />'
    if kind in ("late", "beside"):
        cancels = str(kind == "late").lower()
        return (
            f'<bpmn:boundaryEvent id="{name}" attachedToRef="{graph.hosts[name]}" cancelActivity="{cancels}">'
            f"{TIMER if kind == 'late' else MESSAGE}</bpmn:boundaryEvent>"
        )
    if kind in ("timer", "message"):
        told = TIMER if kind == "timer" else MESSAGE
        return f'<bpmn:intermediateCatchEvent id="{name}">{told}</bpmn:intermediateCatchEvent>'
    if kind in ("sub", "subs"):
        inside = (many if kind == "subs" else "") + _inside(graph.inner[name])
        return f'{first}<bpmn:subProcess id="{name}">{inside}</bpmn:subProcess>'
    if kind == "stop":
        return f'<bpmn:endEvent id="{name}"><bpmn:terminateEventDefinition /></bpmn:endEvent>'
    default = f' default="{name}_{_last(graph, name)}"' if kind == "xor" and len(graph.out(name)) > 1 else ""
    return f'{first}<bpmn:{PLAIN[kind]} id="{name}"{default}>{many if kind == "many" else ""}</bpmn:{PLAIN[kind]}>'


def _last(graph: Graph, node: str) -> int:
    return max(place for place, edge in enumerate(graph.edges) if edge[0] == node)


def _flow(graph: Graph, place: int, source: str, target: str) -> str:
    reached = f"{target}_asked" if _asked(graph, target) else target
    condition = ""
    if graph.nodes[source] == "xor" and len(graph.out(source)) > 1 and place != _last(graph, source):
        number = [at for at, edge in enumerate(graph.edges) if edge[0] == source].index(place)
        condition = f"<bpmn:conditionExpression>{source}_way == {number}</bpmn:conditionExpression>"
    return _written(f"{source}_{place}", source, reached, condition)


def _written(name: str, source: str, target: str, condition: str = "") -> str:
    return f'<bpmn:sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">{condition}</bpmn:sequenceFlow>'


def choices(graph: Graph) -> dict[str, list[object]]:
    """Return what the operation before each node may say."""
    found: dict[str, list[object]] = {}
    for scope in graph.scopes():
        for name in scope.nodes:
            if _asked(scope, name):
                is_list = scope.nodes[name] in ("many", "subs")
                found[f"{name}_asked"] = [[], ["甲", "乙"]] if is_list else list(range(len(scope.out(name))))
    return found
