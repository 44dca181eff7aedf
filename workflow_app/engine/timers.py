"""How long a timer runs, said in the expression language: `working_days(10)`, `months(limit)`, `clock()`."""

import ast
from collections.abc import Mapping

from workflow_app.engine.errors import ExpressionError
from workflow_app.engine.expressions import evaluate_node
from workflow_app.engine.functions import FUNCTION_NAMES
from workflow_app.engine.grammar import parse
from workflow_app.engine.steps import Duration

UNITS = {
    "working_days": "WORKING_DAYS",
    "days": "CALENDAR_DAYS",
    "months": "MONTHS",
    "hours": "HOURS",
    "minutes": "MINUTES",
}
CLOCK = "clock"
MAX_AMOUNT = 100_000
_FUNCTIONS = FUNCTION_NAMES.union(UNITS, {CLOCK})


def parse_duration(text: str) -> ast.Call:
    """Return the one call that a duration consists of; raises ExpressionError."""
    body = parse(text, _FUNCTIONS).body
    if not isinstance(body, ast.Call) or not isinstance(body.func, ast.Name):
        raise ExpressionError("NOT_A_DURATION", text)
    if body.func.id not in UNITS and body.func.id != CLOCK:
        raise ExpressionError("NOT_A_DURATION", body.func.id)
    if len(body.args) != (body.func.id != CLOCK):
        raise ExpressionError("NOT_A_DURATION", body.func.id)
    for argument in body.args:
        parse(ast.unparse(argument), FUNCTION_NAMES)  # a unit inside a unit is no number
    return body


def names_a_clock(text: str) -> bool:
    """Tell whether the timer has no time of its own and goes by the clock its element names."""
    call = parse_duration(text)
    return isinstance(call.func, ast.Name) and call.func.id == CLOCK


def amount_of(text: str) -> str | None:
    """Return the expression of how many units a timer runs, None of one that names a clock; raises ExpressionError."""
    call = parse_duration(text)
    return ast.unparse(call.args[0]) if call.args else None


def duration_of(text: str, names: Mapping[str, object]) -> Duration | None:
    """Compute a duration, None for `clock()`; raises ExpressionError."""
    call = parse_duration(text)
    if not call.args or not isinstance(call.func, ast.Name):
        return None
    amount = evaluate_node(call.args[0], names)
    if isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount <= MAX_AMOUNT:
        raise ExpressionError("NOT_A_DURATION", type(amount).__name__)
    return Duration(amount, UNITS[call.func.id])
