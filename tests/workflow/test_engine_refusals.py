"""Diagrams that are refused, each with element and code, before the library sees them."""

import json
import re
from importlib import resources
from pathlib import Path

import pytest
from engine_case import DIAGRAMS

from workflow_app.engine import Element, ProcessRefusedError, compile_process

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xn="https://xinnuo.example/schema/bpmn/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">'
)
TASK = '<bpmn:userTask id="work" />'
GOOD = '<bpmn:startEvent id="begun" />{task}<bpmn:endEvent id="done" />{flows}{more}'
FLOWS = (
    '<bpmn:sequenceFlow id="f1" sourceRef="begun" targetRef="work" />'
    '<bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="done" />'
)
TIMER = "<bpmn:timerEventDefinition>{}</bpmn:timerEventDefinition>"


def diagram(task: str = TASK, flows: str = FLOWS, more: str = "", heads: str = "", attributes: str = "") -> bytes:
    body = GOOD.format(task=task, flows=flows, more=more)
    process = f'<bpmn:process id="small" {attributes}>{body}</bpmn:process>'
    return f"{HEAD}{heads}{process}</bpmn:definitions>".encode()


def boundary(definition: str, attributes: str = 'attachedToRef="work"') -> str:
    flow = '<bpmn:sequenceFlow id="f3" sourceRef="late" targetRef="done" />'
    return f'<bpmn:boundaryEvent id="late" {attributes}>{definition}</bpmn:boundaryEvent>{flow}'


def timer(text: str) -> str:
    return TIMER.format(f"<bpmn:timeDuration>{text}</bpmn:timeDuration>")


def catch(definition: str, attributes: str = "") -> str:
    return f'<bpmn:intermediateCatchEvent id="work" {attributes}>{definition}</bpmn:intermediateCatchEvent>'


def inside(inner: str, attributes: str = "") -> str:
    return f'<bpmn:userTask id="work" {attributes}>{inner}</bpmn:userTask>'


def choice(default: str, first: str, second: str) -> dict[str, str]:
    return {
        "task": f'<bpmn:exclusiveGateway id="work" {default} /><bpmn:userTask id="other" />',
        "flows": '<bpmn:sequenceFlow id="f1" sourceRef="begun" targetRef="work" />'
        f'<bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="done">{first}</bpmn:sequenceFlow>'
        f'<bpmn:sequenceFlow id="f3" sourceRef="work" targetRef="other">{second}</bpmn:sequenceFlow>'
        '<bpmn:sequenceFlow id="f4" sourceRef="other" targetRef="done" />',
    }


def when(text: str) -> str:
    return f"<bpmn:conditionExpression>{text}</bpmn:conditionExpression>"


def loop(inner: str) -> str:
    return f"<bpmn:multiInstanceLoopCharacteristics>{inner}</bpmn:multiInstanceLoopCharacteristics>"


MESSAGE = '<bpmn:messageEventDefinition messageRef="m" />'
HAS_MESSAGE = '<bpmn:message id="m" name="told" />'
SCRIPT = '<bpmn:scriptTask id="work"><bpmn:script>import os</bpmn:script></bpmn:scriptTask>'
SUB = (
    '<bpmn:subProcess id="work" {}><bpmn:startEvent id="s" /><bpmn:endEvent id="e" />'
    '<bpmn:sequenceFlow id="g" sourceRef="s" targetRef="e" /></bpmn:subProcess>'
)
ERROR_END = (
    '<bpmn:endEvent id="failed"><bpmn:errorEventDefinition errorRef="x" /></bpmn:endEvent>'
    '<bpmn:sequenceFlow id="f3" sourceRef="late" targetRef="failed" />'
    '<bpmn:boundaryEvent id="late" attachedToRef="work">' + timer("days(1)") + "</bpmn:boundaryEvent>"
)
EVENT_GATEWAY = (
    '<bpmn:eventBasedGateway id="work" /><bpmn:userTask id="other" />'
    '<bpmn:sequenceFlow id="f9" sourceRef="other" targetRef="done" />'
)
TO_OTHER = FLOWS.replace('targetRef="done"', 'targetRef="other"')
RESTLESS = '<bpmn:serviceTask id="work" xn:operation="a/b" />'
ROUND = choice('default="f2"', "", when("a == 1"))["flows"].replace(
    'sourceRef="other" targetRef="done"', 'sourceRef="other" targetRef="work"'
)
AGAIN = choice('default="f2"', "", "")["task"].replace(
    'userTask id="other"', 'serviceTask id="other" xn:operation="a/b"'
)

