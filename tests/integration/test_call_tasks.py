"""An SMS that does not arrive becomes a call for the office: once, with a limit, and a note of the case when made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from post_office import NUMBER, SMS, Post, open_post
from publicity_modes import set_parameter
from sqlalchemy import select

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.call_tasks import Outcome
from workflow_app.domain.commands.call_tasks import SettleCall
from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import (
    AlreadyAnsweredError,
    ConflictError,
    DomainError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from workflow_app.models import CallTask, DueWork
from workflow_app.services.calls_to_make import CallView, get_call, list_calls, settle_call
from workflow_app.services.notices import list_notices, read_notice
from workflow_app.services.phone_notes import phone_notes
from workflow_app.services.views import CaseView

PHONE = "13800138000"
REJECTED = (422, {"code": "NUMBER_REJECTED"})


class Desk:
    """The office with a case whose agent has a telephone."""

    def __init__(self, post: Post) -> None:
        self.post, self.tools = post, post.office.tools
        self.agent = post.office.agent()
        post.reach(self.agent, SMS, PHONE)
        self.case: CaseView = post.office.apply()
        self.clerk = post.office.people["intake"]
        post.work()

    def tell(self, code: str = "CASE_GRANTED") -> None:
        (subject,) = self.agent.subject_ids
        telling = replace(self.post.telling(code), case_id=self.case.id)
        self.post.tell(telling.for_subject(subject, now=self.post.office.clock.now()))
        self.post.work()

    def calls(self, who: Actor | None = None, *, ended: bool = False) -> list[CallView]:
        page, _ = list_calls(ended=ended, cursor=None, actor=who or self.clerk, tools=self.tools)
        return list(page.items)

    def whys(self) -> list[str]:
        with self.tools.database.read() as unit:
            return list(unit.session.scalars(select(CallTask.why).order_by(CallTask.id)))

    def settle(self, call: CallView, outcome: Outcome, gist: str = "已告知", once: Once | None = None) -> None:
        settle_call(SettleCall(call.id, outcome, gist, once), actor=self.clerk, tools=self.tools)

    def told(self, who: Actor) -> list[str]:
        page = list_notices(actor=who, tools=self.tools)
        return [each.code for each in page.items if each.code.startswith("CALL_")]


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    with open_post(database_url, tmp_path) as opened:
        yield Desk(opened)


@contextmanager
def refused(kind: type[DomainError], code: str) -> Iterator[None]:
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.code == code


def undelivered(desk: Desk, code: str = "CASE_GRANTED") -> CallView:
    """Tell something to a number that is not in use, and return the call it becomes."""
    desk.post.gateway.moods.append(REJECTED)
    desk.tell(code)
    return desk.calls()[0]


def test_a_number_that_is_not_in_use_becomes_a_call_within_a_working_day(desk: Desk) -> None:
    call = undelivered(desk)
    assert (call.person, call.phone, call.why) == (desk.agent.name, PHONE, "REJECTED")
    assert (call.due_on, call.is_late, call.may_settle) == (date(2026, 9, 30), False, True)
    assert [each.code for each in call.messages] == ["CASE_GRANTED"]
    assert call.messages[0].facts["number"] == NUMBER
    assert desk.told(desk.clerk) == ["CALL_NEEDED"]


def test_an_sms_that_could_not_be_sent_in_time_or_was_given_up_becomes_one_call(desk: Desk) -> None:
    desk.post.gateway.moods.append((400, {"code": "TEXT"}))
    desk.tell()
    assert [each.why for each in desk.calls()] == ["GIVEN_UP"]
    desk.post.gateway.moods += [(503, {})]
    desk.tell("CASE_REFUSED")
    assert desk.whys() == ["GIVEN_UP"]
    desk.post.office.clock.instant += timedelta(hours=49)
    desk.post.again()
    assert desk.whys() == ["GIVEN_UP", "EXPIRED"]
    desk.post.again()
    assert desk.whys() == ["GIVEN_UP", "EXPIRED"]


def test_what_has_been_read_meanwhile_or_is_about_no_case_needs_no_call(desk: Desk) -> None:
    desk.post.gateway.moods.append((503, {}))
    desk.tell()
    (notice,) = [each for each in list_notices(actor=desk.agent, tools=desk.tools).items if each.code == "CASE_GRANTED"]
    read_notice(notice.id, actor=desk.agent, tools=desk.tools)
    desk.post.gateway.moods.append(REJECTED)
    desk.post.again()
    assert desk.calls() == []


def test_an_sms_that_arrives_after_all_needs_no_call(desk: Desk) -> None:
    desk.post.gateway.moods.append((400, {"code": "TEXT"}))
    desk.tell()
    with desk.tools.database.write() as unit:
        for work in unit.session.query(DueWork).where(DueWork.status == "DEAD"):
            work.status, work.attempts = "PENDING", 0
        unit.commit()
    desk.post.again()
    assert desk.calls() == []
    assert [each.status for each in desk.calls(ended=True)] == ["OBSOLETE"]


def test_who_is_reached_is_told_everything_and_the_case_has_a_telephone_note(desk: Desk) -> None:
    desk.post.gateway.moods += [(400, {}), (400, {})]
    desk.tell()
    desk.tell("CASE_COMPLETED")
    (first,) = desk.calls()  # one call for both
    with desk.tools.database.read() as unit:
        (second,) = unit.session.scalars(select(CallTask.id).where(CallTask.id != first.id))
    assert [each.code for each in first.messages] == ["CASE_GRANTED", "CASE_COMPLETED"]
    desk.settle(first, Outcome.REACHED, "已告知领取决定书")
    assert desk.calls() == []
    with refused(ConflictError, "CALL_SETTLED"):
        desk.settle(replace(first, id=second), Outcome.REACHED)
    notes = phone_notes(desk.case.id, actor=desk.clerk, tools=desk.tools)
    assert notes is not None
    ((whom, number, gist),) = [(each.whom, each.number, each.gist) for each in notes.notes]
    assert (whom, number, gist) == (desk.agent.name, PHONE, "已告知领取决定书")
    assert [each.ended_by for each in desk.calls(ended=True)] == [desk.clerk.name] * 2


def test_who_is_not_reached_stays_on_the_list_and_its_limit_stays_too(desk: Desk) -> None:
    call = undelivered(desk)
    desk.settle(call, Outcome.NOT_REACHED, "无人接听")
    (again,) = desk.calls()
    assert (again.tries, again.due_on, again.status) == (1, call.due_on, "OPEN")
    assert "CALL_LATE" not in desk.told(desk.clerk)
    head = desk.post.office.hire("section_head_2", Role.SECTION_HEAD)
    desk.post.office.clock.instant += timedelta(days=2)
    desk.post.again()
    assert desk.calls()[0].is_late
    assert desk.told(desk.clerk).count("CALL_LATE") == desk.told(head).count("CALL_LATE") == 1


def test_a_wrong_number_is_used_no_more(desk: Desk) -> None:
    desk.post.gateway.moods.append((400, {}))
    desk.tell()
    desk.settle(desk.calls()[0], Outcome.WRONG_NUMBER, "号码错误")
    with desk.tools.database.read() as unit:
        contact = unit.contacts.find(desk.agent.id, SMS)
        assert contact is not None
        assert contact.rejected_at is not None
    sent = desk.post.gateway.met
    desk.tell("CASE_COMPLETED")
    assert desk.post.gateway.met == sent


def test_only_the_role_that_the_parameter_names_calls_and_the_head_sees_a_masked_number(desk: Desk) -> None:
    office, call = desk.post.office, undelivered(desk)
    window, head = office.hire("window_clerk", Role.WINDOW), office.hire("head", Role.SECTION_HEAD)
    for stranger in (window, desk.agent, office.people["decider"]):
        assert desk.calls(stranger) == []
        with refused(NotFoundError, "CALL_UNKNOWN"):
            get_call(call.id, actor=stranger, tools=desk.tools)
    (seen,) = desk.calls(head)
    assert (seen.phone, seen.may_settle) == ("138****8000", False)
    with refused(ForbiddenError, "ROLE_NEEDED"):
        settle_call(SettleCall(call.id, Outcome.REACHED, "已告知"), actor=head, tools=desk.tools)
    own = replace(desk.clerk, subject_ids=desk.agent.subject_ids)
    with refused(NotFoundError, "CALL_UNKNOWN"):
        get_call(call.id, actor=own, tools=desk.tools)
    set_parameter(desk.tools, "notice.call_role", "WINDOW")
    assert desk.calls() == []
    assert [each.phone for each in desk.calls(window)] == [PHONE]


def test_a_call_that_is_noted_twice_is_one_note_and_a_remark_with_a_personal_number_none(desk: Desk) -> None:
    call = undelivered(desk)
    with refused(InvalidError, "INVALID"):
        desk.settle(call, Outcome.REACHED, "请打 13912345678")
    once = Once(f"/desk/calls/{call.id}", "k" * 20, "0" * 64, lambda _case: {}, 303)
    desk.settle(call, Outcome.REACHED, once=once)
    with pytest.raises(AlreadyAnsweredError):
        desk.settle(call, Outcome.REACHED, once=once)
    notes = phone_notes(desk.case.id, actor=desk.clerk, tools=desk.tools)
    assert notes is not None
    assert len(notes.notes) == 1
