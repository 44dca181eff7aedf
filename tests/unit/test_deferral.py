"""The three days of documents that follow, and what may follow at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.clock_rules import Rules
from workflow_app.domain.deferral import Lapse, asked_for, days_of, lapse_after, may_try_again
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.matters import Deferral, Material, MatterContent, Need

FRIDAY = date(2026, 9, 18)
RULES = Rules(seed_days(2026), (), FRIDAY)
CONTENT = MatterContent(
    materials=(Material(key="plan"), *(Material(key=key, need=Need.DEFERRABLE) for key in ("one", "two", "three"))),
    deferral=Deferral(offered=True, allowed_wd=(5, 10), most=2),
)
LATER = {"has_one": "LATER", "reason_one": "盖章中", "requested_wd": "10"}


@pytest.mark.parametrize(
    ("requested", "supplement"), [(5, date(2026, 9, 24)), (10, date(2026, 10, 9)), (20, date(2026, 10, 15))]
)
def test_the_three_days_of_s07_and_s08(requested: int, supplement: date) -> None:
    days = days_of(RULES, accepted_on=FRIDAY, told_on=FRIDAY, requested=requested, promised=15, grace=15)
    assert (days.supplement_on, days.promised_on) == (supplement, date(2026, 10, 15))
    assert days.grace_on == date(2026, 11, 5)


def test_without_grace_there_is_no_third_day() -> None:
    days = days_of(RULES, accepted_on=FRIDAY, told_on=FRIDAY, requested=5, promised=15, grace=0)
    assert days.grace_on is None


@given(told=st.integers(0, 20), requested=st.integers(1, 30), promised=st.integers(1, 30))
def test_nobody_is_late_because_an_office_was_silent(told: int, requested: int, promised: int) -> None:
    told_on = RULES.calendar.count_working_days(FRIDAY, told).due_on if told else FRIDAY
    days = days_of(RULES, accepted_on=FRIDAY, told_on=told_on, requested=requested, promised=promised, grace=15)
    assert days.supplement_on <= days.promised_on
    left = RULES.calendar.working_days_between(told_on, days.supplement_on)
    assert left == max(0, min(requested, promised - told))


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"has_one": "NOW"}, "/values/has_one", "NOTHING_DEFERRED"),
        (
            {"has_two": "LATER", "reason_two": "x", "has_three": "LATER", "reason_three": "x"},
            "/values/has_three",
            "DEFERRED_TOO_MANY",
        ),
        ({"requested_wd": "7"}, "/values/requested_wd", "DAYS_NOT_ON_OFFER"),
        ({"requested_wd": ""}, "/values/requested_wd", "REQUIRED"),
        ({"reason_one": " "}, "/values/reason_one", "REQUIRED"),
    ],
)
def test_what_the_edition_does_not_allow_is_refused_at_its_field(
    changed: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        asked_for(CONTENT, {**LATER, **changed})
    assert (field, code) in {(each.field, each.code) for each in refused.value.errors}


def test_what_is_essential_never_follows_even_if_somebody_says_so() -> None:
    asked = asked_for(CONTENT, {**LATER, "has_plan": "LATER", "reason_plan": "x"})
    assert [key for key, _ in asked.reasons] == ["one"]


def test_a_wrong_document_may_be_brought_once_more_and_only_up_to_the_day() -> None:
    assert may_try_again(tries=1, retries=1, today=FRIDAY, supplement_on=FRIDAY)
    assert not may_try_again(tries=2, retries=1, today=FRIDAY, supplement_on=FRIDAY)
    assert not may_try_again(tries=1, retries=1, today=date(2026, 9, 19), supplement_on=FRIDAY)
    assert not may_try_again(tries=1, retries=0, today=FRIDAY, supplement_on=FRIDAY)


@pytest.mark.parametrize(
    ("clock", "has_grace", "over", "follows"),
    [
        ("da.supplement", True, False, Lapse.LATE),
        ("da.supplement", True, True, Lapse.SUSPEND),
        ("da.supplement", False, False, Lapse.END),
        ("da.promised", True, True, Lapse.SUSPEND),
        ("da.grace", True, True, Lapse.END),
    ],
)
def test_each_of_the_three_days_has_its_own_effect(clock: str, *, has_grace: bool, over: bool, follows: Lapse) -> None:
    assert lapse_after(clock, has_grace=has_grace, promised_is_over=over) is follows
