"""What stands against whom, check by check and day by day (rule 2.1); worked out by hand from the table of the law."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from workflow_app.domain.gate import Channel, GateSnapshot, MatterFact, Outcome, RecordFact, evaluate, is_milder
from workflow_app.domain.gate_rules import CHECKS
from workflow_app.domain.seeds.gate import EXCLUDED_FIELDS, gate_defaults

OUTCOMES = {key: Outcome(value) for key, value, _, _ in gate_defaults() if key != "gate.excluded_fields"}
PLEDGE, DEFERRED, GREEN, REPAIR = (
    Channel.PLEDGE_APPROVAL,
    Channel.DEFERRED_ACCEPTANCE,
    Channel.GREEN_CHANNEL,
    Channel.CREDIT_REPAIR,
)
FIRST, LAST = date(2026, 8, 9), date(2027, 5, 8)
TODAY = date(2026, 9, 29)
FINE = RecordFact(
    "1",
    "PENALTY",
    "〔2026〕第031号",
    date(2026, 5, 8),
    "GENERAL",
    "ACTIVE",
    date(2026, 8, 8),
    FIRST,
    LAST,
    on_show=True,
)
GRAVE = replace(FINE, id="2", severity="SERIOUS")
LISTED = replace(FINE, id="3", kind="SEVERE_ENTRY", severity="SERIOUS")
FALSE = replace(FINE, id="4", kind="BREACH", breach_kind="FALSE_PLEDGE", first_apply_on=None, max_until=None)
BROKEN = replace(FALSE, id="5", breach_kind="BREACH")
MATTER = MatterFact("EIA", field="ECOLOGY")
CLEAN = GateSnapshot(TODAY, excluded_fields=frozenset(EXCLUDED_FIELDS.split(",")))


def found(picture: GateSnapshot, channel: Channel) -> list[str]:
    verdict = evaluate(picture, channel, checks=CHECKS, outcome_of=OUTCOMES.__getitem__)
    return [f"{reason.outcome} {reason.code}" for reason in verdict.reasons]


def knowing(*records: RecordFact, on: date = TODAY, **more: object) -> GateSnapshot:
    return replace(CLEAN, on=on, records=records, **more)  # type: ignore[arg-type] # as the test says


@pytest.mark.parametrize(
    ("record", "pledge", "others", "repair"),
    [
        (FINE, ["MANUAL UNREPAIRED_RECORD"], ["DENY UNREPAIRED_RECORD"], []),
        (GRAVE, ["DENY SERIOUS_RECORD"], ["DENY SERIOUS_RECORD"], []),
        (LISTED, ["DENY SEVERE_ENTRY"], ["DENY SEVERE_ENTRY"], ["ALLOW SEVERE_ENTRY"]),
        (FALSE, ["DENY FALSE_PLEDGE"], ["DENY FALSE_PLEDGE"], ["MANUAL FALSE_PLEDGE"]),
        (BROKEN, ["DENY OPEN_BREACH"], ["DENY OPEN_BREACH"], ["ALLOW OPEN_BREACH"]),
        (replace(FINE, kind="ABNORMAL_ENTRY"), ["MANUAL UNREPAIRED_RECORD"], ["DENY UNREPAIRED_RECORD"], []),
        (replace(FINE, first_apply_on=None), [], [], []),
        (replace(FINE, max_until=None), [], [], []),
        (replace(FINE, max_until=TODAY), ["MANUAL UNREPAIRED_RECORD"], ["DENY UNREPAIRED_RECORD"], []),
        (replace(FINE, max_until=date(2026, 9, 28)), [], [], []),
        (replace(FINE, status="REVOKED"), [], [], []),
        (replace(FINE, status="REPAIRED", on_show=False), [], [], []),
        (replace(FINE, status="REPAIRED"), ["MANUAL RECORD_BEING_REMOVED"], ["DENY RECORD_BEING_REMOVED"], []),
        (replace(LISTED, max_until=TODAY), ["DENY SEVERE_ENTRY"], ["DENY SEVERE_ENTRY"], ["ALLOW SEVERE_ENTRY"]),
        (replace(LISTED, max_until=None), ["DENY SEVERE_ENTRY"], ["DENY SEVERE_ENTRY"], ["ALLOW SEVERE_ENTRY"]),
        (replace(LISTED, max_until=date(2026, 9, 28)), [], [], []),
        (replace(LISTED, status="LIFTED"), [], [], []),
        (replace(FALSE, status="REPAIRED", on_show=False), [], [], []),
        (replace(BROKEN, first_apply_on=FIRST, max_until=LAST), ["DENY OPEN_BREACH"], ["DENY OPEN_BREACH"],
         ["ALLOW OPEN_BREACH"]),
    ],
)  # fmt: skip
def test_a_record_closes_the_ways_that_the_law_names(
    record: RecordFact, pledge: list[str], others: list[str], repair: list[str]
) -> None:
    picture = knowing(record)
    assert [found(picture, each) for each in (PLEDGE, DEFERRED, GREEN, REPAIR)] == [pledge, others, others, repair]


@pytest.mark.parametrize(
    ("matter", "pledge", "deferred"),
    [
        (MATTER, ["DENY EXCLUDED_FIELD"], ["DENY EXCLUDED_FIELD"]),
        (replace(MATTER, field="GARDENING"), [], []),
        (replace(MATTER, pledge_whitelisted=True, legal_basis="甲"), [], ["DENY EXCLUDED_FIELD"]),
        (replace(MATTER, da_whitelisted=True, legal_basis="甲"), ["DENY EXCLUDED_FIELD"], []),
        (replace(MATTER, pledge_whitelisted=True, legal_basis=" "), ["DENY WHITELIST_WITHOUT_BASIS"],
         ["DENY EXCLUDED_FIELD"]),
        (replace(MATTER, field=None, is_instant=True), [], ["DENY INSTANT_MATTER"]),
    ],
)  # fmt: skip
def test_a_matter_closes_the_promised_ways_only(matter: MatterFact, pledge: list[str], deferred: list[str]) -> None:
    picture = replace(CLEAN, matter=matter)
    assert [found(picture, each) for each in (PLEDGE, DEFERRED)] == [pledge, deferred]
    assert (found(picture, GREEN), found(picture, REPAIR)) == ([], [])


@pytest.mark.parametrize(
    ("asked", "on", "expected"),
    [
        (FINE, date(2026, 8, 8), ["DENY REPAIR_TOO_EARLY"]),
        (FINE, FIRST, []),
        (FINE, LAST, []),
        (FINE, date(2027, 5, 9), ["DENY NOT_DISPLAYED"]),
        (replace(FINE, first_apply_on=None), TODAY, ["DENY NOT_DISPLAYED"]),
        (replace(FINE, open_case_id="c"), TODAY, ["DENY RECORD_HAS_OPEN_CASE"]),
        (replace(FINE, open_case_id="c", status="REPAIRED"), TODAY, ["DENY RECORD_HAS_OPEN_CASE"]),
        (replace(FINE, status="REPAIRED"), TODAY, ["DENY RECORD_NOT_REPAIRABLE"]),
        (replace(FINE, status="REVOKED", first_apply_on=None), TODAY, ["DENY RECORD_NOT_REPAIRABLE"]),
        (replace(FINE, appeal="PENDING"), TODAY, ["MANUAL APPEAL_PENDING"]),
        (replace(FINE, appeal="UPHELD"), TODAY, []),
        (replace(FINE, reapply_on=TODAY + timedelta(days=1)), TODAY, ["DENY REFUSED_BEFORE"]),
        (replace(FINE, reapply_on=TODAY), TODAY, []),
        (replace(FINE, reapply_on=TODAY, status="REVOKED"), TODAY - timedelta(days=1), ["DENY RECORD_NOT_REPAIRABLE"]),
        (replace(FINE, free_on=TODAY + timedelta(days=1)), TODAY, ["DENY SAME_BEHAVIOUR_REPAIRED"]),
        (replace(FINE, free_on=TODAY), TODAY, []),
        (LISTED, date(2026, 8, 8), ["DENY SEVERE_MINIMUM", "MANUAL OTHER_PROCEDURE"]),
        (LISTED, FIRST, ["MANUAL OTHER_PROCEDURE"]),
        (replace(FINE, kind="ABNORMAL_ENTRY"), TODAY, ["MANUAL OTHER_PROCEDURE"]),
        (FALSE, TODAY, []),
        (replace(FALSE, max_until=TODAY - timedelta(days=1), first_apply_on=FIRST), TODAY, []),
        (replace(FALSE, reapply_on=TODAY + timedelta(days=1)), TODAY, ["DENY REFUSED_BEFORE"]),
        (replace(FALSE, free_on=TODAY + timedelta(days=1)), TODAY, ["DENY SAME_BEHAVIOUR_REPAIRED"]),
        (replace(FALSE, status="REPAIRED"), TODAY, ["DENY RECORD_NOT_REPAIRABLE"]),
        (replace(LISTED, max_until=date(2026, 8, 7)), date(2026, 8, 8), ["DENY NOT_DISPLAYED",
         "MANUAL OTHER_PROCEDURE"]),
    ],
)  # fmt: skip
def test_a_repair_may_be_asked_for_from_the_first_day_to_the_last(
    asked: RecordFact, on: date, expected: list[str]
) -> None:
    assert found(knowing(asked, on=on, record=asked), REPAIR) == expected
    assert not [each for each in found(knowing(on=on, record=asked), GREEN) if "TOO_EARLY" in each]


@pytest.mark.parametrize(
    ("status", "successor", "easier", "repair"),
    [
        ("ACTIVE", None, [], []),
        ("REVOKED", None, ["DENY LICENCE_REVOKED"], ["MANUAL LICENCE_REVOKED"]),
        ("DEREGISTERED", None, ["DENY SUBJECT_GONE"], ["DENY SUBJECT_GONE"]),
        ("MERGED", "X", ["DENY SUBJECT_SUCCEEDED"], ["MANUAL SUBJECT_SUCCEEDED"]),
        ("SPLIT", None, ["DENY SUBJECT_GONE"], ["DENY SUBJECT_GONE"]),
    ],
)
def test_a_subject_that_is_gone_has_no_way_left_but_its_successors(
    status: str, successor: str | None, easier: list[str], repair: list[str]
) -> None:
    picture = replace(CLEAN, subject_status=status, successor=successor)
    assert [found(picture, each) for each in (PLEDGE, DEFERRED, GREEN, REPAIR)] == [easier, easier, easier, repair]


def test_all_reasons_are_told_and_the_gravest_first() -> None:
    assert found(knowing(FINE, FALSE), PLEDGE) == ["DENY FALSE_PLEDGE", "MANUAL UNREPAIRED_RECORD"]


def test_an_outcome_is_milder_only_where_it_differs() -> None:
    assert is_milder(Outcome.MANUAL, Outcome.DENY)
    assert not is_milder(Outcome.DENY, Outcome.DENY)
    assert not is_milder(Outcome.DENY, Outcome.ALLOW)


def test_a_check_that_is_off_says_nothing_and_one_that_is_fixed_asks_nobody() -> None:
    off = evaluate(knowing(FINE), PLEDGE, checks=CHECKS, outcome_of=lambda _: Outcome.OFF)
    assert (off.outcome, off.reasons) == (Outcome.ALLOW, ())
    shut = evaluate(
        knowing(record=replace(FINE, open_case_id="c")), REPAIR, checks=CHECKS, outcome_of=lambda _: Outcome.OFF
    )
    assert [reason.code for reason in shut.reasons] == ["RECORD_HAS_OPEN_CASE"]
