"""The mail port against a real SMTP server on this machine: what it takes, refuses, puts off, drops and holds up."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mail_servers import PASSWORD, USER, RunningServer, free_port, running_mail_server, self_made_certificate

from workflow_app.adapters.mail import MailServer, SmtpSender
from workflow_app.domain.message_ports import (
    ChannelDownError,
    Handed,
    Message,
    MessageRefusedError,
    NotNowError,
    Written,
)

IN_TIME = 30
"""Seconds; what is waited for would not come before the test ends."""
SENT_AT = datetime(2026, 9, 29, 1, 0, tzinfo=UTC)
KEY = "0199a1b2-0000-7000-8000-000000000001"
HELLO = Message(KEY, "wang@example.cn", Written("【中牟县城管局】文书已送达", "您好，\n.\n办件已受理。\n"))


@pytest.fixture
def server() -> Iterator[RunningServer]:
    with running_mail_server() as running:
        yield running


def sender(server: MailServer, *, seconds: float = 5.0) -> SmtpSender:
    return SmtpSender(server, lambda: SENT_AT, seconds=seconds)


def send(server: RunningServer, message: Message = HELLO, *, seconds: float = 5.0) -> Handed:
    return sender(server.as_seen(), seconds=seconds).send(message)


def test_a_mail_is_handed_over_with_all_that_a_mail_needs(server: RunningServer) -> None:
    handed = send(server)
    assert handed == Handed(reference="2.0.0 Ok: queued as 4F1A")
    (mail,) = server.handler.taken
    assert mail["Subject"] == "【中牟县城管局】文书已送达"
    assert mail["Message-ID"] == f"<{KEY}@credit.example.cn>"
    assert mail["Date"].datetime == SENT_AT
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().splitlines() == ["您好，", ".", "办件已受理。"]
    assert server.handler.senders == ["no-reply@credit.example.cn"]
    assert server.handler.receivers == ["wang@example.cn"]


def test_a_subject_cannot_smuggle_in_a_header(server: RunningServer) -> None:
    evil = "Hello\r\nBcc: other@example.cn\n\nbody\u2028x\x00y"
    send(server, Message(KEY, "wang@example.cn", Written(evil, "text")))
    (mail,) = server.handler.taken
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hello Bcc: other@example.cn body x y"
    assert server.handler.receivers == ["wang@example.cn"]


def test_an_answer_that_means_later_lets_the_message_wait_and_then_it_goes(server: RunningServer) -> None:
    server.handler.answers.append("451 4.3.0 try again")
    with pytest.raises(NotNowError, match="SMTP_451"):
        send(server)
    assert send(server).reference
    assert len(server.handler.taken) == 1


def test_a_server_that_is_shutting_down_lets_all_messages_wait(server: RunningServer) -> None:
    server.handler.at_rcpt.append("421 4.3.2 closing")
    with pytest.raises(ChannelDownError, match="CHANNEL_BUSY"):
        send(server)


@pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "550 no such user", "553 5.1.3 bad address"])
def test_an_address_that_nobody_has_is_an_answer_and_no_failure(server: RunningServer, answer: str) -> None:
    server.handler.at_rcpt.append(answer)
    assert send(server) == Handed(rejected=f"SMTP_{answer[:3]}")


@pytest.mark.parametrize("answer", ["550 5.7.1 relaying denied", "552 5.2.2 mailbox full", "554 5.7.1 blocked"])
def test_a_refusal_for_another_reason_does_not_blame_the_address(server: RunningServer, answer: str) -> None:
    server.handler.at_rcpt.append(answer)
    with pytest.raises(MessageRefusedError, match=f"SMTP_{answer[:3]}"):
        send(server)


def test_a_mail_that_is_refused_as_a_whole_needs_a_person(server: RunningServer) -> None:
    server.handler.answers.append("554 5.6.0 content")
    with pytest.raises(MessageRefusedError, match="SMTP_554"):
        send(server)


def test_an_answer_that_is_lost_leads_to_the_same_message_id_again(server: RunningServer) -> None:
    server.handler.answers.append("DROP")
    with pytest.raises(ChannelDownError, match="CHANNEL_DROPPED"):
        send(server)
    send(server)
    assert [mail["Message-ID"] for mail in server.handler.taken] == [f"<{KEY}@credit.example.cn>"] * 2


def test_a_server_that_is_away_cannot_be_reached() -> None:
    nobody = MailServer("127.0.0.1", free_port(), "none", "no-reply@credit.example.cn")
    with pytest.raises(ChannelDownError, match="CHANNEL_UNREACHABLE"):
        sender(nobody).send(HELLO)


def test_a_name_that_does_not_exist_cannot_be_reached() -> None:
    nobody = MailServer("mail.invalid", 25, "none", "no-reply@credit.example.cn")
    with pytest.raises(ChannelDownError, match="CHANNEL_UNREACHABLE"):
        sender(nobody).send(HELLO)


def test_a_slow_server_is_left_in_time(server: RunningServer) -> None:
    server.handler.answers.append("SLOW")
    began = time.monotonic()
    with pytest.raises(ChannelDownError, match="CHANNEL_TIMEOUT"):
        send(server, seconds=2)
    assert time.monotonic() - began < IN_TIME


def test_a_server_that_dribbles_byte_by_byte_is_left_in_time(dribbler: Callable[[], int]) -> None:
    server = MailServer("127.0.0.1", dribbler(), "none", "no-reply@credit.example.cn")
    began = time.monotonic()
    with pytest.raises(ChannelDownError, match="CHANNEL_TIMEOUT"):
        sender(server, seconds=0.5).send(HELLO)
    assert time.monotonic() - began < IN_TIME


@pytest.fixture
def dribbler() -> Iterator[Callable[[], int]]:
    """Give a server that sends a byte of its greeting now and then, each in time."""
    listener, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def dribble() -> None:
        caller, _ = listener.accept()
        with caller:
            while not over.wait(0.1):
                try:
                    caller.send(b"2")
                except OSError:
                    return

    worker = threading.Thread(target=dribble)
    worker.start()
    yield lambda: int(listener.getsockname()[1])
    over.set()
    worker.join()
    listener.close()


def test_mail_goes_encrypted_after_starttls_with_name_and_password(tmp_path: Path) -> None:
    context, proof = self_made_certificate(tmp_path)
    with running_mail_server(tls=context, with_login=True) as server:
        seen = server.as_seen(security="starttls", user=USER, password=PASSWORD, ca=proof)
        assert sender(seen).send(HELLO).reference
        assert server.handler.encrypted == [True]


def test_a_certificate_that_nobody_vouches_for_is_not_believed_and_nothing_is_sent(tmp_path: Path) -> None:
    context, _ = self_made_certificate(tmp_path)
    with running_mail_server(tls=context) as server:
        with pytest.raises(ChannelDownError, match="CHANNEL_TLS") as caught:
            sender(server.as_seen(security="starttls")).send(HELLO)
        assert caught.value.soon
        assert server.handler.met == 0


def test_a_server_without_encryption_gets_nothing_where_it_was_agreed_on(server: RunningServer) -> None:
    with pytest.raises(ChannelDownError, match="CHANNEL_TLS"):
        sender(server.as_seen(security="starttls")).send(HELLO)
    assert server.handler.met == 0


def test_a_wrong_password_is_told_at_once(tmp_path: Path) -> None:
    context, proof = self_made_certificate(tmp_path)
    with running_mail_server(tls=context, with_login=True) as server:
        seen = server.as_seen(security="starttls", user=USER, password="wrong", ca=proof)
        with pytest.raises(ChannelDownError, match="CHANNEL_LOGIN") as caught:
            sender(seen).send(HELLO)
        assert caught.value.soon


def test_neither_the_address_nor_the_password_shows_in_what_is_written_of_them() -> None:
    server = MailServer("127.0.0.1", 25, "none", "no-reply@credit.example.cn", "u", "secret-word")
    assert "secret-word" not in repr(server)
    assert "wang" not in repr(HELLO)
    assert "办件" not in repr(HELLO)
