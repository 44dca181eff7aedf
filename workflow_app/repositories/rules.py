"""Questions about rule sets and the table of classes."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from workflow_app.domain import regimes, severity
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import ClassRule, Parameter, Proposal, Regime


class Rules:
    """The law as rows."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_regimes(self) -> Sequence[Regime]:
        """Return every rule set, by field, the oldest first."""
        statement = select(Regime).order_by(Regime.field, Regime.valid_from, Regime.id)
        return self.session.scalars(statement).all()

    def list_class_rules(self, authority_id: str | None = None) -> Sequence[ClassRule]:
        """Return the rows of the table of classes: all, or those that may concern one authority."""
        statement = select(ClassRule).order_by(ClassRule.valid_from, ClassRule.id)
        if authority_id is not None:
            statement = statement.where(or_(ClassRule.authority_id.is_(None), ClassRule.authority_id == authority_id))
        return self.session.scalars(statement).all()

    def get_class_rule(self, rule_id: str) -> ClassRule:
        """Return one row of the table; raises NotFoundError CLASS_RULE_UNKNOWN."""
        row = self.session.get(ClassRule, rule_id)
        if row is None:
            raise NotFoundError("CLASS_RULE_UNKNOWN")
        return row

    def list_values(self, key: str) -> Sequence[Parameter]:
        """Return every value that a parameter ever had, the oldest first."""
        statement = select(Parameter).where(Parameter.key == key).order_by(Parameter.valid_from, Parameter.id)
        return self.session.scalars(statement).all()

    def proposals(self, ids: Collection[str]) -> dict[str, Proposal]:
        """Return proposals by their ids."""
        if not ids:
            return {}
        return {row.id: row for row in self.session.scalars(select(Proposal).where(Proposal.id.in_(ids)))}


def as_regime(row: Regime) -> regimes.Regime:
    """Return a row as the domain has it."""
    return regimes.Regime(
        key=row.key,
        instrument=row.instrument,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        field=row.field,
        name_zh=row.name_zh,
        name_en=row.name_en,
        origin=row.origin,
    )


def as_class_rule(row: ClassRule) -> severity.ClassRule:
    """Return a row as the domain has it."""
    return severity.ClassRule(
        version=row.version,
        severity=severity.Severity(row.severity),
        origin=row.origin,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        penalty_type=severity.PenaltyType(row.penalty_type) if row.penalty_type else None,
        simple_procedure=row.simple_procedure,
        amount_from=row.amount_from,
        regime=row.regime,
        field=row.field,
        data_class=row.data_class,
        authority_id=row.authority_id,
        id=row.id,
    )