REFUSED: dict[str, tuple[str, str | None, bytes]] = {
    "script": ("SCRIPT_TASK", "work", diagram(SCRIPT)),
    "ad hoc": ("AD_HOC_SUBPROCESS", "work", diagram('<bpmn:adHocSubProcess id="work" />')),
    "transaction": ("TRANSACTION", "work", diagram('<bpmn:transaction id="work" />')),
    "inclusive": ("INCLUSIVE_GATEWAY", "work", diagram('<bpmn:inclusiveGateway id="work" />')),
    "plain task": ("TASK_KIND", "work", diagram('<bpmn:task id="work" />')),
    "send task": ("TASK_KIND", "work", diagram('<bpmn:sendTask id="work" />')),
    "rule task without a table": ("DECISION_MISSING", "work", diagram('<bpmn:businessRuleTask id="work" />')),
    "loop marker": ("LOOP_MARKER", "work", diagram(inside("<bpmn:standardLoopCharacteristics />"))),
    "data object": ("DATA_ELEMENT", "d", diagram(more='<bpmn:dataObject id="d" />')),
    "io mapping": ("IO_MAPPING", "work", diagram(inside("<bpmn:ioSpecification />"))),
    "event subprocess": ("EVENT_SUBPROCESS", "work", diagram(SUB.format('triggeredByEvent="true"'))),
    "compensation": ("COMPENSATION", "work", diagram('<bpmn:userTask id="work" isForCompensation="true" />')),
    "not executable": ("NOT_EXECUTABLE", "small", diagram(attributes='isExecutable="false"')),
    "correlation": ("CORRELATION", "c", diagram(heads='<bpmn:correlationProperty id="c" />')),
    "cycle timer": ("TIME_CYCLE", "work", diagram(catch(TIMER.format("<bpmn:timeCycle>R3/P1D</bpmn:timeCycle>")))),
    "date timer": ("TIME_DATE", "work", diagram(catch(TIMER.format("<bpmn:timeDate>2026</bpmn:timeDate>")))),
    "empty timer": ("EXPRESSION_EMPTY", "work", diagram(catch(TIMER.format("")))),
    "stock timer": ("NOT_A_DURATION", "work", diagram(catch(timer("P10D")))),
    "clock without key": ("CLOCK_MISMATCH", "work", diagram(catch(timer("clock()")))),
    "key without clock": ("CLOCK_MISMATCH", "work", diagram(catch(timer("days(1)"), 'xn:clock="k"'))),
    "clock on a task": ("CLOCK_MISMATCH", "work", diagram('<bpmn:userTask id="work" xn:clock="k" />')),
    "signal": ("EVENT_KIND", "work", diagram(catch("<bpmn:signalEventDefinition />"))),
    "two events": ("EVENT_DEFINITION", "work", diagram(catch(timer("days(1)") + MESSAGE), heads=HAS_MESSAGE)),
    "no event": ("EVENT_DEFINITION", "work", diagram(catch(""))),
    "message end": ("EVENT_DEFINITION", "work", diagram(f'<bpmn:endEvent id="work">{MESSAGE}</bpmn:endEvent>')),
    "message start": (
        "EVENT_DEFINITION",
        "begun",
        diagram(heads=HAS_MESSAGE).replace(
            b'<bpmn:startEvent id="begun" />', f'<bpmn:startEvent id="begun">{MESSAGE}</bpmn:startEvent>'.encode()
        ),
    ),
    "error on the side": (
        "ERROR_MUST_INTERRUPT",
        "late",
        diagram(more=boundary("<bpmn:errorEventDefinition />", 'attachedToRef="work" cancelActivity="false"')),
    ),
    "error end": ("ERROR_END_UNCAUGHT", "failed", diagram(more=ERROR_END, heads='<bpmn:error id="x" errorCode="X" />')),
    "event gateway": ("EVENT_GATEWAY_TARGET", "work", diagram(EVENT_GATEWAY, TO_OTHER)),
    "no message": ("MESSAGE_MISSING", "work", diagram('<bpmn:receiveTask id="work" />')),
    "dangling message": ("MESSAGE_MISSING", "work", diagram(catch(MESSAGE))),
    "nameless message": ("MESSAGE_MISSING", "work", diagram(catch(MESSAGE), heads='<bpmn:message id="m" />')),
    "dangling error": ("ERROR_MISSING", "late", diagram(more=boundary('<bpmn:errorEventDefinition errorRef="x" />'))),
    "dangling flow": ("FLOW_END_MISSING", "f2", diagram(flows=FLOWS.replace('targetRef="done"', 'targetRef="gone"'))),
    "dangling boundary": ("ATTACHED_TO_MISSING", "late", diagram(more=boundary(timer("days(1)"), 'attachedToRef="x"'))),
    "boundary on an end": (
        "ATTACHED_TO_MISSING",
        "late",
        diagram(more=boundary(timer("days(1)"), 'attachedToRef="done"')),
    ),
    "unknown call": ("CALLED_PROCESS_MISSING", "work", diagram('<bpmn:callActivity id="work" calledElement="x" />')),
    "call of itself": ("CALLS_ITSELF", "small", diagram('<bpmn:callActivity id="work" calledElement="small" />')),
    "id of the library": ("ID_FORM", "Start", diagram().replace(b'"begun"', b'"Start"')),
    "generated id": ("ID_FORM", "Activity_0x1y2z3", diagram().replace(b'"work"', b'"Activity_0x1y2z3"')),
    "id twice": ("ID_TWICE", "work", diagram(TASK + '<bpmn:endEvent id="work" />')),
    "our typing error": ("UNKNOWN_ATTRIBUTE", "work", diagram('<bpmn:userTask id="work" xn:rolle="X" />')),
    "unknown extension": (
        "UNKNOWN_EXTENSION",
        "work",
        diagram(inside("<bpmn:extensionElements><xn:other /></bpmn:extensionElements>")),
    ),
    "foreign extension": (
        "FOREIGN_EXTENSION",
        "work",
        diagram(inside("<bpmn:extensionElements><camunda:inputOutput /></bpmn:extensionElements>")),
    ),
    "pre script": (
        "FOREIGN_EXTENSION",
        "work",
        diagram(inside("<bpmn:extensionElements><camunda:preScript /></bpmn:extensionElements>")),
    ),
    "nameless parameter": (
        "PARAMETER_NAMES",
        "work",
        diagram(inside('<bpmn:extensionElements><xn:parameter value="1" /></bpmn:extensionElements>')),
    ),
    "no operation": ("OPERATION_NAME", "work", diagram('<bpmn:serviceTask id="work" />')),
    "flat operation": ("OPERATION_NAME", "work", diagram('<bpmn:serviceTask id="work" xn:operation="work" />')),
    "two starts": ("ONE_START", "small", diagram(more='<bpmn:startEvent id="b2" />')),
    "dead end": ("DEAD_END", "work", diagram(flows=FLOWS.split("/>", maxsplit=1)[0] + "/>")),
    "implicit split": (
        "IMPLICIT_SPLIT",
        "work",
        diagram(more='<bpmn:sequenceFlow id="f3" sourceRef="work" targetRef="done" />'),
    ),
    "no default": ("NO_DEFAULT", "work", diagram(**choice("", when("a"), when("b")))),
    "lost default": ("DEFAULT_MISSING", "work", diagram(**choice('default="x"', when("a"), when("b")))),
    "no condition": ("NO_CONDITION", "work", diagram(**choice('default="f2"', "", ""))),
    "bad condition": ("NOT_ALLOWED", "f3", diagram(**choice('default="f2"', "", when("[x for x in y]")))),
    "escape": ("NOT_ALLOWED", "f3", diagram(**choice('default="f2"', "", when("().__class__")))),
    "unreachable": (
        "UNREACHABLE",
        "lost",
        diagram(
            more='<bpmn:userTask id="lost" /><bpmn:sequenceFlow id="f3" sourceRef="lost" targetRef="done" />',
        ),
    ),
    "restless cycle": ("CYCLE_WITHOUT_WAIT", "other", diagram(AGAIN, ROUND)),
    "no list": ("LOOP_COLLECTION", "work", diagram(inside(loop("")))),
    "loop output": ("LOOP_OUTPUT", "work", diagram(inside(loop("<bpmn:loopDataOutputRef>x</bpmn:loopDataOutputRef>")))),
    "bad list": ("SYNTAX", "work", diagram(inside(loop("<bpmn:loopCardinality>1 +</bpmn:loopCardinality>")))),
    "no process": ("NO_PROCESS", "small", diagram().replace(b'process id="small"', b'process id="large"')),
}


