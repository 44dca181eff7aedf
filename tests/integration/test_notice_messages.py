"""Notices by mail and SMS, through a real SMTP server and a real gateway: once for each reader, in their language."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from post_office import MAIL, NUMBER, SMS, Post, open_post

from workflow_app.domain.actors import Role
from workflow_app.domain.time import ZONE


@pytest.fixture
def post(database_url: str, tmp_path: Path) -> Iterator[Post]:
    with open_post(database_url, tmp_path) as opened:
        yield opened


def test_those_who_act_for_a_subject_are_told_once_by_each_channel_in_their_language(post: Post) -> None:
    agent = post.office.agent()
    post.reach(agent, MAIL, "wang@example.cn", language="en")
    post.reach(agent, SMS, "13800138000", language="en")
    post.tell_subject()
    post.work()
    post.again()
    assert post.server.handler.receivers == ["wang@example.cn"]
    assert post.subjects[0].endswith("The application was granted")
    assert "http://127.0.0.1:8000/notices/" in post.bodies[0]
    assert "http://127.0.0.1:8000/account/contact" in post.bodies[0]
    assert post.gateway.numbers == ["+8613800138000"]
    assert post.gateway.texts[0].endswith(f"Case {NUMBER} is decided. Please sign in.")
    assert sorted(post.states()) == ["MAIL SENT", "SMS SENT"]


def test_chinese_is_what_who_chose_nothing_gets_and_an_sms_names_no_enterprise(post: Post) -> None:
    post.reach(post.office.agent(), SMS, "13800138000")
    post.tell_subject()
    post.work()
    assert post.gateway.texts == [f"【{post.office.authority.name_zh}】办件{NUMBER}已作出决定，请登录系统查看。"]


def test_nobody_is_told_who_switched_off_was_not_confirmed_or_does_not_act_for_the_subject(post: Post) -> None:
    agent, other = post.office.agent(), post.office.hire("other", Role.APPLICANT)
    post.reach(agent, MAIL, "wang@example.cn")
    post.reach(other, MAIL, "other@example.cn")
    post.change(agent, MAIL, enabled=False)
    post.tell_subject()
    post.change(agent, MAIL, enabled=True, address_cipher=None)
    post.tell_subject()
    post.work()
    assert post.server.handler.met == 0
    assert post.states() == []


def test_the_staff_of_a_role_is_told_by_one_mail_that_gathers_what_comes_together(post: Post) -> None:
    head = post.office.hire("head", Role.SECTION_HEAD)
    post.reach(head, MAIL, "head@example.cn")
    post.reach(head, SMS, "13900139000")
    for number in range(3):
        telling = post.telling("CLOCK_DUE_TODAY", number=f"{number}号", what_zh="复审", due_on="2026-09-29")
        post.tell(telling.for_role(Role.SECTION_HEAD, now=post.office.clock.now()))
    post.work()
    assert post.server.handler.met == 0
    post.office.clock.instant += timedelta(minutes=10)
    post.work()
    (body,) = post.bodies
    assert [f"{number}号" in body for number in range(3)] == [True] * 3
    assert "共 3 条消息" in post.subjects[0]
    assert post.gateway.met == 0
    assert post.states() == ["MAIL SENT"] * 3


def test_a_mail_that_tells_of_several_things_says_the_same_sentence_once(post: Post) -> None:
    agent = post.office.agent()
    post.reach(agent, MAIL, "wang@example.cn")
    (subject_id,) = agent.subject_ids
    now = post.office.clock.now()
    post.tell(*(post.telling().for_subject(subject_id, now=now) for _ in range(2)))
    post.tell_subject("LETTER_ARRIVED", title="准予信用修复决定书")
    post.work()
    (body,) = post.bodies
    assert body.count(NUMBER) == 2
    assert "共 2 条消息" in post.subjects[0]


def test_an_sms_that_comes_up_at_night_waits_for_the_morning_and_the_mail_does_not(post: Post) -> None:
    agent = post.office.agent()
    post.reach(agent, MAIL, "wang@example.cn")
    post.reach(agent, SMS, "13800138000")
    post.office.clock.instant = datetime(2026, 9, 29, 22, 30, tzinfo=ZONE)
    post.tell_subject()
    post.work()
    assert (post.server.handler.met, post.gateway.met) == (1, 0)
    post.office.clock.instant = datetime(2026, 9, 30, 7, 59, tzinfo=ZONE)
    post.work()
    assert post.gateway.met == 0
    post.office.clock.instant = datetime(2026, 9, 30, 8, 0, tzinfo=ZONE)
    post.work()
    assert post.gateway.met == 1
    assert sorted(post.states()) == ["MAIL SENT", "SMS SENT"]
