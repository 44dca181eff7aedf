"""Elements and flows of a diagram that came or went; flows are told with the element that they came or went with."""

from collections import defaultdict
from collections.abc import Iterator

from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Called, Change, Snapshot, What
from workflow_app.engine.comparing.diagram_parts import FLOW, REFERENCES, Part, called, ends_of

Parts = dict[str, Part]


class Side:
    """The parts of one diagram, and the flows by the elements that they lead from and to."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.leaving: defaultdict[str, list[Part]] = defaultdict(list)
        self.reaching: defaultdict[str, list[Part]] = defaultdict(list)
        for part in parts.values():
            if part.kind == FLOW:
                source, target = ends_of(part)
                self.leaving[source].append(part)
                self.reaching[target].append(part)

    def call(self, key: str) -> Called:
        """Return what a part is called; one that is not there by its identifier."""
        return called(self.parts[key], self.parts) if key in self.parts else Called(key, key)

    def named(self, attribute: str, value: str) -> str | Called:
        """Return what an attribute says, or what the part is called that it names."""
        return self.call(value) if attribute in REFERENCES else value


class Arrivals:
    """The parts of two diagrams, to be told what is in one of them only."""

    def __init__(self, path: str, old: Parts, new: Parts) -> None:
        self.path, self.old, self.new = path, Side(old), Side(new)

    def changes(self) -> Iterator[Change]:
        """Yield what came, and what went."""
        yield from self._only(Turn.ADDED, self.new, self.old)
        yield from self._only(Turn.REMOVED, self.old, self.new)

    def _only(self, turn: Turn, here: Side, there: Side) -> Iterator[Change]:
        for key, part in here.parts.items():
            if key in there.parts:
                continue
            if part.kind != FLOW:
                yield self._element(turn, part, here)
            elif not _goes_without_saying(part, here, there):
                yield self._flow(turn, part, here)

    def _element(self, turn: Turn, part: Part, side: Side) -> Change:
        reaching, leaving = side.reaching[part.id], side.leaving[part.id]
        shown = Snapshot(
            {"/".join(aspect): side.named(aspect[0], value) for aspect, value in part.said.items()},
            tuple(side.call(ends_of(each)[0]) for each in reaching),
            tuple(_labelled(side.call(ends_of(each)[1]), each) for each in leaving),
            side.call(host) if (host := part.get("attachedToRef")) else None,
        )
        about, also = side.call(part.id), tuple(each.id for each in (*reaching, *leaving))
        before, after = (None, shown) if turn is Turn.ADDED else (shown, None)
        return Change(What.ELEMENT, turn, self.path, about, part.kind, part.id, before=before, after=after, also=also)

    def _flow(self, turn: Turn, part: Part, side: Side) -> Change:
        condition = part.get("condition") or None
        before, after = (None, condition) if turn is Turn.ADDED else (condition, None)
        about = _labelled(side.call(part.id), part)
        return Change(What.FLOW, turn, self.path, about, FLOW, part.id, before=before, after=after)


def _labelled(name: Called, flow: Part) -> Called:
    """Return a name with the words that stand at a flow."""
    zh = flow.get("name")
    en = flow.get("nameEn") or zh
    return Called(f"{name.zh}（{zh}）" if zh else name.zh, f"{name.en} ({en})" if en else name.en)


def _goes_without_saying(flow: Part, here: Side, there: Side) -> bool:
    """Tell whether what is said of an element says this flow too.

    It has no condition and one of its ends came or went with it; or an element was put in its place, or taken out
    between its ends, so that it led past what came or leads past what went.
    """
    ends = ends_of(flow)
    if flow.get("condition"):
        return False
    if any(end in here.parts and end not in there.parts for end in ends):
        return True
    between = {ends_of(each)[1] for each in there.leaving[ends[0]]} - here.parts.keys()
    return any(ends_of(each)[0] in between for each in there.reaching[ends[1]])
