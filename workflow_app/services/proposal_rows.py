"""Dated rows that proposals add: which older ones answer the same question, and how the new one is entered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from workflow_app.domain import dated
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.parameters import Parameter as Value
from workflow_app.domain.proposals import (
    Content,
    Term,
    ends,
    next_version,
    read_class_rule,
    read_parameter,
    read_regime,
)
from workflow_app.domain.publicity import Rules
from workflow_app.domain.severity import ClassRule as DomainRule
from workflow_app.domain.time import local_date
from workflow_app.models import ClassRule, Parameter, Proposal, Regime
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.rule_seeding import class_rule_row, parameter_row, regime_row

Row = Parameter | Regime | ClassRule
IMAGINED = "imagined"
"""The version of a row of the table of classes that is only tried."""


@dataclass(frozen=True, slots=True)
class Source:
    """One table of dated rows: the history that a content joins, and the row it becomes."""

    history: Callable[[UnitOfWork, Content, str | None], Sequence[Row]]
    make: Callable[[UnitOfWork, Proposal, datetime], Row]


def look(unit: UnitOfWork, source: Source, content: Content, authority_id: str | None) -> list[list[str | None]]:
    """Return the rows that a new one would follow, each with its last day.

    Raises RefusedError LATER_ROW_EXISTS, or NOTHING_TO_END where no row holds that could end.
    """
    history, term = source.history(unit, content, authority_id), Term.read(content)
    fitted = dated.fit(history, first=term.valid_from, last=term.valid_to)
    if ends(content) and not fitted.closed:
        raise RefusedError("NOTHING_TO_END", day=term.valid_from)
    return sorted([row.id, _iso(row.valid_to)] for row in history)


def enter(
    unit: UnitOfWork, source: Source, proposal: Proposal, *, now: datetime
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Add the row of a proposal, end those it follows, and let one that goes on later go on; nothing is deleted.

    Returns the rows that were touched as they were, and as they are.
    """
    history = source.history(unit, proposal.content, proposal.authority_id)
    term = Term.read(proposal.content)
    fitted = dated.fit(history, first=term.valid_from, last=term.valid_to)
    touched = [history[place] for place, _ in fitted.closed]
    before = [plain(row) for row in touched]
    added = [] if ends(proposal.content) else [source.make(unit, proposal, now)]
    if fitted.resumed:
        span = fitted.resumed
        added.append(_copy(history[span.place], span.valid_from, span.valid_to, proposal.id))
    for place, last in fitted.closed:
        history[place].valid_to = last
    unit.add(*added)
    unit.flush()
    return before, [plain(row) for row in (*touched, *added)]


