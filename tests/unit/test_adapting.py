"""Diagrams of other tools are adapted to what this engine runs, and every change is told."""
# ruff: noqa: E501 - the diagrams read better with an element on a line

from pathlib import Path

import pytest
from foreign_diagrams import DECISION

from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.engine import Adapted, adapt_diagram, examine
from workflow_app.engine.documents import read_document

BPMN = Path(__file__).parents[2] / "bpmn"
OPEN = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_1" modeler:executionPlatform="Camunda Platform">
"""
STRAIGHT = """<bpmn:process id="Process_0abc" isExecutable="false">
<bpmn:startEvent id="StartEvent_1"/>
<bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="Activity_0x1"/>
{task}
<bpmn:sequenceFlow id="Flow_2" sourceRef="Activity_0x1" targetRef="Event_9"/>
<bpmn:endEvent id="Event_9"/>
</bpmn:process></bpmn:definitions>"""


def adapted(body: str, *, name: str = "visit.bpmn", key: str | None = None) -> Adapted:
    return adapt_diagram(
        name, (OPEN + body).encode(), key=key, roles={"初审": "FIRST_REVIEWER", "First reviewer": "FIRST_REVIEWER"}
    )


def with_task(task: str) -> Adapted:
    return adapted(STRAIGHT.format(task=task))


def codes(found: Adapted) -> list[str]:
    return [each.code for each in found.adaptations]


def said(found: Adapted, code: str) -> list[dict[str, object]]:
    return [dict(each.values) for each in found.adaptations if each.code == code]


@pytest.mark.parametrize("path", sorted(BPMN.glob("*/*.bpmn")), ids=lambda path: path.stem)
def test_diagrams_of_ours_come_out_as_they_went_in(path: Path) -> None:
    found = adapt_diagram(path.name, path.read_bytes(), roles={})

    assert not found.adaptations
    assert found.content == path.read_bytes()


def test_ids_become_those_of_the_house_wherever_they_are_named() -> None:
    found = with_task('<bpmn:task id="Activity_0x1" name="Visit the site"/>')
    document = read_document({"visit.bpmn": found.content})
    scope = document.processes["visit"]

    assert set(scope.nodes) == {"start_event_1", "visit_the_site", "event_9"}
    assert [(flow.source, flow.target) for flow in scope.flows] == [
        ("start_event_1", "visit_the_site"),
        ("visit_the_site", "event_9"),
    ]
    assert {"was": "Activity_0x1", "now": "visit_the_site"} in said(found, "ID_RENAMED")
    assert found.lines["visit_the_site"] == 9


def test_two_elements_of_one_name_get_ids_of_their_own() -> None:
    found = adapted(
        """<bpmn:process id="p1"><bpmn:task id="A-1" name="Look"/><bpmn:task id="A-2" name="Look"/>
<bpmn:task id="look_2"/></bpmn:process></bpmn:definitions>""",
        key="look_around",
    )

    assert set(read_document({"x.bpmn": found.content}).processes["look_around"].nodes) == {"look", "look_2", "look_3"}


def test_tasks_of_other_kinds_become_those_that_are_run() -> None:
    found = with_task('<bpmn:manualTask id="Activity_0x1" name="Besuch"/>')

    assert said(found, "KIND_TURNED") == [{"was": "manualTask", "now": "userTask"}]
    assert b"userTask" in found.content
    assert b"manualTask" not in found.content


def test_role_and_form_of_another_engine_are_kept_as_ours() -> None:
    found = with_task(
        '<bpmn:userTask id="Activity_0x1" camunda:candidateGroups="first-reviewer" camunda:formKey="embedded:app:forms/first-opinion.html"/>'
    )

    assert said(found, "ROLE_ADOPTED") == [{"was": "first-reviewer", "now": "FIRST_REVIEWER"}]
    assert said(found, "FORM_ADOPTED")[0]["now"] == "first_opinion"
    assert b'role="FIRST_REVIEWER"' in found.content
    assert b"camunda:" not in found.content


def test_role_and_form_in_extension_elements_are_kept_too() -> None:
    found = with_task(
        """<bpmn:userTask id="Activity_0x1"><bpmn:extensionElements>
