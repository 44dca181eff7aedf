"""Notices by mail and SMS, through a real SMTP server and a real gateway: once for each reader, in their language."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from due_works import end_waiting, list_work, open_incidents
from mail_servers import RunningServer, free_port, running_mail_server
from office import START, Office
from sms_gateways import Gateway, running_sms_gateway

from workflow_app.adapters.mail import MailServer, SmtpSender
from workflow_app.adapters.sites import open_site_client
from workflow_app.adapters.sms import HttpSmsSender
from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.contacts import Channel
from workflow_app.domain.errors import ForbiddenError
from workflow_app.domain.time import ZONE, machine_now
from workflow_app.models import ContactPoint, Delivery, Notice
from workflow_app.repositories.notices import Telling
from workflow_app.services.background import run_due
from workflow_app.services.delivery_views import count_messages, list_channels, retry_channel
from workflow_app.services.notices import list_notices

NUMBER = "牟信修〔2026〕1号"
MAIL, SMS = Channel.MAIL, Channel.SMS


@dataclass
class Post:
    """An office whose messages really leave the house."""

    office: Office
    server: RunningServer
    gateway: Gateway

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.server.handler.taken]

    @property
    def bodies(self) -> list[str]:
        return [mail.get_content() for mail in self.server.handler.taken]

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.server.handler.taken]

    def reach(self, actor: Actor, channel: Channel, address: str, *, language: str = "zh") -> None:
        """Give somebody a confirmed address."""
        cipher = self.office.tools.cipher
        with self.office.tools.database.write() as unit:
            unit.contacts.lock_account(actor.id).language = language  # type: ignore[union-attr] # there is one
            unit.add(
                ContactPoint(
                    account_id=actor.id,
                    channel=channel.value,
                    address_cipher=cipher.encrypt(address),
                    address_lookup=cipher.lookup(address),
                    enabled=True,
                    confirmed_at=START,
                    code_attempts=0,
                )
            )
            unit.commit()

    def change(self, actor: Actor, channel: Channel, **values: object) -> None:
        with self.office.tools.database.write() as unit:
            contact = unit.contacts.find(actor.id, channel)
            for name, value in values.items():
                setattr(contact, name, value)
            unit.commit()

    def tell(self, *notices: Notice) -> None:
        with self.office.tools.database.write() as unit:
            unit.add(*notices)
            unit.commit()

    def telling(self, code: str = "CASE_GRANTED", **facts: object) -> Telling:
        said = {"number": NUMBER, "subject": "乙公司", "document_no": "第031号", **facts}
        return Telling(code, self.office.authority.id, said)

    def tell_subject(self, code: str = "CASE_GRANTED", **facts: object) -> None:
        (subject_id,) = self.office.agent().subject_ids
        self.tell(self.telling(code, **facts).for_subject(subject_id, now=self.office.clock.now()))

    def work(self) -> int:
        return run_due(self.office.tools)

    def again(self) -> int:
        """Have waited for the back-off."""
        end_waiting(self.office.tools)
        return self.work()

    def states(self) -> list[str]:
        with self.office.tools.database.read() as unit:
            rows = unit.session.query(Delivery).order_by(Delivery.id).all()
            return [f"{row.channel} {row.status}" for row in rows]


@pytest.fixture
def post(database_url: str, tmp_path: Path) -> Iterator[Post]:
    with ExitStack() as stack:
        office = Office.with_sample(database_url, tmp_path)
        stack.callback(office.close)
        server = stack.enter_context(running_mail_server())
        gateway = stack.enter_context(running_sms_gateway())
        client = stack.enter_context(open_site_client())
        mail = SmtpSender(server.as_seen(), machine_now, seconds=5)
        sms = HttpSmsSender(client, gateway.as_seen(), machine_now)
        office.tools = replace(office.tools, mail=mail, sms=sms)
        yield Post(office, server, gateway)


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
    assert post.gateway.texts[0].endswith(f"Case {NUMBER} has been decided. Please sign in and read the decision.")
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
    began = machine_now()
    post.work()
    assert machine_now() - began < timedelta(seconds=5)
    assert post.server.handler.met == 1
