"""The checks that `test_bundles` holds against every bundle; each returns what is wrong, in words."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bundles import BPMN, NODES, TASKS, XN, Bundle

from workflow_app.domain.letter_texts import conditions, placeholders
from workflow_app.schemas.forms import read_form

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
ATTRIBUTES = frozenset(
    {
        "nameEn",
        "role",
        "department",
        "form",
        "state",
        "internalLimit",
        "clock",
        "operation",
        "decision",
        "separationGroup",
        "letter",
    }
)
ALWAYS_GIVEN = frozenset({"authority", "number", "issued_on", "verify_url", "code", "uscc"})

_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_WORDS = re.compile(r"'[^']*'|\b(?:and|or|not|in|True|False|None)\b|\b([a-z_][a-z0-9_]*)\b")


def diagram_is_one_process(bundle: Bundle) -> list[str]:
    (name,) = [path.removesuffix(".bpmn") for path in bundle.files if path.endswith(".bpmn")]
    processes = bundle.all("process")
    faults = [] if [process.get("id") for process in processes] == [name] else [f"one process named {name}"]
    faults += [f"not executable: {name}" for process in processes if process.get("isExecutable") != "true"]
    return faults + ([] if bundle.about["key"] == name else [f"key is not {name}"])


def every_element_has_both_names(bundle: Bundle) -> list[str]:
    shown = [*bundle.all("process", *NODES), *[flow for flow in bundle.all("sequenceFlow") if _is_named(flow)]]
    faults = [element.get("id") for element in shown if not (element.get("name") and element.get(XN + "nameEn"))]
    rows = [row for table in ("routing", "clocks", "limits", "letters") for row in bundle.about.get(table, [])]
    for row in [bundle.about, *rows]:
        faults += [f"{name} of {row}" for name in ("name_zh", "name_en") if not row.get(name)]
    return faults


def every_id_is_snake_case(bundle: Bundle) -> list[str]:
    ids = [element.get("id") for element in bundle.tree.iter() if element.get("id")]
    faults = [identity for identity in ids if not _SNAKE.fullmatch(identity) or ids.count(identity) > 1]
    tasks = [task.get("id") for task in bundle.all(*TASKS)]
    return faults + [f"not verb_noun: {identity}" for identity in tasks if "_" not in identity]


def every_gateway_has_a_default(bundle: Bundle) -> list[str]:
    return [
        gateway.get("id")
        for gateway in bundle.all("exclusiveGateway")
        if gateway.get("default") not in {flow.get("id") for flow in _leaving(bundle, gateway)}
    ]


def every_gateway_labels_its_flows(bundle: Bundle) -> list[str]:
    faults = []
    for gateway in bundle.all("exclusiveGateway"):
        flows = _leaving(bundle, gateway)
        faults += [flow.get("id") for flow in flows if not (flow.get("name") and flow.get(XN + "nameEn"))]
        faults += [f"condition of {flow.get('id')}" for flow in flows if _has_no_way(gateway, flow)]
    return faults


def everything_is_drawn(bundle: Bundle) -> list[str]:
    shapes = {shape.get("bpmnElement") for shape in bundle.tree.iter(DI + "BPMNShape")}
    edges = {edge.get("bpmnElement") for edge in bundle.tree.iter(DI + "BPMNEdge")}
    flows = {flow.get("id") for flow in bundle.all("sequenceFlow")}
    return sorted((bundle.ids ^ shapes) | (flows ^ edges))


def flows_and_references_agree(bundle: Bundle) -> list[str]:
    faults = []
    for node in bundle.all(*NODES):
        for side, reference in (("incoming", "targetRef"), ("outgoing", "sourceRef")):
            told = {child.text for child in node.findall(BPMN + side)}
            drawn = {flow.get("id") for flow in bundle.all("sequenceFlow") if flow.get(reference) == node.get("id")}
            faults += [f"{side} of {node.get('id')}"] if told != drawn else []
    messages = {message.get("id") for message in bundle.all("message")}
    used = {element.get("messageRef") for element in bundle.tree.iter() if element.get("messageRef")}
    faults += [f"message {name}" for name in messages ^ used]
    attached = [event for event in bundle.all("boundaryEvent") if event.get("attachedToRef") not in bundle.ids]
    return faults + [event.get("id") for event in attached]


def our_attributes_are_known(bundle: Bundle) -> list[str]:
    names = {name.removeprefix(XN) for element in bundle.tree.iter() for name in element.attrib if name.startswith(XN)}
    return sorted(names - ATTRIBUTES)


def tasks_say_what_they_need(bundle: Bundle) -> list[str]:
    needed = {"userTask": ("role", "form", "state"), "serviceTask": ("operation",), "businessRuleTask": ("decision",)}
    return [
        f"{name} of {task.get('id')}"
        for tag, names in needed.items()
        for task in bundle.all(tag)
        for name in names
        if not task.get(XN + name) and not (name == "state" and task.get("id") in bundle.about.get("beside", ()))
    ]


def forms_agree_with_the_diagram(bundle: Bundle) -> list[str]:
    faults = sorted(bundle.ours("form") ^ set(bundle.forms))
    faults += [name for name, form in bundle.forms.items() if form["id"] != name or not read_form(form)]
    first = bundle.all("userTask")[0].get(XN + "form")
    return faults + ([] if bundle.about["start_form"] == first else ["start form"])


def forms_speak_both_languages(bundle: Bundle) -> list[str]:
    faults = []
    for form in bundle.forms.values():
        faults += [] if all(form["properties"].get(name) for name in ("title", "title_en")) else [form["id"]]
        for component in form["components"]:
            name = component.get("key", component["type"])
            faults += [f"{form['id']}.{name}: {fault}" for fault in _component_faults(component)]
    return faults


def form_steps_exist(bundle: Bundle) -> list[str]:
    steps = {step for form in bundle.forms.values() for field in read_form(form) for step in field.visibility}
    return sorted(steps - bundle.ids)


def routing_is_declared(bundle: Bundle) -> list[str]:
    set_by_forms = {field.key for form in bundle.forms.values() for field in read_form(form) if field.routing}
    conditions = [str(condition.text) for condition in bundle.all("conditionExpression")]
    read = {word for condition in conditions for word in _WORDS.findall(condition) if word}
    return sorted((set_by_forms | read) - bundle.keys("routing", "name"))


def states_agree_with_the_diagram(bundle: Bundle) -> list[str]:
    faults = sorted(bundle.ours("state") ^ bundle.keys("states"))
    faults += [row["key"] for row in bundle.about["states"] if not (row.get("zh") and row.get("en"))]
    withdrawal = bundle.about.get("withdrawal", {"states": []})
    return faults + sorted(set(withdrawal["states"]) - bundle.keys("states"))


def clocks_agree_with_the_diagram(bundle: Bundle) -> list[str]:
    faults = sorted(bundle.ours("clock") - bundle.keys("clocks"))
    faults += sorted(bundle.ours("internalLimit") ^ bundle.keys("limits", "parameter"))
    named: set[str] = set()
    for row in bundle.about.get("clocks", []):
        starts = row["starts"]
        named |= {*([starts] if isinstance(starts, str) else starts), *row["stops"]}
        named |= {*row.get("pauses", {}), *row.get("resumes", {})}
    detours = bundle.about.get("detours", {})
    named |= {*detours, *filter(None, detours.values()), *bundle.about.get("foreseen", ())}
    return faults + sorted(named - bundle.ids)


def letters_agree_with_the_diagram(bundle: Bundle) -> list[str]:
    issued = {
        parameter.get("value")
        for task in bundle.all("serviceTask")
        if task.get(XN + "operation") == "letter/issue"
        for parameter in task.iter(XN + "parameter")
        if parameter.get("name") == "kind"
    }
    issued |= {row["letter"] for row in bundle.about.get("clocks", []) if "letter" in row}
    faults = sorted(issued ^ bundle.keys("letters", "kind"))
    beside = {path for path, letter in bundle.letters.items() if letter.get("beside_diagram")}
    faults += sorted((set(bundle.letters) - beside) ^ bundle.keys("letters", "file"))
    for row in bundle.about.get("letters", []):
        faults += [] if bundle.letters.get(row["file"], {}).get("kind") == row["kind"] else [row["kind"]]
    return faults


def letters_name_their_placeholders(bundle: Bundle) -> list[str]:
    faults = []
    for path, letter in bundle.letters.items():
        asked = {
            language: (placeholders(letter[language]) | conditions(letter[language])) - ALWAYS_GIVEN
            for language in ("zh", "en")
        }
        faults += [f"{path}: {name}" for name in set(letter["placeholders"]) ^ (asked["zh"] | asked["en"])]
        faults += [
            f"{path}: zh and en differ in {name}" for name in asked["zh"] ^ asked["en"] if name != "subject_name"
        ]
    return faults


CHECKS = (
    diagram_is_one_process,
    every_element_has_both_names,
    every_id_is_snake_case,
    every_gateway_has_a_default,
    every_gateway_labels_its_flows,
    everything_is_drawn,
    flows_and_references_agree,
    our_attributes_are_known,
    tasks_say_what_they_need,
    forms_agree_with_the_diagram,
    forms_speak_both_languages,
    form_steps_exist,
    routing_is_declared,
    states_agree_with_the_diagram,
    clocks_agree_with_the_diagram,
    letters_agree_with_the_diagram,
    letters_name_their_placeholders,
)


def _is_named(flow: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    return bool(flow.get("name") or flow.get(XN + "nameEn"))


def _leaving(bundle: Bundle, gateway: Any) -> list[Any]:  # noqa: ANN401 - lxml is untyped
    return [flow for flow in bundle.all("sequenceFlow") if flow.get("sourceRef") == gateway.get("id")]


def _has_no_way(gateway: Any, flow: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Tell whether a flow is neither the default nor has a condition."""
    return flow.get("id") != gateway.get("default") and not (flow.findtext(BPMN + "conditionExpression") or "").strip()


def _component_faults(component: Mapping[str, Any]) -> Iterator[str]:
    own = component["properties"]
    if component["type"] == "text":
        yield from () if component.get("text") and own.get("text_en") else ("text",)
        return
    if not (component.get("label") and own.get("label_en")):
        yield "label"
    if bool(component.get("description")) != bool(own.get("description_en")):
        yield "description"
    if component["type"] == "datetime" and component.get("dateLabel") != component["label"]:
        yield "dateLabel"
    if bool(own.get("pattern_message")) != bool(own.get("pattern_message_en")):
        yield "pattern_message"
    yield from (
        option["value"] for option in component.get("values", []) if not (option["label"] and option["label_en"])
    )
