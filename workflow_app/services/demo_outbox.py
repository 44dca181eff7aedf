"""The outbox of a demonstration: mail and SMS that are shown on a page instead of being sent."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.contacts import Channel, masked
from workflow_app.domain.message_ports import Handed, Message
from workflow_app.domain.ports import Clock
from workflow_app.repositories.database import Database
from workflow_app.repositories.pages import DEFAULT_LIMIT, Page, cut
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class OutboxSender:
    """Keeps each message once, its address masked, for everybody to read; only where all data is made up."""

    channel: Channel
    database: Database
    clock: Clock

    def send(self, message: Message) -> Handed:
        """Keep a message."""
        with self.database.write() as unit:
            unit.demo_messages.add(
                {
                    "key": message.key,
                    "channel": self.channel.value,
                    "address": masked(self.channel, message.to),
                    "subject": message.written.subject,
                    "text": message.written.text,
                    "sent_at": self.clock.now(),
                }
            )
            unit.commit()
        return Handed(reference="demo")


@dataclass(frozen=True, slots=True)
class DemoMessageView:
    """A message as the page shows it."""

    id: str
    channel: str
    address: str
    subject: str
    text: str
    sent_at: datetime


def list_demo_messages(*, tools: Tools, cursor: str | None = None, limit: int = DEFAULT_LIMIT) -> Page[DemoMessageView]:
    """Return a page of what a demonstration would have sent, the newest first; nothing anywhere else."""
    if tools.environment != "demo":
        return Page([], None)
    with tools.database.read() as unit:
        rows = unit.demo_messages.list_newest(cursor=cursor, limit=limit)
        views = [DemoMessageView(row.id, row.channel, row.address, row.subject, row.text, row.sent_at) for row in rows]
    return cut(views, limit=limit, key=lambda view: (view.sent_at.isoformat(), view.id))
