"""Writes DMN files as dmn-js does: tables with generated ids, a drawing, cells as text."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
             xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/"
             xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/"
             xmlns:xn="https://xinnuo.example/schema/bpmn/1.0"
             id="Definitions_0abc123" name="DRD" namespace="https://xinnuo.example/decisions">"""

Input = tuple[str, str]
"""An expression and the type of what it gives."""
Output = tuple[str, str]
"""The routing value that it sets, and its type."""


def dmn(*tables: str) -> bytes:
    shapes = "".join(
        f'<dmndi:DMNShape id="DMNShape_{place}" dmnElementRef={quoteattr(_id(each))}>'
        f'<dc:Bounds height="80" width="180" x="160" y="{100 * place}" /></dmndi:DMNShape>'
        for place, each in enumerate(tables)
    )
    drawing = f'<dmndi:DMNDI><dmndi:DMNDiagram id="DMNDiagram_1">{shapes}</dmndi:DMNDiagram></dmndi:DMNDI>'
    return f"{HEAD}{''.join(tables)}{drawing}</definitions>".encode()


def table(
    key: str, inputs: Sequence[Input], outputs: Sequence[Output], rules: Sequence[Sequence[str]], attributes: str = ""
) -> str:
    """Write one decision; a rule is the texts of its cells, inputs first."""
    columns = "".join(
        f'<input id="InputClause_{place}" label="栏{place}" xn:nameEn="Column {place}">'
        f'<inputExpression id="LiteralExpression_{place}" typeRef="{kind}"><text>{escape(text)}</text>'
        "</inputExpression></input>"
        for place, (text, kind) in enumerate(inputs)
    )
    columns += "".join(
        f'<output id="OutputClause_{place}" label="果{place}" xn:nameEn="Result {place}" name="{name}"'
        f' typeRef="{kind}" />'
        for place, (name, kind) in enumerate(outputs)
    )
    rows = "".join(_rule(place, rule, len(inputs)) for place, rule in enumerate(rules))
    head = f'<decision id="{key}" name="试表" xn:nameEn="Trial table"><decisionTable id="DecisionTable_{key}" '
    return f"{head}{attributes}>{columns}{rows}</decisionTable></decision>"


def _rule(place: int, cells: Sequence[str], inputs: int) -> str:
    tags = ["inputEntry"] * inputs + ["outputEntry"] * (len(cells) - inputs)
    written = "".join(
        f'<{tag} id="Cell_{place}_{at}"><text>{escape(text)}</text></{tag}>'
        for at, (tag, text) in enumerate(zip(tags, cells, strict=True))
    )
    return f'<rule id="DecisionRule_{place}">{written}</rule>'


def _id(decision: str) -> str:
    return decision.split('id="', 1)[1].split('"', 1)[0]