<zeebe:assignmentDefinition candidateGroups="=&#34;FIRST_REVIEWER&#34;"/><zeebe:formDefinition formId="opinion"/>
</bpmn:extensionElements></bpmn:userTask>""".replace("FIRST_REVIEWER", "First reviewer")
    )

    assert said(found, "ROLE_ADOPTED")[0]["now"] == "FIRST_REVIEWER"
    assert said(found, "FORM_ADOPTED")[0]["now"] == "opinion"
    assert b"extensionElements" not in found.content


def test_a_lane_gives_its_tasks_their_role() -> None:
    lanes = '<bpmn:laneSet><bpmn:lane id="L1" name="初审"><bpmn:flowNodeRef>Activity_0x1</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>'
    found = with_task(lanes + '<bpmn:userTask id="Activity_0x1" name="看"/>')

    assert said(found, "ROLE_ADOPTED") == [{"was": "初审", "now": "FIRST_REVIEWER"}]


def test_what_ran_in_another_product_is_taken_out_and_told() -> None:
    found = with_task("""<bpmn:serviceTask id="Activity_0x1" camunda:class="org.example.Pay"><bpmn:extensionElements>
<camunda:executionListener event="start" class="org.example.Log"/><camunda:executionListener event="end" class="org.example.Log"/>
</bpmn:extensionElements></bpmn:serviceTask>""")
    gone = {each["name"]: each for each in said(found, "FOREIGN_OUT")}

    assert gone["camunda:class"] == {"name": "camunda:class", "value": "org.example.Pay", "ran": True}
    assert gone["camunda:executionListener"]["count"] == 2
    assert gone["modeler:executionPlatform"]["ran"] is False
    assert b"org.example" not in found.content


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("${amount &gt; 500000 &amp;&amp; !urgent}", "amount > 500000 and not urgent"),
        ("#{kind eq 'FINE' || kind ne &#34;x&#34;}", "kind == 'FINE' or kind != &#34;x&#34;"),
        ("=amount = 5 and ready = true", "amount == 5 and ready == True"),
        ("${text == 'a &amp;&amp; b'}", "text == 'a &amp;&amp; b'"),
    ],
)
def test_conditions_of_other_languages_are_written_in_ours(was: str, now: str) -> None:
    flow = f'<bpmn:sequenceFlow id="Flow_3" sourceRef="a" targetRef="b"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="juel">{was}</bpmn:conditionExpression></bpmn:sequenceFlow>'
    found = with_task(flow + '<bpmn:task id="Activity_0x1"/>')
    unescaped = now.replace("&gt;", ">").replace("&amp;", "&").replace("&#34;", '"')

    assert [each["now"] for each in said(found, "EXPRESSION_REWRITTEN")] == [unescaped]
    assert b"language" not in found.content


@pytest.mark.parametrize("text", ["${execution.getVariable('a')}", "${a}${b}", "${a ? b : c}", "amount > 5"])
def test_what_our_language_cannot_say_stays_for_the_check(text: str) -> None:
    escaped = text.replace(">", "&gt;")
    flow = f'<bpmn:sequenceFlow id="Flow_3" sourceRef="a" targetRef="b"><bpmn:conditionExpression>{escaped}</bpmn:conditionExpression></bpmn:sequenceFlow>'
    found = with_task(flow + '<bpmn:task id="Activity_0x1"/>')

    assert "EXPRESSION_REWRITTEN" not in codes(found)
    assert escaped.encode() in found.content


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("PT2H", "hours(2)"),
        ("P3D", "days(3)"),
        ("P1M", "months(1)"),
        ("P2W", "days(14)"),
        ("PT15M", "minutes(15)"),
        ('="P1D"', "days(1)"),
    ],
)
def test_durations_are_written_in_ours(was: str, now: str) -> None:
    event = f'<bpmn:intermediateCatchEvent id="Event_5"><bpmn:timerEventDefinition><bpmn:timeDuration>{was}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>'
    found = with_task(event + '<bpmn:task id="Activity_0x1"/>')

    assert [each["now"] for each in said(found, "DURATION_REWRITTEN")] == [now]


def test_data_and_empty_pools_go_with_what_is_drawn_for_them() -> None:
    found = adapted("""<bpmn:collaboration id="C"><bpmn:participant id="P_1" name="Office" processRef="Process_0abc"/>
