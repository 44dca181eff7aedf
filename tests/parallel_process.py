"""A process with two branches that go on side by side and meet at the end: `a` then `a_again`, `b` then `b_again`."""

KEY = "side_by_side"
FLOWS = (
    ("opened", "split"),
    ("split", "a"),
    ("split", "b"),
    ("a", "a_again"),
    ("b", "b_again"),
    ("a_again", "meet"),
    ("b_again", "meet"),
    ("meet", "closed"),
)
TOML = f"""
key = "{KEY}"
family = "TRIAL"
name_zh = "并行"
name_en = "Side by side"
description_zh = "并行。"
description_en = "Side by side."
number_word = "并"
start_form = ""
silence = "ESCALATES"
[accepts]
record_kinds = []
subject_kinds = ["ENTERPRISE"]
[[states]]
key = "DRAFT"
zh = "草稿"
en = "Draft"
[[states]]
key = "CLOSED"
zh = "已办结"
en = "Closed"
"""


def bundle() -> dict[str, bytes]:
    """Return the files of the process."""
    return {f"{KEY}.bpmn": _diagram().encode(), "process.toml": TOML.encode()}


def _diagram() -> str:
    role = 'xn:role="FIRST_REVIEWER"'
    tasks = "".join(
        f'<bpmn:userTask id="{key}" name="{key}" xn:nameEn="{key}" {role}>{_ends(key)}</bpmn:userTask>'
        for key in ("a", "b", "a_again", "b_again")
    )
    gateways = "".join(
        f'<bpmn:parallelGateway id="{key}">{_ends(key)}</bpmn:parallelGateway>' for key in ("split", "meet")
    )
    flows = "".join(f'<bpmn:sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}" />' for a, b in FLOWS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                  xmlns:xn="https://xinnuo.example/schema/bpmn/1.0" id="d" targetNamespace="https://xinnuo.example/p">
  <bpmn:process id="{KEY}" name="并行" xn:nameEn="Side by side" isExecutable="true">
    <bpmn:startEvent id="opened" name="开始">{_ends("opened")}</bpmn:startEvent>{tasks}{gateways}
    <bpmn:endEvent id="closed" name="结束" xn:state="CLOSED">{_ends("closed")}</bpmn:endEvent>{flows}
  </bpmn:process>
</bpmn:definitions>"""


def _ends(key: str) -> str:
    into = "".join(f"<bpmn:incoming>{a}_{b}</bpmn:incoming>" for a, b in FLOWS if b == key)
    return into + "".join(f"<bpmn:outgoing>{a}_{b}</bpmn:outgoing>" for a, b in FLOWS if a == key)
