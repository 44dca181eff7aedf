"""The data a new installation starts with, checked against the rules it will be used by."""

from collections import Counter
from datetime import date

from workflow_app.domain import identity_card, uscc
from workflow_app.domain.calendar import DayKind
from workflow_app.domain.parameters import lookup
from workflow_app.domain.publicity import Rules, compute
from workflow_app.domain.seeds.authorities import AUTHORITIES, DEPARTMENTS, OWN_SITE, SITES
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.seeds.demo_subjects import PEOPLE, SUBJECTS
from workflow_app.domain.seeds.parameters import PARAMETERS
from workflow_app.domain.seeds.regimes import REGIMES
from workflow_app.domain.seeds.severities import CLASS_RULES
from workflow_app.domain.severity import Facts, PenaltyType

TODAY = date(2026, 9, 29)


def test_every_code_is_valid_and_stands_there_once() -> None:
    codes = [each.uscc for each in (*SUBJECTS, *AUTHORITIES)]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if uscc.validate(code)] == []
    assert [each.key for each in PEOPLE if identity_card.validate(each.identity_number, today=TODAY)] == []


def test_every_department_belongs_to_an_authority_and_is_named_once() -> None:
    assert {each.authority for each in DEPARTMENTS} == {each.code for each in AUTHORITIES}
    assert max(Counter((each.authority, each.code) for each in DEPARTMENTS).values()) == 1


def test_there_is_one_own_site_and_the_others_have_addresses() -> None:
    told_by_people = {each.code for each in SITES if each.connector == "MANUAL"}
    assert [each.code for each in SITES if each.base_url is None and each.code not in told_by_people] == [OWN_SITE]


def test_no_two_values_hold_for_the_same_question() -> None:
    questions = Counter((row.key, row.regime, row.data_class, row.authority_id, row.valid_from) for row in PARAMETERS)
    assert [question for question, count in questions.items() if count > 1] == []


def test_every_value_names_its_origin() -> None:
    assert [row.key for row in PARAMETERS if not row.origin] == []
    assert [rule.version for rule in CLASS_RULES if not rule.origin] == []


def test_every_period_can_be_read_as_one() -> None:
    units = {"WORKING_DAYS", "CALENDAR_DAYS", "MONTHS", "YEARS"}
    periods = [row for row in PARAMETERS if row.unit.partition(":")[0] in units and row.value is not None]
    assert len([row.period() for row in periods]) > 40


def test_the_values_that_the_process_of_credit_repair_names_are_there() -> None:
    keys = ("result_wd", "own_site_wd", "share_wd", "first_review_wd", "second_review_wd", "decision_wd")
    assert [lookup(PARAMETERS, key=f"repair.{key}", on=TODAY).amount for key in keys] == [10, 1, 3, 2, 1, 1]


def test_every_type_under_every_rule_set_has_a_class_and_periods() -> None:
    rules = Rules(REGIMES, CLASS_RULES, PARAMETERS)
    for regime in REGIMES:
        for penalty_type in PenaltyType:
            facts = Facts(regime.valid_from, (penalty_type,), field=regime.field)
            found = compute(facts, rules=rules, on=regime.valid_from)
            assert found.regime == regime.key
            assert found.displayed == (found.min_until is not None)


def test_forty_decisions_of_which_three_are_wrong() -> None:
    assert len(DEMO_PENALTIES) == 40
    assert sum(each.is_bad for each in DEMO_PENALTIES) == 3
    assert len({each.key for each in DEMO_PENALTIES}) == 40


def test_clean_subjects_have_no_decision() -> None:
    names = {each.cells["CF_XDR_MC"] for each in DEMO_PENALTIES}
    clean = {each.name for each in SUBJECTS if each.key in {"R", "S", "T", "U"}}
    assert not names & clean


def test_day_kinds_fit_their_column() -> None:
    assert max(len(kind) for kind in DayKind) <= 40
