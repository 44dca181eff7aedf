"""The rules that a new installation starts with: defaults that become rows, and are then changed as rows only."""

from workflow_app.domain.parameters import Parameter
from workflow_app.domain.regimes import Regime
from workflow_app.domain.seeds.parameters import PARAMETERS, own_parameters
from workflow_app.domain.seeds.regimes import REGIMES
from workflow_app.domain.seeds.severities import CLASS_RULES
from workflow_app.domain.severity import ClassRule
from workflow_app.models import ClassRule as ClassRuleRow
from workflow_app.models import Parameter as ParameterRow
from workflow_app.models import Regime as RegimeRow
from workflow_app.repositories.unit_of_work import UnitOfWork


def seed_rules(work: UnitOfWork) -> None:
    """Add the rules whose place is still empty; what was changed since stays."""
    added = _parameters(work) + _regimes(work) + _class_rules(work)
    for authority in work.authorities.list_all() if added else ():
        authority.parameter_version += 1


def _parameters(work: UnitOfWork) -> int:
    """Add the values whose place in the table is still empty; return how many."""
    rows = work.authorities.list_parameters()
    known = {(row.key, row.authority_id, row.regime, row.data_class) for row in rows}
    ids = {row.code: row.id for row in work.authorities.list_all()}
    seeds = (*PARAMETERS, *own_parameters(ids))
    missing = [seed for seed in seeds if (seed.key, seed.authority_id, seed.regime, seed.data_class) not in known]
    work.add(*(parameter_row(seed) for seed in missing))
    return len(missing)


def _regimes(work: UnitOfWork) -> int:
    """Add the rule sets that are not known by their key; return how many."""
    known = {row.key for row in work.rules.list_regimes()}
    missing = [seed for seed in REGIMES if seed.key not in known]
    work.add(*(regime_row(seed) for seed in missing))
    return len(missing)


def _class_rules(work: UnitOfWork) -> int:
    """Add the rows of the table of classes whose question nobody has answered yet; return how many."""
    known = {_question(row) for row in work.rules.list_class_rules()}
    missing = [seed for seed in CLASS_RULES if _question(seed) not in known]
    work.add(*(class_rule_row(seed) for seed in missing))
    return len(missing)


def _question(row: ClassRule | ClassRuleRow) -> tuple[object, ...]:
    return (row.authority_id, row.field, row.data_class, row.regime, row.penalty_type, row.simple_procedure)


def parameter_row(value: Parameter, *, proposal_id: str | None = None) -> ParameterRow:
    """Return a value as a row."""
    return ParameterRow(
        key=value.key,
        authority_id=value.authority_id,
        regime=value.regime,
        data_class=value.data_class,
        valid_from=value.valid_from,
        valid_to=value.valid_to,
        value=value.value,
        unit=value.unit,
        origin=value.origin,
        proposal_id=proposal_id,
    )


def regime_row(regime: Regime, *, proposal_id: str | None = None) -> RegimeRow:
    """Return a rule set as a row."""
    return RegimeRow(
        key=regime.key,
        name_zh=regime.name_zh,
        name_en=regime.name_en,
        instrument=regime.instrument,
        field=regime.field,
        valid_from=regime.valid_from,
        valid_to=regime.valid_to,
        origin=regime.origin,
        proposal_id=proposal_id,
    )


def class_rule_row(rule: ClassRule, *, proposal_id: str | None = None) -> ClassRuleRow:
    """Return a row of the table of classes as the database keeps it."""
    return ClassRuleRow(
        version=rule.version,
        severity=rule.severity.value,
        authority_id=rule.authority_id,
        field=rule.field,
        data_class=rule.data_class,
        regime=rule.regime,
        penalty_type=rule.penalty_type.value if rule.penalty_type else None,
        simple_procedure=rule.simple_procedure,
        amount_from=rule.amount_from,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        origin=rule.origin,
        proposal_id=proposal_id,
    )
