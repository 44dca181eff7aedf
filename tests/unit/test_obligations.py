"""Amount due = fine + confiscation + surcharge - waived, and what a reviewer has to answer (rules 2.5 and A7)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workflow_app.domain.obligations import DUTY_OF, Compared, Doubt, Duty, Ordered, Shown, compare, surcharge
from workflow_app.domain.severity import PenaltyType

DECIDED = date(2026, 5, 8)
PAY_BY = date(2026, 5, 25)
ORDERED = Ordered(
    Decimal(20000), None, frozenset({"FINE"}), orders_rectification=False, decided_on=DECIDED, pay_by=PAY_BY
)
PAID = Shown(paid=Decimal(20000), paid_on=date(2026, 5, 20))
RATE = Decimal(3)

# fine, confiscation, surcharge as declared, waived, what is due: each worked out by hand
AMOUNTS = [
    ("20000", None, None, None, "20000"),
    ("20000", "0", "0", "0", "20000"),
    ("20000", "3000", None, None, "23000"),
    ("20000", None, "600", None, "20600"),
    ("20000", None, "19999.99", None, "39999.99"),
    ("20000", None, "20000", None, "40000"),
    ("20000", None, "20000.01", None, "40000"),
    ("20000", None, "50000", None, "40000"),
    ("20000", None, None, "5000", "15000"),
    ("20000", None, None, "20000", "0"),
    ("20000", None, None, "25000", "0"),
    ("20000", "3000", "600", "1600", "22000"),
    (None, "3000", None, None, "3000"),
    (None, "3000", "600", None, "3000"),
    (None, "3000", None, "1000", "2000"),
    (None, None, None, None, "0"),
    (None, None, "600", None, "0"),
    ("0.01", None, "0.01", None, "0.02"),
    ("1234.56", "765.44", "37.04", "37.04", "2000.00"),
    ("99999999999.99", "0.01", None, None, "100000000000.00"),
]

# fine, days late, rate in per cent, the surcharge
SURCHARGES = [
    ("20000", 0, 3, "0"),
    ("20000", -4, 3, "0"),
    ("20000", 1, 3, "600"),
    ("20000", 33, 3, "19800"),
    ("20000", 34, 3, "20000"),
    ("20000", 4000, 3, "20000"),
    ("333.33", 1, 3, "10.00"),
    ("0.15", 1, 3, "0.00"),
    ("0.17", 1, 3, "0.01"),
    ("20000", 10, 0, "0"),
]


@pytest.mark.parametrize(("fine", "confiscation", "declared", "waived", "due"), AMOUNTS)
def test_what_is_due(
    fine: str | None, confiscation: str | None, declared: str | None, waived: str | None, due: str
) -> None:
    ordered = replace(ORDERED, fine=_yuan(fine), confiscation=_yuan(confiscation))
    shown = Shown(paid=_yuan(due), surcharge=_yuan(declared), waived=_yuan(waived), confiscated=_yuan(confiscation))
    compared = compare(ordered, shown, rate=RATE)
    assert compared.due == Decimal(due)
    assert Doubt.AMOUNT_DIFFERS not in compared.doubts


@pytest.mark.parametrize(("fine", "days", "rate", "expected"), SURCHARGES)
def test_a_surcharge_grows_by_the_day_up_to_the_fine(fine: str, days: int, rate: int, expected: str) -> None:
    assert surcharge(Decimal(fine), days_late=days, rate=Decimal(rate)) == Decimal(expected)


def test_a_fine_paid_in_full_and_in_time_leaves_nothing_to_answer() -> None:
    compared = compare(ORDERED, PAID, rate=RATE)
    assert [(each.kind, each.amount) for each in compared.obligations] == [(Duty.FINE, Decimal(20000))]
    assert compared.doubts == ()


@pytest.mark.parametrize(
    ("shown", "doubt"),
    [
        ({"paid": Decimal("19999.99")}, Doubt.AMOUNT_DIFFERS),
        ({"paid": Decimal("20000.01")}, Doubt.AMOUNT_DIFFERS),
        ({"paid": None}, Doubt.AMOUNT_DIFFERS),
        ({"paid": Decimal(40000), "surcharge": Decimal("20000.01")}, Doubt.SURCHARGE_OVER_CAP),
        ({"paid_on": date(2026, 5, 26)}, Doubt.PAID_LATE),
        ({"in_instalments": True}, Doubt.INSTALMENTS),
        ({"payer": "河南宏运集团"}, Doubt.OTHER_PAYER),
        ({"paid_on": date(2026, 5, 7)}, Doubt.BEFORE_DECISION),
        ({"rectified_on": date(2026, 5, 7)}, Doubt.BEFORE_DECISION),
    ],
)
def test_each_of_these_alone_is_to_be_answered(shown: dict[str, object], doubt: Doubt) -> None:
    assert _with(**shown).doubts == (doubt,)


def test_late_payment_is_told_with_what_it_would_come_to() -> None:
    late = _with(paid_on=date(2026, 5, 28))
    assert (late.days_late, late.expected_surcharge) == (3, Decimal(1800))
    answered = _with(paid_on=date(2026, 5, 28), paid=Decimal(21800), surcharge=Decimal(1800))
    assert answered.doubts == ()


def test_nobody_is_late_where_no_rate_or_no_last_day_is_known() -> None:
    shown = replace(PAID, paid_on=date(2026, 9, 1))
    assert compare(ORDERED, shown, rate=None).doubts == ()
    assert compare(replace(ORDERED, pay_by=None), shown, rate=RATE).doubts == ()


def test_an_order_to_put_right_asks_for_the_form_of_the_authority() -> None:
    ordered = replace(ORDERED, orders_rectification=True)
    assert compare(ordered, PAID, rate=RATE).doubts == (Doubt.T16_MISSING,)
    compared = compare(ordered, replace(PAID, has_authority_form=True), rate=RATE)
    assert compared.doubts == ()
    assert [each.kind for each in compared.obligations] == [Duty.FINE, Duty.RECTIFY]


def test_confiscation_is_held_against_the_decision() -> None:
    ordered = replace(ORDERED, confiscation=Decimal(3000))
    shown = replace(PAID, paid=Decimal(23000), confiscated=Decimal(2999))
    assert compare(ordered, shown, rate=RATE).doubts == (Doubt.CONFISCATION_DIFFERS,)


def test_every_type_of_penalty_but_a_reprimand_is_a_duty() -> None:
    assert set(PenaltyType) - DUTY_OF.keys() == {PenaltyType.WARNING, PenaltyType.CRITICISM}
    ordered = replace(ORDERED, types=frozenset({each.value for each in PenaltyType} | {"UNHEARD_OF"}))
    kinds = [each.kind for each in compare(ordered, PAID, rate=RATE).obligations]
    assert kinds == [Duty.FINE, Duty.CONFISCATION, Duty.SUSPEND, Duty.REVOKE_LICENCE, Duty.OTHER]


def _with(**shown: object) -> Compared:
    return compare(ORDERED, replace(PAID, **shown), rate=RATE)  # type: ignore[arg-type] # the test names them


def _yuan(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
