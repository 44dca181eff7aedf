"""The edges of classes, rule sets and displays: first and last days, ties, and what is set by an authority itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.parameters import Parameter
from workflow_app.domain.publicity import Rules, compute, refuse_too_early
from workflow_app.domain.regimes import Regime, select
from workflow_app.domain.seeds.parameters import PARAMETERS
from workflow_app.domain.seeds.regimes import REGIMES
from workflow_app.domain.seeds.severities import CLASS_RULES
from workflow_app.domain.severity import ClassRule, Facts, PenaltyType, Severity, classify

RULES = Rules(REGIMES, CLASS_RULES, PARAMETERS)
FINE = Facts(date(2026, 5, 8), (PenaltyType.FINE,), Decimal(20_000))
SUSPENDED = Facts(date(2026, 5, 8), (PenaltyType.SUSPEND_LICENCE,))
TODAY = date(2026, 9, 29)


def rule(severity: Severity, **more: object) -> ClassRule:
    given = {"version": "x", "origin": "test", "valid_from": date(2020, 1, 1), **more}
    return ClassRule(severity=severity, **given)  # type: ignore[arg-type] # as the test says


def test_a_decision_of_a_later_day_goes_by_the_rules_of_its_own_day() -> None:
    found = compute(replace(FINE, decided_on=date(2026, 4, 2)), rules=RULES, on=date(2026, 3, 31))
    assert (found.regime, len(found.considered)) == ("R2026", 1)
    milder = rule(Severity.GENERAL, penalty_type=PenaltyType.SUSPEND_LICENCE, valid_from=date(2026, 5, 8))
    with_milder = replace(RULES, classes=(*CLASS_RULES, milder))
    assert compute(SUSPENDED, rules=with_milder, on=date(2026, 5, 1)).severity is Severity.GENERAL


def test_the_old_computation_keeps_the_table_of_its_own_day() -> None:
    graver = rule(Severity.SERIOUS, penalty_type=PenaltyType.FINE, valid_from=date(2026, 6, 1))
    found = compute(
        replace(FINE, decided_on=date(2026, 3, 2)), rules=replace(RULES, classes=(*CLASS_RULES, graver)), on=TODAY
    )
    assert {each.regime: each.severity for each in found.considered} == {
        "R2023": Severity.GENERAL,
        "R2026": Severity.SERIOUS,
    }


def test_of_two_equal_first_days_the_shorter_display_wins() -> None:
    found = compute(replace(FINE, decided_on=date(2022, 5, 9)), rules=RULES, on=date(2023, 6, 1))
    assert (found.regime, found.first_apply_on, found.max_until) == ("R2019", date(2022, 8, 10), date(2023, 5, 9))
    assert [each.max_until for each in found.considered] == [date(2023, 5, 9), date(2025, 5, 9)]


def test_an_authority_may_show_for_longer_than_the_others() -> None:
    own = Parameter("publicity.general.min", 6, "MONTHS", "own", date(2020, 1, 1), authority_id="zm", regime="R2026")
    rules = replace(RULES, parameters=(*PARAMETERS, own))
    assert compute(replace(FINE, authority_id="zm"), rules=rules, on=TODAY).min_until == date(2026, 11, 8)
    assert compute(replace(FINE, authority_id="zz"), rules=rules, on=TODAY).min_until == date(2026, 8, 8)


def test_a_display_moves_off_holidays_only_where_the_parameter_says_so() -> None:
    facts = replace(FINE, decided_on=date(2026, 5, 1))
    assert (found := compute(facts, rules=RULES, on=TODAY)).min_until == date(2026, 8, 1)
    assert found.max_until == date(2027, 5, 1)
    shifts = tuple(replace(row, value=True) if row.key == "publicity.shift_on_holiday" else row for row in PARAMETERS)
    moved = compute(facts, rules=replace(RULES, parameters=shifts, calendar=seed_days(2026)), on=TODAY)
    assert (moved.min_until, moved.max_until) == (date(2026, 8, 3), date(2027, 5, 3))


def test_the_first_day_itself_is_early_enough() -> None:
    found = compute(FINE, rules=RULES, on=date(2026, 8, 9))
    assert found.first_apply_on == date(2026, 8, 9)
    refuse_too_early(found, on=date(2026, 8, 9))


def test_of_two_rule_sets_in_force_the_newer_one_holds() -> None:
    newer = Regime("R2026B", "第99号令", date(2026, 9, 1))
    assert select((newer, *REGIMES), on=TODAY).key == "R2026B"
    assert select((*REGIMES, newer), on=TODAY).key == "R2026B"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 8, 31), Severity.GENERAL),
        (date(2026, 9, 1), Severity.SERIOUS),
        (date(2026, 9, 30), Severity.SERIOUS),
        (date(2026, 10, 1), Severity.GENERAL),
    ],
)
def test_a_row_of_the_table_holds_on_its_first_and_on_its_last_day(on: date, expected: Severity) -> None:
    graver = rule(
        Severity.SERIOUS, penalty_type=PenaltyType.FINE, valid_from=date(2026, 9, 1), valid_to=date(2026, 9, 30)
    )
    assert classify(FINE, (*CLASS_RULES, graver), regime="R2026", on=on).severity is expected


@pytest.mark.parametrize(
    ("own", "facts", "covered"),
    [
        ({"field": "ECOLOGY"}, {"field": "ECOLOGY"}, True),
        ({"field": "ECOLOGY"}, {"field": "URBAN"}, False),
        ({"field": "ECOLOGY"}, {}, False),
        ({"data_class": "FOOD"}, {"data_class": "FOOD"}, True),
        ({"data_class": "FOOD"}, {"data_class": "FIRE"}, False),
        ({"regime": "R2023"}, {}, False),
        ({"simple_procedure": True}, {}, False),
        ({"amount_from": Decimal(20_000)}, {}, True),
        ({"amount_from": Decimal("20000.01")}, {}, False),
    ],
)
def test_a_row_covers_what_it_names_and_nothing_else(
    own: dict[str, object], facts: dict[str, object], *, covered: bool
) -> None:
    asked = replace(FINE, **facts)  # type: ignore[arg-type] # as the table says
    row = rule(Severity.SERIOUS, penalty_type=PenaltyType.FINE, **own)
    assert row.covers(asked, PenaltyType.FINE, regime="R2026", on=TODAY) is covered


def test_the_row_of_an_authority_wins_over_that_of_its_field_and_a_line_over_none() -> None:
    facts = replace(FINE, field="ECOLOGY", authority_id="zz")
    own, field = rule(Severity.MINOR, authority_id="zz"), rule(Severity.SERIOUS, field="ECOLOGY")
    assert classify(facts, (own, field), regime="R2026", on=TODAY).rule is own
    line, none = rule(Severity.SERIOUS, amount_from=Decimal(0)), rule(Severity.MINOR, penalty_type=PenaltyType.FINE)
    assert classify(facts, (none, line), regime="R2026", on=TODAY).rule is line


def test_a_decision_that_names_no_type_is_of_another_type() -> None:
    other = rule(Severity.GENERAL, penalty_type=PenaltyType.OTHER)
    assert classify(replace(FINE, penalty_types=()), (other,), regime="R2026", on=TODAY).rule is other