<bpmn:participant id="P_2" name="Customer"/><bpmn:messageFlow id="M" sourceRef="P_2" targetRef="Activity_0x1"/></bpmn:collaboration>
<bpmn:process id="Process_0abc"><bpmn:dataObjectReference id="D_1" name="Form"/><bpmn:task id="Activity_0x1">
<bpmn:property id="prop"/></bpmn:task></bpmn:process>
<bpmndi:BPMNDiagram id="B"><bpmndi:BPMNPlane id="BP" bpmnElement="C"><bpmndi:BPMNShape id="s1" bpmnElement="P_2"/>
<bpmndi:BPMNShape id="s2" bpmnElement="D_1"/><bpmndi:BPMNEdge id="s3" bpmnElement="M"/><bpmndi:BPMNShape id="s4" bpmnElement="Activity_0x1"/>
<bpmndi:BPMNShape id="s5" bpmnElement="nowhere"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>""")

    assert {"POOL_OUT", "MESSAGE_FLOW_OUT", "DATA_OUT", "STRAY_OUT"} <= set(codes(found))
    assert found.content.count(b"bpmndi:BPMNShape") == 1
    assert b'bpmnElement="activity_0x1"' in found.content


def test_a_case_begins_when_it_is_filed_and_sends_nothing_by_itself() -> None:
    found = adapted("""<bpmn:process id="Process_0abc"><bpmn:startEvent id="s_1"><bpmn:timerEventDefinition/></bpmn:startEvent>
<bpmn:endEvent id="e_1"><bpmn:messageEventDefinition messageRef="m"/></bpmn:endEvent></bpmn:process></bpmn:definitions>""")

    assert said(found, "START_PLAIN") == [{"kind": "timer"}]
    assert said(found, "THROW_PLAIN") == [{"kind": "message"}]
    assert b"EventDefinition" not in found.content


def test_what_is_adapted_once_is_adapted_for_good() -> None:
    once = with_task('<bpmn:task id="Activity_0x1" name="Visit the site" camunda:assignee="x"/>')
    again = adapt_diagram("visit.bpmn", once.content, roles={})

    assert "FLOWS_LISTED" in codes(once)
    assert not again.adaptations


def test_what_remains_is_found_by_the_check_and_has_its_line() -> None:
    found = with_task(
        '<bpmn:scriptTask id="Activity_0x1" scriptFormat="groovy"><bpmn:script>rm()</bpmn:script></bpmn:scriptTask>'
    )
    left = examine(found.key, {"visit.bpmn": found.content}, None).findings

    assert [(each.code, each.element) for each in left] == [("SCRIPT_TASK", "activity_0x1")]
    assert found.lines["activity_0x1"] == 9


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "NO_BPMN"),
        (b"PK\x03\x04", "NOT_XML"),
        (b"", "NOT_XML"),
        (b"\xef\xbb\xbf\n <a", "XML_SYNTAX"),
        ("<svg/>".encode("utf-16"), "NO_BPMN"),
        (b"x" * 2_000_001, "FILE_TOO_LARGE"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "XML_DOCTYPE"),
        (OPEN.encode() + b"</bpmn:definitions>", "NO_BPMN"),
        (DECISION, "DMN_ALONE"),
        (
            OPEN.encode() + b"<bpmn:process id='a'>" + b"<bpmn:task/>" * 3000 + b"</bpmn:process></bpmn:definitions>",
            "TOO_MANY_ELEMENTS",
        ),
    ],
)
def test_what_is_no_diagram_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ProcessRefusedError) as refused:
        adapt_diagram("visit.bpmn", content, roles={})

    assert [each.code for each in refused.value.findings] == [code]
