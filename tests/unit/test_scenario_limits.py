"""The numbers of the scenarios with the limits that are seeded, not with numbers that the test itself writes."""

from datetime import date, datetime
from itertools import pairwise

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.parameters import lookup
from workflow_app.domain.periods import Due, capped, due, in_time
from workflow_app.domain.reminders import Stage, moments_between, warning_days
from workflow_app.domain.seeds.parameters import PARAMETERS, own_parameters
from workflow_app.domain.time import ZONE, local_date

YEAR = seed_days(2026)
ROWS = (*PARAMETERS, *own_parameters({"ZZ_ECOLOGY": "ecology", "ZM_URBAN": "urban"}))


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)


def ends(key: str, start: date, *, regime: str | None = "R2026", authority_id: str | None = None) -> Due:
    limit = lookup(ROWS, key=key, on=start, regime=regime, authority_id=authority_id)
    return due(YEAR, limit.period(), start)


def working(amount: int, start: date) -> Due:
    return YEAR.count_working_days(start, amount)


def test_s03_the_check_is_due_in_two_months_and_escalates_to_the_office_on_the_second_of_september() -> None:
    found = ends("commitment.post_check_due", day("07-01"))
    assert (found.due_on, found.due_at) == (day("09-01"), at("09-02 00:00"))
    (over, late) = moments_between(YEAR, found, at("09-02 00:00"), at("09-02 09:00"))
    assert [(each.stage, each.days) for each in (over, late)] == [(Stage.OVER, 0), (Stage.LATE, 1)]
    assert not moments_between(YEAR, found, at("09-01 09:01"), at("09-01 23:59"))


def test_s07_and_s08_what_may_be_asked_for_ends_with_the_promised_limit() -> None:
    accepted = day("09-18")
    asked = [int(each) for each in str(lookup(ROWS, key="da.allowed_wd", on=accepted).value).split(",")]
    promised = working(15, accepted)
    given = {amount: capped(working(amount, accepted), promised).due_on for amount in asked}
    assert given == {5: day("09-24"), 10: day("10-09"), 15: day("10-15"), 20: day("10-15")}
    assert not {day("10-02"), day("10-12"), day("10-01"), day("09-28"), day("10-22")} & set(given.values())
    assert lookup(ROWS, key="da.cap", on=accepted).value == "PROMISED_LIMIT"


def test_s11_grace_is_counted_from_the_promised_end_and_is_over_at_midnight() -> None:
    grace = ends("da.grace_wd", day("10-15"))
    assert (grace.due_on, grace.due_at) == (day("11-05"), at("11-06 00:00"))
    assert (in_time(at("11-05 23:59:59"), grace.due_at), in_time(at("11-06 00:00"), grace.due_at)) == (True, False)


def test_s12_what_arrives_on_the_twelfth_counts_on_the_twelfth() -> None:
    arrived = at("10-12 10:00")
    supplement, promised, grace = (
        working(10, day("09-18")),
        working(15, day("09-18")),
        ends("da.grace_wd", day("10-15")),
    )
    assert local_date(arrived) == day("10-12")
    assert [in_time(arrived, each.due_at) for each in (supplement, promised, grace)] == [False, True, True]
    assert all(one.due_at < other.due_at for one, other in pairwise((supplement, promised, grace)))


def test_s20_every_day_of_the_happy_path_by_the_seeded_limits() -> None:
    applied, accepted, granted = day("08-10"), day("08-12"), day("08-19")
    assert ends("repair.accept_wd", applied).due_on == day("08-13")
    assert ends("repair.authority_result_wd", accepted).due_on == day("08-21")
    overall = ends("repair.result_wd", applied)
    assert overall.due_on == day("08-24")
    publicity = ends("repair.publicity_wd", day("08-13"))
    assert publicity.counted == (day("08-14"), day("08-17"), day("08-18"))
    assert publicity.due_at < overall.due_at, "within the limit, not beside it"
    assert ends("repair.own_site_wd", granted).due_on == day("08-20")
    assert ends("repair.share_wd", granted).due_on == day("08-24")


def test_s28_the_limits_over_the_spring_holiday_are_those_of_the_new_rules() -> None:
    assert ends("repair.accept_wd", day("04-01")).due_on == day("04-07")
    assert ends("repair.result_wd", day("04-01")).due_on == day("04-16")


def test_s50_a_verification_is_due_on_the_twenty_sixth_of_february() -> None:
    found = ends("verification.due_wd", day("02-12"), regime=None)
    assert found.counted == (day("02-13"), day("02-14"), day("02-24"), day("02-25"), day("02-26"))
    assert len([each for each in found.skipped if each.why.startswith("HOLIDAY:spring_festival")]) == 9


def test_s53_one_authority_counts_days_and_the_other_working_days() -> None:
    decided = day("09-28")
    days = ends("dual_publicity.limit", decided, authority_id="ecology")
    assert days.due_on == day("10-08")
    assert days.counted[-1] == day("10-05"), "the seventh day itself is a holiday"
    assert day("09-30") in warning_days(YEAR, days)
    assert ends("dual_publicity.limit", decided, authority_id="urban").due_on == day("10-13")
