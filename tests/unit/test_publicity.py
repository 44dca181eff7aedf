"""Classes and periods of records, by scenario."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.publicity import (
    Publicity,
    Rules,
    compute,
    count_by_severity,
    earliest_application,
    refuse_too_early,
)
from workflow_app.domain.regimes import find, select
from workflow_app.domain.seeds.parameters import PARAMETERS
from workflow_app.domain.seeds.regimes import REGIMES
from workflow_app.domain.seeds.severities import CLASS_RULES, VERSION
from workflow_app.domain.severity import ClassRule, Facts, PenaltyType, Severity, classify

RULES = Rules(REGIMES, CLASS_RULES, PARAMETERS)
FINE = Facts(date(2026, 5, 8), (PenaltyType.FINE,), Decimal(20_000))
SAFETY = Facts(date(2025, 12, 20), (PenaltyType.FINE,), Decimal(30_000), data_class="WORK_SAFETY")
SEVERAL = Facts(date(2026, 5, 8), (PenaltyType.WARNING, PenaltyType.FINE, PenaltyType.SUSPEND_LICENCE), Decimal(60_000))


def dates(publicity: Publicity) -> tuple[date | None, date | None, date | None]:
    return publicity.min_until, publicity.first_apply_on, publicity.max_until


def test_s20_a_general_record_of_may_may_be_repaired_from_the_ninth_of_august() -> None:
    found = compute(FINE, rules=RULES, on=date(2026, 9, 29))
    assert dates(found) == (date(2026, 8, 8), date(2026, 8, 9), date(2027, 5, 8))
    assert (found.severity, found.regime, found.class_rule_version) == (Severity.GENERAL, "R2026", VERSION)
    assert earliest_application(found) == date(2026, 8, 9)


def test_s21_one_day_too_early_is_refused_with_the_first_day() -> None:
    found = compute(FINE, rules=RULES, on=date(2026, 8, 8))
    with pytest.raises(RefusedError) as caught:
        refuse_too_early(found, on=date(2026, 8, 8))
    assert (caught.value.code, caught.value.values) == ("REPAIR_TOO_EARLY", {"earliest": date(2026, 8, 9), "days": 1})
    refuse_too_early(found, on=date(2026, 8, 9))


@pytest.mark.parametrize(
    "facts",
    [
        Facts(date(2026, 5, 26), (PenaltyType.WARNING,), simple_procedure=True),
        Facts(date(2026, 5, 26), (PenaltyType.WARNING,)),
        Facts(date(2026, 5, 26), (PenaltyType.FINE,), Decimal(500), simple_procedure=True),
    ],
)
def test_s22_a_minor_record_is_not_shown_and_has_nothing_to_repair(facts: Facts) -> None:
    found = compute(facts, rules=RULES, on=date(2026, 9, 29))
    assert found.severity is Severity.MINOR
    assert not found.displayed
    assert dates(found) == (None, None, None)
    with pytest.raises(RefusedError) as caught:
        refuse_too_early(found, on=date(2026, 9, 29))
    assert caught.value.code == "NOT_DISPLAYED"


def test_a_minor_record_that_is_shown_may_be_repaired_at_once_and_ends_after_three_months() -> None:
    shown = tuple(replace(row, value=True) if row.key == "publicity.minor.displayed" else row for row in PARAMETERS)
    facts = Facts(date(2026, 5, 26), (PenaltyType.WARNING,))
    found = compute(facts, rules=replace(RULES, parameters=shown), on=date(2026, 9, 29))
    assert dates(found) == (date(2026, 5, 26), date(2026, 5, 26), date(2026, 8, 26))


def test_s23_a_month_end_that_does_not_exist() -> None:
    found = compute(replace(FINE, decided_on=date(2026, 11, 30)), rules=RULES, on=date(2026, 12, 8))
    assert dates(found) == (date(2027, 2, 28), date(2027, 3, 1), date(2027, 11, 30))


def test_s25_several_types_take_the_longest_and_the_table_decides() -> None:
    found = compute(SEVERAL, rules=RULES, on=date(2026, 9, 29))
    assert (found.severity, found.min_until) == (Severity.SERIOUS, date(2027, 5, 8))
    milder = ClassRule(
        "2026.2",
        Severity.GENERAL,
        "draft",
        date(2026, 6, 1),
        penalty_type=PenaltyType.SUSPEND_LICENCE,
    )
    changed = compute(SEVERAL, rules=replace(RULES, classes=(*CLASS_RULES, milder)), on=date(2026, 9, 29))
    assert (changed.severity, changed.min_until) == (Severity.GENERAL, date(2026, 8, 8))
    assert (found.class_rule_version, changed.class_rule_version) == (VERSION, "2026.2")
    assert count_by_severity((found, changed)) == {Severity.MINOR: 0, Severity.GENERAL: 1, Severity.SERIOUS: 1}


def test_s28_the_rules_of_the_day_of_application_decide_and_both_are_kept() -> None:
    before = compute(SAFETY, rules=RULES, on=date(2026, 3, 31))
    assert (before.regime, before.min_until) == ("R2023", date(2026, 12, 20))
    after = compute(SAFETY, rules=RULES, on=date(2026, 4, 1))
    assert (after.regime, after.severity, after.min_until) == ("R2026", Severity.GENERAL, date(2026, 3, 20))
    assert [(each.regime, each.min_until) for each in after.considered] == [
        ("R2026", date(2026, 3, 20)),
        ("R2023", date(2026, 12, 20)),
    ]


def test_the_old_rules_stay_where_they_suit_the_subject_better() -> None:
    facts = replace(SEVERAL, decided_on=date(2026, 3, 2))
    found = compute(facts, rules=RULES, on=date(2026, 9, 29))
    assert (found.regime, found.min_until) == ("R2023", date(2026, 6, 2))
    assert [each.regime for each in found.considered] == ["R2023", "R2026"]


def test_a_decision_older_than_all_rules_goes_by_those_of_today() -> None:
    found = compute(replace(FINE, decided_on=date(2018, 1, 31)), rules=RULES, on=date(2026, 9, 29))
    assert found.regime == "R2026"
    assert len(found.considered) == 1


def test_market_regulation_has_rule_sets_of_its_own() -> None:
    assert select(REGIMES, on=date(2025, 12, 24), field="MARKET_REGULATION").key == "R_SAMR2021"
    assert select(REGIMES, on=date(2025, 12, 25), field="MARKET_REGULATION").key == "R_SAMR2025"
    assert select(REGIMES, on=date(2025, 12, 25), field="ECOLOGY").key == "R2023"
    assert select(REGIMES, on=date(2026, 4, 1)).key == "R2026"


def test_a_day_without_rules_is_said_so() -> None:
    assert find(REGIMES, on=date(2019, 6, 30)) is None
    with pytest.raises(RefusedError) as caught:
        select(REGIMES, on=date(2019, 6, 30))
    assert caught.value.code == "REGIME_MISSING"


def test_an_authority_draws_its_own_line_of_amount() -> None:
    own = ClassRule(
        "zm.1",
        Severity.SERIOUS,
        "own table",
        date(2026, 1, 1),
        penalty_type=PenaltyType.FINE,
        amount_from=Decimal(500_000),
        authority_id="zm",
    )
    rules = (*CLASS_RULES, own)
    small = replace(FINE, authority_id="zm")
    large = replace(small, fine=Decimal(500_000))
    assert classify(small, rules, regime="R2026", on=date(2026, 9, 29)).severity is Severity.GENERAL
    assert classify(large, rules, regime="R2026", on=date(2026, 9, 29)).rule is own
    assert classify(replace(large, authority_id="zz"), rules, regime="R2026", on=date(2026, 9, 29)).rule is not own


def test_a_type_without_a_row_is_refused_and_never_guessed() -> None:
    with pytest.raises(RefusedError) as caught:
        classify(FINE, (), regime="R2026", on=date(2026, 9, 29))
    assert caught.value.code == "CLASS_RULE_MISSING"


def test_e_waits_until_the_twenty_first_of_november() -> None:
    found = compute(replace(FINE, decided_on=date(2026, 8, 20)), rules=RULES, on=date(2026, 9, 29))
    assert found.first_apply_on == date(2026, 11, 21)
    with pytest.raises(RefusedError) as caught:
        refuse_too_early(found, on=date(2026, 9, 29))
    assert caught.value.values["days"] == 53


def test_versions_are_counted_and_not_spelt() -> None:
    rows = [
        ClassRule(version, Severity.GENERAL, "x", date(2026, 1, 1), penalty_type=each)
        for version, each in (("2026.9", PenaltyType.FINE), ("2026.10", PenaltyType.WARNING))
    ]
    facts = Facts(date(2026, 5, 1), (PenaltyType.FINE, PenaltyType.WARNING))
    assert classify(facts, rows, regime="R2026", on=date(2026, 5, 2)).version == "2026.10"