def plain(row: Row) -> dict[str, object]:
    """Return a row as the audit trail keeps it."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {name: value if isinstance(value, str | int | bool | None) else str(value) for name, value in values.items()}


def _copy(row: Row, valid_from: date, valid_to: date | None, proposal_id: str) -> Row:
    """Return the same row for a later time."""
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key != "id"}
    return type(row)(**values | {"valid_from": valid_from, "valid_to": valid_to, "proposal_id": proposal_id})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _values(unit: UnitOfWork, content: Content, authority_id: str | None) -> Sequence[Parameter]:
    asked = (authority_id, content.get("regime"), content.get("data_class"))
    found = unit.rules.list_values(str(content["key"]))
    return [row for row in found if (row.authority_id, row.regime, row.data_class) == asked]


def _make_value(unit: UnitOfWork, proposal: Proposal, now: datetime) -> Parameter:
    del unit, now
    return parameter_row(read_parameter(proposal.content, authority_id=proposal.authority_id), proposal_id=proposal.id)


def _regimes(unit: UnitOfWork, content: Content, authority_id: str | None) -> Sequence[Regime]:
    del authority_id
    return [row for row in unit.rules.list_regimes() if row.field == content.get("field")]


def _make_regime(unit: UnitOfWork, proposal: Proposal, now: datetime) -> Regime:
    del unit, now
    return regime_row(read_regime(proposal.content), proposal_id=proposal.id)


def _class_rules(unit: UnitOfWork, content: Content, authority_id: str | None) -> Sequence[ClassRule]:
    """Return the rows of the same question and amount, and the one that is to be replaced."""
    asked = question(read_class_rule(content, authority_id=authority_id, version=IMAGINED))
    return [row for row in unit.rules.list_class_rules() if _meets(row, asked, content.get("replaces"))]


def _make_class_rule(unit: UnitOfWork, proposal: Proposal, now: datetime) -> ClassRule:
    versions = {row.version for row in unit.rules.list_class_rules()}
    version = next_version(versions, year=local_date(now).year)
    wanted = read_class_rule(proposal.content, authority_id=proposal.authority_id, version=version)
    return class_rule_row(wanted, proposal_id=proposal.id)


def question(row: ClassRule | DomainRule) -> tuple[object, ...]:
    """Return what a row of the table of classes answers: whom, which field, regime and type, from which amount."""
    names = ("authority_id", "field", "data_class", "regime", "penalty_type", "simple_procedure", "amount_from")
    return tuple(getattr(row, name) for name in names)


def holding(unit: UnitOfWork, source: Source, content: Content, authority_id: str | None) -> list[dict[str, object]]:
    """Return the rows that a new one would end."""
    first = Term.read(content).valid_from
    return [plain(row) for row in source.history(unit, content, authority_id) if dated.holds_on(row, first)]


def value_before(unit: UnitOfWork, content: Content, authority_id: str | None) -> list[dict[str, object]]:
    """Return the value that holds for the same question without the change, be it a more general one."""
    first = Term.read(content).valid_from
    rows = unit.rules.list_values(str(content["key"]))
    asked = (authority_id, content.get("regime"), content.get("data_class"))
    fitting = [row for row in rows if dated.holds_on(row, first) and _reaches(row, asked)]
    found = max(fitting, key=_rank, default=None)
    return [plain(found)] if found else []


def _reaches(row: Parameter, asked: tuple[object, ...]) -> bool:
    own = (row.authority_id, row.regime, row.data_class)
    return all(mine in (None, wanted) for mine, wanted in zip(own, asked, strict=True))


def _rank(row: Parameter) -> tuple[bool, bool, bool, date]:
    return (row.authority_id is not None, row.regime is not None, row.data_class is not None, row.valid_from)


VALUES = Source(_values, _make_value)
REGIMES = Source(_regimes, _make_regime)
CLASS_RULES = Source(_class_rules, _make_class_rule)


def imagine_value(rules: Rules, content: Content, authority_id: str | None) -> Rules:
    """Return the rules with a value of another display."""
    return replace(rules, parameters=with_value(rules.parameters, content, authority_id))


def with_value(rows: Sequence[Value], content: Content, authority_id: str | None) -> tuple[Value, ...]:
    """Return values with another one in its place; raises RefusedError LATER_ROW_EXISTS."""
    new = read_parameter(content, authority_id=authority_id)
    asked = (new.key, new.authority_id, new.regime, new.data_class)
    return dated.place(
        rows,
        new,
        same=lambda row: (row.key, row.authority_id, row.regime, row.data_class) == asked,
        ends=ends(content),
    )


def imagine_regime(rules: Rules, content: Content, authority_id: str | None) -> Rules:
    """Return the rules with another rule set."""
    del authority_id
    new = read_regime(content)
    return replace(
        rules, regimes=dated.place(rules.regimes, new, same=lambda row: row.field == new.field, ends=ends(content))
    )


def imagine_class_rule(rules: Rules, content: Content, authority_id: str | None) -> Rules:
    """Return the rules with another row in the table of classes."""
    new = read_class_rule(content, authority_id=authority_id, version=IMAGINED)
    asked, replaced = question(new), content.get("replaces")
    return replace(
        rules,
        classes=dated.place(rules.classes, new, same=lambda row: _meets(row, asked, replaced), ends=ends(content)),
    )


def _meets(row: ClassRule | DomainRule, asked: tuple[object, ...], replaced: object) -> bool:
    """Tell whether a row answers a question, or is the one to be replaced: an authority's own, never everybody's."""
    return question(row) == asked or (row.id is not None and row.id == replaced and row.authority_id == asked[0])
