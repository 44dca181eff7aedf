"""An office whose messages really leave the house, to a mail server and an SMS gateway on this machine."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from due_works import end_waiting, standing_machine
from mail_servers import RunningServer, running_mail_server
from office import START, Office
from sms_gateways import Gateway, running_sms_gateway

from workflow_app.adapters.mail import SmtpSender
from workflow_app.adapters.sites import open_site_client
from workflow_app.adapters.sms import HttpSmsSender
from workflow_app.domain.actors import Actor
from workflow_app.domain.contacts import Channel
from workflow_app.domain.time import machine_now
from workflow_app.models import ContactPoint, Delivery, Notice
from workflow_app.repositories.notices import Telling
from workflow_app.services.background import run_due

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


@contextmanager
def open_post(database_url: str, folder: Path) -> Iterator[Post]:
    """Open the office and what carries its messages until the end of the block."""
    with ExitStack() as stack:
        office = Office.with_sample(database_url, folder)
        stack.callback(office.close)
        server = stack.enter_context(running_mail_server())
        gateway = stack.enter_context(running_sms_gateway())
        client = stack.enter_context(open_site_client())
        mail = SmtpSender(server.as_seen(), machine_now, seconds=5)
        sms = HttpSmsSender(client, gateway.as_seen(), machine_now)
        office.tools = replace(office.tools, mail=mail, sms=sms, machine=standing_machine())
        yield Post(office, server, gateway)
