"""The only door to SpiffWorkflow: compile a process, run one step of a case, evaluate an expression."""

from workflow_app.domain.routing import RoutingValue
from workflow_app.engine.adapting import Adapted, adapt_diagram
from workflow_app.engine.ahead import Place, places_ahead, unread_ahead
from workflow_app.engine.cache import ProcessCache
from workflow_app.engine.compiling import compile_process
from workflow_app.engine.decision_files import drawn_tables, read_tables
from workflow_app.engine.decisions import Decided, decide
from workflow_app.engine.drawn_later import drawn_later, in_drawn_order
from workflow_app.engine.elements import CompiledProcess, Element
from workflow_app.engine.errors import ExpressionError, Finding, ProcessError, ProcessRefusedError, StepFailedError
from workflow_app.engine.examining import Declared, Examined, examine
from workflow_app.engine.expression_places import refuse_condition
from workflow_app.engine.expressions import check_expression, evaluate
from workflow_app.engine.fitting import Misfit, misfit, shape_of
from workflow_app.engine.moving import begin_anew, move_to_version
from workflow_app.engine.runner import complete, deliver_message, fire_timer, go_on, start
from workflow_app.engine.showing import public_diagram
from workflow_app.engine.steps import Duration, OperationCall, RunOperation, Stay, Step, Wait, WaitKind
from workflow_app.engine.table_files import insert_rule, move_rule, remove_rule, rule_findings, write_rule
from workflow_app.engine.table_texts import TableText, table_texts
from workflow_app.engine.tables import DecisionTable
from workflow_app.engine.tokens import place_token

__all__ = [
    "Adapted",
    "CompiledProcess",
    "Decided",
    "DecisionTable",
    "Declared",
    "Duration",
    "Element",
    "Examined",
    "ExpressionError",
    "Finding",
    "Misfit",
    "OperationCall",
    "Place",
    "ProcessCache",
    "ProcessError",
    "ProcessRefusedError",
    "RoutingValue",
    "RunOperation",
    "Stay",
    "Step",
    "StepFailedError",
    "TableText",
    "Wait",
    "WaitKind",
    "adapt_diagram",
    "begin_anew",
    "check_expression",
    "compile_process",
    "complete",
    "decide",
    "deliver_message",
    "drawn_later",
    "drawn_tables",
    "evaluate",
    "examine",
    "fire_timer",
    "go_on",
    "in_drawn_order",
    "insert_rule",
    "misfit",
    "move_rule",
    "move_to_version",
    "place_token",
    "places_ahead",
    "public_diagram",
    "read_tables",
    "refuse_condition",
    "remove_rule",
    "rule_findings",
    "shape_of",
    "start",
    "table_texts",
    "unread_ahead",
    "write_rule",
]
