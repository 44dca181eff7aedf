"""The SMS port against a real gateway on this machine: signed, once for each key, and honest about what failed."""

from collections.abc import Iterator

import pytest
from sms_gateways import Gateway, running_sms_gateway

from workflow_app.adapters.sites import open_site_client
from workflow_app.adapters.sms import HttpSmsSender, SmsGateway
from workflow_app.domain.message_ports import ChannelDownError, Handed, Message, MessageRefusedError, Written
from workflow_app.domain.time import machine_now

HELLO = Message("0199a1b2-0000-7000-8000-000000000001", "13800138000", Written("", "【中牟县城管局】办件已受理。"))


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with running_sms_gateway() as running:
        yield running


def send(gateway: SmsGateway, *, seconds: float = 5.0) -> Handed:
    with open_site_client() as client:
        return HttpSmsSender(client, gateway, machine_now, seconds=seconds).send(HELLO)


def test_an_sms_is_handed_over_signed_and_twice_is_once(gateway: Gateway) -> None:
    assert send(gateway.as_seen()) == Handed(reference="M1")
    assert send(gateway.as_seen()) == Handed(reference="M1")
    assert gateway.numbers == ["+8613800138000"]
    assert gateway.texts == ["【中牟县城管局】办件已受理。"]


def test_an_answer_that_is_lost_leads_to_the_same_order_again(gateway: Gateway) -> None:
    gateway.moods.append("DROP")
    with pytest.raises(ChannelDownError, match="CHANNEL_DROPPED"):
        send(gateway.as_seen())
    assert send(gateway.as_seen()).reference == "M1"
    assert gateway.met == 2
    assert len(gateway.sent) == 1


def test_a_number_that_nobody_has_is_an_answer_and_no_failure(gateway: Gateway) -> None:
    gateway.moods.append((422, {"code": "NUMBER_REJECTED"}))
    assert send(gateway.as_seen()) == Handed(rejected="NUMBER_REJECTED")


@pytest.mark.parametrize(
    ("status", "code", "soon"),
    [(429, "CHANNEL_LIMIT", False), (503, "CHANNEL_BUSY", False), (403, "CHANNEL_LOGIN", True)],
)
def test_what_concerns_all_messages_lets_all_wait(gateway: Gateway, status: int, code: str, *, soon: bool) -> None:
    gateway.moods.append((status, {}))
    with pytest.raises(ChannelDownError, match=code) as caught:
        send(gateway.as_seen())
    assert caught.value.soon is soon


def test_a_wrong_key_is_told_at_once(gateway: Gateway) -> None:
    with pytest.raises(ChannelDownError, match="CHANNEL_LOGIN"):
        send(gateway.as_seen(key=b"x" * 32))
    assert gateway.sent == {}


def test_a_text_that_is_refused_needs_a_person(gateway: Gateway) -> None:
    gateway.moods.append((422, {"code": "TEXT_REJECTED"}))
    with pytest.raises(MessageRefusedError, match="SMS_422"):
        send(gateway.as_seen())


def test_a_slow_gateway_is_left_in_time(gateway: Gateway) -> None:
    gateway.moods.append("SLOW")
    with pytest.raises(ChannelDownError, match="CHANNEL_TIMEOUT"):
        send(gateway.as_seen(), seconds=0.3)


def test_a_gateway_that_is_away_or_misnamed_is_told_apart(gateway: Gateway) -> None:
    away = SmsGateway("http://127.0.0.1:9/v1/messages", "x", b"k" * 32)
    with pytest.raises(ChannelDownError, match="CHANNEL_UNREACHABLE"):
        send(away)
    assert gateway.met == 0


def test_nothing_of_the_key_or_the_message_shows_in_what_is_written_of_them(gateway: Gateway) -> None:
    assert "kkkk" not in repr(gateway.as_seen())
    assert "138" not in repr(HELLO)
