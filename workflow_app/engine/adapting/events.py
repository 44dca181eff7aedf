"""Events that begin a case or send something in other engines: plain ones here, and told."""

from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.documents import children, tag_of

BEGINS = ("messageEventDefinition", "timerEventDefinition", "signalEventDefinition", "conditionalEventDefinition")
SENDS = ("messageEventDefinition", "signalEventDefinition")


def make_plain(drawing: Drawing) -> None:
    """Take away by what a process would begin by itself, and what its ends and throws would send.

    A case begins when somebody files it, and what it sends is a letter, which an operation issues.
    """
    for start in drawing.elements("startEvent"):
        if tag_of(start.getparent()) == "process":
            _take_away(drawing, start, BEGINS, "START_PLAIN")
    for event in drawing.elements("endEvent", "intermediateThrowEvent"):
        _take_away(drawing, event, SENDS, "THROW_PLAIN")


def _take_away(drawing: Drawing, event: object, tags: tuple[str, ...], code: str) -> None:
    for tag in tags:
        for definition in children(event, tag):
            drawing.note(code, event, kind=tag.removesuffix("EventDefinition"))
            event.remove(definition)  # type: ignore[attr-defined] # lxml is untyped
