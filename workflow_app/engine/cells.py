"""Cells of a decision table: unary tests and values, every operand in the one closed expression language.

A test is a literal, `<`, `<=`, `>`, `>=` with a value, a range such as `[1..5]` or `]1..5[`, several of them with
commas, `not(...)` around them, or nothing or `-` for any. `true`, `false` and `null` may be written as DMN does.
"""

import ast
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from workflow_app.engine.errors import ExpressionError
from workflow_app.engine.functions import FUNCTION_NAMES
from workflow_app.engine.grammar import MAX_LENGTH, Parsed, accept, parse

EQUAL = "=="
SIGNS = ("<=", ">=", "<", ">")
ANY = ("", "-")
_TOKEN = re.compile(r"""\s+|"[^"]*"|'[^']*'|\d+(?:\.\d+)?|\w+|\.\.|<=|>=|.""", re.DOTALL)
_WORDS = {"true": "True", "false": "False", "null": "None"}
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_LOW = {"[": ">=", "(": ">", "]": ">"}
_HIGH = {"]": "<=", ")": "<", "[": "<"}


@dataclass(frozen=True, slots=True)
class Check:
    """What a value is held against: `==` or one of the four signs, and an operand to be computed."""

    sign: str
    operand: Parsed


@dataclass(frozen=True, slots=True)
class Cell:
    """The unary tests of one cell: one of them must hold, each of its checks; none at all lets anything through."""

    text: str
    tests: tuple[tuple[Check, ...], ...] = ()
    negated: bool = False
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression of a table: what a column looks at, or what a rule gives."""

    text: str
    body: ast.expr
    names: frozenset[str]


def read_formula(text: str) -> Formula:
    """Read an expression; raises ExpressionError."""
    parsed = _operand(_tokens(text))
    return Formula(text.strip(), parsed.body, parsed.names)


def read_cell(text: str) -> Cell:
    """Read unary tests; raises ExpressionError with the first reason."""
    if text.strip() in ANY:
        return Cell(text.strip())
    negated, tests = _tests(_tokens(text))
    together = ast.List([check.operand.body for test in tests for check in test], ast.Load())
    names = accept(together, FUNCTION_NAMES)  # the limits hold for the cell, not for each part of it
    return Cell(text.strip(), tests, negated, names)


def _tokens(text: str) -> list[str]:
    """Cut a text into words, numbers and signs, without the space around it."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError("EXPRESSION_TOO_LONG", str(len(text)))
    return [_WORDS.get(each, each) for each in _TOKEN.findall(text.strip())]


def _operand(tokens: Sequence[str]) -> Parsed:
    return parse("".join(tokens), FUNCTION_NAMES)


def _tests(tokens: list[str]) -> tuple[bool, tuple[tuple[Check, ...], ...]]:
    """Read the tests of a cell and whether none of them may hold.

    The brackets of ranges come in no pairs, so what `not(` and the last `)` enclose is read to see whether it is
    a list of tests; `not(a) or (b)` is an expression.
    """
    inside = _trimmed(tokens[1:]) if tokens[0] == "not" else []
    if inside[:1] == ["("] and inside[-1] == ")":
        if not _trimmed(inside[1:-1]):
            raise ExpressionError("SYNTAX", "not")
        with suppress(ExpressionError):
            return True, tuple(_test(part) for part in _split(inside[1:-1]))
    return False, tuple(_test(part) for part in _split(tokens))


def _split(tokens: list[str]) -> list[list[str]]:
    """Part the tests of a cell at its commas, but not at those inside a range, a list or a call."""
    parts: list[list[str]] = []
    rest = _trimmed(tokens)
    while True:
        end = _end_of_range(rest) or _first(rest, ",")
        parts.append(_trimmed(rest[:end]))
        rest = _trimmed(rest[end:])
        if not rest:
            return parts
        if rest[0] != ",":
            raise ExpressionError("SYNTAX", "range")
        rest = _trimmed(rest[1:])


def _trimmed(tokens: list[str]) -> list[str]:
    start, end = 0, len(tokens)
    while start < end and tokens[start].isspace():
        start += 1
    while end > start and tokens[end - 1].isspace():
        end -= 1
    return tokens[start:end]


def _first(tokens: Sequence[str], wanted: str, start: int = 0) -> int:
    """Return the place of a sign outside brackets, or the length; a bracket that closes nothing ends the search."""
    depth = 0
    for place in range(start, len(tokens)):
        if not depth and tokens[place] == wanted:
            return place
        depth += (tokens[place] in _OPENING) - (tokens[place] in _CLOSING)
        if depth < 0:
            break
    return len(tokens)


def _end_of_range(tokens: list[str]) -> int | None:
    """Return where the range that begins here is over, None where no range begins."""
    if not tokens or tokens[0] not in _LOW:
        return None
    dots = _first(tokens, "..", 1)
    if dots == len(tokens) or _first(tokens, ",", 1) < dots:
        return None
    depth = 0
    for place in range(dots + 1, len(tokens)):
        if not depth and tokens[place] in _HIGH:
            return place + 1
        depth += (tokens[place] == "(") - (tokens[place] == ")")
    raise ExpressionError("SYNTAX", "range")


def _test(tokens: list[str]) -> tuple[Check, ...]:
    if _end_of_range(tokens) == len(tokens):
        dots = _first(tokens, "..", 1)
        low, high = _operand(tokens[1:dots]), _operand(tokens[dots + 1 : -1])
        return Check(_LOW[tokens[0]], low), Check(_HIGH[tokens[-1]], high)
    sign = tokens[0] if tokens and tokens[0] in SIGNS else EQUAL
    return (Check(sign, _operand(tokens if sign == EQUAL else tokens[1:])),)
