"""Whether the types in an expression fit, as far as a process declares them; a value may always be missing."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from workflow_app.engine.errors import ExpressionError, Finding
from workflow_app.engine.functions import FUNCTION_NAMES
from workflow_app.engine.grammar import parse

ANY, NUMBER, STRING, BOOLEAN, DATE, LIST, NULL = "any", "number", "string", "boolean", "date", "list", "null"
DECLARED = {"integer": NUMBER, "decimal": NUMBER, "string": STRING, "boolean": BOOLEAN, "date": DATE, "list": LIST}
ORDERED = frozenset({NUMBER, STRING, DATE})

# What each function takes, one set for each argument, and gives; `...` takes any number of arguments.
SIGNATURES: Mapping[str, tuple[tuple[frozenset[str], ...] | None, int, str]] = {
    "abs": ((frozenset({NUMBER}),), 1, NUMBER),
    "date": ((frozenset({STRING}),), 1, DATE),
    "days_between": ((frozenset({DATE}), frozenset({DATE})), 2, NUMBER),
    "len": ((frozenset({STRING, LIST}),), 1, NUMBER),
    "max": (None, 1, ANY),
    "min": (None, 1, ANY),
    "round": ((frozenset({NUMBER}), frozenset({NUMBER})), 1, NUMBER),
    "sum": ((frozenset({LIST}),), 1, NUMBER),
}


def refuse_types(element: str, text: str, wanted: str, types: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what does not fit in an expression that is to give a type; names of no known type fit everywhere."""
    try:
        body = parse(text, FUNCTION_NAMES).body
    except ExpressionError:
        return  # another check says so
    reading = _Reading({name: DECLARED.get(kind, ANY) for name, kind in types.items()})
    found = reading.kind(body)
    for detail in reading.faults:
        yield Finding(element, "TYPES_DIFFER", {"text": text, "detail": detail})
    if not reading.faults and found not in (wanted, ANY):
        yield Finding(element, "RESULT_TYPE", {"text": text, "needed": wanted, "gives": found})


@dataclass(slots=True)
class _Reading:
    """One walk through an expression; what does not fit is noted, and the walk goes on."""

    types: Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def kind(self, node: ast.expr) -> str:
        read: Callable[..., str] | None = READERS.get(type(node))
        return read(self, node) if read else ANY

    def expect(self, node: ast.expr, *wanted: str) -> None:
        found = self.kind(node)
        if found not in (*wanted, ANY):
            self.faults.append(f"{ast.unparse(node)}: {found}")

    def constant(self, node: ast.Constant) -> str:
        kinds = {bool: BOOLEAN, int: NUMBER, float: NUMBER, str: STRING}
        return kinds.get(type(node.value), NULL)

    def name(self, node: ast.Name) -> str:
        return self.types.get(node.id, ANY)

    def both(self, node: ast.BoolOp) -> str:
        for each in node.values:
            self.expect(each, BOOLEAN)
        return BOOLEAN

    def turned(self, node: ast.UnaryOp) -> str:
        wanted = BOOLEAN if isinstance(node.op, ast.Not) else NUMBER
        self.expect(node.operand, wanted)
        return wanted

    def computed(self, node: ast.BinOp) -> str:
        self.expect(node.left, NUMBER)
        self.expect(node.right, NUMBER)
        return NUMBER

    def compared(self, node: ast.Compare) -> str:
        for left, sign, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
            kinds = self.kind(left), self.kind(right)
            if not _comparable(sign, *kinds):
                self.faults.append(f"{ast.unparse(left)}: {kinds[0]}; {ast.unparse(right)}: {kinds[1]}")
        return BOOLEAN

    def chosen(self, node: ast.IfExp) -> str:
        self.expect(node.test, BOOLEAN)
        kinds = {self.kind(node.body), self.kind(node.orelse)}
        return kinds.pop() if len(kinds) == 1 else ANY

    def called(self, node: ast.Call) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        taken, least, gives = SIGNATURES[name]
        if len(node.args) < least or (taken is not None and len(node.args) > len(taken)):
            self.faults.append(f"{name}: {len(node.args)}")
        for place, each in enumerate(node.args):
            self.expect(each, *(taken[place] if taken is not None and place < len(taken) else (self.kind(each),)))
        return gives

    def listed(self, node: ast.List | ast.Tuple) -> str:
        for each in node.elts:
            self.kind(each)
        return LIST


READERS: Mapping[type[ast.expr], Callable[..., str]] = {
    ast.Constant: _Reading.constant,
    ast.Name: _Reading.name,
    ast.BoolOp: _Reading.both,
    ast.UnaryOp: _Reading.turned,
    ast.BinOp: _Reading.computed,
    ast.Compare: _Reading.compared,
    ast.IfExp: _Reading.chosen,
    ast.Call: _Reading.called,
    ast.List: _Reading.listed,
    ast.Tuple: _Reading.listed,
}


def _comparable(sign: ast.cmpop, left: str, right: str) -> bool:
    if isinstance(sign, ast.In | ast.NotIn):
        return right in (LIST, ANY) or (right == STRING and left in (STRING, ANY))
    if isinstance(sign, ast.Eq | ast.NotEq):
        return left == right or bool({left, right} & {ANY, NULL})
    return (left == right and left in ORDERED) or (ANY in (left, right) and NULL not in (left, right))
