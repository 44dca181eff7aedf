"""What a record orders beside what its applicant shows of it, from the rows of a case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.earlier_answers import with_supplied
from workflow_app.domain.obligations import Compared, Ordered, Shown, compare
from workflow_app.domain.parameters import ParameterMissingError, Snapshot, from_snapshot
from workflow_app.domain.periods import due
from workflow_app.models import Record, Task

SURCHARGE_RATE, PAYMENT_LIMIT = "repair.surcharge_rate", "repair.payment_limit"


def compared(
    record: Record,
    answers: Mapping[str, object],
    *,
    kept: Snapshot,
    read_calendar: Callable[[], Calendar],
    attendee: str | None = None,
) -> Compared:
    """Hold what an applicant answered against the decision, by the parameters that the case keeps.

    `attendee` is who was trained as a legal representative whom the register does not know.
    """
    ordered = ordered_of(record, pay_by=_pay_by(kept, read_calendar, record.decided_on))
    return compare(ordered, replace(_shown(answers), attendee=attendee), rate=_rate(kept))


def ordered_of(record: Record, *, pay_by: date | None = None) -> Ordered:
    """Return what the decision of a record orders; `pay_by` is the last day of payment, as far as it is known."""
    return Ordered(
        fine=record.fine,
        confiscation=record.confiscation,
        types=frozenset(str(each) for each in cast("list[object]", record.content.get("penalty_types") or [])),
        orders_rectification=bool(record.content.get("orders_rectification")),
        decided_on=record.decided_on,
        pay_by=pay_by,
    )


def answers_of_applicant(tasks: Iterable[Task]) -> dict[str, object]:
    """Return what the applicant answered so far, with what a correction supplied in its place."""
    answers: dict[str, object] = {}
    done = [each for each in tasks if each.status == "DONE" and each.role == "APPLICANT" and each.outcome]
    for task in sorted(done, key=lambda each: (each.completed_at.isoformat() if each.completed_at else "", each.id)):
        answers = with_supplied(answers | (task.outcome or {}))
    return answers


def _shown(answers: Mapping[str, object]) -> Shown:
    matters = answers.get("payment_matters")
    return Shown(
        paid=_amount(answers.get("paid_amount")),
        paid_on=_day(answers.get("paid_on")),
        surcharge=_amount(answers.get("surcharge_amount")),
        confiscated=_amount(answers.get("confiscated_amount")),
        waived=_amount(answers.get("waived_amount")),
        rectified_on=_day(answers.get("rectified_on")),
        payer=str(answers.get("payer_name") or "") or None,
        in_instalments=isinstance(matters, list) and "INSTALMENTS" in matters,
        has_authority_form=bool(answers.get("t16")),
    )


def _pay_by(kept: Snapshot, read_calendar: Callable[[], Calendar], decided_on: date) -> date | None:
    """Return the last day to pay, as if the decision had been served on its own day; None where nothing is said."""
    try:
        period = from_snapshot(kept, PAYMENT_LIMIT).period()
    except ParameterMissingError:
        return None
    return due(read_calendar(), period, decided_on).due_on


def _rate(kept: Snapshot) -> Decimal | None:
    try:
        return Decimal(from_snapshot(kept, SURCHARGE_RATE).amount)
    except ParameterMissingError:
        return None


def _amount(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
