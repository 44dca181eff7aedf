"""Mail and SMS whose server is away, refuses, drops the answer, or whose process dies: told once, or said so."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from due_works import list_work, open_incidents
from mail_servers import free_port
from office import START
from post_office import MAIL, SMS, Post, open_post

from workflow_app.adapters.mail import MailServer, SmtpSender
from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.time import ZONE, machine_now
from workflow_app.services.delivery_views import count_messages, list_channels, retry_channel
from workflow_app.services.notices import list_notices


@pytest.fixture
def post(database_url: str, tmp_path: Path) -> Iterator[Post]:
    with open_post(database_url, tmp_path) as opened:
        yield opened


def test_a_mail_whose_answer_was_lost_comes_again_under_the_same_id_and_with_the_same_words(post: Post) -> None:
    post.reach(post.office.agent(), MAIL, "wang@example.cn")
    post.server.handler.answers.append("DROP")
    post.tell_subject()
    post.work()
    post.tell_subject("CASE_COMPLETED", sites="信用中国")
    post.again()
    assert len(set(post.ids[:2])) == 1
    assert post.bodies[0] == post.bodies[1]
    assert len(set(post.ids)) == 2
    assert post.states() == ["MAIL SENT"] * 2


def test_an_sms_whose_answer_was_lost_is_sent_once(post: Post) -> None:
    post.reach(post.office.agent(), SMS, "13800138000")
    post.gateway.moods.append("DROP")
    post.tell_subject()
    post.work()
    post.again()
    assert (post.gateway.met, len(post.gateway.sent)) == (2, 1)
    assert post.states() == ["SMS SENT"]


def test_an_sms_whose_answer_was_lost_at_the_end_of_the_day_has_the_same_key_in_the_morning(post: Post) -> None:
    post.reach(post.office.agent(), SMS, "13800138000")
    post.office.clock.instant = datetime(2026, 9, 29, 20, 59, tzinfo=ZONE)
    post.gateway.moods.append("DROP")
    post.tell_subject()
    post.work()
    post.office.clock.instant = datetime(2026, 9, 29, 21, 1, tzinfo=ZONE)
    post.again()
    assert post.gateway.met == 1
    post.office.clock.instant = datetime(2026, 9, 30, 8, 0, tzinfo=ZONE)
    post.again()
    assert (post.gateway.met, len(post.gateway.sent)) == (2, 1)
    assert post.states() == ["SMS SENT"]


def test_a_gateway_whose_limit_is_reached_is_not_asked_for_each_sms_that_waits(post: Post) -> None:
    post.reach(post.office.agent(), SMS, "13800138000")
    post.gateway.moods.append((429, {}))
    for number in range(4):
        post.tell_subject(number=f"{number}号")
    post.work()
    assert post.gateway.met == 1
    post.again()
    assert (post.gateway.met, len(post.gateway.sent)) == (5, 4)
    assert post.states() == ["SMS SENT"] * 4


def test_a_process_that_dies_between_telling_and_writing_it_down_repeats_the_same_mail(post: Post) -> None:
    post.reach(post.office.agent(), MAIL, "wang@example.cn")
    real = post.office.tools.mail
    assert real is not None

    class Dying:
        def send(self, message: object) -> object:
            real.send(message)  # type: ignore[arg-type] # handed on as it came
            raise KeyboardInterrupt

    tools = post.office.tools
    post.office.tools = replace(tools, mail=Dying())  # type: ignore[arg-type] # it never answers
    post.tell_subject()
    with pytest.raises(KeyboardInterrupt):
        post.work()
    post.office.tools = tools
    post.again()
    assert len(post.ids) == 2
    assert len(set(post.ids)) == 1
    assert post.states() == ["MAIL SENT"]


def test_a_server_that_is_away_is_asked_once_a_round_and_everything_goes_when_it_is_back(post: Post) -> None:
    agent, nobody = post.office.agent(), MailServer("127.0.0.1", free_port(), "none", "a@example.cn")
    post.reach(agent, MAIL, "wang@example.cn")
    tools = post.office.tools
    asked: list[str] = []

    class Counting:
        def send(self, message: object) -> object:
            asked.append("asked")
            return SmtpSender(nobody, machine_now).send(message)  # type: ignore[arg-type] # handed on as it came

    post.office.tools = replace(tools, mail=Counting())  # type: ignore[arg-type] # it always raises
    for _ in range(5):
        post.office.clock.instant += timedelta(hours=1)
        post.tell_subject()
        post.work()
    assert asked == ["asked"]
    post.again()
    assert len(asked) == 2
    post.office.tools = tools
    post.again()
    assert post.states() == ["MAIL SENT"] * 5
    assert open_incidents(tools) == []


def test_a_server_that_refuses_our_password_is_one_incident_that_ends_when_it_works(post: Post) -> None:
    post.reach(post.office.agent(), MAIL, "wang@example.cn")
    tools = post.office.tools
    post.office.tools = replace(tools, mail=SmtpSender(post.server.as_seen(user="u", password="p"), machine_now))
    for _ in range(3):
        post.tell_subject()
        post.again()
    assert [each.code for each in open_incidents(tools)] == ["CHANNEL_DOWN"]
    assert list_work(tools, "DEAD") == []
    post.office.tools = tools
    post.again()
    assert open_incidents(tools) == []
    assert set(post.states()) == {"MAIL SENT"}


def test_an_address_that_nobody_has_is_used_no_more_and_its_owner_is_told_in_the_box(post: Post) -> None:
    agent = post.office.agent()
    post.reach(agent, MAIL, "gone@example.cn")
    post.server.handler.at_rcpt.append("550 5.1.1 no such user")
    post.tell_subject()
    post.work()
    post.tell_subject()
    post.work()
    codes = [each.code for each in list_notices(actor=agent, tools=post.office.tools).items]
    assert codes.count("CONTACT_REJECTED") == 1
    assert post.states() == ["MAIL REJECTED"]
    assert post.server.handler.taken == []


def test_a_mail_that_is_refused_waits_for_a_person_who_tries_again(post: Post) -> None:
    post.reach(post.office.agent(), MAIL, "wang@example.cn")
    admin = post.office.hire_everywhere("admin", Role.SYSTEM_ADMIN)
    post.server.handler.answers.append("554 5.6.0 content")
    post.tell_subject()
    post.work()
    tools = post.office.tools
    assert [each.code for each in open_incidents(tools)] == ["CHANNEL_REFUSED"]
    (mail, sms) = list_channels(actor=admin, tools=tools)
    assert (mail.dead, mail.failed, mail.waiting, sms.dead) == (1, 0, 0, 0)
    assert count_messages(tools=tools)["mail", "dead"] == 1
    with pytest.raises(ForbiddenError):
        retry_channel(MAIL, actor=post.office.agent(), tools=tools)
    assert retry_channel(MAIL, actor=admin, tools=tools) == 1
    post.work()
    assert post.states() == ["MAIL SENT"]
    assert open_incidents(tools) == []
    assert retry_channel(MAIL, actor=admin, tools=tools) == 0


def test_what_waited_for_too_long_is_given_up_and_said_so(post: Post) -> None:
    agent = post.office.agent()
    post.reach(agent, SMS, "13800138000")
    post.gateway.moods += [(503, {})]
    post.tell_subject()
    post.work()
    post.office.clock.instant += timedelta(days=3)
    post.again()
    assert post.gateway.sent == {}
    assert post.states() == ["SMS EXPIRED"]


def test_who_acts_for_the_subject_no_longer_is_told_no_more_of_it(post: Post) -> None:
    agent = post.office.agent()
    post.reach(agent, MAIL, "wang@example.cn")
    post.server.handler.answers.append("451 later")
    post.tell_subject()
    post.work()
    with post.office.tools.database.write() as unit:
        (subject_id,) = agent.subject_ids
        right = unit.accounts.find_authorisation(agent.id, subject_id, today=date(2026, 9, 29))
        assert right is not None
        right.valid_to = date(2026, 9, 28)
        unit.commit()
    post.again()
    assert post.server.handler.taken == []
    assert post.states() == ["MAIL SKIPPED"]


def test_two_workers_at_once_tell_each_notice_once(post: Post) -> None:
    post.reach(post.office.agent(), MAIL, "wang@example.cn")
    post.reach(post.office.agent(), SMS, "13800138000")
    for number in range(12):
        post.tell_subject(number=f"〔2026〕{number}号")
    with ThreadPoolExecutor(3) as pool:
        for future in [pool.submit(post.work) for _ in range(3)]:
            future.result()
    bodies = "".join(post.bodies)
    assert [bodies.count(f"〔2026〕{number}号") for number in range(12)] == [1] * 12
    assert (post.gateway.met, len(post.gateway.sent)) == (12, 12)
    assert sorted(post.states()) == ["MAIL SENT"] * 12 + ["SMS SENT"] * 12


def test_a_notice_that_is_rolled_back_is_told_to_nobody(post: Post) -> None:
    agent = post.office.agent()
    post.reach(agent, MAIL, "wang@example.cn")
    (subject_id,) = agent.subject_ids
    with post.office.tools.database.write() as unit:
        unit.add(post.telling().for_subject(subject_id, now=START))
        unit.flush()
    post.work()
    assert post.server.handler.met == 0
    assert post.states() == []


def test_other_work_is_not_held_up_by_a_server_that_does_not_answer(post: Post) -> None:
    post.reach(post.office.agent(), MAIL, "wang@example.cn")
    post.server.handler.answers += ["SLOW"] * 3
    post.office.tools = replace(post.office.tools, mail=SmtpSender(post.server.as_seen(), machine_now, seconds=0.3))
    for _ in range(3):
        post.tell_subject()
    post.work()
    assert post.server.handler.met == 1
