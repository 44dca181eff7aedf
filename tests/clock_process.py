"""A process whose elements pause and resume its clocks: apply, decide on acceptance, ask for a correction, answer.

`accept` may also go on by silence, and a timer that names the clock of the result ends the case.
"""

KEY = "clocked"
FLOWS = (
    ("opened", "apply_now"),
    ("apply_now", "register_it"),
    ("register_it", "look_at"),
    ("look_at", "which_way"),
    ("which_way", "decide_it", "way == 'ACCEPT'"),
    ("which_way", "ask_correction", "way == 'CORRECT'"),
    ("which_way", "stop_for_visit"),
    ("ask_correction", "answer_it"),
    ("answer_it", "take_answer"),
    ("take_answer", "look_at"),
    ("stop_for_visit", "visit_site"),
    ("visit_site", "go_on_after_visit"),
    ("go_on_after_visit", "decide_it"),
    ("decide_it", "decided"),
    ("too_late", "lapsed"),
    ("silent", "decide_it"),
)
TOML = f"""
key = "{KEY}"
family = "TRIAL"
name_zh = "时限试验"
name_en = "Trial of clocks"
description_zh = "时限。"
description_en = "Clocks."
number_word = "试"
start_form = ""
silence = "ESCALATES"
[accepts]
record_kinds = []
subject_kinds = ["ENTERPRISE"]
[[routing]]
name = "way"
type = "string"
initial = "ACCEPT"
name_zh = "去向"
name_en = "Way"
[[clocks]]
key = "repair.accept"
parameter = "repair.accept_wd"
legal = true
starts = "register_it"
stops = ["decide_it"]
pauses = {{ ask_correction = "CORRECTION" }}
resumes = {{ take_answer = "CORRECTION" }}
name_zh = "受理时限"
name_en = "Acceptance"
[[clocks]]
key = "repair.result"
parameter = "repair.result_wd"
legal = true
starts = "register_it"
stops = ["decided"]
pauses = {{ ask_correction = "CORRECTION" }}
resumes = {{ take_answer = "CORRECTION" }}
name_zh = "办理结果时限"
name_en = "Result"
[[clocks]]
key = "repair.correction"
parameter = "repair.correction_wd"
legal = true
whose = "APPLICANT"
starts = "ask_correction"
stops = ["take_answer"]
name_zh = "补正时限"
name_en = "Correction"
[[states]]
key = "DRAFT"
zh = "草稿"
en = "Draft"
[[states]]
key = "CLOSED"
zh = "已办结"
en = "Closed"
"""
TASKS = {
    "apply_now": 'xn:role="APPLICANT"',
    "look_at": 'xn:role="FIRST_REVIEWER" xn:form="way" xn:internalLimit="repair.first_review_wd"',
    "answer_it": 'xn:role="APPLICANT"',
    "visit_site": 'xn:role="FIRST_REVIEWER"',
    "decide_it": 'xn:role="DECIDER"',
}
SERVICES = {
    "register_it": ("case/register", {}),
    "ask_correction": ("case/note_return", {}),
    "take_answer": ("case/note_return", {}),
    "stop_for_visit": ("clock/pause", {"clocks": "repair.accept, repair.result", "reason": "SITE_VERIFICATION"}),
    "go_on_after_visit": ("clock/resume", {"reason": "SITE_VERIFICATION"}),
}
FORM = """{"id": "way", "type": "default", "properties": {"title": "去向", "title_en": "Way"}, "components": [
 {"key": "way", "type": "textfield", "label": "去向", "properties": {"label_en": "Way", "routing": "true"}}]}"""


def bundle(*, silence: str = "ESCALATES") -> dict[str, bytes]:
    """Return the files of the process."""
    toml = TOML.replace('silence = "ESCALATES"', f'silence = "{silence}"\nsilence_clock = "repair.accept"')
    return {f"{KEY}.bpmn": _diagram().encode(), "process.toml": toml.encode(), "forms/way.form.json": FORM.encode()}


def _diagram() -> str:
    tasks = "".join(
        f'<bpmn:userTask id="{key}" name="{key}" xn:nameEn="{key}" {more}>{_ends(key)}</bpmn:userTask>'
        for key, more in TASKS.items()
    )
    services = "".join(_service(key, *what) for key, what in SERVICES.items())
    flows = "".join(_flow(*flow) for flow in FLOWS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                  xmlns:xn="https://xinnuo.example/schema/bpmn/1.0" id="d" targetNamespace="https://xinnuo.example/p">
  <bpmn:message id="m_silent" name="accepted_by_silence" />
  <bpmn:process id="{KEY}" name="时限试验" xn:nameEn="Trial of clocks" isExecutable="true">
    <bpmn:startEvent id="opened" name="开始">{_ends("opened")}</bpmn:startEvent>{tasks}{services}
    <bpmn:exclusiveGateway id="which_way" default="which_way_stop_for_visit">{_ends("which_way")}
    </bpmn:exclusiveGateway>
    <bpmn:boundaryEvent id="too_late" name="逾期" attachedToRef="decide_it" cancelActivity="true"
                        xn:clock="repair.result">{_ends("too_late")}
      <bpmn:timerEventDefinition id="too_late_timer">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">clock()</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="silent" name="默认受理" attachedToRef="look_at" cancelActivity="true">{_ends("silent")}
      <bpmn:messageEventDefinition id="silent_message" messageRef="m_silent" />
    </bpmn:boundaryEvent>
    <bpmn:endEvent id="lapsed" name="逾期" xn:state="CLOSED">{_ends("lapsed")}</bpmn:endEvent>
    <bpmn:endEvent id="decided" name="结束" xn:state="CLOSED">{_ends("decided")}</bpmn:endEvent>{flows}
  </bpmn:process>
</bpmn:definitions>"""


def _service(key: str, operation: str, parameters: dict[str, str]) -> str:
    given = "".join(f'<xn:parameter name="{name}" value="{value}" />' for name, value in parameters.items())
    more = f"<bpmn:extensionElements>{given}</bpmn:extensionElements>" if given else ""
    named = f'id="{key}" name="{key}" xn:nameEn="{key}" xn:operation="{operation}"'
    return f"<bpmn:serviceTask {named}>{more}{_ends(key)}</bpmn:serviceTask>"


def _flow(start: str, end: str, condition: str = "") -> str:
    asked = ""
    if condition:
        words = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>'
        asked = words
    return f'<bpmn:sequenceFlow id="{start}_{end}" sourceRef="{start}" targetRef="{end}">{asked}</bpmn:sequenceFlow>'


def _ends(key: str) -> str:
    into = "".join(f"<bpmn:incoming>{flow[0]}_{flow[1]}</bpmn:incoming>" for flow in FLOWS if flow[1] == key)
    out = "".join(f"<bpmn:outgoing>{flow[0]}_{flow[1]}</bpmn:outgoing>" for flow in FLOWS if flow[0] == key)
    return into + out
