"""The only door to SpiffWorkflow: compile a process, run one step of a case, evaluate an expression."""

from workflow_app.domain.routing import RoutingValue
from workflow_app.engine.ahead import Place, places_ahead
from workflow_app.engine.cache import ProcessCache
from workflow_app.engine.compiling import compile_process
from workflow_app.engine.decision_files import drawn_tables
from workflow_app.engine.decisions import Decided, decide
from workflow_app.engine.elements import CompiledProcess, Element
from workflow_app.engine.errors import ExpressionError, Finding, ProcessError, ProcessRefusedError, StepFailedError
from workflow_app.engine.examining import Declared, Examined, examine
from workflow_app.engine.expression_places import refuse_condition
from workflow_app.engine.expressions import check_expression, evaluate
from workflow_app.engine.moving import move_to_version
from workflow_app.engine.runner import complete, deliver_message, fire_timer, start
from workflow_app.engine.showing import public_diagram
from workflow_app.engine.steps import Duration, OperationCall, RunOperation, Step, Wait, WaitKind
from workflow_app.engine.tables import DecisionTable
from workflow_app.engine.tokens import place_token

__all__ = [
    "CompiledProcess",
    "Decided",
    "DecisionTable",
    "Declared",
    "Duration",
    "Element",
    "Examined",
    "ExpressionError",
    "Finding",
    "OperationCall",
    "Place",
    "ProcessCache",
    "ProcessError",
    "ProcessRefusedError",
    "RoutingValue",
    "RunOperation",
    "Step",
    "StepFailedError",
    "Wait",
    "WaitKind",
    "check_expression",
    "compile_process",
    "complete",
    "decide",
    "deliver_message",
    "drawn_tables",
    "evaluate",
    "examine",
    "fire_timer",
    "move_to_version",
    "place_token",
    "places_ahead",
    "public_diagram",
    "refuse_condition",
    "start",
]
