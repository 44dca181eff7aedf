"""The decision tables of a process as people read them: cells as they are written, names in both languages."""

from dataclasses import dataclass

from workflow_app.domain.asked_tables import ASKED_BY_SERVICES
from workflow_app.domain.process_facts import Words
from workflow_app.engine import CompiledProcess, DecisionTable


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column; `code` is what an input looks at, or the routing value that an output sets."""

    label_zh: str
    label_en: str
    code: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule: the text of each cell, an empty one where anything may stand."""

    number: int
    tests: tuple[str, ...]
    values: tuple[str, ...]
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; `policy` says what becomes of several rules, `asked_by` which elements ask it."""

    key: str
    name_zh: str
    name_en: str
    policy: str
    inputs: tuple[ColumnView, ...]
    outputs: tuple[ColumnView, ...]
    rules: tuple[RuleView, ...]
    asked_by: tuple[Words, ...]

    @property
    def is_asked_by_service(self) -> bool:
        """Tell whether the service asks it, which no diagram shows."""
        return self.key in ASKED_BY_SERVICES

    @property
    def has_notes(self) -> bool:
        """Tell whether any rule says more than its cells."""
        return any(rule.note_zh or rule.note_en for rule in self.rules)


def show_tables(process: CompiledProcess) -> tuple[TableView, ...]:
    """Return every table of a process, in the order of their ids."""
    return tuple(_show(process, process.decisions[key]) for key in sorted(process.decisions))


def _show(process: CompiledProcess, table: DecisionTable) -> TableView:
    asking = [each for each in process.elements.values() if each.decision == table.key]
    return TableView(
        key=table.key,
        name_zh=table.name,
        name_en=table.name_en,
        policy="_".join(each.value for each in (table.hit_policy, table.aggregation) if each),
        inputs=tuple(ColumnView(each.label, each.label_en, each.name) for each in table.inputs),
        outputs=tuple(ColumnView(each.label, each.label_en, each.name) for each in table.outputs),
        rules=tuple(
            RuleView(
                number=rule.number,
                tests=tuple(cell.text if cell.tests else "" for cell in rule.tests),
                values=tuple(formula.text for formula in rule.values),
                note_zh=rule.note,
                note_en=rule.note_en,
            )
            for rule in table.rules
        ),
        asked_by=tuple(Words(each.name or each.id, each.name_en or each.id) for each in asking),
    )
