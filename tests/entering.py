"""People who get in: a service whose SMS stand on the page of a demonstration, and the steps of who registers."""

import re
from dataclasses import replace

from builders import USCC_B, Service, serve
from page_readers import Page, Reader, reader
from sqlalchemy import select

from workflow_app.domain.commands.record_letters import WriteRecordLetter
from workflow_app.domain.contacts import Channel
from workflow_app.models import Record
from workflow_app.services.background import run_due
from workflow_app.services.demo_outbox import OutboxSender
from workflow_app.services.record_letters import NOTICE, write_record_letter

MOBILE, OTHER_MOBILE = "13911112222", "13933334444"
NAME, NEW_PASSWORD = "周一鸣", "four words long enough"
BY_NOTICE = "/my/enterprises/add/notice"
CODE = re.compile(r"\d{6}(?=, valid|，)")


def with_outbox(service: Service) -> Service:
    """Return the service as a demonstration that shows what it would send."""
    tools = service.tools
    mail, sms = (OutboxSender(each, tools.database, tools.clock) for each in Channel)
    parts = replace(service.parts, tools=replace(tools, mail=mail, sms=sms, environment="demo"))
    return serve(parts)


def messages(service: Service) -> str:
    """Let the background work and return what it has sent, the newest first."""
    run_due(service.tools)
    return reader(service).get("/demo/messages").text


def newest_code(service: Service) -> str:
    """Return the code in the newest message that has one."""
    found = CODE.search(messages(service))
    assert found is not None
    return found.group()


def wrong(code: str) -> str:
    """Return another code."""
    return "100000" if code != "100000" else "200000"


def confirm_number(service: Service, who: Reader, here: str = "/register", mobile: str = MOBILE) -> Page:
    """Type a number and the code that came to it, and return the page after."""
    who.submit(who.get(here), "mobile-form", {"mobile": mobile}, at=here)
    who.submit(who.get(here), "code-form", {"code": newest_code(service)}, at=here)
    return who.get(here)


def registered(service: Service, mobile: str = MOBILE, name: str = NAME, *, who: Reader | None = None) -> Reader:
    """Return somebody who has just registered, signed in."""
    who = who or reader(service)
    page = confirm_number(service, who, mobile=mobile)
    who.submit(page, "details-form", {"name": name, "password": NEW_PASSWORD, "agreed": "yes"})
    return who


def notice_code(service: Service, uscc: str = USCC_B) -> str:
    """Have the notice on the repair of a record printed and return the code on it."""
    clerk = service.actor("data_clerk")
    with service.tools.database.read() as unit:
        subject = unit.subjects.find_by_uscc(uscc)
        assert subject is not None
        record = unit.session.scalar(select(Record.id).where(Record.subject_id == subject.id))
    assert record is not None
    letter_id = write_record_letter(WriteRecordLetter(record, NOTICE), actor=clerk, tools=service.tools)
    with service.tools.database.read() as unit:
        letter = unit.letters.find(letter_id)
        assert letter is not None
        return letter.code


def subject_id(service: Service, uscc: str = USCC_B) -> str:
    """Return the id of a subject."""
    with service.tools.database.read() as unit:
        subject = unit.subjects.find_by_uscc(uscc)
        assert subject is not None
        return subject.id


def bind(service: Service, who: Reader, *, acts_as: str = "AGENT", code: str = "") -> Page:
    """Act for B with the code on its notice."""
    fields = {"uscc": USCC_B, "code": code or notice_code(service), "acts_as": acts_as}
    return who.submit(who.get(BY_NOTICE), "notice-form", fields)
