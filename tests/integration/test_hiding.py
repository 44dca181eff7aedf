"""Hiding a record in an emergency: one person at once, a second one confirms or puts back, on both databases."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hiding_acts import (
    WHY,
    ask,
    grant,
    granted,
    hide,
    look,
    on_public_page,
    settle,
    sites_of,
    told_codes,
    trail,
    waiting,
)
from inlet_acts import ask as ask_gate
from moody_sites import bring_in
from office import PENALTY_OF_B, B, Office
from sqlalchemy import select

from workflow_app.domain.actors import Grant, Role
from workflow_app.domain.commands.hiding import HideRecord, HidingFilter, SettleHiding
from workflow_app.domain.errors import ConflictError, DomainError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.hiding import HidingReason
from workflow_app.models import Hiding, Removal
from workflow_app.services.cases import get_case
from workflow_app.services.hiding import hide_record, settle_hiding
from workflow_app.services.hiding_views import get_hiding, list_hidings
from workflow_app.services.records import get_public_record

ALL_SHOWN = {"OWN": "SHOWN", "CREDIT_ZZ": "SHOWN", "NECIPS": "SHOWN"}
ALL_GONE = dict.fromkeys(ALL_SHOWN, "REMOVED")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("data_clerk_2", Role.DATA_CLERK)
    made.hire("section_head", Role.SECTION_HEAD)
    made.hire("credit_office", Role.CREDIT_OFFICE)
    yield made
    made.close()


def test_what_is_hidden_is_gone_from_our_site_when_the_call_returns_and_from_the_others_soon(office: Office) -> None:
    record_id = office.record_id()
    assert on_public_page(office, PENALTY_OF_B)
    hide(office)
    assert not on_public_page(office, PENALTY_OF_B)
    with pytest.raises(NotFoundError):
        get_public_record(record_id, tools=office.tools)
    assert sites_of(office, record_id) == {"OWN": "REMOVED", "CREDIT_ZZ": "REMOVING", "NECIPS": "REMOVING"}
    office.pass_time(minutes=1)
    office.pass_time(minutes=2)
    assert sites_of(office, record_id) == ALL_GONE
    assert told_codes(office)[-1] == "RECORD_HIDDEN"
    assert "HIDING_TO_SETTLE" in told_codes(office, role="SECTION_HEAD")


def test_a_hidden_record_keeps_its_standing_and_goes_on_counting(office: Office) -> None:
    before = ask_gate(office, B, "CONSTRUCTION_WASTE").reasons
    assert before
    hide(office)
    assert ask_gate(office, B, "CONSTRUCTION_WASTE").reasons == before
    assert office.open().status == "DRAFT", "a repair may be asked for"


def test_a_second_person_confirms_and_both_are_in_the_trail(office: Office) -> None:
    hiding = hide(office)
    assert waiting(office) == [PENALTY_OF_B]
    with pytest.raises(ForbiddenError, match="SECOND_PERSON_NEEDED"):
        settle(office, hiding, "data_clerk", stays=True)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        settle(office, hiding, "first_reviewer", stays=True)
    settle(office, hiding, "section_head", stays=True)
    assert (waiting(office), waiting(office, show="hidden")) == ([], [PENALTY_OF_B])
    assert trail(office, "record.hid") == [
        ("record.hidden", "data_clerk"), ("record.hiding_confirmed", "section_head"),
    ]  # fmt: skip
    with pytest.raises(ConflictError, match="NOTHING_TO_CONFIRM"):
        settle(office, hiding, "data_clerk_2", stays=False)


def test_what_is_put_back_is_shown_by_every_site_that_had_taken_it_down(office: Office) -> None:
    hiding = hide(office)
    office.pass_time(minutes=1)
    office.pass_time(minutes=2)
    assert sites_of(office, office.record_id()) == ALL_GONE
    with pytest.raises(InvalidError):
        settle(office, hiding, stays=False, note="  ")
    settle(office, hiding, stays=False)
    assert on_public_page(office, PENALTY_OF_B)
    office.work()
    assert sites_of(office, office.record_id()) == ALL_SHOWN
    assert told_codes(office)[-1] == "RECORD_BACK_ON_SHOW"
    assert waiting(office, show="all") == [PENALTY_OF_B]
    again = hide(office)
    office.pass_time(minutes=1)
    office.pass_time(minutes=2)
    settle(office, again, stays=False)
    office.work()
    assert sites_of(office, office.record_id()) == ALL_SHOWN, "and so every time"


def test_what_is_put_back_before_the_sites_followed_is_shown_again_once_they_have(office: Office) -> None:
    settle(office, hide(office), stays=False)
    assert on_public_page(office, PENALTY_OF_B)
    for minutes in (1, 2, 3):
        office.pass_time(minutes=minutes)
    assert sites_of(office, office.record_id()) == ALL_SHOWN


def test_two_people_hide_and_two_people_show_again(office: Office) -> None:
    hiding = hide(office)
    with pytest.raises(ConflictError):
        ask(office, hiding)
    settle(office, hiding, stays=True)
    ask(office, hiding, "data_clerk_2")
    assert waiting(office) == [PENALTY_OF_B]
    with pytest.raises(ForbiddenError, match="SECOND_PERSON_NEEDED"):
        settle(office, hiding, "data_clerk_2", stays=False)
    settle(office, hiding, "section_head", stays=True)
    assert look(office, hiding).status == "CONFIRMED"
    ask(office, hiding, "data_clerk_2")
    settle(office, hiding, "data_clerk", stays=False)
    assert on_public_page(office, PENALTY_OF_B)


def test_a_decision_about_what_stood_there_before_is_not_taken_for_another(office: Office) -> None:
    hiding = hide(office)
    seen = look(office, hiding).status
    settle(office, hiding, stays=True)
    ask(office, hiding)
    command = SettleHiding(hiding.id, stays_hidden=True, note="", seen=seen)
    with pytest.raises(ConflictError, match="NOTHING_TO_CONFIRM"):
        settle_hiding(command, actor=office.people["section_head"], tools=office.tools)


def test_the_second_person_is_reminded_then_told_on_and_nothing_comes_back_by_itself(office: Office) -> None:
    hiding = hide(office)
    assert hiding.due_on.isoformat() == "2026-09-30"
    office.pass_time(hours=15)
    office.pass_time(hours=10)  # 30 September, 10:00
    assert told_codes(office, role="SECTION_HEAD").count("HIDING_DUE_TODAY") == 1
    assert told_codes(office, role="SUPERVISOR").count("HIDING_LATE") == 0
    office.pass_time(hours=14)  # the holiday has begun
    office.pass_time(days=9)
    assert told_codes(office, role="SUPERVISOR").count("HIDING_LATE") == 1
    assert ("record.hiding_late", "service") in trail(office, "record.")
    assert look(office, hiding).late_at is not None
    assert not on_public_page(office, PENALTY_OF_B)
    settle(office, hiding, stays=True)


def test_a_second_person_in_time_ends_the_clock(office: Office) -> None:
    settle(office, hide(office), stays=True)
    office.pass_time(days=3)
    assert "HIDING_LATE" not in told_codes(office, role="SUPERVISOR")
    assert "HIDING_DUE_TODAY" not in told_codes(office, role="SECTION_HEAD")


def test_another_authority_s_clerk_neither_hides_nor_sees(office: Office) -> None:
    with office.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY")
    stranger = replace(office.people["data_clerk_2"], grants=frozenset({Grant(Role.DATA_CLERK, other.id)}))
    with pytest.raises(NotFoundError, match="RECORD_UNKNOWN"):
        hide(office, stranger)
    hiding = hide(office)
    with pytest.raises(NotFoundError, match="HIDING_UNKNOWN"):
        get_hiding(hiding.id, actor=stranger, tools=office.tools)
    command = SettleHiding(hiding.id, stays_hidden=False, note="x", seen="WAITING")
    with pytest.raises(NotFoundError, match="HIDING_UNKNOWN"):
        settle_hiding(command, actor=stranger, tools=office.tools)
    page, count = list_hidings(HidingFilter("all"), actor=stranger, tools=office.tools)
    assert (list(page.items), count) == ([], 0)


def test_nobody_hides_or_decides_about_whom_they_act_for(office: Office) -> None:
    with office.tools.database.read() as unit:
        subject = unit.records.get(office.record_id()).subject
    interested = replace(office.people["data_clerk"], subject_ids=frozenset({subject.id}))
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        hide(office, interested)
    hiding = hide(office)
    command = SettleHiding(hiding.id, stays_hidden=True, note="", seen="WAITING")
    other = replace(office.people["data_clerk_2"], subject_ids=frozenset({subject.id}))
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        settle_hiding(command, actor=other, tools=office.tools)


@pytest.mark.parametrize("note", ["", "   ", "x" * 501, "=HYPERLINK(1)", "好\x07"])
def test_a_reason_in_words_is_needed_and_kept_short(office: Office, note: str) -> None:
    command = HideRecord(office.record_id(), HidingReason.OTHER, note)
    with pytest.raises(InvalidError):
        hide_record(command, actor=office.people["data_clerk"], tools=office.tools)
    assert on_public_page(office, PENALTY_OF_B)


def at_once(*acts: object) -> list[str]:
    """Do things at the same time; returns how each ended."""
    ended: list[str] = []
    start = threading.Barrier(len(acts))

    def run(act: object) -> None:
        start.wait()
        try:
            act()  # type: ignore[operator] # each is a call without arguments
            ended.append("done")
        except DomainError as error:
            ended.append(error.code)

    threads = [threading.Thread(target=run, args=(each,)) for each in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sorted(ended)


def test_of_two_who_hide_at_once_one_does(office: Office) -> None:
    ended = at_once(lambda: hide(office, "data_clerk"), lambda: hide(office, "data_clerk_2"))
    assert ended == ["HIDDEN_ALREADY", "done"]
    with office.tools.database.read() as unit:
        assert len(unit.session.scalars(select(Hiding)).all()) == 1


def test_of_two_who_decide_at_once_one_does(office: Office) -> None:
    hiding = hide(office)
    acts = [
        lambda who=who, stays=stays: settle_hiding(
            SettleHiding(hiding.id, stays, "看过", "WAITING"), actor=office.people[who], tools=office.tools
        )
        for who, stays in (("data_clerk_2", True), ("section_head", False))
    ]
    assert at_once(*acts) == ["NOTHING_TO_CONFIRM", "done"]
    status = look(office, hiding).status
    assert on_public_page(office, PENALTY_OF_B) is (status == "SHOWN_AGAIN")


def test_a_record_is_hidden_while_its_repair_is_under_way_and_the_repair_goes_on(office: Office) -> None:
    case = office.apply()
    hiding = hide(office)
    workers = {"INTAKE", "FIRST_REVIEWER"}
    assert any("RECORD_HIDDEN_IN_CASE" in told_codes(office, role=role) for role in workers)
    office.pass_time(minutes=1)
    office.pass_time(minutes=2)
    grant(office, case.id)
    office.work()
    whole = get_case(case.id, actor=office.people["decider"], tools=office.tools)
    assert {each.site: each.status for each in whole.removals} == dict.fromkeys(ALL_SHOWN, "VERIFIED")
    assert whole.state == "CLOSED", "every site had followed already"
    assert look(office, hiding).is_moot
    settle(office, hiding, stays=False)
    office.work()
    assert sites_of(office, office.record_id()) == ALL_GONE, "a repaired record is never shown again"
    assert told_codes(office, role="DATA_CLERK")[-1] == "HIDING_ENDED_UNSHOWN"


def test_a_case_that_is_granted_while_sites_follow_a_hiding_waits_for_them(office: Office) -> None:
    case = office.apply()
    hide(office)
    grant(office, case.id)
    whole = get_case(case.id, actor=office.people["decider"], tools=office.tools)
    assert {each.site for each in whole.removals} == set(ALL_SHOWN)
    assert whole.state == "SYNCING"
    for minutes in (1, 2, 3):
        office.pass_time(minutes=minutes)
    assert get_case(case.id, actor=office.people["decider"], tools=office.tools).state == "CLOSED"
    with office.tools.database.read() as unit:
        assert len(unit.session.scalars(select(Removal)).all()) == len(ALL_SHOWN), "each site was ordered once"


def test_what_a_granted_case_takes_down_need_not_be_hidden(office: Office) -> None:
    granted(office)
    with pytest.raises(ConflictError, match="NOTHING_TO_HIDE"):
        hide(office)


def test_a_changed_row_of_an_import_does_not_put_a_hidden_record_on_show(office: Office) -> None:
    hide(office)
    bring_in(office, "B/1", BZ="隐藏期间更正")
    office.work()
    assert not on_public_page(office, PENALTY_OF_B)
    assert WHY not in str(told_codes(office))
