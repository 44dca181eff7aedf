"""Who objects to what is public, or reports it, is told by SMS that it came and how it ended, if they asked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from concern_office import PHONE, said
from due_works import end_waiting
from objections import open_office
from office import PENALTY_OF_B
from post_office import Post, open_post
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.concerns import AnswerConcern, EnterConcern, FileConcern, TakeUp
from workflow_app.domain.concerns import Kind, Outcome, Target
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.message_ports import Told
from workflow_app.domain.time import ZONE
from workflow_app.models import DueWork
from workflow_app.services.concern_acts import answer_concern, take_up
from workflow_app.services.concern_entering import enter_concern
from workflow_app.services.concerns import file_concern
from workflow_app.services.notices import list_notices
from workflow_app.services.objecting import ReceiptView
from workflow_app.services.phone_codes import send_code_for

SENDER = Told("", {}, "中牟县城市管理局", "Urban Management Bureau", "")


@pytest.fixture
def post(database_url: str, tmp_path: Path) -> Iterator[Post]:
    with open_post(database_url, tmp_path) as opened:
        open_office(opened.office)
        yield opened


def told(post: Post) -> list[str]:
    """Return what came after the code, without who sent it."""
    return [each["text"].split("】", 1)[-1].split("] ", 1)[-1] for each in post.gateway.sent.values()][1:]


def asked(post: Post, **changed: str) -> FileConcern:
    about = post.office.record_id(PENALTY_OF_B)
    words = said(about, ground="CONTENT", **({"told_by": "SMS"} | changed))
    return FileConcern(Kind.OBJECTION, Target.RECORD, about, words, "请更正。")


def objecting(post: Post, **changed: str) -> ReceiptView:
    """Object with a telephone that is confirmed, wanting to be told by SMS."""
    post.gateway.sent.clear()
    send_code_for(SENDER, PHONE, caller="192.0.2.7", language="zh", tools=post.office.tools)
    (code,) = re.findall(r"\d{6}", post.gateway.texts[0])
    receipt = file_concern(asked(post, confirmation=code, **changed), tools=post.office.tools)
    post.office.work()
    return receipt


def settle(post: Post, receipt: ReceiptView, *, taken: bool) -> None:
    handler, tools = post.office.people["handler"], post.office.tools
    take_up(TakeUp(receipt.id, taken, "" if taken else "与本机关无关。"), actor=handler, tools=tools)
    if taken:
        answer_concern(AnswerConcern(receipt.id, Outcome.UPHELD, "已更正。"), actor=handler, tools=tools)
    end_waiting(tools)
    post.office.work()


def test_the_receipt_and_the_answer_are_told_once_each_by_number_alone(post: Post) -> None:
    receipt = objecting(post)
    first = told(post)
    assert len(first) == 1
    assert receipt.number in first[0]
    assert receipt.follow_code in first[0]
    settle(post, receipt, taken=True)
    assert told(post)[1:] == [f"{receipt.number}已有答复，请凭编号和查询码上网查看。"]
    assert set(post.gateway.numbers) == {f"+86{PHONE}"} or set(post.gateway.numbers) == {PHONE}
    assert "宏运" not in "".join(post.gateway.texts), "about whom it is stays out of it"


def test_one_that_is_not_taken_up_is_told_in_the_language_of_the_page(post: Post) -> None:
    receipt = objecting(post, language="en")
    settle(post, receipt, taken=False)
    assert told(post)[1:] == [f"{receipt.number}: not taken up, see online."]


def test_nobody_else_s_telephone_rings(post: Post) -> None:
    with pytest.raises(InvalidError) as refused:
        file_concern(asked(post), tools=post.office.tools)
    assert [(each.field, each.code) for each in refused.value.errors] == [("/confirmation", "CODE_NEEDED_FOR_SMS")]
    file_concern(asked(post, told_by=""), tools=post.office.tools)
    post.office.work()
    assert post.gateway.met == 0


def test_who_calls_gets_number_and_code_where_they_want_messages(post: Post) -> None:
    office = post.office
    clerk = office.hire("window", Role.WINDOW)
    enter_concern(
        EnterConcern(asked(post), "TELEPHONE", "CALLED_BACK", read_back=True), actor=clerk, tools=office.tools
    )
    post.gateway.sent.clear()
    office.work()
    (text,) = post.gateway.texts
    assert "异申-2026-0001" in text


def test_at_night_it_waits_and_a_telephone_that_takes_nothing_is_called(post: Post) -> None:
    office = post.office
    office.clock.instant = datetime(2026, 9, 29, 23, 0, tzinfo=ZONE)
    receipt = objecting(post)
    assert told(post) == []
    post.gateway.moods.append((422, {"code": "NUMBER_REJECTED"}))
    office.clock.instant = datetime(2026, 9, 30, 9, 0, tzinfo=ZONE)
    end_waiting(office.tools)
    office.work()
    assert told(post) == []
    codes = [each.code for each in list_notices(actor=office.people["handler"], tools=office.tools).items]
    assert "SPEAKER_NOT_REACHED" in codes
    with office.tools.database.read() as unit:
        rows = unit.session.scalars(select(DueWork).where(DueWork.kind == "sms_speaker")).all()
        assert {row.status for row in rows} == {"DONE"}
        assert PHONE not in str([row.payload for row in rows])
    office.tools = replace(office.tools, sms=None)
    with pytest.raises(InvalidError):
        file_concern(asked(post, interest="更正"), tools=office.tools)
    assert receipt.number == "异申-2026-0001"
