"""The closed evaluator: conditions, timers, collections and table cells all go through it.

No attribute reaches a Python object, an unknown name is an error and never false.
"""
# mypy: disallow-subclassing-any=False

import ast
import threading
from collections.abc import Iterable, Mapping
from decimal import Decimal

from simpleeval import InvalidExpression, SimpleEval

from workflow_app.engine.errors import ExpressionError, Finding
from workflow_app.engine.functions import FUNCTION_NAMES, FUNCTIONS, OPERATORS
from workflow_app.engine.grammar import parse


class ClosedEvaluator(SimpleEval):
    """simpleeval with the node table replaced by ours: what the grammar accepts and nothing else."""

    def __init__(self) -> None:
        super().__init__(operators=OPERATORS, functions=FUNCTIONS, names={})
        self.nodes = {
            ast.BoolOp: self._eval_boolop,
            ast.UnaryOp: self._eval_unaryop,
            ast.BinOp: self._eval_binop,
            ast.Compare: self._eval_compare,
            ast.IfExp: self._eval_ifexp,
            ast.Call: self._eval_call,
            ast.Name: self._eval_name,
            ast.Constant: self._eval_constant,
            ast.List: self._eval_list,
            ast.Tuple: self._eval_list,
            ast.Attribute: self._eval_attribute,
        }

    def _eval_name(self, node: ast.Name) -> object:
        try:
            return self.names[node.id]
        except KeyError:
            raise ExpressionError("UNKNOWN_NAME", node.id) from None

    def _eval_constant(self, node: ast.Constant) -> object:
        return Decimal(repr(node.value)) if isinstance(node.value, float) else node.value

    def _eval_list(self, node: ast.List | ast.Tuple) -> object:
        return [self._eval(element) for element in node.elts]

    def _eval_attribute(self, node: ast.Attribute) -> object:
        holder = self._eval(node.value)
        if not isinstance(holder, Mapping):
            raise ExpressionError("TYPE_MISMATCH", type(holder).__name__)
        if node.attr not in holder:
            raise ExpressionError("UNKNOWN_NAME", node.attr)
        return holder[node.attr]


_of_thread = threading.local()


def evaluate_node(node: ast.expr, names: Mapping[str, object]) -> object:
    """Compute an accepted syntax tree; raises ExpressionError."""
    evaluator = getattr(_of_thread, "evaluator", None)
    if evaluator is None:
        evaluator = _of_thread.evaluator = ClosedEvaluator()
    evaluator.names = names
    try:
        return evaluator.eval("", previously_parsed=node)
    except (TypeError, ValueError) as error:
        raise ExpressionError("TYPE_MISMATCH", type(error).__name__) from error
    except ArithmeticError as error:
        raise ExpressionError("ARITHMETIC", type(error).__name__) from error
    except (InvalidExpression, RecursionError) as error:
        raise ExpressionError("NOT_ALLOWED", type(error).__name__) from error
    finally:
        evaluator.names = {}


def evaluate(expression: str, names: Mapping[str, object]) -> object:
    """Compute an expression over flat names; raises ExpressionError (UNKNOWN_NAME, TYPE_MISMATCH, …)."""
    return evaluate_node(parse(expression, FUNCTION_NAMES).body, names)


def check_expression(text: str, known_names: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Say what is wrong with an expression before anybody saves it; names are checked where they are known."""
    try:
        parsed = parse(text, FUNCTION_NAMES)
    except ExpressionError as error:
        return (Finding(None, error.code, {"detail": error.detail}),)
    unknown = parsed.names - frozenset(known_names) if known_names is not None else ()
    return tuple(Finding(None, "UNKNOWN_NAME", {"detail": name}) for name in sorted(unknown))
