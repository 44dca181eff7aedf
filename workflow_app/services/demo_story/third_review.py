"""The third review that a draft of the demonstration draws: what an administrator would have drawn with the mouse.

The gateway has no default yet, which the check tells; everything else stands as it would be published. Only what the
second review agreed to goes on to the third: a case that it returned goes back.
"""

import json
import re

from workflow_app.domain.new_forms import form_bytes, new_form

KEY = "credit_repair"
FORM, MODEL = "forms/third_review.form.json", "forms/second_review.form.json"
ROOM = 260
"""Pixels by which everything right of the second review moves."""
FLOW = '<bpmn:sequenceFlow id="review_second_to_choose_route" sourceRef="review_second" targetRef="choose_route" />'
SECOND = re.compile(r'bpmnElement="review_second">\s*<dc:Bounds x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"')
LINE = re.compile(r'(<bpmndi:BPMNEdge id="review_second_to_choose_route_edge"[^>]*>).*?(</bpmndi:BPMNEdge>)', re.DOTALL)
BOUNDS = re.compile(r'(<dc:Bounds x=")(\d+)(" y="\d+" width=")(\d+)(")')
POINT = re.compile(r'(<di:waypoint x=")(\d+)(")')
ELEMENTS = """<bpmn:sequenceFlow id="review_second_to_fine_large" sourceRef="review_second" targetRef="fine_large" />
      <bpmn:exclusiveGateway id="fine_large" name="罚款是否超过 50 万元？" xn:nameEn="Is the fine above 500,000 yuan?">
        <bpmn:incoming>review_second_to_fine_large</bpmn:incoming>
        <bpmn:outgoing>fine_large_to_choose_route</bpmn:outgoing>
        <bpmn:outgoing>fine_large_to_review_third</bpmn:outgoing>
      </bpmn:exclusiveGateway>
      <bpmn:userTask id="review_third" name="三审" xn:nameEn="Third review" xn:role="SECOND_REVIEWER" \
xn:form="third_review" xn:state="SECOND_REVIEW" xn:internalLimit="repair.second_review_wd" xn:separationGroup="review">
        <bpmn:incoming>fine_large_to_review_third</bpmn:incoming>
        <bpmn:outgoing>review_third_to_choose_route</bpmn:outgoing>
      </bpmn:userTask>
      <bpmn:sequenceFlow id="fine_large_to_choose_route" name="否" xn:nameEn="No" sourceRef="fine_large" \
targetRef="choose_route">
        <bpmn:conditionExpression>fine_amount &lt;= 500000 or second_opinion == 'RETURN'</bpmn:conditionExpression>
      </bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="fine_large_to_review_third" name="是" xn:nameEn="Yes" sourceRef="fine_large" \
targetRef="review_third">
        <bpmn:conditionExpression>fine_amount &gt; 500000 and second_opinion == 'AGREE'</bpmn:conditionExpression>
      </bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="review_third_to_choose_route" sourceRef="review_third" targetRef="choose_route" />"""


def third_review_drawn(diagram: str) -> str:
    """Return the diagram of a repair with the third review; raises ValueError where the second is drawn otherwise."""
    found = SECOND.search(diagram)
    if found is None or FLOW not in diagram:
        raise ValueError(KEY)
    left, top, width, height = map(int, found.groups())
    edge, middle = left + width, top + height // 2
    moved = _with_room(diagram, edge + 1)
    said = moved.replace(FLOW, ELEMENTS)
    said = said.replace(
        "<bpmn:incoming>review_second_to_choose_route</bpmn:incoming>",
        "<bpmn:incoming>fine_large_to_choose_route</bpmn:incoming>\n"
        "        <bpmn:incoming>review_third_to_choose_route</bpmn:incoming>",
    ).replace("<bpmn:outgoing>review_second_to_choose_route<", "<bpmn:outgoing>review_second_to_fine_large<")
    return LINE.sub(_drawn(edge, middle), said)


def third_form(model: bytes) -> bytes:
    """Return the form of the third review: what the second one asks, under a name of its own."""
    return form_bytes(new_form("third_review", "三审意见", "Third opinion", model=json.loads(model)))


def _with_room(diagram: str, at: int) -> str:
    """Move what stands right of a line to the right, and widen what reaches across it."""

    def shape(found: re.Match[str]) -> str:
        x, width = int(found[2]), int(found[4])
        moves, widens = x >= at, x < at < x + width
        return f"{found[1]}{x + ROOM * moves}{found[3]}{width + ROOM * widens}{found[5]}"

    def point(found: re.Match[str]) -> str:
        x = int(found[2])
        return f"{found[1]}{x + ROOM * (x >= at)}{found[3]}"

    return POINT.sub(point, BOUNDS.sub(shape, diagram))


def _drawn(edge: int, middle: int) -> str:
    """Return the shapes and lines of what is new, between the second review and the step that followed it."""
    gate, onward = edge + 40, edge + 32 + ROOM
    task, low = gate + 90, middle + 74
    words = (
        f'<bpmndi:BPMNLabel><dc:Bounds x="{gate - 25}" y="{middle - 58}" width="100" height="27" /></bpmndi:BPMNLabel>'
    )
    shapes = [("fine_large", gate, middle - 25, 50, 50, words), ("review_third", task, low - 40, 100, 80, "")]
    lines = [
        ("review_second_to_fine_large", [(edge, middle), (gate, middle)]),
        ("fine_large_to_choose_route", [(gate + 50, middle), (onward, middle)]),
        ("fine_large_to_review_third", [(gate + 25, middle + 25), (gate + 25, low), (task, low)]),
        (
            "review_third_to_choose_route",
            [(task + 100, low), (onward - 30, low), (onward - 30, middle), (onward, middle)],
        ),
    ]
    return "\n".join(
        [
            *(
                f'      <bpmndi:BPMNShape id="{name}_shape" bpmnElement="{name}">'
                f'<dc:Bounds x="{x}" y="{y}" width="{w}" height="{h}" />{label}</bpmndi:BPMNShape>'
                for name, x, y, w, h, label in shapes
            ),
            *(
                f'      <bpmndi:BPMNEdge id="{name}_edge" bpmnElement="{name}">'
                + "".join(f'<di:waypoint x="{x}" y="{y}" />' for x, y in points)
                + "</bpmndi:BPMNEdge>"
                for name, points in lines
            ),
        ]
    )
