"""Objections and reports taken down at the counter or on the telephone: by whom, how identified, read back, in time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from concern_office import PHONE, SAID, said, take, the_concern
from pledge_office import PledgeOffice
from scenario_steps import move_to
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.concerns import EnterConcern, FileConcern
from workflow_app.domain.commands.once import Once
from workflow_app.domain.concerns import Kind, Target
from workflow_app.domain.errors import AlreadyAnsweredError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.models import AuditEntry, DueWork, Notice
from workflow_app.services.audit_verify import verify
from workflow_app.services.concern_desk import get_concern
from workflow_app.services.concern_entering import enter_concern, get_entered
from workflow_app.services.concern_finding import find_targets


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    made.hire("handler", Role.COMPLAINT_HANDLER)
    made.hire("window", Role.WINDOW)
    move_to(made, 2026, 9, 2, 15, 0)
    yield made
    made.close()


@pytest.fixture
def pledge(office: PledgeOffice) -> str:
    return office.published()


def entering(pledge: str, *, anonymous: bool = False, **changed: object) -> EnterConcern:
    nobody = dict.fromkeys(("name", "phone", "relation", "interest"), "")
    spoken = said(pledge, **(nobody if anonymous else {}))
    asked = FileConcern(Kind.REPORT, Target.PLEDGE, pledge, spoken, "请查处。", anonymous=anonymous)
    known = "" if anonymous else "ID_CARD"
    command = EnterConcern(asked, "COUNTER", known, read_back=True)
    return replace(command, **changed)  # type: ignore[arg-type] # as the test says


def enter(office: PledgeOffice, command: EnterConcern, who: str = "window") -> str:
    return enter_concern(command, actor=office.people[who], tools=office.tools)


def wrong(office: PledgeOffice, command: EnterConcern) -> list[tuple[str, str]]:
    with pytest.raises(InvalidError) as refused:
        enter(office, command)
    return [(each.field, each.code) for each in refused.value.errors]


def test_the_clerk_gets_the_receipt_and_the_handlers_see_who_took_it_down(office: PledgeOffice, pledge: str) -> None:
    came = office.clock.now() - timedelta(days=1)
    made = enter(office, entering(pledge, received_at=came))
    receipt = get_entered(made, actor=office.people["window"], tools=office.tools)
    assert (receipt.source, receipt.identified_by, receipt.statement) == ("COUNTER", "ID_CARD", SAID)
    assert (receipt.received_at, str(receipt.due_on)) == (came, "2026-09-08"), "it counts from the day it was said"
    seen = get_concern(made, actor=office.people["handler"], tools=office.tools)
    assert (seen.source, seen.entered_by, seen.identified_by) == ("COUNTER", "window", "ID_CARD")
    assert seen.contact is not None
    assert seen.contact.name == "李**"
    for who in ("handler", "credit_office"):
        with pytest.raises(NotFoundError, match="CONCERN_UNKNOWN"):
            get_entered(made, actor=office.people[who], tools=office.tools)
    with pytest.raises(NotFoundError, match="CONCERN_UNKNOWN"):
        get_concern(made, actor=office.people["window"], tools=office.tools)
    take(office)
    with pytest.raises(NotFoundError, match="CONCERN_UNKNOWN"):
        get_entered(made, actor=office.people["window"], tools=office.tools)
    assert verify(office.tools) == ()


def test_nothing_of_who_spoke_lies_anywhere_in_clear(office: PledgeOffice, pledge: str) -> None:
    enter(office, entering(pledge))
    with office.tools.database.read() as unit:
        for column in (AuditEntry.data, Notice.facts, DueWork.payload):
            kept = " ".join(str(each) for each in unit.session.scalars(select(column)))
            assert "李明月" not in kept, column
            assert PHONE not in kept, column
        (entry,) = unit.session.scalars(select(AuditEntry).where(AuditEntry.action == "concern.received"))
        assert entry.actor_id == office.people["window"].id


def test_a_report_without_a_name_is_taken_down_and_keeps_nothing(office: PledgeOffice, pledge: str) -> None:
    enter(office, entering(pledge, anonymous=True, way="TELEPHONE"))
    row = the_concern(office)
    assert (row.contact_cipher, row.source, row.identified_by) == (None, "TELEPHONE", None)
    assert ("/identified", "NAMED_AND_UNNAMED") in wrong(
        office, entering(pledge, anonymous=True, identified="CALLED_BACK")
    )


def test_what_is_missing_or_cannot_be_is_said_by_field(office: PledgeOffice, pledge: str) -> None:
    assert wrong(office, entering(pledge, read_back=False)) == [("/read_back", "READ_BACK_NEEDED")]
    assert wrong(office, entering(pledge, identified="")) == [("/identified", "REQUIRED")]
    assert wrong(office, entering(pledge, way="TELEPHONE")) == [("/identified", "NOT_ON_THIS_WAY")]
    assert wrong(office, entering(pledge, way="PUBLIC")) == [("/way", "NOT_A_CHOICE")]
    later = office.clock.now() + timedelta(minutes=1)
    assert wrong(office, entering(pledge, received_at=later)) == [("/received_at", "SAID_IN_FUTURE")]
    long_ago = office.clock.now() - timedelta(days=30)
    assert wrong(office, entering(pledge, received_at=long_ago)) == [("/received_at", "RECEIVED_LONG_AGO")]
    sms = entering(pledge)
    sms = replace(sms, concern=replace(sms.concern, said=replace(sms.concern.said, told_by="SMS")))
    office.tools = replace(office.tools, sms=None)
    assert wrong(office, sms) == [("/told_by", "NO_SMS_HERE")]


def test_a_second_click_takes_it_down_once(office: PledgeOffice, pledge: str) -> None:
    once = Once("key", "desk", "digest", lambda made: {"id": made})
    enter(office, entering(pledge, once=once))
    with pytest.raises(AlreadyAnsweredError):
        enter(office, entering(pledge, once=once))
    assert the_concern(office).number == "举报-2026-0001"


def test_only_clerks_of_that_authority_and_not_about_whom_they_act_for(office: PledgeOffice, pledge: str) -> None:
    for who in ("intake", "decider", "applicant_b"):
        with pytest.raises(NotFoundError, match="CONCERN_TARGET_GONE"):
            enter(office, entering(pledge), who)
    window = office.people["window"]
    office.people["window"] = replace(window, subject_ids=office.agent().subject_ids)
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        enter(office, entering(pledge))
    assert find_targets("宏运", actor=office.people["window"], tools=office.tools) == ()
    with office.tools.database.read() as unit:
        elsewhere = unit.authorities.get_by_code("ZZ_ECOLOGY")
    office.authority = elsewhere
    stranger = office.hire("window_elsewhere", Role.WINDOW)
    assert find_targets("宏运", actor=stranger, tools=office.tools) == ()
    with pytest.raises(NotFoundError, match="CONCERN_TARGET_GONE"):
        enter(office, entering(pledge), "window_elsewhere")


def test_what_is_public_is_found_by_number_and_by_name(office: PledgeOffice, pledge: str) -> None:
    by_name = find_targets("宏运", actor=office.people["window"], tools=office.tools)
    assert {each.target for each in by_name} == {Target.RECORD, Target.PLEDGE}
    (one,) = find_targets("ZM_URBAN-CN-2026-000001", actor=office.people["window"], tools=office.tools)
    assert (one.id, one.kinds) == (pledge, (Kind.OBJECTION, Kind.REPORT))
    assert find_targets("  ", actor=office.people["window"], tools=office.tools) == ()
