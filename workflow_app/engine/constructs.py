"""BPMN that we do not run, and extensions that are not ours."""
# ruff: noqa: ANN401 - lxml is untyped

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from workflow_app.engine.describing import ATTRIBUTES, parameter_nodes
from workflow_app.engine.documents import Document, tag_of
from workflow_app.engine.elements import BPMN, NAMESPACE
from workflow_app.engine.errors import Finding

_EVENT = "EVENT_KIND"
_DATA = "DATA_ELEMENT"
_KIND = "TASK_KIND"
_CORRELATION = "CORRELATION"

REFUSED: dict[str, str] = {
    "scriptTask": "SCRIPT_TASK",
    "adHocSubProcess": "AD_HOC_SUBPROCESS",
    "transaction": "TRANSACTION",
    "inclusiveGateway": "INCLUSIVE_GATEWAY",  # the library's join stops searching at the first unseen parent
    "complexGateway": "COMPLEX_GATEWAY",
    "task": _KIND,
    "manualTask": _KIND,
    "sendTask": _KIND,
    "timeCycle": "TIME_CYCLE",  # finishing the main task drops open repetitions and ends the case
    "timeDate": "TIME_DATE",  # the library reads it with a zone frozen at import
    "standardLoopCharacteristics": "LOOP_MARKER",  # drawn as a gateway and a flow back
    "loopDataOutputRef": "LOOP_OUTPUT",
    "outputDataItem": "LOOP_OUTPUT",
    "ioSpecification": "IO_MAPPING",
    "dataObject": _DATA,
    "dataObjectReference": _DATA,
    "dataStore": _DATA,
    "dataStoreReference": _DATA,
    "dataInputAssociation": _DATA,
    "dataOutputAssociation": _DATA,
    "property": _DATA,
    "correlationKey": _CORRELATION,
    "correlationProperty": _CORRELATION,
    "correlationSubscription": _CORRELATION,
    "signalEventDefinition": _EVENT,
    "escalationEventDefinition": _EVENT,
    "conditionalEventDefinition": _EVENT,
    "cancelEventDefinition": _EVENT,
    "compensateEventDefinition": _EVENT,
    "linkEventDefinition": _EVENT,
}
# Extensions of other products that would run something there; here they would be silently ignored.
FOREIGN = {
    "preScript", "postScript", "script", "unitTests", "serviceTaskOperator", "ioMapping", "inputOutput",
    "executionListener", "executionListeners", "taskListener", "taskDefinition", "calledDecision",
}  # fmt: skip
FOREIGN_ATTRIBUTES = {"class", "delegateExpression", "expression", "language", "scriptFormat"}
"""Attributes by which other products run code, or say in which language a text is; here it is always ours."""
OPERATION_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")


def refuse_constructs(document: Document) -> Iterator[Finding]:
    """Yield what the table above names, event subprocesses and compensation."""
    for root in document.roots:
        for node in root.iter(f"{{{BPMN}}}*"):
            tag = tag_of(node)
            if tag in REFUSED:
                yield Finding(owner_id(node), REFUSED[tag], {"tag": tag})
            if tag == "subProcess" and node.get("triggeredByEvent") == "true":
                yield Finding(node.get("id"), "EVENT_SUBPROCESS")
            if node.get("isForCompensation") == "true":
                yield Finding(node.get("id"), "COMPENSATION")
    for scope in document.processes.values():
        if scope.node.get("isExecutable", "true") != "true":
            yield Finding(scope.id, "NOT_EXECUTABLE")


def owner_id(node: Any) -> str | None:
    """Return the id of a node, or of the nearest element around it that has one."""
    while node is not None and not node.get("id"):
        node = node.getparent()
    return None if node is None else str(node.get("id"))


def refuse_extensions(document: Document) -> Iterator[Finding]:
    """Yield attributes of ours that nobody reads, elements of others that would run, and operations without name."""
    for root in document.roots:
        for node in root.iter("*"):
            yield from _refuse_extension(node)
    for _, node_id, node in document.nodes():
        names = [each.get("name") for each in parameter_nodes(node)]
        if not all(names) or len(set(names)) < len(names):
            yield Finding(node_id, "PARAMETER_NAMES")
        operation = node.get(f"{{{NAMESPACE}}}operation")
        if tag_of(node) == "serviceTask" and not OPERATION_NAME.fullmatch(operation or ""):
            yield Finding(node_id, "OPERATION_NAME", {"name": operation})


def _refuse_extension(node: Any) -> Iterator[Finding]:
    name = etree.QName(node)
    if name.namespace == NAMESPACE and name.localname != "parameter":
        yield Finding(owner_id(node), "UNKNOWN_EXTENSION", {"name": name.localname})
    elif name.namespace not in (NAMESPACE, BPMN) and name.localname in FOREIGN:
        yield Finding(owner_id(node), "FOREIGN_EXTENSION", {"name": name.localname})
    for attribute in node.attrib:
        own = etree.QName(attribute)
        if own.namespace != NAMESPACE and name.namespace == BPMN and own.localname in FOREIGN_ATTRIBUTES:
            yield Finding(owner_id(node), "FOREIGN_EXTENSION", {"name": own.localname})
        if own.namespace == NAMESPACE and own.localname not in ATTRIBUTES:
            yield Finding(owner_id(node), "UNKNOWN_ATTRIBUTE", {"name": own.localname})
