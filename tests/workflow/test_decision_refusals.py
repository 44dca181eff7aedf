"""Decision tables that are refused before anything runs, each finding with its table, rule and cell."""

import json
from copy import deepcopy
from importlib import resources

import pytest
from decision_tables import HEAD, dmn, table
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from workflow_app.engine import Finding, ProcessRefusedError, compile_process
from workflow_app.engine.decision_shapes import OURS

KNOWN = {"opinion", "count", "route", "paid_on", "urgent", "sites"}
INPUTS = [("opinion", "string"), ("count", "number")]
OUTPUTS = [("route", "string")]
RULES = [['"RETURN"', "0", '"BACK"'], ["-", "> 0", '"ON"']]
GOOD = table("route_of", INPUTS, OUTPUTS, RULES)
DIAGRAM = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:xn="https://xinnuo.example/schema/bpmn/1.0"><bpmn:process id="small"><bpmn:startEvent id="begun" />{task}
  <bpmn:endEvent id="done" /><bpmn:sequenceFlow id="f1" sourceRef="begun" targetRef="work" />
  <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="done" /></bpmn:process></bpmn:definitions>"""
TASK = '<bpmn:businessRuleTask id="work" xn:decision="route_of" />'


def refused(tables: bytes, task: str = TASK) -> list[Finding]:
    files = {"small.bpmn": DIAGRAM.format(task=task).encode(), "tables.dmn": tables}
    with pytest.raises(ProcessRefusedError) as refusal:
        compile_process("small", files, names=KNOWN)
    return list(refusal.value.findings)


def cell(one: str = '"A"', two: str = "1", three: str = '"ON"') -> bytes:
    return dmn(table("route_of", INPUTS, OUTPUTS, [RULES[0], [one, two, three]]))


def test_the_table_itself_is_run() -> None:
    files = {"small.bpmn": DIAGRAM.format(task=TASK).encode(), "tables.dmn": dmn(GOOD)}
    assert compile_process("small", files, names=KNOWN).elements["work"].decision == "route_of"


@pytest.mark.parametrize(
    ("content", "code", "column", "detail"),
    [
        (cell("RETURN"), "UNKNOWN_NAME", "栏0", "RETURN"),
        (cell("opinion.__class__"), "NOT_ALLOWED", "栏0", "underscore"),
        (cell('open("/etc/passwd")'), "UNKNOWN_FUNCTION", "栏0", "open"),
        (cell("9 ** 9 ** 9"), "NOT_ALLOWED", "栏0", "Pow"),
        (cell('"a" * 999'), "TYPE_MISMATCH", "栏0", "str"),
        (cell("1"), "DECISION_CELL_TYPE", "栏0", "int"),
        (cell(two='"1"'), "DECISION_CELL_TYPE", "栏1", "str"),
        (cell(two="true"), "DECISION_CELL_TYPE", "栏1", "bool"),
        (cell(two="< null"), "DECISION_CELL_TYPE", "栏1", "NoneType"),
        (cell(two="[5..1]"), "DECISION_RANGE_EMPTY", "栏1", ""),
        (cell(two="]5..5]"), "DECISION_RANGE_EMPTY", "栏1", ""),
        (cell(two="> 1 and"), "SYNTAX", "栏1", "SyntaxError"),
        (cell(two="，"), "SYNTAX", "栏1", "SyntaxError"),
        (cell(two="1" + ",1" * 260), "EXPRESSION_TOO_LONG", "栏1", "521"),
        (cell(two=",".join("1" * 200)), "EXPRESSION_TOO_COMPLEX", "栏1", ""),
        (cell(three=""), "EXPRESSION_EMPTY", "果0", ""),
        (cell(three="-"), "SYNTAX", "果0", "SyntaxError"),
        (cell(three="7"), "DECISION_CELL_TYPE", "果0", "int"),
        (cell(three="ON"), "UNKNOWN_NAME", "果0", "ON"),
        (cell(three="1 / 0"), "ARITHMETIC", "果0", "DivisionByZero"),
    ],
)
def test_a_cell_is_refused_with_its_place(content: bytes, code: str, column: str, detail: str) -> None:
    (finding,) = refused(content)
    assert (finding.element, finding.code) == ("route_of", code)
    assert (finding.values["table"], finding.values["rule"], finding.values["cell"]) == ("route_of", 2, column)
    assert finding.values["detail"] == detail


def changed(before: str, after: str, tables: bytes | None = None) -> bytes:
    text = (tables or dmn(GOOD)).decode()
    assert before in text
    return text.replace(before, after, 1).encode()


ALLOWED = '<inputValues id="i"><text>"AGREE","RETURN"</text></inputValues></input>'
SECOND = '</decisionTable></decision><decision id="other"><literalExpression /></decision>'
EMPTY_OUTPUT = changed(' typeRef="string" /><rule', ' typeRef="string"></output><rule')
SCRIPT = "<extensionElements><xn:script /></extensionElements><decisionTable"
COLLECT = 'hitPolicy="COLLECT"'
BARE_INPUT = changed("<inputExpression", "<annotation").replace(b"</inputExpression", b"</annotation", 1)


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("DECISION_FILE", b"<a/>"),
        ("DECISION_FILE", changed("20191111/MODEL", "20151101/dmn")),
        ("DECISION_TWICE", dmn(GOOD, GOOD)),
        ("ID_FORM", changed('decision id="route_of"', 'decision id="Decision_0abc"')),
        ("DECISION_KIND", changed("</decisionTable></decision>", SECOND)),
        ("DECISION_ELEMENT", changed("</definitions>", '<businessKnowledgeModel id="b" /></definitions>')),
        (
            "DECISION_ELEMENT",
            changed("<decisionTable", '<informationRequirement><requiredDecision href="#x" /></informationRequirement>'
                    "<decisionTable"),
        ),
        ("DECISION_ELEMENT", changed("</output>", "<defaultOutputEntry /></output>", EMPTY_OUTPUT)),
        ("DECISION_COLUMNS", BARE_INPUT),
        ("DECISION_LANGUAGE", changed("<inputEntry", '<inputEntry expressionLanguage="javascript"')),
        ("UNKNOWN_ATTRIBUTE", changed("xn:nameEn", "xn:nameEnglish")),
        ("UNKNOWN_EXTENSION", changed("<decisionTable", SCRIPT)),
        ("DECISION_HIT_POLICY", dmn(table("route_of", INPUTS, OUTPUTS, RULES, 'hitPolicy="PRIORITY"'))),
        ("DECISION_HIT_POLICY", dmn(table("route_of", INPUTS, OUTPUTS, RULES, f'{COLLECT} aggregation="AVG"'))),
        ("DECISION_HIT_POLICY", dmn(table("route_of", INPUTS, OUTPUTS, RULES, 'aggregation="SUM"'))),
        ("DECISION_TYPE", dmn(table("route_of", INPUTS, OUTPUTS, RULES, 'hitPolicy="COLLECT" aggregation="SUM"'))),
        ("DECISION_TYPE", changed('typeRef="number"', 'typeRef="Any"')),
        ("DECISION_TYPE", changed(' typeRef="number"', "")),
        ("DECISION_COLUMNS", dmn(table("route_of", [], OUTPUTS, [['"A"']]))),
        ("DECISION_COLUMNS", dmn(table("route_of", INPUTS, [], [["", ""]]))),
        ("DECISION_COLUMNS", dmn(table("route_of", INPUTS, OUTPUTS * 2, [["", "", '"A"', '"A"']]))),
        ("DECISION_COLUMNS", dmn(table("route_of", INPUTS * 21, OUTPUTS, [[*["", ""] * 21, '"A"']]))),
        (
            "DECISION_COLUMNS",
            dmn(table("route_of", INPUTS, [*OUTPUTS, ("opinion", "string")], [["", "", '"A"', '"A"']], COLLECT)),
        ),
        ("DECISION_OUTPUT_NAME", changed('name="route"', 'name="Route of"')),
        ("DECISION_OUTPUT_NAME", changed('name="route"', "")),
        ("UNKNOWN_NAME", changed('name="route"', 'name="way"')),
        ("UNKNOWN_NAME", changed("<text>opinion<", "<text>opinio<")),
        ("NOT_ALLOWED", changed("<text>opinion<", "<text>[x for x in sites]<")),
        ("DECISION_RULES", dmn(table("route_of", INPUTS, OUTPUTS, []))),
        ("DECISION_RULES", dmn(table("route_of", INPUTS, OUTPUTS, [["", str(n), '"A"'] for n in range(501)]))),
        ("DECISION_CELLS", dmn(table("route_of", INPUTS, OUTPUTS, [["", '"A"']]))),
        ("DECISION_RULE_TWICE", dmn(table("route_of", INPUTS, OUTPUTS, [["-", "1", '"A"'], ["", "1", '"B"']]))),
        ("DECISION_VALUE_NOT_ALLOWED", changed("</input>", ALLOWED, cell('"RETRUN"'))),
        ("DECISION_TABLES", dmn(*[GOOD] * 51)),
        ("XML_SYNTAX", b"<definitions"),
        ("XML_SYNTAX", b""),
        ("XML_DOCTYPE", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + dmn(GOOD).split(b"?>", 1)[1]),
        ("XML_DOCTYPE", b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a b="&z;"/>'),
        ("XML_DOCTYPE", '<!DOCTYPE a SYSTEM "http://x/y.dtd"><a/>'.encode("utf-16")),
        ("FILE_TOO_LARGE", b" " * 2_000_001),
        ("XML_SYNTAX", HEAD.encode() + b"<a>" * 5000 + b"</a>" * 5000 + b"</definitions>"),
    ],
)  # fmt: skip
def test_a_file_is_refused_by_name(code: str, content: bytes) -> None:
    assert code in [finding.code for finding in refused(content)]


@pytest.mark.parametrize(
    ("code", "task"),
    [
        ("DECISION_MISSING", '<bpmn:businessRuleTask id="work" />'),
        ("DECISION_MISSING", '<bpmn:businessRuleTask id="work" xn:decision="route" />'),
        ("DECISION_MISPLACED", '<bpmn:businessRuleTask id="work" xn:decision="route_of" xn:operation="a/b" />'),
        ("DECISION_MISPLACED", '<bpmn:userTask id="work" xn:decision="route_of" />'),
    ],
)
def test_an_element_that_asks_in_vain_is_refused(code: str, task: str) -> None:
    assert [(finding.code, finding.element) for finding in refused(dmn(GOOD), task)] == [(code, "work")]


def test_a_table_that_is_refused_is_not_called_missing_as_well() -> None:
    assert [finding.code for finding in refused(cell(two="[5..1]"))] == ["DECISION_RANGE_EMPTY"]


def test_every_fault_is_found_at_once() -> None:
    rules = [["RETURN", "0", '"BACK"'], ['"A"', "[5..1]", "7"]]
    found = refused(dmn(table("route_of", INPUTS, OUTPUTS, rules)))
    assert [(each.code, each.values["rule"]) for each in found] == [
        ("UNKNOWN_NAME", 1),
        ("DECISION_RANGE_EMPTY", 2),
        ("DECISION_CELL_TYPE", 2),
    ]
    found = refused(dmn(table("route_of", INPUTS, OUTPUTS, [["(", "[1..", '"BACK"'], ['"A"', "1", ""]])))
    assert [(each.code, each.values["rule"]) for each in found] == [
        ("SYNTAX", 1),
        ("SYNTAX", 1),
        ("EXPRESSION_EMPTY", 2),
    ]


def test_what_an_instance_works_on_may_be_read_by_its_table() -> None:
    task = (
        '<bpmn:businessRuleTask id="work" xn:decision="route_of"><bpmn:multiInstanceLoopCharacteristics>'
        '<bpmn:loopDataInputRef>sites</bpmn:loopDataInputRef><bpmn:inputDataItem id="site" name="site" />'
        "</bpmn:multiInstanceLoopCharacteristics></bpmn:businessRuleTask>"
    )
    tables = dmn(table("route_of", [("site", "string")], OUTPUTS, [["", '"ON"']]))
    compile_process("small", {"small.bpmn": DIAGRAM.format(task=task).encode(), "tables.dmn": tables}, names=KNOWN)
    assert [finding.values["detail"] for finding in refused(tables)] == ["site"]


RICH = changed("</input>", ALLOWED, dmn(GOOD, table("totals", INPUTS, [("count", "number")], [["", "", "1"]])))


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["drop", "twice", "bare", "empty"])), max_size=4))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(damages: list[tuple[int, str]]) -> None:
    root = etree.fromstring(RICH)
    for place, damage in damages:
        nodes = list(root.iter("*"))[1:]
        node = nodes[place % len(nodes)] if nodes else root
        if damage == "bare":
            node.attrib.clear()
        elif damage == "empty":
            node[:], node.text = [], None
        elif damage == "twice" and node is not root:
            node.addprevious(deepcopy(node))
        elif node is not root:
            node.getparent().remove(node)
    files = {"small.bpmn": DIAGRAM.format(task=TASK).encode(), "tables.dmn": etree.tostring(root)}
    try:
        read = compile_process("small", files, names=KNOWN)
    except ProcessRefusedError:
        assert damages
        return
    assert "route_of" in read.decisions


def test_the_descriptor_for_dmn_names_every_attribute_that_is_read() -> None:
    text = resources.files("workflow_app.engine").joinpath("xinnuo_dmn.moddle.json").read_text(encoding="utf-8")
    assert {each["name"] for kind in json.loads(text)["types"] for each in kind["properties"]} == OURS
