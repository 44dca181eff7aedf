"""The table of the gate: whole, and never milder when something bad is added."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workflow_app.domain.gate import (
    Channel,
    GateSnapshot,
    MatterFact,
    Outcome,
    RecordFact,
    Verdict,
    evaluate,
    is_milder,
)
from workflow_app.domain.gate_rules import CHECKS
from workflow_app.domain.seeds.gate import EXCLUDED_FIELDS, gate_defaults
from workflow_app.web.sentences import SENTENCES
from workflow_app.web.sentences_gate import FIELD_WORDS, NEXT

TODAY = date(2026, 9, 29)
OUTCOMES = {key: Outcome(value) for key, value, _, _ in gate_defaults() if key != "gate.excluded_fields"}
FIELDS = frozenset(EXCLUDED_FIELDS.split(","))

days = st.integers(-900, 900).map(lambda n: TODAY + timedelta(days=n))
records = st.builds(
    RecordFact,
    id=st.uuids().map(str),
    kind=st.sampled_from(["PENALTY", "SEVERE_ENTRY", "BREACH", "ABNORMAL_ENTRY"]),
    document_no=st.just("牟城管罚决字〔2026〕第031号"),
    decided_on=days,
    severity=st.sampled_from(["MINOR", "GENERAL", "SERIOUS"]),
    status=st.sampled_from(["ACTIVE", "REPAIRED", "REVOKED", "LIFTED"]),
    first_apply_on=st.none() | days,
    max_until=st.none() | days,
    appeal=st.sampled_from([None, "PENDING", "UPHELD"]),
    on_show=st.booleans(),
    breach_kind=st.sampled_from([None, "FALSE_PLEDGE", "NON_PERFORMANCE"]),
)
matters = st.builds(
    MatterFact,
    code=st.just("X"),
    field=st.sampled_from([None, "ECOLOGY", "GARDENING"]),
    is_instant=st.booleans(),
    pledge_whitelisted=st.booleans(),
    da_whitelisted=st.booleans(),
    legal_basis=st.sampled_from(["", "国办发〔2020〕42号"]),
)
pictures = st.builds(
    GateSnapshot,
    on=st.just(TODAY),
    subject_status=st.sampled_from(["ACTIVE", "REVOKED", "DEREGISTERED"]),
    records=st.lists(records, max_size=4).map(tuple),
    matter=st.none() | matters,
    record=st.none() | records,
    excluded_fields=st.just(FIELDS),
)


def verdict(picture: GateSnapshot, channel: Channel) -> Verdict:
    return evaluate(picture, channel, checks=CHECKS, outcome_of=OUTCOMES.__getitem__)


def with_more(picture: GateSnapshot, **more: object) -> GateSnapshot:
    known = {name: getattr(picture, name) for name in GateSnapshot.__dataclass_fields__}
    return GateSnapshot(**{**known, **more})  # type: ignore[arg-type] # as the test says


@given(pictures, records, st.sampled_from(Channel))
def test_one_more_record_never_makes_the_verdict_milder(
    picture: GateSnapshot, bad: RecordFact, channel: Channel
) -> None:
    before = verdict(picture, channel)
    after = verdict(with_more(picture, records=(*picture.records, bad)), channel)
    assert not is_milder(after.outcome, before.outcome)
    assert {reason.code for reason in before.reasons} <= {reason.code for reason in after.reasons}


@given(pictures, st.sampled_from(Channel), st.sampled_from(["REVOKED", "DEREGISTERED", "MERGED", "SPLIT"]))
def test_a_worse_standing_never_makes_the_verdict_milder(picture: GateSnapshot, channel: Channel, worse: str) -> None:
    before = verdict(with_more(picture, subject_status="ACTIVE"), channel)
    assert not is_milder(verdict(with_more(picture, subject_status=worse), channel).outcome, before.outcome)


@given(pictures, st.sampled_from(Channel))
def test_the_verdict_is_its_gravest_reason_and_the_gravest_come_first(picture: GateSnapshot, channel: Channel) -> None:
    found = verdict(picture, channel)
    outcomes = [reason.outcome for reason in found.reasons]
    assert found.outcome is (outcomes[0] if outcomes else Outcome.ALLOW)
    assert not any(is_milder(one, other) for one, other in pairwise(outcomes))
    assert Outcome.OFF not in outcomes


def test_every_outcome_that_a_check_may_ask_for_has_a_default() -> None:
    asked = {check.key(channel) for check in CHECKS if not check.fixed for channel in check.channels}
    assert asked == set(OUTCOMES)
    assert all(check.origin for check in CHECKS)


def test_every_reason_has_a_sentence_and_says_what_to_do_next() -> None:
    assert {check.code for check in CHECKS} <= set(SENTENCES)
    assert {check.code for check in CHECKS} == set(NEXT)
    assert set(FIELD_WORDS) == set(FIELDS)
