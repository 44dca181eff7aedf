"""Answers that the next person writes over before anything has asked them: the step before might as well not be."""

from collections.abc import Iterator, Mapping

from workflow_app.domain.process_findings import Finding
from workflow_app.engine import CompiledProcess, unread_ahead
from workflow_app.services.process_checks.sources import Sources

Asked = Mapping[str, frozenset[str]]
"""The names that the conditions behind an element ask."""


def check_replaced(sources: Sources, process: CompiledProcess, asked: Asked) -> Iterator[Finding]:
    """Yield each step that gives an answer that the step before it gave in another form, unasked in between.

    The same form asked twice is a step that is done again, and means it.
    """
    for task in process.elements.values():
        for name in _answers(sources, task.form):
            for place in unread_ahead(process, task.id, _readers(process, asked, name)):
                form = process.elements[place].form
                if form != task.form and name in _answers(sources, form):
                    yield Finding(place, "ANSWER_REPLACED", {"other": task.id, "name": name})


def _answers(sources: Sources, form: str | None) -> frozenset[str]:
    """Return the answers of a form that the diagram sees."""
    fields = sources.fields.get(form or "", ())
    return frozenset(each.key for each in fields if each.routing)


def _readers(process: CompiledProcess, asked: Asked, name: str) -> frozenset[str]:
    """Return the elements that ask a name: by a condition behind them, or in a table."""
    tables = {
        key
        for key, table in process.decisions.items()
        if any(name in each.formula.names for each in table.inputs if each.formula)
    }
    return frozenset(
        each.id for each in process.elements.values() if name in asked.get(each.id, ()) or each.decision in tables
    )
