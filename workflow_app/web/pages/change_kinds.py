"""What kinds of elements of a diagram are called, and what is said of them."""

from workflow_app.web.wording import words as _


def aspect_word(name: str) -> str:
    """Return what an attribute of an element is called."""
    words = {
        "form": _("Form of a step"),
        "department": _("Department"),
        "state": _("State that people see"),
        "internalLimit": _("Internal limit"),
        "clock": _("Clock"),
        "operation": _("Operation"),
        "letter": _("Letter"),
        "parameter/kind": _("Letter"),
        "decision": _("Decision table"),
        "separationGroup": _("Separation of duties: group"),
        "timer": _("Time after which it happens"),
        "messageRef": _("Message"),
        "attachedToRef": _("Attached to"),
        "cancelActivity": _("Interrupts the step"),
        "role": _("Role"),
        "default": _("Default flow"),
        "event": _("What it waits for or tells"),
        "errorRef": _("Error"),
        "calledElement": _("Process that it calls"),
        "detail/documentation": _("Remarks"),
        "detail/multiInstanceLoopCharacteristics": _("Done several times"),
    }
    if name.startswith("parameter/") and name not in words:
        return _("parameter %(name)s", name=name.removeprefix("parameter/"))
    return words.get(name, name.removeprefix("detail/"))


def event_word(kind: str) -> str:
    """Return what a kind of event is called."""
    words = {
        "timer": _("a timer"),
        "message": _("a message"),
        "error": _("an error"),
        "terminate": _("the end of everything"),
        "signal": _("a signal"),
        "conditional": _("a condition"),
    }
    return words.get(kind, kind)


def kind_word(kind: str) -> str:
    """Return what a kind of element is called."""
    words = {
        "userTask": _("step"),
        "serviceTask": _("service task"),
        "businessRuleTask": _("decision task"),
        "receiveTask": _("waiting task"),
        "subProcess": _("sub-process"),
        "startEvent": _("start event"),
        "endEvent": _("end event"),
        "boundaryEvent": _("boundary event"),
        "intermediateCatchEvent": _("waiting event"),
        "intermediateThrowEvent": _("throwing event"),
        "exclusiveGateway": _("gateway"),
        "parallelGateway": _("parallel gateway"),
        "eventBasedGateway": _("event gateway"),
        "callActivity": _("call activity"),
        "message": _("message of the diagram"),
        "lane": _("lane"),
        "textAnnotation": _("annotation"),
    }
    return words.get(kind, kind)
