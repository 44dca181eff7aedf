"""A good row of a sheet of penalties, and what can be found against one (rule 4.2)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workflow_app.domain.penalty_columns import RECTIFICATION_WORDS, SubjectKind
from workflow_app.domain.severity import Facts, PenaltyType


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What is wrong with one cell: row number as people see it, column code, what stands there, code and values."""

    row: int
    column: str
    value: str
    code: str
    values: dict[str, object] = field(default_factory=dict)


def orders_rectification(decision: str) -> bool:
    """Tell whether a decision orders more than payment."""
    return any(word in decision for word in RECTIFICATION_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyRow:
    """A valid row; money in yuan, the number in its one spelling; `warnings` are for a person to look at."""

    row: int
    subject_name: str
    subject_kind: SubjectKind
    document_no: str
    violation_type: str
    facts: str
    basis: str
    penalty_types: tuple[PenaltyType, ...]
    content: str
    decided_on: date
    authority_name: str
    authority_uscc: str
    source_name: str
    source_uscc: str
    uscc: str | None = None
    registration_no: str | None = None
    organisation_code: str | None = None
    tax_no: str | None = None
    institution_no: str | None = None
    association_no: str | None = None
    legal_representative: str | None = None
    representative_id_type: str | None = None
    representative_id: str | None = None
    person_id_type: str | None = None
    person_id: str | None = None
    fine: Decimal | None = None
    confiscation: Decimal | None = None
    licence: str | None = None
    valid_until: date | None = None
    stated_until: date | None = None
    remarks: str | None = None
    simple_procedure: bool | None = None
    data_class: str | None = None
    warnings: tuple[RowFinding, ...] = ()

    @property
    def orders_rectification(self) -> bool:
        """Tell whether the decision orders more than payment, so that the authority's form is asked for (S27)."""
        return orders_rectification(self.content)

    def severity_facts(self, *, authority_id: str | None = None, field: str | None = None) -> Facts:
        """Return what the class and the periods of the record are computed from."""
        return Facts(
            decided_on=self.decided_on,
            penalty_types=self.penalty_types,
            fine=self.fine or Decimal(0),
            simple_procedure=bool(self.simple_procedure),
            field=field,
            data_class=self.data_class,
            authority_id=authority_id,
        )
