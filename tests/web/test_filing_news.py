"""Who has handed in is told so at once, and reads to which number the SMS goes, or why none does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import Service, build_service
from entering import MOBILE, messages, with_outbox
from page_readers import Reader, fill_in, reader, start_application
from signing_steps import submit

from workflow_app.domain.contacts import Channel
from workflow_app.domain.message_ports import Handed, Message
from workflow_app.models import ContactPoint

MASKED = "139****2222"


class NobodyThere:
    """A gateway that knows no number."""

    def send(self, message: Message) -> Handed:
        assert message.to == MOBILE
        return Handed(rejected="NUMBER_REJECTED")


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def has_number(service: Service, *, enabled: bool = True) -> None:
    agent, tools = service.actor("applicant_b"), service.tools
    point = ContactPoint(
        account_id=agent.id,
        channel=Channel.SMS.value,
        address_cipher=tools.cipher.encrypt(MOBILE),
        address_lookup=tools.cipher.lookup(MOBILE),
        enabled=enabled,
        confirmed_at=tools.clock.now(),
        code_attempts=0,
    )
    with tools.database.write() as unit:
        unit.add(point)
        unit.commit()


def filed(service: Service) -> tuple[Reader, str]:
    """Hand in and return where that is said."""
    who = reader(service, "applicant_b")
    task = start_application(who)
    fill_in(who, task)
    return who, submit(who, task).location


def news(who: Reader, here: str) -> str:
    (card,) = who.get(here).all("//section[.//h2[contains(., 'News of the case')]]")
    return " ".join(card.text_content().split())


def test_the_sms_goes_to_the_masked_number_and_names_the_case(shown: Service) -> None:
    has_number(shown)
    who, here = filed(shown)
    assert f"is on its way to {MASKED}" in news(who, here)
    number = who.get(here).all("//p[@class='xn-done-number']")[0].text_content()
    assert f"办件{number}已收到您的申请" in messages(shown)
    assert f"was sent to {MASKED}" in news(who, here)
    assert "The application was received" in who.get("/notices").text


def test_a_number_that_nobody_has_is_said_to_be_one(shown: Service) -> None:
    has_number(shown)
    who, here = filed(shown)
    parts = replace(shown.parts, tools=replace(shown.tools, sms=NobodyThere()))
    messages(Service(shown.app, parts))
    told = news(who, here)
    assert f"An SMS to {MASKED} does not arrive" in told
    assert "submitted all the same" in told


@pytest.mark.parametrize(("enabled", "words"), [(None, "No mobile number is confirmed"), (False, "switched SMS to")])
def test_who_gets_none_reads_why(shown: Service, enabled: bool | None, words: str) -> None:  # noqa: FBT001 - a parameter of the test
    if enabled is not None:
        has_number(shown, enabled=enabled)
    who, here = filed(shown)
    assert words in news(who, here)
    assert "已收到您的申请" not in messages(shown)


def test_without_a_gateway_the_page_says_so(service: Service) -> None:
    who, here = filed(service)
    assert "this service sends no SMS" in news(who, here)
