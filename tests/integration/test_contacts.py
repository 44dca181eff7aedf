"""One's own addresses: a code goes there, is right once and for a short time, and nobody else's is touched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.actors import Actor
from workflow_app.domain.contacts import Channel
from workflow_app.domain.errors import ConflictError, InvalidError, LimitedError, NotFoundError, RefusedError
from workflow_app.domain.message_ports import Handed
from workflow_app.domain.time import machine_now
from workflow_app.models import AuditEntry, DueWork
from workflow_app.services.background import run_due
from workflow_app.services.contact_views import CodeState, ContactView, get_contacts
from workflow_app.services.contacts import (
    choose_language,
    confirm_address,
    enter_address,
    remove_address,
    send_code_again,
    switch_channel,
)
from workflow_app.services.demo_outbox import list_demo_messages
from workflow_app.services.notices import list_notices

MAIL, SMS = Channel.MAIL, Channel.SMS


@dataclass
class Desk:
    """A person who enters addresses, and the outbox in which the codes lie."""

    office: Office
    actor: Actor

    def enter(self, channel: Channel = MAIL, address: str = "wang@example.cn") -> None:
        enter_address(channel, address, actor=self.actor, tools=self.office.tools)
        run_due(self.office.tools)

    def code(self) -> str:
        """Return the code that was sent last."""
        newest = list_demo_messages(tools=self.office.tools).items[0]
        found = re.search(r"\d{6}", newest.text)
        assert found is not None
        return found.group()

    def confirm(self, code: str | None = None, channel: Channel = MAIL) -> None:
        confirm_address(channel, code or self.code(), actor=self.actor, tools=self.office.tools)

    def view(self, channel: Channel = MAIL) -> ContactView:
        found = get_contacts(actor=self.actor, tools=self.office.tools)
        return next(each for each in found.channels if each.channel is channel)

    def wrong(self) -> str:
        return "000000" if self.code() != "000000" else "111111"


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[Desk]:
    office = Office.with_sample(database_url, tmp_path)
    yield Desk(office, office.agent())
    office.close()


@pytest.mark.parametrize(("channel", "address"), [(MAIL, "wang@example.cn"), (SMS, "13800138000")])
def test_an_address_is_used_when_its_code_came_back(desk: Desk, channel: Channel, address: str) -> None:
    desk.enter(channel, address)
    assert desk.view(channel).code is CodeState.WAITING
    assert desk.view(channel).address is None
    desk.confirm(f" {desk.code()[:3]} {desk.code()[3:]} ", channel)
    view = desk.view(channel)
    assert (view.enabled, view.pending, view.code) == (True, None, None)
    assert view.address in {"w***@example.cn", "138****8000"}
    assert [each.code for each in list_notices(actor=desk.actor, tools=desk.office.tools).items] == ["CONTACT_CHANGED"]


def test_no_address_and_no_code_stands_readable_in_the_database_or_the_trail(desk: Desk) -> None:
    desk.enter()
    code = desk.code()
    desk.confirm()
    with desk.office.tools.database.read() as unit:
        (contact,) = unit.contacts.list_of(desk.actor.id)
        payloads = [str(row.payload) for row in unit.session.query(DueWork).all()]
        trail = [str(row.data) for row in unit.session.query(AuditEntry).all()]
    assert b"wang" not in (contact.address_cipher or b"wang")
    assert contact.code_digest is None
    assert not [text for text in (*payloads, *trail) if "wang" in text or code in text]


def test_a_wrong_code_is_counted_and_after_five_the_right_one_is_void(desk: Desk) -> None:
    desk.enter()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(InvalidError) as caught:
            desk.confirm(desk.wrong())
        assert caught.value.errors[0].values == {"left": left}
    with pytest.raises(ConflictError, match="CODE_EXHAUSTED"):
        desk.confirm()
    assert desk.view().code is CodeState.EXHAUSTED
    send_code_again(MAIL, actor=desk.actor, tools=desk.office.tools)
    run_due(desk.office.tools)
    desk.confirm()
    assert desk.view().enabled


def test_a_code_is_valid_for_ten_minutes(desk: Desk) -> None:
    desk.enter()
    with desk.office.tools.database.write() as unit:
        contact = unit.contacts.find(desk.actor.id, MAIL)
        assert contact is not None
        assert contact.code_expires_at is not None
        assert timedelta(minutes=9) < contact.code_expires_at - machine_now() <= timedelta(minutes=10)
        contact.code_expires_at = machine_now() - timedelta(seconds=1)
        unit.commit()
    assert desk.view().code is CodeState.EXPIRED
    with pytest.raises(ConflictError, match="CODE_EXPIRED"):
        desk.confirm()


def test_a_new_code_voids_the_one_before_and_a_used_one_is_void(desk: Desk) -> None:
    desk.enter()
    first = desk.code()
    desk.enter(address="li@example.cn")
    if first != desk.code():
        with pytest.raises(InvalidError):
            desk.confirm(first)
    desk.confirm()
    with pytest.raises(ConflictError, match="NO_CODE"):
        desk.confirm()
    assert desk.view().address == "l***@example.cn"


def test_the_present_address_stays_in_use_until_the_new_one_is_confirmed(desk: Desk) -> None:
    desk.enter()
    desk.confirm()
    desk.enter(address="li@example.cn")
    assert (desk.view().address, desk.view().pending) == ("w***@example.cn", "l***@example.cn")
    assert desk.view().enabled
    with pytest.raises(InvalidError, match="INVALID") as caught:
        desk.enter()
    assert caught.value.errors[0].code == "ADDRESS_KNOWN"


def test_nobodys_telephone_rings_all_night(desk: Desk) -> None:
    for _ in range(5):
        desk.enter(SMS, "13800138000")
    with pytest.raises(LimitedError, match="CODES_LIMITED"):
        desk.enter(SMS, "13800138000")
    with pytest.raises(LimitedError):
        desk.enter(SMS, "13900139000")
    stranger = Desk(desk.office, desk.office.people["decider"])
    with pytest.raises(LimitedError):
        stranger.enter(SMS, "13800138000")
    stranger.enter(SMS, "13700137000")
    assert len(list_demo_messages(tools=desk.office.tools).items) == 6


def test_everybody_has_their_own_address_and_reaches_no_other(desk: Desk) -> None:
    desk.enter()
    stranger = desk.office.people["decider"]
    with pytest.raises(ConflictError, match="NO_CODE"):
        confirm_address(MAIL, desk.code(), actor=stranger, tools=desk.office.tools)
    with pytest.raises(NotFoundError):
        remove_address(MAIL, actor=stranger, tools=desk.office.tools)
    with pytest.raises(NotFoundError):
        switch_channel(MAIL, enabled=True, actor=desk.actor, tools=desk.office.tools)


def test_an_address_is_switched_off_and_on_and_removed(desk: Desk) -> None:
    desk.enter()
    desk.confirm()
    switch_channel(MAIL, enabled=False, actor=desk.actor, tools=desk.office.tools)
    switch_channel(MAIL, enabled=False, actor=desk.actor, tools=desk.office.tools)
    assert not desk.view().enabled
    switch_channel(MAIL, enabled=True, actor=desk.actor, tools=desk.office.tools)
    assert desk.view().enabled
    remove_address(MAIL, actor=desk.actor, tools=desk.office.tools)
    assert desk.view() == ContactView(MAIL, available=True)
    with desk.office.tools.database.read() as unit:
        acts = [row.action for row in unit.session.query(AuditEntry).order_by(AuditEntry.id).all()]
    assert [act for act in acts if act.startswith("contact/")] == [
        "contact/confirmed",
        "contact/switched",
        "contact/switched",
        "contact/removed",
    ]


def test_a_channel_that_the_installation_does_not_have_takes_no_address(desk: Desk) -> None:
    desk.office.tools = replace(desk.office.tools, sms=None)
    with pytest.raises(RefusedError, match="CHANNEL_OFF"):
        desk.enter(SMS, "13800138000")
    assert desk.view(SMS) == ContactView(SMS, available=False)


def test_a_language_is_one_of_two(desk: Desk) -> None:
    choose_language("en", actor=desk.actor, tools=desk.office.tools)
    desk.enter()
    newest = list_demo_messages(tools=desk.office.tools).items[0]
    assert "Your code is" in newest.text
    with pytest.raises(InvalidError):
        choose_language("fr", actor=desk.actor, tools=desk.office.tools)


def test_a_code_that_cannot_be_delivered_says_so(desk: Desk) -> None:
    class Unknown:
        def send(self, message: object) -> object:
            del message
            return Handed(rejected="SMTP_550")

    desk.office.tools = replace(desk.office.tools, mail=Unknown())  # type: ignore[arg-type] # it knows nobody
    desk.enter()
    assert desk.view().code is CodeState.REFUSED
