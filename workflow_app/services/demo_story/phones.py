"""The mobile phones of the story: what was sent to them can be read there, and some numbers are in use no more."""

from collections.abc import Collection
from dataclasses import dataclass, field

from workflow_app.domain.message_ports import Handed, Message, SmsSender

NOT_IN_USE = "NUMBER_REJECTED"
"""What a gateway says of a number that nobody has."""


@dataclass
class Telephones:
    """Passes every SMS on, and keeps the newest one to each number; `gone` are numbers that nobody has any more."""

    inner: SmsSender
    gone: Collection[str] = ()
    newest: dict[str, str] = field(default_factory=dict, repr=False)

    def send(self, message: Message) -> Handed:
        """Hand a message over, or say that nobody has the number."""
        if message.to in self.gone:
            return Handed(rejected=NOT_IN_USE)
        self.newest[message.to] = message.written.text
        return self.inner.send(message)
