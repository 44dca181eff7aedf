"""What differs between two diagrams: elements, flows, conditions, and what is said of each."""

from collections.abc import Iterator

from workflow_app.domain.matter_differences import Turn
from workflow_app.domain.process_changes import Called, Change, What
from workflow_app.engine.comparing.arrivals import Arrivals
from workflow_app.engine.comparing.diagram_parts import ENDS, FLOW, REFERENCES, Part, called, ends_of, read_parts
from workflow_app.engine.comparing.drawings import read_drawing
from workflow_app.engine.documents import read_xml

Parts = dict[str, Part]
Differing = tuple[What, tuple[str, ...], object, object]
ASPECTS = {
    "condition": What.CONDITION,
    "default": What.DEFAULT,
    "timer": What.TIMER,
    "parameter": What.PARAMETER,
    "name": What.NAME,
    "nameEn": What.NAME,
    "detail": What.DETAIL,
}


def compare_diagrams(path: str, before: bytes, after: bytes) -> Iterator[Change]:
    """Yield what differs; raises ProcessRefusedError where one is not readable or not harmless."""
    old_root, new_root = read_xml(path, before), read_xml(path, after)
    old, new = read_parts(old_root), read_parts(new_root)
    yield from Arrivals(path, old, new).changes()
    for key, part in new.items():
        if key in old:
            yield from _part(path, old[key], part, old, new)
    was, now = read_drawing(old_root), read_drawing(new_root)
    rerouted = {key for key, part in new.items() if key in old and ends_of(part) != ends_of(old[key])}
    moved = tuple(key for key in (old.keys() & new.keys()) - rerouted if was.get(key) != now.get(key))
    if moved:
        yield Change(What.LAYOUT, Turn.MOVED, path, after=len(moved))


def _part(path: str, old: Part, new: Part, olds: Parts, news: Parts) -> Iterator[Change]:
    """Yield what differs in an element that is there before and after."""
    for what, aspect, before, after in _differing(old, new, olds, news):
        yield Change(what, Turn.CHANGED, path, called(new, news), new.kind, new.id, aspect, before, after)


def _differing(old: Part, new: Part, olds: Parts, news: Parts) -> Iterator[Differing]:
    if old.kind != new.kind:
        yield What.KIND, (), old.kind, new.kind
    if old.scope != new.scope and (old.scope in news or new.scope in olds):
        yield What.SCOPE, (), _name(old.scope, olds), _name(new.scope, news)
    leads_elsewhere = new.kind == FLOW and ends_of(old) != ends_of(new)
    if leads_elsewhere and not _came_between(old, new, news, olds):
        yield What.FLOW, (), called(old, olds), called(new, news)
    for aspect in sorted(old.said.keys() | new.said.keys()):
        was, now = old.get(*aspect), new.get(*aspect)
        if was != now and not (new.kind == FLOW and aspect[0] in ENDS):
            named = aspect[0] in REFERENCES
            what = ASPECTS.get(aspect[0], What.ATTRIBUTE)
            yield what, aspect, _name(was, olds) if named else was, _name(now, news) if named else now


def _came_between(old: Part, new: Part, news: Parts, olds: Parts) -> bool:
    """Tell whether a flow leads elsewhere only because an element came or went, which is told of the element."""
    changed = [(was, now) for was, now in zip(ends_of(old), ends_of(new), strict=True) if was != now]
    return all(was not in news or now not in olds for was, now in changed)


def _name(key: str, parts: Parts) -> object:
    """Return what another part is called; nothing where none is named."""
    if not key:
        return None
    return called(parts[key], parts) if key in parts else Called(key, key)
