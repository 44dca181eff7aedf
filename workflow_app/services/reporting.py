"""Which decisions are not reported at all: small fines of natural persons by simple procedure (rule S64)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workflow_app.domain.errors import DomainError
from workflow_app.domain.parameters import lookup
from workflow_app.domain.penalties import PenaltyRow
from workflow_app.domain.penalty_columns import SubjectKind
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork

PERSON_SIMPLE_MAX = "records.person_simple_max"


@dataclass(frozen=True, slots=True)
class Reporting:
    """What authorities do not report on one day; each authority's value is read once, and only if it is needed."""

    work: UnitOfWork
    on: date
    _most: dict[str, Decimal | None] = field(default_factory=dict)

    def unreported(self, row: PenaltyRow, authority: Authority) -> Decimal | None:
        """Return the amount in yuan up to which a fine such as this is not reported, or None where it is."""
        if row.subject_kind is not SubjectKind.PERSON or not row.simple_procedure:
            return None
        if authority.id not in self._most:
            self._most[authority.id] = self._read(authority)
        most = self._most[authority.id]
        return most if most is not None and (row.fine or Decimal(0)) <= most else None

    def _read(self, authority: Authority) -> Decimal | None:
        """Return the value of an authority; None where it reports everything."""
        values = self.work.authorities.parameters(authority.id, keys=(PERSON_SIMPLE_MAX,))
        try:
            value = lookup(values, key=PERSON_SIMPLE_MAX, on=self.on, authority_id=authority.id).value
        except DomainError:
            return None
        return None if value is None else Decimal(str(value))
