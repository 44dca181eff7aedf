"""The page on which one says where one is reached, the outbox of a demonstration, and how administrators see both."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import Service, build_service, serve
from page_readers import Reader, grant, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.contacts import Channel
from workflow_app.domain.message_ports import Handed, Message, MessageRefusedError
from workflow_app.services.accounts import add_account
from workflow_app.services.background import run_due
from workflow_app.services.demo_outbox import OutboxSender

HERE = "/account/contact"


def with_outbox(service: Service) -> Service:
    """Return the service as a demonstration that shows what it would send."""
    tools = service.tools
    mail, sms = (OutboxSender(each, tools.database, tools.clock) for each in Channel)
    parts = replace(service.parts, tools=replace(tools, mail=mail, sms=sms, environment="demo"))
    return serve(parts)


@pytest.fixture
def shown(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path / "data")
    yield with_outbox(built)
    built.parts.close()


def newest_code(service: Service, who: Reader) -> str:
    """Let the background work and read the code in the outbox."""
    run_due(service.tools)
    found = re.search(r"\d{6}(?=, valid|，)", who.get("/demo/messages").text)
    assert found is not None
    return found.group()


def confirm(service: Service, who: Reader, channel: str, address: str) -> None:
    """Enter an address and the code that was sent there."""
    who.submit(who.get(HERE), f"address-form-{channel}", {"address": address})
    code = newest_code(service, who)
    who.submit(who.get(HERE), f"code-form-{channel}", {"code": code})


def test_an_address_is_entered_confirmed_switched_and_removed(shown: Service) -> None:
    who = reader(shown, "applicant_b")
    confirm(shown, who, "sms", "138 0013 8000")
    page = who.get(HERE)
    assert "138****8000" in page.text
    assert "13800138000" not in page.all("//section[@id='sms']")[0].text_content().replace("such as 13800138000", "")
    assert "in use" in page.text
    who.press(page, "/sms/switch")
    assert "switched off" in who.get(HERE).text
    who.press(who.get(HERE), "/sms/remove")
    assert "138****8000" not in who.get(HERE).text


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(shown: Service) -> None:
    who = reader(shown, "applicant_b")
    page = who.submit(who.get(HERE), "address-form-mail", {"address": "wang@"}, expect=422)
    assert "Enter a mail address such as name@example.cn" in page.text
    assert page.all("//input[@id='address-mail']/@value") == ["wang@"]
    assert page.all("//input[@id='address-mail'][@aria-invalid='true']")
    who.submit(who.get(HERE), "address-form-mail", {"address": "wang@example.cn"})
    right = newest_code(shown, who)
    page = who.submit(
        who.get(HERE), "code-form-mail", {"code": "100000" if right != "100000" else "200000"}, expect=422
    )
    assert "This is not the code that was sent; attempts left: 4" in page.text
    assert page.all("//input[@id='code-mail']/@value") == [""]


def test_who_asks_for_too_many_codes_is_told_how_long_to_wait_and_keeps_what_was_typed(shown: Service) -> None:
    who = reader(shown, "applicant_b")
    for _ in range(5):
        who.submit(who.get(HERE), "address-form-mail", {"address": "wang@example.cn"})
    page = who.submit(who.get(HERE), "address-form-mail", {"address": "li@example.cn"}, expect=429)
    assert "Too many codes were asked for. Please wait 60 minutes." in page.text
    assert page.all("//input[@id='address-mail']/@value") == ["li@example.cn"]
    who.post(f"{HERE}/mail/again", {}, expect=429)


def test_an_old_page_and_a_double_click_do_no_harm(shown: Service) -> None:
    who = reader(shown, "applicant_b")
    who.submit(who.get(HERE), "address-form-mail", {"address": "wang@example.cn"})
    code, old = newest_code(shown, who), who.get(HERE)
    who.submit(old, "code-form-mail", {"code": code})
    who.submit(old, "code-form-mail", {"code": code})
    assert "No code waits to be entered" in who.get(HERE).text
    page = who.get(HERE)
    who.press(page, "/mail/remove")
    who.post(f"{HERE}/mail/remove", {}, expect=404)
    who.post(f"{HERE}/pigeon/remove", {}, expect=404)
    who.post("/account/language", {"language": "fr"}, expect=422)


def test_nobody_comes_in_without_signing_in_and_no_form_works_without_its_token(shown: Service) -> None:
    stranger = reader(shown)
    assert "/login" in stranger.get(HERE, expect=302).location
    sent = shown.client().post(f"{HERE}/mail/address", data={"address": "x@example.cn"})
    assert "/login" in sent.headers["Location"]
    who = reader(shown, "applicant_b")
    who.post(f"{HERE}/mail/address", {"address": "x@example.cn"}, expect=400)
    assert "not entered" in who.get(HERE).text


def test_without_servers_the_page_says_so_and_takes_nothing(service: Service) -> None:
    who = reader(service, "applicant_b")
    page = who.get(HERE)
    assert "no server for mail" in page.text
    assert "no gateway for SMS" in page.text
    assert not page.all("//form[@id='address-form-mail']")
    who.post(f"{HERE}/mail/address", {"address": "wang@example.cn"})
    assert "cannot send that way (mail address)" in who.get(HERE).text
    who.get("/demo/messages", expect=404)


def test_the_staff_is_offered_no_sms_and_sees_what_it_gets(shown: Service) -> None:
    page = reader(shown, "first_reviewer").get(HERE)
    assert not page.all("//section[@id='sms']")
    assert "A limit comes near" in page.text
    assert "gathers 10 minutes" in page.text


def test_the_menu_of_the_account_leads_here(shown: Service) -> None:
    for name in ("applicant_b", "first_reviewer", "process_admin"):
        assert reader(shown, name).get("/notices").link("My contact and notices") == HERE


def test_a_grant_reaches_the_applicant_by_mail_and_sms_in_the_chosen_language(shown: Service) -> None:
    who = reader(shown, "applicant_b")
    confirm(shown, who, "mail", "wang@example.cn")
    confirm(shown, who, "sms", "13800138000")
    who.submit(who.get(HERE), "language-form", {"language": "zh"})
    grant(shown)
    run_due(shown.tools)
    outbox = who.get("/demo/messages").text
    assert "已作出决定，请登录系统查看" in outbox
    assert "【中牟县城市管理局】申请已收到" in outbox
    assert "申请已获准予" in outbox
    (link, *_) = who.get("/demo/messages").all("//ul[@class='xn-rows']//a[contains(@href, '/notices/')]/@href")
    assert who.get(link, expect=303).location.startswith("/my/")


def test_administrators_see_how_channels_fare_and_try_again(shown: Service) -> None:
    class Refusing:
        """A server that says no, until it does not."""

        said: tuple[str, ...] = ()

        def send(self, message: Message) -> Handed:
            self.said = (*self.said, message.key)
            if len(self.said) == 1:
                raise MessageRefusedError("SMTP_554")
            return Handed()

    sender = Refusing()
    parts = replace(shown.parts, tools=replace(shown.tools, mail=sender))
    service = serve(parts)
    with service.tools.database.write() as work:
        command = CreateAccount("boss", "boss", "", roles=[Role.SYSTEM_ADMIN])
        add_account(command, work=work, tools=service.tools, password_hash="!")
        work.commit()
    who, boss = reader(service, "applicant_b"), reader(service, "boss")
    who.submit(who.get(HERE), "address-form-mail", {"address": "wang@example.cn"})
    run_due(service.tools)
    page = boss.get("/admin")
    assert "disturbed" in page.text
    assert "SMTP_554" in page.text
    assert boss.press(page, "/channels/mail/retry").location == "/admin#channels"
    run_due(service.tools)
    assert len(set(sender.said)) == 1
    assert len(sender.said) == 2
    page = boss.get("/admin")
    assert "disturbed" not in page.text
    assert "1 message is being tried again." in page.text
    boss.post("/admin/channels/pigeon/retry", {}, expect=404)
    who.post("/admin/channels/mail/retry", {}, expect=403)


def test_figures_of_mail_and_sms_stand_among_the_others(shown: Service) -> None:
    text = shown.client().get("/metrics").get_data(as_text=True)
    assert 'xinnuo_messages{channel="mail",state="dead"} 0.0' in text
    assert 'xinnuo_messages{channel="sms",state="waiting"} 0.0' in text
