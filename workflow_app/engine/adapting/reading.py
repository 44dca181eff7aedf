"""What an adapted diagram says of its process: its names, and the values that its conditions read."""

import ast

from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.adapting.texts import EXPRESSIONS
from workflow_app.engine.elements import NAMESPACE
from workflow_app.engine.errors import ExpressionError
from workflow_app.engine.functions import FUNCTION_NAMES
from workflow_app.engine.grammar import parse

TYPES: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "integer"), (float, "decimal"), (str, "string"))


def names_of(drawing: Drawing) -> tuple[str, str]:
    """Return the name of the process in Chinese and English, empty where it has none."""
    for node in drawing.elements("process"):
        if node.get("id") == drawing.main:
            return (node.get("name") or "").strip(), node.get(f"{{{NAMESPACE}}}nameEn") or ""
    return "", ""


def values_read(drawing: Drawing) -> dict[str, str]:
    """Return the names that conditions read, each with the type of what it is compared with, a text where it is not."""
    found: dict[str, str] = {}
    for node in drawing.elements(*EXPRESSIONS):
        try:
            parsed = parse(node.text or "", FUNCTION_NAMES)
        except ExpressionError:
            continue
        compared = _compared(parsed.body)
        for name in parsed.names:
            found[name] = compared.get(name) or found.get(name) or "string"
    return found


def _compared(body: ast.expr) -> dict[str, str]:
    """Return the type of the constant that each name of an expression is compared with."""
    found: dict[str, str] = {}
    for node in ast.walk(body):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            constant = next((each.value for each in node.comparators if isinstance(each, ast.Constant)), None)
            word = next((word for kind, word in TYPES if isinstance(constant, kind)), None)
            if word:
                found[node.left.id] = word
    return found
