"""Checking the fields of one penalty against each other (rule 4.2)."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from workflow_app.domain import identity_card
from workflow_app.domain.findings import Finding
from workflow_app.domain.heads import is_individual_code
from workflow_app.domain.penalty_columns import (
    COLUMN_BY_CODE,
    PENALTY_COLUMNS,
    RESIDENT_CARD,
    Column,
    Need,
    SubjectKind,
)
from workflow_app.domain.severity import PenaltyType

_CONFISCATION = frozenset({PenaltyType.CONFISCATE_GAINS, PenaltyType.CONFISCATE_GOODS})
_ORGANISATION = slice(8, 17)
_LICENCE = frozenset({PenaltyType.SUSPEND_LICENCE, PenaltyType.REVOKE_LICENCE})


def check_row(values: Mapping[str, object], wrong: set[str], *, today: date) -> Iterator[tuple[Column, Finding]]:
    """Check fields against each other; a field that is wrong by itself is not also called missing."""
    situations = _situations(values)
    for column in PENALTY_COLUMNS:
        if column.need in situations and values.get(column.field) is None and column.field not in wrong:
            yield column, Finding("REQUIRED", {"because": column.need})
    yield from _amounts(values, situations)
    yield from _dates(values)
    yield from _identity(values, today=today)


def _situations(values: Mapping[str, object]) -> set[Need]:
    """Return which conditions for a needed column hold."""
    kind, types = values.get("subject_kind"), values.get("penalty_types")
    given = frozenset(types) if isinstance(types, tuple) else frozenset()
    holds = {
        Need.ALWAYS: True,
        Need.ORGANISATION: kind in (SubjectKind.ENTERPRISE, SubjectKind.INDIVIDUAL_BUSINESS),
        Need.ENTERPRISE: kind is SubjectKind.ENTERPRISE,
        Need.PERSON: kind is SubjectKind.PERSON,
        Need.FINE: PenaltyType.FINE in given,
        Need.CONFISCATION: bool(given & _CONFISCATION),
        Need.LICENCE: bool(given & _LICENCE),
    }
    return {need for need, true in holds.items() if true}


def _amounts(values: Mapping[str, object], situations: set[Need]) -> Iterator[tuple[Column, Finding]]:
    """Refuse a fine of nothing, and wonder at an amount without its type."""
    fine = values.get("fine")
    if Need.FINE in situations and fine == 0:
        yield COLUMN_BY_CODE["CF_NR_FK"], Finding("FINE_ZERO")
    for code, need in (("CF_NR_FK", Need.FINE), ("CF_NR_WFFF", Need.CONFISCATION)):
        amount = values.get(COLUMN_BY_CODE[code].field)
        if isinstance(amount, Decimal) and amount > 0 and need not in situations and values.get("penalty_types"):
            yield COLUMN_BY_CODE[code], Finding("AMOUNT_WITHOUT_TYPE", warning=True)


def _dates(values: Mapping[str, object]) -> Iterator[tuple[Column, Finding]]:
    """Refuse an end before the decision."""
    decided = values.get("decided_on")
    for code in ("CF_YXQ", "CF_GSJZQ"):
        end = values.get(COLUMN_BY_CODE[code].field)
        if isinstance(end, date) and isinstance(decided, date) and end < decided:
            yield COLUMN_BY_CODE[code], Finding("BEFORE_DECISION", {"minimum": decided.isoformat()})


def _identity(values: Mapping[str, object], *, today: date) -> Iterator[tuple[Column, Finding]]:
    """Check identity cards, and that the code of an individual business is one."""
    for type_field, code in (("representative_id_type", "CF_FR_ZJHM"), ("person_id_type", "CF_XDR_ZJHM")):
        number = values.get(COLUMN_BY_CODE[code].field)
        if isinstance(number, str) and values.get(type_field) == RESIDENT_CARD:
            for finding in identity_card.validate(number, today=today):
                yield COLUMN_BY_CODE[code], finding
    yield from _representative(values, today=today)
    uscc, organisation = values.get("uscc"), values.get("organisation_code")
    if isinstance(uscc, str) and isinstance(organisation, str) and uscc[_ORGANISATION] != organisation:
        found = Finding("ORGANISATION_CODE_DIFFERS", {"expected": uscc[_ORGANISATION]}, warning=True)
        yield COLUMN_BY_CODE["CF_XDR_ZZJG"], found
    is_individual = values.get("subject_kind") is SubjectKind.INDIVIDUAL_BUSINESS
    if isinstance(uscc, str) and values.get("subject_kind") and is_individual_code(uscc) != is_individual:
        yield COLUMN_BY_CODE["CF_XDR_LB"], Finding("KIND_DIFFERS_FROM_CODE", {"found": uscc[:2]}, warning=True)


def _representative(values: Mapping[str, object], *, today: date) -> Iterator[tuple[Column, Finding]]:
    """Ask for the kind of a document that has a number, and for a legal representative who is of age (rule V-ID)."""
    number, kind = values.get("representative_id"), values.get("representative_id_type")
    if isinstance(number, str) and kind is None:
        yield COLUMN_BY_CODE["CF_FR_ZJLX"], Finding("REQUIRED", {"because": "CF_FR_ZJHM"})
    if not isinstance(number, str) or kind != RESIDENT_CARD or identity_card.validate(number, today=today):
        return
    if not identity_card.is_adult(number, today=today):
        found = Finding("REPRESENTATIVE_UNDER_AGE", {"minimum": identity_card.ADULT_YEARS})
        yield COLUMN_BY_CODE["CF_FR_ZJHM"], found
