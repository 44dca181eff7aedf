"""Conditions and durations in the languages of other engines, said in ours where both say the same."""

import re
from collections.abc import Callable

from workflow_app.engine.adapting.drawing import Drawing
from workflow_app.engine.errors import ExpressionError
from workflow_app.engine.expressions import check_expression
from workflow_app.engine.timers import names_a_clock

WRAPPED = re.compile(r"\s*[$#]\{(?P<inside>[^{}]*)\}\s*", re.DOTALL)
FEEL = re.compile(r"\s*=(?!=)(?P<inside>.*)", re.DOTALL)
TOKEN = re.compile(r'"[^"]*"|\'[^\']*\'|&&|\|\||[=!<>]=|!|=|[A-Za-z_]\w*|\s+|.', re.DOTALL)
SAYS = {
    "&&": " and ", "||": " or ", "!": " not ", "eq": "==", "ne": "!=", "gt": ">", "lt": "<", "ge": ">=", "le": "<=",
    "true": "True", "false": "False", "null": "None",
}  # fmt: skip
"""What other languages write where ours writes as Python does."""
PERIOD = re.compile(r"\"?P(?:(?P<months>\d{1,4})M|(?P<weeks>\d{1,4})W|(?P<days>\d{1,5})D|"
                    r"T(?P<hours>\d{1,5})H|T(?P<minutes>\d{1,6})M)\"?")  # fmt: skip
"""A period of ISO 8601 in one unit; one of several units is no duration here."""
EXPRESSIONS = ("conditionExpression", "loopCardinality", "completionCondition", "loopDataInputRef")
DAYS_OF_A_WEEK = 7


def rewrite_expressions(drawing: Drawing) -> None:
    """Write conditions and collections in our language; what cannot be said in it stays, and the check finds it."""
    for node in drawing.elements(*EXPRESSIONS):
        _rewrite(drawing, node, "EXPRESSION_REWRITTEN", expression, lambda text: not check_expression(text))
    for node in drawing.elements("timeDuration"):
        _rewrite(drawing, node, "DURATION_REWRITTEN", duration, _is_duration)


def expression(text: str) -> str:
    """Return a condition of JUEL, SpEL or FEEL as ours says it; another text as it is."""
    wrapped = WRAPPED.fullmatch(text) or FEEL.fullmatch(text)
    if wrapped is None:
        return text
    is_feel = wrapped.re is FEEL
    said = [_token(each, is_feel=is_feel) for each in TOKEN.findall(wrapped["inside"])]
    return " ".join("".join(said).split())


def duration(text: str) -> str:
    """Return a period of ISO 8601 in one unit as ours says it; another text as it is."""
    inside = expression(text) if FEEL.fullmatch(text) or WRAPPED.fullmatch(text) else text.strip()
    found = PERIOD.fullmatch(inside)
    if found is None:
        return inside
    unit, amount = next((unit, int(each)) for unit, each in found.groupdict().items() if each)
    return f"days({amount * DAYS_OF_A_WEEK})" if unit == "weeks" else f"{unit}({amount})"


def _token(text: str, *, is_feel: bool) -> str:
    return "==" if text == "=" and is_feel else SAYS.get(text, text)


def _rewrite(drawing: Drawing, node: object, code: str, say: Callable[[str], str], fits: Callable[[str], bool]) -> None:
    was = node.text or ""  # type: ignore[attr-defined] # lxml is untyped
    now = say(was)
    if now.strip() != was.strip() and fits(now):
        node.text = now  # type: ignore[attr-defined] # lxml is untyped
        drawing.note(code, node, was=was.strip(), now=now)


def _is_duration(text: str) -> bool:
    try:
        names_a_clock(text)
    except ExpressionError:
        return False
    return True
