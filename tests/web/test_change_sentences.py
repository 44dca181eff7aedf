"""Nothing that can be said of an element of a diagram changes, comes or goes without a sentence that names it."""

import json
from importlib import resources

import pytest
from builders import Service

from workflow_app.domain.process_changes import Change, What
from workflow_app.engine.comparing import compare_bundles
from workflow_app.services.process_comparing import ChangeNames
from workflow_app.web.pages.change_names import Speaker
from workflow_app.web.pages.change_words_diagram import diagram_sentence

KINDS = {
    "bpmn:FlowElement": "bpmn:userTask",
    "bpmn:FlowNode": "bpmn:userTask",
    "bpmn:Activity": "bpmn:userTask",
    "bpmn:Process": "bpmn:process",
    "bpmn:Lane": "bpmn:lane",
}
"""What stands in this test for a kind that is none by itself; any other is written with a small letter."""
TIMED = "<bpmn:timerEventDefinition><bpmn:timeDuration>zz</bpmn:timeDuration></bpmn:timerEventDefinition>"
REPEATED = (
    '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>zz</bpmn:loopCardinality>'
    "</bpmn:multiInstanceLoopCharacteristics>"
)
BPMN = (
    ("bpmn:userTask", 'name="zz"', ""),
    ("bpmn:sequenceFlow", 'name="zz" sourceRef="start" targetRef="end"', ""),
    ("bpmn:exclusiveGateway", 'default="plain"', ""),
    ("bpmn:boundaryEvent", 'attachedToRef="task"', "<bpmn:timerEventDefinition/>"),
    ("bpmn:boundaryEvent", 'cancelActivity="false"', "<bpmn:messageEventDefinition/>"),
    ("bpmn:intermediateCatchEvent", "", "<bpmn:timerEventDefinition/>"),
    ("bpmn:boundaryEvent", "", TIMED),
    ("bpmn:boundaryEvent", "", '<bpmn:messageEventDefinition messageRef="message"/>'),
    ("bpmn:endEvent", "", '<bpmn:errorEventDefinition errorRef="message"/>'),
    ("bpmn:endEvent", "", "<bpmn:terminateEventDefinition/>"),
    ("bpmn:receiveTask", 'messageRef="message"', ""),
    ("bpmn:callActivity", 'calledElement="zz"', ""),
    ("bpmn:userTask", "", "<bpmn:documentation>zz</bpmn:documentation>"),
    ("bpmn:userTask", "", REPEATED),
    ("bpmn:serviceTask", "", '<bpmn:extensionElements><xn:parameter name="kind" value="zz"/></bpmn:extensionElements>'),
    ("bpmn:serviceTask", "", '<bpmn:extensionElements><xn:parameter name="zz" value="yes"/></bpmn:extensionElements>'),
)  # fmt: skip
"""What BPMN says of elements that this service runs: a kind, attributes, and what lies in it."""
WORDS = {
    'default="plain"': "The start → The end",
    'attachedToRef="task"': "A task",
    'cancelActivity="false"': "no",
    "<bpmn:timerEventDefinition/>": "timer",
    "<bpmn:terminateEventDefinition/>": "everything",
    'messageRef="message"': "A message",
    'errorRef="message"': "A message",
}
"""What a sentence says of it; of anything else it says what the test writes, zz."""


def ours() -> list[tuple[str, str, str]]:
    """Return each attribute of our own namespace, on a kind of element that may have it."""
    text = resources.files("workflow_app.engine").joinpath("xinnuo.moddle.json").read_text("utf-8")
    found = []
    for kind in json.loads(text)["types"]:
        for each in kind.get("extends", []):
            tag = KINDS.get(each) or f"bpmn:{each[5].lower()}{each[6:]}"
            found += [(tag, f'xn:{said["name"]}="zz"', "") for said in kind["properties"]]
    return found


def diagram(element: str, of_process: str = "", lane: str = "") -> bytes:
    """Return a small diagram that holds an element."""
    return f"""<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xn="https://xinnuo.example/schema/bpmn/1.0"><bpmn:message id="message" name="A message"/>
<bpmn:process id="p" {of_process}><bpmn:laneSet id="lanes">{lane}</bpmn:laneSet>
<bpmn:startEvent id="start" name="The start"/><bpmn:userTask id="task" name="A task"/>{element}
<bpmn:endEvent id="end" name="The end"/><bpmn:sequenceFlow id="plain" sourceRef="start" targetRef="end"/></bpmn:process>
</bpmn:definitions>""".encode()


def placed(tag: str, attributes: str = "", inside: str = "") -> bytes:
    """Return a diagram with an element of a kind that says something, in its place."""
    if tag == "bpmn:process":
        return diagram("", of_process=attributes)
    element = f'<{tag} id="it" {attributes}>{inside}</{tag}>'
    return diagram("", lane=element) if tag == "bpmn:lane" else diagram(element)


def sentences(service: Service, before: bytes, after: bytes) -> tuple[list[Change], str]:
    """Return the changes, and what is said of them in English."""
    found = list(compare_bundles({"p.bpmn": before}, {"p.bpmn": after}))
    speak = Speaker(ChangeNames({}, {}, {}, {}, {}, {}, {}))
    with service.app.test_request_context(headers={"Accept-Language": "en"}):
        return found, " ".join(diagram_sentence(each, speak) for each in found)


@pytest.mark.parametrize(("tag", "attributes", "inside"), [*ours(), *BPMN])
def test_what_is_said_of_an_element_is_told_when_it_changes_and_when_it_comes(
    module_service: Service, tag: str, attributes: str, inside: str
) -> None:
    bare = 'sourceRef="start" targetRef="end"' if "targetRef" in attributes else ""
    word = next((each for key, each in WORDS.items() if key in attributes + inside), "zz")

    changes, words = sentences(module_service, placed(tag, bare), placed(tag, attributes, inside))
    assert {each.what for each in changes}.isdisjoint({What.FILE, What.LAYOUT})
    assert word in words, words
    _back, words = sentences(module_service, placed(tag, attributes, inside), placed(tag, bare))
    assert word in words, words
    if tag != "bpmn:process":
        came = diagram("")
        _changes, words = sentences(module_service, came, placed(tag, attributes, inside))
        assert word in words, words
