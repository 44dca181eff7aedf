"""The life of a pledge outside a breach: signed, published, looked at, taken back; and those of the staff (S63)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from inlet_acts import told
from office import B
from pledge_office import TRANSPORT, PledgeOffice
from scenario_steps import move_to
from sqlalchemy.exc import IntegrityError

from workflow_app.domain.commands.pledges import (
    AskFollowUp,
    MakePledge,
    PublishPledge,
    RecordFollowUp,
    WithdrawPledge,
)
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.pledge_drafts import CLAUSES, STAFF_CLAUSES
from workflow_app.domain.pledges import PledgeKind, PromisedItem, Result
from workflow_app.services.audit_verify import verify
from workflow_app.services.follow_ups import ask_follow_up, list_follow_ups, record_follow_up
from workflow_app.services.pledge_archive import get_file, list_of_staff, list_own, list_pledges
from workflow_app.services.pledges import get_pledge, search_pledges
from workflow_app.services.pledging import make_pledge, publish, take_back

BY_DAY = PromisedItem(text_zh="安装喷淋设施", how_zh="查看现场", metric_zh="设施正常运行", due_on=date(2026, 11, 30))
STATEMENT = PromisedItem(text_zh="诚信经营", checkable=False)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    yield made
    made.close()


def found(
    office: PledgeOffice, look_id: str, result: Result, *, who: str = "verifier", version: int | None = None
) -> None:
    command = RecordFollowUp(look_id, result, "现场核查。", "核查记录第3号", version=version)
    record_follow_up(command, actor=office.people[who], tools=office.tools)


def staff_pledge(office: PledgeOffice, who: str = "verifier") -> str:
    item = PromisedItem(text_zh="不收受礼品礼金", how_zh="查阅廉政档案", is_continuous=True)
    command = MakePledge(PledgeKind.STAFF, None, "ZM_URBAN", "廉洁执法", (item,), STAFF_CLAUSES, "宋锐")
    return make_pledge(command, actor=office.people[who], tools=office.tools)


def test_a_pledge_of_which_nothing_can_be_checked_is_refused_at_entry(office: PledgeOffice) -> None:
    for item in (STATEMENT, replace(BY_DAY, how_zh=" "), replace(BY_DAY, due_on=None)):
        with pytest.raises(RefusedError, match="PLEDGE_NOT_CHECKABLE"):
            office.pledge(item)
    assert list_own(actor=office.agent(), tools=office.tools) == (), "no number is used"
    office.pledge(STATEMENT, BY_DAY)


def test_a_signed_pledge_is_published_by_the_office_in_time_and_looked_at(office: PledgeOffice) -> None:
    pledge_id = office.pledge(STATEMENT, TRANSPORT, BY_DAY)
    (line,) = list_own(actor=office.agent(), tools=office.tools)
    assert (line.status, line.publish_due_on) == ("SIGNED", date(2026, 9, 10)), "seven working days"
    assert ("PLEDGE_TO_PUBLISH", "CREDIT_OFFICE") in told(office)
    assert search_pledges("", tools=office.tools, kind="VOLUNTARY").items == []
    assert office.looks(pledge_id) == []
    publish(PublishPledge(pledge_id), actor=office.people["credit_office"], tools=office.tools)
    (shown,) = search_pledges("密闭", tools=office.tools, status="IN_FULFILMENT").items
    assert (shown.id, shown.signer, shown.title) == (pledge_id, "王**", "密闭运输")
    assert [(each.due_on, each.reason) for each in office.looks(pledge_id)] == [
        (date(2026, 11, 30), "DUE"),
        (date(2027, 3, 1), "PERIODIC"),
    ]
    assert [each.checkable for each in get_pledge(pledge_id, tools=office.tools).promised] == [False, True, True]
    with pytest.raises(ConflictError, match="PLEDGE_NOT_SIGNED"):
        publish(PublishPledge(pledge_id), actor=office.people["credit_office"], tools=office.tools)
    assert verify(office.tools) == ()


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ({"kind": "VOLUNTARY"}, 1),
        ({"kind": "STAFF"}, 0),
        ({"status": "FULFILLED"}, 0),
        ({"since": date(2026, 9, 1), "until": date(2026, 9, 1)}, 1),
        ({"since": date(2026, 9, 2)}, 0),
        ({"until": date(2026, 8, 31)}, 0),
    ],
)
def test_the_public_narrows_its_search(office: PledgeOffice, asked: dict[str, object], hits: int) -> None:
    office.published()
    for words in ("", "宏运", "密闭运输", B):
        assert len(search_pledges(words, tools=office.tools, **asked).items) == hits  # type: ignore[arg-type] # as above


def test_s03_a_look_that_is_late_is_the_offices_fault(office: PledgeOffice) -> None:
    pledge_id = office.published(BY_DAY)
    move_to(office, 2026, 11, 30, 9, 0)
    assert ("FOLLOW_UP_DUE", "VERIFIER") in told(office)
    assert ("FOLLOW_UP_LATE", "SECTION_HEAD") not in told(office)
    move_to(office, 2026, 12, 1, 0, 0)
    assert ("FOLLOW_UP_LATE", "SECTION_HEAD") in told(office)
    assert office.standing(pledge_id) == "IN_FULFILMENT"
    (view,) = list_follow_ups(actor=office.people["verifier"], tools=office.tools).items
    assert view.look.is_late
    found(office, view.id, Result.FULFILLED)
    assert office.standing(pledge_id) == "FULFILLED"
    with pytest.raises(ConflictError, match="FOLLOW_UP_DONE"):
        found(office, view.id, Result.FALSE)


def test_what_goes_on_is_looked_at_every_six_months_to_its_end(office: PledgeOffice) -> None:
    pledge_id = office.published()
    for expected in (date(2027, 3, 1), date(2027, 8, 31)):
        (look,) = [each for each in office.looks(pledge_id) if each.status == "OPEN"]
        assert look.due_on == expected
        move_to(office, expected.year, expected.month, expected.day, 10, 0)
        found(office, look.id, Result.FULFILLED)
    assert [each.status for each in office.looks(pledge_id)] == ["DONE", "DONE"]
    assert office.standing(pledge_id) == "FULFILLED"


def test_no_finding_makes_a_breach_and_a_penalty_asks_for_a_look(office: PledgeOffice) -> None:
    pledge_id = office.published(BY_DAY)
    with office.tools.database.read() as unit:
        item_id = unit.pledges.items_of([pledge_id])[0].id
    command = AskFollowUp(pledge_id, item_id, "PENALTY", "牟城管罚决字〔2026〕第9号", date(2026, 9, 8))
    look_id = ask_follow_up(command, actor=office.people["credit_office"], tools=office.tools)
    found(office, look_id, Result.NOT_FULFILLED)
    assert (office.standing(pledge_id), office.breach_records()) == ("IN_FULFILMENT", [])
    assert [each.status for each in office.looks(pledge_id)] == ["DONE", "OPEN"], "its own day is still to come"
    for changed, field in (
        ({"reason": "GOSSIP"}, "/reason"),
        ({"item_id": new_id()}, "/item_id"),
        ({"on": date(2026, 8, 1)}, "/on"),
        ({"cause": ""}, "/cause"),
    ):
        with pytest.raises(InvalidError) as refused:
            ask_follow_up(replace(command, **changed), actor=office.people["verifier"], tools=office.tools)  # type: ignore[arg-type] # as above
        assert [each.field for each in refused.value.errors] == [field]


def test_a_pledge_is_taken_back_by_who_gave_it_and_kept_as_withdrawn(office: PledgeOffice) -> None:
    pledge_id = office.published()
    stranger = replace(office.agent(), id=new_id(), subject_ids=frozenset({new_id()}))
    with pytest.raises(NotFoundError):
        take_back(WithdrawPledge(pledge_id, "不再需要"), actor=stranger, tools=office.tools)
    with pytest.raises(InvalidError):
        take_back(WithdrawPledge(pledge_id, "  "), actor=office.agent(), tools=office.tools)
    with pytest.raises(ConflictError, match="STALE"):
        take_back(WithdrawPledge(pledge_id, "不再需要", version=1), actor=office.agent(), tools=office.tools)
    take_back(WithdrawPledge(pledge_id, "车辆已出售"), actor=office.agent(), tools=office.tools)
    assert office.standing(pledge_id) == "WITHDRAWN"
    assert {each.status for each in office.looks(pledge_id)} == {"DROPPED"}
    with pytest.raises(NotFoundError):
        get_pledge(pledge_id, tools=office.tools)
    alleged = office.published()
    office.allege(alleged)
    with pytest.raises(ConflictError, match="PLEDGE_NOT_WITHDRAWN"):
        take_back(WithdrawPledge(alleged, "不想要了"), actor=office.agent(), tools=office.tools)


def test_who_looks_and_publishes_is_the_authoritys_own_office(office: PledgeOffice) -> None:
    pledge_id = office.pledge(BY_DAY)
    for who in ("verifier", "decider", "applicant_b"):
        with pytest.raises(ForbiddenError):
            publish(PublishPledge(pledge_id), actor=office.people[who], tools=office.tools)
    publish(PublishPledge(pledge_id), actor=office.people["credit_office"], tools=office.tools)
    (look,) = office.looks(pledge_id)
    with pytest.raises(NotFoundError):
        found(office, look.id, Result.FULFILLED, who="decider")
    own = replace(office.people["verifier"], subject_ids=office.agent().subject_ids)
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        record_follow_up(RecordFollowUp(look.id, Result.FULFILLED, "x", "y"), actor=own, tools=office.tools)
    with pytest.raises(ConflictError, match="STALE"):
        found(office, look.id, Result.FULFILLED, version=7)


def test_personal_numbers_never_get_into_a_pledge(office: PledgeOffice) -> None:
    with pytest.raises(InvalidError) as refused:
        office.pledge(replace(BY_DAY, text_zh="联系人身份证11010519491231002X"))
    assert [(each.field, each.code) for each in refused.value.errors] == [("/text_0", "PERSONAL_DATA")]
    command = MakePledge(PledgeKind.VOLUNTARY, B, "ZM_URBAN", "x", (BY_DAY,), CLAUSES[:-1], "王建军")
    with pytest.raises(InvalidError) as refused:
        make_pledge(command, actor=office.agent(), tools=office.tools)
    assert [each.code for each in refused.value.errors] == ["CONFIRM_EVERY_SENTENCE"]
    for kind in (PledgeKind.CREDIT_REPAIR, PledgeKind.DEFERRED_MATERIAL):
        with pytest.raises(InvalidError):
            make_pledge(replace(command, kind=kind, confirmed=CLAUSES), actor=office.agent(), tools=office.tools)


def test_s63_a_pledge_of_the_staff_is_read_by_its_signer_and_the_head_alone(office: PledgeOffice) -> None:
    pledge_id = staff_pledge(office)
    for who in ("verifier", "head"):
        file = get_file(pledge_id, actor=office.people[who], tools=office.tools)
        assert (file.is_staff, file.line.status) == (True, "IN_FULFILMENT")
        assert [each.id for each in list_of_staff(actor=office.people[who], tools=office.tools)] == [pledge_id]
    for who in ("credit_office", "decider", "data_clerk", "applicant_b", "system_admin"):
        actor = office.agent() if who == "applicant_b" else office.people[who]
        with pytest.raises(NotFoundError):
            get_file(pledge_id, actor=actor, tools=office.tools)
        assert list_of_staff(actor=actor, tools=office.tools) == ()
    assert search_pledges("", tools=office.tools, kind="STAFF").items == []
    assert search_pledges("宋锐", tools=office.tools).items == []
    assert search_pledges("CN-2026-000001", tools=office.tools).items == []
    with pytest.raises(NotFoundError):
        get_pledge(pledge_id, tools=office.tools)
    assert list_pledges("", actor=office.people["credit_office"], tools=office.tools).items == []
    assert list_follow_ups(actor=office.people["verifier"], tools=office.tools, whole=True).items == []
    (look,) = list_follow_ups(actor=office.people["head"], tools=office.tools, whole=True).items
    assert (look.is_staff, look.subject_name) == (True, "宋锐")
    with pytest.raises(NotFoundError):
        publish(PublishPledge(pledge_id), actor=office.people["credit_office"], tools=office.tools)
    with pytest.raises(NotFoundError):
        office.allege(pledge_id)
    with pytest.raises(NotFoundError):
        found(office, look.id, Result.FULFILLED)
    found(office, look.id, Result.FULFILLED, who="head")


def test_s63_the_database_itself_publishes_no_pledge_of_the_staff(office: PledgeOffice) -> None:
    pledge_id = staff_pledge(office)
    with office.tools.database.write() as unit:
        unit.pledges.get(pledge_id).published_at = office.clock.now()
        with pytest.raises(IntegrityError):
            unit.session.flush()


def test_an_applicant_pledges_nothing_as_one_of_the_staff(office: PledgeOffice) -> None:
    office.agent()
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        staff_pledge(office, "applicant_b")
