"""Entries in the list of serious dishonesty and breaches: only on a document, and closed ways until they end."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from inlet_acts import ask, at, enter, know, lift
from office import Office

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.commands.inlets import EnterAdverse
from workflow_app.domain.errors import ForbiddenError, InvalidError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import BreachKind, EntryKind, LiftGround
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Regime, Subject
from workflow_app.services.entries import enter_adverse
from workflow_app.services.records import get_record

A, B, E, F = (SUBJECT_BY_KEY[key].uscc for key in "ABEF")
FALSE = {"breach_kind": BreachKind.FALSE_PLEDGE}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    yield made
    made.close()


def test_s42_an_entry_in_the_list_of_serious_dishonesty_stays_for_a_year(office: Office) -> None:
    at(office, 2026, 6, 1, 9, 0)
    subject_id = know(office, "E")
    entry = enter(office, subject_id, EntryKind.SEVERE_ENTRY)
    assert (entry.first_lift_on, entry.max_until) == (date(2027, 6, 2), date(2029, 6, 1))
    office.work()
    at(office, 2026, 10, 12, 9, 0)
    with pytest.raises(RefusedError) as refused:
        lift(office, entry.id, LiftGround.REPAIRED)
    assert (refused.value.code, refused.value.values["earliest"]) == ("SEVERE_MINIMUM", date(2027, 6, 2))
    gate = ask(office, E, "credit_repair", record_id=entry.id)
    assert [(each.code, each.outcome) for each in gate.reasons] == [
        ("SEVERE_MINIMUM", "DENY"),
        ("OTHER_PROCEDURE", "MANUAL"),
    ]
    for channel in ("green_channel", "pledge_approval", "deferred_acceptance"):
        assert [each.code for each in ask(office, E, channel).reasons] == ["SEVERE_ENTRY"]
    assert lift(office, entry.id, LiftGround.BASIS_REVOKED).status == "REVOKED", "what was wrong ends at once"
    assert ask(office, E, "green_channel").outcome == "ALLOW"
    office.work()
    office.pass_time(minutes=2)
    record = get_record(entry.id, actor=office.people["data_clerk"], tools=office.tools)
    assert {each.status for each in record.listings} == {"REMOVED"}


def test_on_its_first_day_an_entry_is_lifted_for_good_conduct(office: Office) -> None:
    at(office, 2026, 6, 1, 9, 0)
    entry = enter(office, know(office, "E"), EntryKind.SEVERE_ENTRY)
    at(office, 2027, 6, 2, 0, 0)
    assert lift(office, entry.id, LiftGround.REPAIRED).status == "REPAIRED"


def test_an_entry_goes_by_the_rule_set_that_the_rows_have_on_its_day(office: Office) -> None:
    subject_id = know(office, "E")
    with office.tools.database.write() as unit:
        (old,) = [row for row in unit.rules.list_regimes() if row.key == "R2026"]
        old.valid_to = date(2026, 8, 31)
        names = {"name_zh": "新办法", "name_en": "New measures", "instrument": "第99号令", "origin": "公报"}
        unit.add(Regime(key="R2026B", valid_from=date(2026, 9, 1), **names))
        for authority in unit.authorities.list_all():
            authority.parameter_version += 1
        unit.commit()
    for number, (decided_on, expected) in enumerate(
        [(date(2026, 8, 31), "R2026"), (date(2026, 9, 1), "R2026B"), (date(2026, 3, 31), "R2023")]
    ):
        entry = enter(office, subject_id, EntryKind.SEVERE_ENTRY, document_no=str(number), decided_on=decided_on)
        with office.tools.database.read() as unit:
            assert unit.records.get(entry.id).record.regime == expected
    with pytest.raises(RefusedError, match="REGIME_MISSING"):
        enter(office, subject_id, EntryKind.SEVERE_ENTRY, document_no="9", decided_on=date(2019, 6, 30))


def test_s06_a_false_pledge_closes_the_easier_ways_and_is_not_ended_by_one_person(office: Office) -> None:
    subject_id = know(office, "A")
    breach = enter(
        office, subject_id, EntryKind.BREACH, breach_kind=BreachKind.FALSE_PLEDGE, document_no="郑环撤字〔2026〕第4号"
    )
    for channel in ("pledge_approval", "deferred_acceptance"):
        reasons = ask(office, A, "CONSTRUCTION_WASTE", channel).reasons
        assert [(each.code, each.outcome) for each in reasons] == [("FALSE_PLEDGE", "DENY")]
    (reason,) = ask(office, A, "credit_repair").reasons
    assert (reason.code, reason.values["earliest"]) == ("REPAIR_TOO_EARLY", "2026-12-30"), "it has a class, and its day"
    with pytest.raises(RefusedError, match="BREACH_BY_APPLICATION"):
        lift(office, breach.id, LiftGround.REPAIRED)
    lift(office, breach.id, LiftGround.BASIS_REVOKED)
    assert ask(office, A, "EIA_APPROVAL").outcome == "ALLOW"


def test_the_breach_of_a_natural_person_is_ended_on_a_document_after_its_shortest_display(office: Office) -> None:
    subject_id, made_at = new_id(), office.clock.now()
    person = Subject(id=subject_id, kind="PERSON", name="段志勇", status="ACTIVE", created_at=made_at)
    with office.tools.database.write() as unit:
        unit.add(person)
        unit.commit()
    entry = enter(office, subject_id, EntryKind.BREACH, **FALSE)
    assert not entry.by_application
    with pytest.raises(RefusedError, match="SEVERE_MINIMUM"):
        lift(office, entry.id, LiftGround.REPAIRED)
    at(office, 2027, 1, 4, 9, 0)
    assert lift(office, entry.id, LiftGround.REPAIRED).status == "REPAIRED"


def test_nobody_is_entered_without_a_legally_effective_document(office: Office) -> None:
    subject_id = know(office, "A")
    with pytest.raises(InvalidError) as refused:
        enter(office, subject_id, EntryKind.SEVERE_ENTRY, document_no="", decided_on=None, facts="", basis="")
    assert {each.field for each in refused.value.errors} == {"/document_no", "/decided_on"}
    with pytest.raises(InvalidError):
        enter(office, subject_id, EntryKind.BREACH)
    first = enter(office, subject_id, EntryKind.SEVERE_ENTRY)
    assert enter(office, subject_id, EntryKind.SEVERE_ENTRY).id == first.id, "the same document is one entry"
    elsewhere = Actor(new_id(), "x", frozenset({Grant(Role.CREDIT_OFFICE, new_id())}))
    with pytest.raises(ForbiddenError):
        enter_adverse(
            EnterAdverse(EntryKind.SEVERE_ENTRY, subject_id, office.authority.id, "x", date(2026, 1, 1), "x", "x"),
            actor=elsewhere,
            tools=office.tools,
        )
