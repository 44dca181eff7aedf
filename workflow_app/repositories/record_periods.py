"""How long a record is shown, by the class table: what that is computed from, and how it is written."""

from datetime import date
from decimal import Decimal

from workflow_app.domain.publicity import Publicity, Rules, compute
from workflow_app.domain.severity import Facts, PenaltyType
from workflow_app.models import Authority, Record


def facts_of(record: Record, authority: Authority) -> Facts:
    """Return what the class and the periods of a record are computed from, as its content has it.

    How a pledge was broken is the kind of data of its record, so that an authority may set rows of its own for it.
    """
    content = record.content
    data_class = content.get("data_class") or content.get("breach_kind")
    return Facts(
        decided_on=record.decided_on,
        penalty_types=tuple(PenaltyType(each) for each in content.get("penalty_types") or ()),
        fine=record.fine or Decimal(0),
        simple_procedure=bool(content.get("simple_procedure")),
        field=authority.field,
        data_class=str(data_class) if data_class else None,
        authority_id=authority.id,
    )


def set_periods(record: Record, authority: Authority, *, rules: Rules, on: date) -> Publicity:
    """Compute the class and the periods of a record as they stand on a day and write them into it.

    Raises a DomainError where a rule is missing.
    """
    publicity = compute(facts_of(record, authority), rules=rules, on=on)
    write_periods(record, publicity)
    return publicity


def write_periods(record: Record, publicity: Publicity) -> None:
    """Write what was computed into a record."""
    record.severity, record.regime = publicity.severity.value, publicity.regime
    record.min_until, record.max_until = publicity.min_until, publicity.max_until
    record.first_apply_on = publicity.first_apply_on
