"""What other products wrote into a diagram: kept where it says the same here, else taken out and told."""
# ruff: noqa: ANN401 - lxml is untyped

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lxml import etree

from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.constructs import FOREIGN, FOREIGN_ATTRIBUTES
from workflow_app.engine.documents import children
from workflow_app.engine.elements import BPMN, NAMESPACE
from workflow_app.engine.references import ID

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OURS = {None, NAMESPACE, BPMN, XSI}
SAID = {"candidateGroups": "role", "formKey": "form", "formRef": "form", "formId": "form"}
"""What other engines call the role and the form of a task, as attributes or in an extension element."""
RUNS = FOREIGN | FOREIGN_ATTRIBUTES | {"connector", "type", "topic", "resultVariable", "asyncBefore", "asyncAfter"}


def adopt_roles_and_forms(drawing: Drawing, roles: Mapping[str, str]) -> None:
    """Let user tasks keep the role and the form that another product wrote, and take the role of their lane."""
    for task in drawing.elements("userTask"):
        for holder in [task, *(each for around in children(task, "extensionElements") for each in around)]:
            _adopt_from(drawing, task, holder, roles)
    by_id = {each.get("id"): each for each in drawing.elements("userTask")}
    for lane in drawing.elements("lane"):
        for ref in children(lane, "flowNodeRef"):
            task = by_id.get((ref.text or "").strip())
            if task is not None:
                _adopt(drawing, task, "role", lane.get("name", ""), roles)


def leave_out_foreign(drawing: Drawing) -> None:
    """Take out attributes and extension elements of other products; nobody here would read them."""
    for node in drawing.elements():
        for attribute in list(node.attrib):
            own = etree.QName(attribute)
            if own.namespace not in OURS or (own.namespace is None and own.localname in FOREIGN_ATTRIBUTES):
                name, value = _prefixed(node, own), node.attrib.pop(attribute)
                drawing.note("FOREIGN_OUT", node, name=name, value=value, ran=own.localname in RUNS)
        for holder in children(node, "extensionElements"):
            _leave_out_elements(drawing, node, holder)


def _leave_out_elements(drawing: Drawing, node: Any, holder: Any) -> None:
    gone = [each for each in holder if etree.QName(each).namespace not in OURS]
    told = Counter((_prefixed(each, etree.QName(each)), etree.QName(each).localname in RUNS) for each in gone)
    for each in gone:
        holder.remove(each)
    for (name, ran), count in told.items():
        drawing.note("FOREIGN_OUT", node, name=name, value="", ran=ran, count=count)
    if gone and not len(holder):
        node.remove(holder)


def _adopt_from(drawing: Drawing, task: Any, holder: Any, roles: Mapping[str, str]) -> None:
    """Adopt what an attribute says, of the task or of an element of its extensions; what becomes of it is told once."""
    told = False
    for attribute, value in list(holder.attrib.items()):
        own = etree.QName(attribute)
        is_foreign = (own.namespace or etree.QName(holder).namespace) not in (NAMESPACE, BPMN)
        name = SAID.get(own.localname) if is_foreign else None
        if name and (_adopt(drawing, task, name, value, roles) or _tell_unknown(drawing, task, name, value)):
            del holder.attrib[attribute]
            told = True
    if told and holder is not task and not holder.attrib and not len(holder):
        _take_out(holder)


def _tell_unknown(drawing: Drawing, task: Any, name: str, value: str) -> bool:
    """Tell of a role that nobody has here, where the task has none; anything else is told as what is taken out."""
    is_unknown = name == "role" and not task.get(f"{{{NAMESPACE}}}role")
    if is_unknown:
        drawing.note("ROLE_UNKNOWN", task, was=value)
    return is_unknown


def _take_out(holder: Any) -> None:
    """Take out an element of which all is adopted, and the list that it stood in where nothing else stands there."""
    around = holder.getparent()
    around.remove(holder)
    if not len(around):
        around.getparent().remove(around)


def _adopt(drawing: Drawing, task: Any, name: str, value: str, roles: Mapping[str, str]) -> bool:
    """Give a task a role or a form, where it has none, and tell whether there is no more to say of it."""
    place = f"{{{NAMESPACE}}}{name}"
    if task.get(place):
        return False
    now = roles.get(as_word(value)) if name == "role" else _form(value)
    if now:
        task.set(place, now)
        drawing.note("ROLE_ADOPTED" if name == "role" else "FORM_ADOPTED", task, was=value, now=now)
    return bool(now)


def as_word(said: str) -> str:
    """Return how a role is looked up, however it is written: `First reviewer`, `first-reviewer`, `FIRST_REVIEWER`."""
    return "_".join(said.strip().strip('="').replace("-", " ").replace("_", " ").split()).casefold()


def _form(value: str) -> str | None:
    """Return the name of a form from `embedded:app:forms/apply.html` and its like; None where none can be read."""
    last = value.replace(":", "/").rsplit("/", 1)[-1]
    name = last.partition(".")[0].replace("-", "_").casefold()
    return name if ID.fullmatch(name) else None


def _prefixed(node: Any, name: Any) -> str:
    prefix = next((each for each, uri in node.nsmap.items() if uri == name.namespace and each), None)
    return f"{prefix}:{name.localname}" if prefix else str(name.localname)
