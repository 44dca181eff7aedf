"""The library's parser with our classes in its table; it sees only documents that were checked before."""
# mypy: disallow-subclassing-any=False
# ruff: noqa: ANN401 - the library is untyped and its hooks begin with an underscore

from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser, event_parsers, task_parsers
from SpiffWorkflow.bpmn.parser.node_parser import NodeParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs import defaults
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask

from workflow_app.engine.documents import Document, text_of
from workflow_app.engine.errors import Finding, ProcessRefusedError
from workflow_app.engine.events import AwaitedEvent
from workflow_app.engine.formulas import LOOP
from workflow_app.engine.gateways import EventBasedGateway, ExclusiveGateway, ParallelGateway
from workflow_app.engine.instances import ITEM, Collection, Item, ParallelInstances, SequentialInstances
from workflow_app.engine.operations import RuleTask, ServiceTask
from workflow_app.engine.steps import WaitKind


class _Ours(NodeParser):
    """Turns loops, messages and timers into our classes, whatever kind of node they are on."""

    PARALLEL_MI_CLASS = ParallelInstances
    SEQUENTIAL_MI_CLASS = SequentialInstances

    def _add_multiinstance_task(self, loop: Any) -> None:
        super()._add_multiinstance_task(loop)
        task = self.task
        counts = task.cardinality is not None
        task.data_input = Collection(task.cardinality if counts else task.data_input.bpmn_id, counts=counts)
        task.cardinality = None
        task.input_item = Item(item_name(loop))

    def parse_message_event(self, _event: Any) -> AwaitedEvent:
        return AwaitedEvent(self.bpmn_id, WaitKind.MESSAGE, "")

    def parse_timer_event(self, event: Any) -> AwaitedEvent:
        return AwaitedEvent(self.bpmn_id, WaitKind.TIMER, text_of(event, "timeDuration"))


def item_name(loop: Any) -> str:
    """Return the name under which an instance sees its item: that of `inputDataItem`, or `item`."""
    found = loop.find(full_tag("inputDataItem"))
    return ITEM if found is None else str(found.get("name") or found.get("id") or ITEM)


def item_names(document: Document) -> set[str]:
    """Return the names of the items of every multi-instance activity."""
    return {item_name(loop) for _, _, node in document.nodes() for loop in node.findall(full_tag(LOOP))}


def _ours(base: type[Any]) -> type[Any]:
    return type(f"Our{base.__name__}", (_Ours, base), {})


class OurParser(BpmnParser):
    """The table of what we run; a tag that is not in it was refused before."""

    PARSER_CLASSES = {  # noqa: RUF012 - the library's attribute, never changed
        full_tag("startEvent"): (event_parsers.StartEventParser, defaults.StartEvent),
        full_tag("endEvent"): (event_parsers.EndEventParser, defaults.EndEvent),
        full_tag("boundaryEvent"): (_ours(event_parsers.BoundaryEventParser), defaults.BoundaryEvent),
        full_tag("intermediateCatchEvent"): (
            _ours(event_parsers.IntermediateCatchEventParser),
            defaults.IntermediateCatchEvent,
        ),
        full_tag("intermediateThrowEvent"): (
            event_parsers.IntermediateThrowEventParser,
            defaults.IntermediateThrowEvent,
        ),
        full_tag("userTask"): (_ours(TaskParser), defaults.UserTask),
        full_tag("serviceTask"): (_ours(TaskParser), ServiceTask),
        full_tag("businessRuleTask"): (_ours(TaskParser), RuleTask),
        full_tag("receiveTask"): (_ours(event_parsers.ReceiveTaskParser), defaults.ReceiveTask),
        full_tag("subProcess"): (_ours(task_parsers.SubWorkflowParser), defaults.SubWorkflowTask),
        full_tag("callActivity"): (_ours(task_parsers.CallActivityParser), defaults.CallActivity),
        full_tag("exclusiveGateway"): (task_parsers.ConditionalGatewayParser, ExclusiveGateway),
        full_tag("parallelGateway"): (task_parsers.GatewayParser, ParallelGateway),
        full_tag("eventBasedGateway"): (event_parsers.EventBasedGatewayParser, EventBasedGateway),
    }


def parse_specs(key: str, document: Document) -> tuple[Any, dict[str, Any]]:
    """Return the library's spec of a process and of every scope in it; raises ProcessRefusedError."""
    parser = OurParser()
    try:
        for root in document.roots:
            parser.add_bpmn_xml(root)
        spec = parser.get_spec(key)
        scopes = parser.get_subprocess_specs(key)
    except RecursionError as error:
        raise ProcessRefusedError((Finding(key, "TOO_LONG"),)) from error
    except (ValidationException, ValueError, TypeError, LookupError, AttributeError) as error:
        if RecursionError.__name__ in str(error):  # the library goes down one call for each element, and wraps this
            raise ProcessRefusedError((Finding(key, "TOO_LONG"),)) from error
        raise ProcessRefusedError((Finding(key, "UNREADABLE", {"detail": type(error).__name__}),)) from error
    for each in (spec, *scopes.values()):
        _connect_instances(each)
    return spec, scopes


def _connect_instances(spec: Any) -> None:
    """Make each instance report to its activity, also in a process that did not create the instance.

    The library makes this link where it creates an instance; a case loaded elsewhere then waited for ever.
    """
    for loop in spec.task_specs.values():
        if isinstance(loop, LoopTask):
            spec.task_specs[loop.task_spec].completed_event.connect(loop.merge_child)
