"""What the service needs to tell people by mail and SMS: who carries a message, and who puts it into words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Written:
    """What is told, in the words of its reader: a subject for a mail, and the text."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one address; the same `key` again is the same message."""

    key: str
    to: str = field(repr=False)
    written: Written = field(repr=False)


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a message: taken over, or refused because nobody can be reached at that address."""

    reference: str = ""
    rejected: str = ""
    """Empty, or the code of the refusal."""


class Sender(Protocol):
    """Hands one message over to whoever carries it. Each call may be repeated with the same key.

    Raises ChannelDownError where nobody can be told now, NotNowError where this message must wait, and
    MessageRefusedError where a person must look.
    """

    def send(self, message: Message) -> Handed:
        """Hand a message over."""
        ...


class MailSender(Sender, Protocol):
    """Sends mail."""


class SmsSender(Sender, Protocol):
    """Sends short messages to mobile phones; the subject is left out."""


class ChannelError(Exception):
    """A message was not taken over; `code` says why, and nothing of the message or its reader."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ChannelDownError(ChannelError):
    """Nobody can be told by this channel now: all its messages wait; `soon` a person must look at it anyway."""

    def __init__(self, code: str, *, soon: bool = False) -> None:
        super().__init__(code)
        self.soon = soon


class NotNowError(ChannelError):
    """One message is to be tried again later."""


class MessageRefusedError(ChannelError):
    """One message was refused; trying again changes nothing until a person has looked."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice to be put into words: its code and facts, whose it is, and where it is read."""

    code: str
    facts: Mapping[str, object]
    authority_zh: str
    authority_en: str
    link: str


class NoticeWriter(Protocol):
    """Puts notices into words of one language, from the same catalogues as the pages."""

    def write_mail(self, notices: Sequence[Told], *, language: str, settings_link: str) -> Written:
        """Return one mail that tells them all."""
        ...

    def write_sms(self, notice: Told, *, language: str) -> Written:
        """Return a short message: what it is about, and who says so."""
        ...

    def write_link(self, told: Told, *, language: str) -> Written:
        """Return the short message with the link by which a legal representative is asked to agree or to sign.

        The facts `name` and `subject` are who asks and for which enterprise; they are said as far as there is room.
        """
        ...

    def write_code(self, code: str, *, authority: Told, minutes: int, channel: str, language: str) -> Written:
        """Return the message that carries the code by which an address is confirmed."""
        ...
