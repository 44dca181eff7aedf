"""A whole small process that has no fault, as files, and what one makes of it."""

from collections.abc import Mapping
from datetime import date

from block_diagrams import HEAD

from workflow_app.operations import OPERATIONS
from workflow_app.schemas.forms import MarshmallowFormCheck
from workflow_app.services.checking_bundles import known_here
from workflow_app.services.process_checks import Known, Report, check_bundle

KEY = "small"
DIAGRAM = f"{KEY}.bpmn"
FACTS = f"""
key = "{KEY}"
family = "TRIAL"
name_zh = "小流程"
name_en = "Small process"
number_word = "小"
start_form = "words"
[accepts]
subject_kinds = ["ENTERPRISE"]
[[routing]]
name = "opinion"
type = "string"
initial = ""
name_zh = "意见"
name_en = "Opinion"
[[routing]]
name = "amount"
type = "integer"
initial = 0
name_zh = "数额"
name_en = "Amount"
[[states]]
key = "OPEN"
zh = "办理中"
en = "Open"
[[letters]]
kind = "SMALL"
file = "letters/small.toml"
name_zh = "小文书"
name_en = "Small letter"
"""
LETTER = """
kind = "SMALL"
placeholders = ["subject_name", "applied_on"]
[zh]
title = "小文书"
paragraphs = ["{subject_name}：你单位于{applied_on}提出申请。"]
[en]
title = "Small letter"
paragraphs = ["{subject_name}: you applied on {applied_on}."]
"""
FORM = """
{"id": "words", "type": "default", "properties": {"title": "意见", "title_en": "Opinion"}, "components": [
  {"key": "opinion", "type": "radio", "label": "意见", "properties": {"label_en": "Opinion", "routing": "true"},
   "values": [
     {"value": "YES", "label": "同意", "label_en": "Yes"}, {"value": "NO", "label": "不同意", "label_en": "No"}]}
]}
"""
TASK = (
    '<bpmn:userTask id="look_at_it" name="看" xn:nameEn="Look" xn:role="INTAKE" xn:form="words" xn:state="OPEN"{}>{}'
    "</bpmn:userTask>"
)
NODES = (
    '<bpmn:startEvent id="begun" name="开始" xn:nameEn="Begun" />'
    + TASK.format("", "")
    + '<bpmn:exclusiveGateway id="is_it_well" name="可以吗" xn:nameEn="Is it well?" default="is_it_well_to_done" />'
    '<bpmn:serviceTask id="issue_letter" name="出具" xn:nameEn="Issue" xn:operation="letter/issue">'
    '<bpmn:extensionElements><xn:parameter name="kind" value="SMALL" /></bpmn:extensionElements></bpmn:serviceTask>'
    '<bpmn:endEvent id="done" name="结束" xn:nameEn="Done" />'
)
CONDITION = "opinion == 'YES'"
FLOWS = (
    ("begun", "look_at_it", ""),
    ("look_at_it", "is_it_well", ""),
    ("is_it_well", "done", 'name="否" xn:nameEn="No"'),
    ("is_it_well", "issue_letter", 'name="是" xn:nameEn="Yes"'),
    ("issue_letter", "done", ""),
)


def known() -> Known:
    return known_here(OPERATIONS, MarshmallowFormCheck(today=date.today))


def check(files: Mapping[str, bytes]) -> Report:
    return check_bundle(files, known())


def codes(files: Mapping[str, bytes]) -> set[str]:
    return {each.code for each in check(files).findings}


def diagram(nodes: str = NODES, condition: str = CONDITION, more: str = "") -> bytes:
    """Return the diagram, drawn in full."""
    flows = "".join(_flow(*each, condition if each[1] == "issue_letter" else "") for each in FLOWS)
    named = [part.split('"', 1)[0] for part in nodes.split('Task id="')[1:] + nodes.split('Event id="')[1:]]
    named += [part.split('"', 1)[0] for part in nodes.split('Gateway id="')[1:] + nodes.split('subProcess id="')[1:]]
    shapes = "".join(_shape(each) for each in named) + "".join(_edge(a, b) for a, b, _ in FLOWS)
    head = HEAD.replace('<bpmn:message id="m" name="told" />', "").replace(
        "xmlns:xn", 'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" '
        'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI" '
        'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xn',
    )  # fmt: skip
    process = (
        f'<bpmn:process id="{KEY}" name="小流程" xn:nameEn="Small process" isExecutable="true">{nodes}{flows}{more}'
    )
    plane = f'<di:BPMNDiagram><di:BPMNPlane bpmnElement="{KEY}">{shapes}</di:BPMNPlane></di:BPMNDiagram>'
    return _listed(f"{head}{process}</bpmn:process>{plane}</bpmn:definitions>").encode()


def _flow(source: str, target: str, attributes: str, condition: str) -> str:
    text = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
    return (
        f'<bpmn:sequenceFlow id="{source}_to_{target}" sourceRef="{source}" targetRef="{target}" {attributes}>{text}'
        "</bpmn:sequenceFlow>"
    )


def _shape(node: str) -> str:
    bounds = '<dc:Bounds x="1" y="1" width="100" height="80" />'
    return f'<di:BPMNShape id="{node}_shape" bpmnElement="{node}">{bounds}</di:BPMNShape>'


def _edge(source: str, target: str) -> str:
    points = '<dd:waypoint x="1" y="1" /><dd:waypoint x="2" y="2" />'
    return f'<di:BPMNEdge id="{source}_{target}_edge" bpmnElement="{source}_to_{target}">{points}</di:BPMNEdge>'


def _listed(text: str) -> str:
    """Let each node name its flows, as editors write them."""
    for source, target, _ in FLOWS:
        name = f"{source}_to_{target}"
        for node, side in ((source, "outgoing"), (target, "incoming")):
            text = _inside(text, node, f"<bpmn:{side}>{name}</bpmn:{side}>")
    return text


def _inside(text: str, node: str, listed: str) -> str:
    before, mark, after = text.partition(f'id="{node}"')
    head, end, rest = after.partition(">")
    if head.endswith("/"):
        tag = before.rpartition("<")[2].split()[0]
        return f"{before}{mark}{head[:-1]}>{listed}</{tag}>{rest}"
    return f"{before}{mark}{head}{end}{listed}{rest}"


def small(**changed: bytes | str) -> dict[str, bytes]:
    """Return the files, some in another wording: `diagram`, `facts`, `letter`, `form`."""
    texts = {"diagram": diagram(), "facts": FACTS, "letter": LETTER, "form": FORM} | changed
    paths = {
        "diagram": DIAGRAM,
        "facts": "process.toml",
        "letter": "letters/small.toml",
        "form": "forms/words.form.json",
    }
    return {paths[name]: text.encode() if isinstance(text, str) else text for name, text in texts.items()}
