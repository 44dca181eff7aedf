"""An objector is told by SMS what becomes of the objection: where they asked for it, once, by day, and nobody else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from due_works import end_waiting
from objections import PHONE, examine, judge, object_to, on_display, open_office
from post_office import Post, open_post
from sqlalchemy import select

from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.commands.objections import FileObjection, RegisterObjection, Verdict
from workflow_app.domain.errors import InvalidError
from workflow_app.models import DueWork
from workflow_app.services.cases import case_history
from workflow_app.services.notices import list_notices
from workflow_app.services.objecting import ReceiptView
from workflow_app.services.objection_desk import get_objection
from workflow_app.services.phone_codes import send_phone_code
from workflow_app.services.taking_down_objections import register_objection
from workflow_app.services.views import CaseView
from workflow_app.services.withdrawals import withdraw_case

TO = f"+86{PHONE}"


@pytest.fixture
def post(database_url: str, tmp_path: Path) -> Iterator[Post]:
    with open_post(database_url, tmp_path) as opened:
        open_office(opened.office)
        yield opened


def told(post: Post) -> list[str]:
    """Return what came to the objector after the code, without who sent it."""
    return [each["text"].split("】", 1)[-1].split("] ", 1)[-1] for each in post.gateway.sent.values()][1:]


def objecting(post: Post, case: CaseView, **changed: object) -> ReceiptView:
    """Object with a telephone that is confirmed, wanting to be told by SMS."""
    post.gateway.sent.clear()
    send_phone_code(PHONE, case_id=case.id, caller="192.0.2.7", language="zh", tools=post.office.tools)
    (code,) = re.findall(r"\d{6}", post.gateway.texts[0])
    return object_to(post.office, case, confirmation=code, told_by="SMS", **changed)


def test_an_objector_who_asked_for_it_is_told_each_turn_once_and_by_number_alone(post: Post) -> None:
    office, case = post.office, on_display(post.office)
    receipt = objecting(post, case)
    judge(office, receipt.id)
    assert told(post) == [f"异议{receipt.number}已受理审查，公示暂停。可凭编号和查询码上网查询。"]
    end_waiting(office.tools)
    office.work()
    examine(office, case)
    assert told(post)[1:] == [f"异议{receipt.number}已审查完毕，请凭编号和查询码上网查看结果。"]
    assert set(post.gateway.numbers) == {TO}
    actions = [each.action for each in case_history(case.id, actor=office.people["handler"], tools=office.tools)]
    assert actions.count("objection.objector_told") == 2


def test_one_that_is_not_accepted_and_one_whose_case_ends_are_told_too_in_the_language_of_the_page(post: Post) -> None:
    office, case = post.office, on_display(post.office)
    refused = objecting(post, case, ground="OTHER", language="en")
    judge(office, refused.id, Verdict.NOT_ACCEPT, reason="与本次修复无关。")
    assert told(post) == [f"Objection {refused.number}: not accepted, see online."]
    left = objecting(post, case)
    withdraw_case(WithdrawCase(case.id, "不再需要"), actor=office.agent(), tools=office.tools)
    office.work()
    assert told(post) == [f"异议{left.number}已终结：所涉申请已经结束。"]


def test_nobody_is_told_who_did_not_ask_and_an_unconfirmed_telephone_cannot_ask(post: Post) -> None:
    office, case = post.office, on_display(post.office)
    with pytest.raises(InvalidError) as refused:
        object_to(office, case, told_by="SMS")
    assert [(each.field, each.code) for each in refused.value.errors] == [("/confirmation", "CODE_NEEDED_FOR_SMS")]
    judge(office, object_to(office, case).id)
    assert post.gateway.met == 0
    office.tools = replace(office.tools, sms=None)
    with pytest.raises(InvalidError) as refused:
        object_to(office, case, told_by="SMS")
    assert [each.code for each in refused.value.errors] == ["NO_SMS_HERE"]


def test_at_night_the_message_waits_and_says_in_the_morning_only_what_still_holds(post: Post) -> None:
    office, case = post.office, on_display(post.office)
    receipt = objecting(post, case)
    office.clock.instant = datetime(2026, 8, 10, 15, 0, tzinfo=UTC)  # 23:00
    judge(office, receipt.id)
    office.work()
    assert told(post) == []
    examine(office, case)
    office.clock.instant = datetime(2026, 8, 11, 1, 0, tzinfo=UTC)  # 09:00
    end_waiting(office.tools)
    office.work()
    assert told(post) == [f"异议{receipt.number}已审查完毕，请凭编号和查询码上网查看结果。"]


def test_a_telephone_that_takes_no_messages_is_told_to_the_handler_who_calls(post: Post) -> None:
    office, case = post.office, on_display(post.office)
    receipt = objecting(post, case)
    post.gateway.moods.append((422, {"code": "NUMBER_REJECTED"}))
    judge(office, receipt.id)
    assert told(post) == []
    codes = [each.code for each in list_notices(actor=office.people["handler"], tools=office.tools).items]
    assert "OBJECTOR_NOT_REACHED" in codes
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(DueWork).where(DueWork.kind == "sms_objector")).all()
        assert {row.status for row in rows} == {"DONE"}
        assert PHONE not in str([row.payload for row in rows]), "a telephone lies nowhere but encrypted"


def test_who_called_gets_number_and_code_where_they_want_messages(post: Post) -> None:
    office, case = post.office, on_display(post.office)
    said = FileObjection(case.id, "PROCEDURE", "公示内容与处罚决定不一致。", "李明月", PHONE, "PUBLIC", told_by="SMS")
    command = RegisterObjection(replace(said, language="zh"), "TELEPHONE")
    made = register_objection(command, actor=office.people["handler"], tools=office.tools)
    office.work()
    found = get_objection(made, actor=office.people["handler"], tools=office.tools).objection
    (text,) = post.gateway.texts
    assert text.endswith(f"异议{found.number}已登记，查询码{found.follow_code}，8月11日前告知是否受理。")