def findings(content: bytes) -> list[tuple[str, str | None]]:
    with pytest.raises(ProcessRefusedError) as refused:
        compile_process("small", {"small.bpmn": content})
    return [(finding.code, finding.element) for finding in refused.value.findings]


def test_the_small_diagram_itself_is_run() -> None:
    elements = compile_process("small", {"small.bpmn": diagram()}).elements
    assert elements["work"] == Element("work", "user_task", leads_to=("done",))


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_name(name: str) -> None:
    code, element, content = REFUSED[name]
    assert (code, element) in findings(content)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("XML_SYNTAX", b"<a>"),
        ("XML_SYNTAX", b""),
        ("XML_SYNTAX", b"\xff\xfe\x00"),
        ("XML_DOCTYPE", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        ("XML_DOCTYPE", b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a b="&z;"/>'),
        ("XML_DOCTYPE", '<!DOCTYPE a SYSTEM "http://x/y.dtd"><a/>'.encode("utf-16")),
        ("FILE_TOO_LARGE", b" " * 2_000_001),
        ("NO_PROCESS", b"<a/>"),
    ],
)
def test_a_file_that_is_no_harmless_diagram_is_refused(code: str, content: bytes) -> None:
    assert [found for found, _ in findings(content)] == [code]


def test_a_bundle_without_a_diagram_is_refused() -> None:
    with pytest.raises(ProcessRefusedError, match="NO_DIAGRAM"):
        compile_process("small", {"forms/a.form.json": b"{}"})


def test_the_hash_is_that_of_diagrams_and_tables_alone() -> None:
    one = compile_process("small", {"small.bpmn": diagram(), "forms/a.form.json": b"{}"})
    two = compile_process("small", {"small.bpmn": diagram(), "forms/a.form.json": b"[]"})
    three = compile_process("small", {"small.bpmn": diagram() + b"\n"})
    assert one.content_hash == two.content_hash != three.content_hash


def test_the_descriptor_names_every_attribute_that_the_engine_reads() -> None:
    text = resources.files("workflow_app.engine").joinpath("xinnuo.moddle.json").read_text(encoding="utf-8")
    source = Path(str(resources.files("workflow_app.engine").joinpath("describing.py"))).read_text(encoding="utf-8")
    read = set(re.findall(r'_own\(node, "(\w+)"\)', source))
    named = {each["name"] for kind in json.loads(text)["types"] if "extends" in kind for each in kind["properties"]}
    assert read == named


@pytest.mark.parametrize("path", sorted(DIAGRAMS.glob("*.bpmn")), ids=lambda path: path.stem)
def test_what_is_not_refused_compiles(path: Path) -> None:
    assert compile_process(path.stem, {path.name: path.read_bytes()}).key == path.stem
