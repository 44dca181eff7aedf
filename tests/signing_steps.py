"""Signing by somebody else: the steps of who files, and of the legal representative on their telephone."""

import re

from builders import Service
from entering import messages, newest_code
from page_readers import Page, Reader, fill_in, reader, start_application
from sqlalchemy import select

from workflow_app.models import Signature, Task

HEAD, HEAD_MOBILE = "王建军", "13977778888"


def filled(service: Service, name: str = "applicant_b") -> tuple[Reader, str]:
    """Return somebody who has filled in the application, and where its step is."""
    who = reader(service, name)
    task = start_application(who)
    fill_in(who, task)
    return who, task


def ask(who: Reader, task: str, *, expect: int = 303, **changed: str) -> Page:
    """Ask the legal representative to sign."""
    fields = {"name": HEAD, "mobile": HEAD_MOBILE, "to": "other", **changed}
    return who.submit(who.get(f"{task}/signing"), "ask-form", fields, expect=expect)


def link(service: Service) -> str:
    """Return where the newest link to sign leads."""
    found = re.search(r"/s/[\w-]+", messages(service))
    assert found is not None
    return found.group()


def confirmed(service: Service, here: str) -> Reader:
    """Open the link on the telephone and type the code that came to it."""
    head = reader(service)
    head.submit(head.get(here), "mobile-form", {})
    head.submit(head.get(here), "code-form", {"code": newest_code(service)})
    return head


def reading(service: Service, here: str, name: str = HEAD) -> Reader:
    """Go on until the application can be read."""
    head = confirmed(service, here)
    head.submit(head.get(here), "name-form", {"name": name})
    return head


def sign_by_link(service: Service, here: str) -> Reader:
    """Read and sign."""
    head = reading(service, here)
    head.submit(head.get(here), "sign-form", {"has_read": "yes"})
    return head


def submit(who: Reader, task: str, *, expect: int = 303) -> Page:
    """Hand in from the page that shows the answers once more."""
    return who.submit(who.get(f"{task}?confirm=1"), "submit", {"act": "submit"}, expect=expect)


def signatures(service: Service) -> list[Signature]:
    """Return every signature, the oldest first."""
    with service.tools.database.read() as unit:
        return list(unit.session.scalars(select(Signature).order_by(Signature.id)).all())


def change_answer(service: Service, task: str, **changed: object) -> None:
    """Change what was typed, as another window would."""
    with service.tools.database.write() as unit:
        row = unit.session.get(Task, task.rsplit("/", 1)[-1])
        assert row is not None
        row.draft = {**(row.draft or {}), **changed}
        unit.commit()
