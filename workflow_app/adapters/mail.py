"""Hands mail to an SMTP server: one plain text to one person, in one bounded exchange.

The Message-ID is made of the key of the message, so that a mail which is sent again because the answer was lost can be
known as the same. Errors carry a code and nothing of the mail; nothing is logged here.
"""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import NoReturn, Self

from workflow_app.domain.message_ports import ChannelDownError, Handed, Message, MessageRefusedError, NotNowError

STARTTLS, TLS, PLAIN = "starttls", "tls", "none"
ANSWER_SECONDS, WHOLE_SECONDS = 10.0, 20.0
TEMPORARY, PERMANENT, SHUTTING_DOWN = 400, 500, 421
NO_SUCH_ADDRESS = frozenset({550, 551, 553})
POLICY_OR_FULL = re.compile(r"\b5\.[27]\.\d+")
"""Enhanced codes that speak of rules or of a full mailbox, not of an address that does not exist."""
ADDRESS_CODE = re.compile(r"\b5\.1\.\d+")
LONGEST_REFERENCE = 100


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, as whom, and from which address; `ca` is the file of an authority of one's own."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None


class SmtpSender:
    """The mail port on SMTP; safe to share between threads, each message has a connection of its own."""

    def __init__(
        self, server: MailServer, now: Callable[[], datetime], *, seconds: float = WHOLE_SECONDS, name: str = ""
    ) -> None:
        self._server = server
        self._now = now
        self._seconds = seconds
        self._name = name

    def send(self, message: Message) -> Handed:
        """Hand a mail over; raises the errors of the port."""
        content = self._compose(message)
        connection = _Connection(self._server, seconds=min(ANSWER_SECONDS, self._seconds))
        with _Deadline(connection, self._seconds) as deadline:
            try:
                return self._exchange(connection, message.to, content)
            except (OSError, smtplib.SMTPException) as error:
                _give_up(error, late=deadline.over)
            finally:
                connection.leave()

    def _compose(self, message: Message) -> bytes:
        """Return the mail in bytes; what could end a header and begin another is taken out of the subject."""
        mail = EmailMessage(policy=policy.SMTP)
        sender = self._server.sender
        subject = "".join(each if each.isprintable() else " " for each in message.written.subject)
        mail["From"] = Address(display_name=self._name, addr_spec=sender)
        mail["To"] = Address(addr_spec=message.to)
        mail["Subject"] = " ".join(subject.split())
        mail["Date"] = format_datetime(self._now())
        mail["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
        mail.set_content(message.written.text, charset="utf-8", cte="base64")
        return mail.as_bytes()

    def _exchange(self, connection: "_Connection", to: str, content: bytes) -> Handed:
        """Say who we are, from whom, to whom, and what; each answer decides."""
        connection.open()
        code, _ = connection.mail(self._server.sender)
        if code >= PERMANENT:
            raise ChannelDownError("CHANNEL_SENDER", soon=True)
        _go_on(code)
        code, said = connection.rcpt(to)
        if code >= PERMANENT:
            text = said.decode("ascii", "replace")
            is_unknown = ADDRESS_CODE.search(text) or (code in NO_SUCH_ADDRESS and not POLICY_OR_FULL.search(text))
            if is_unknown:
                return Handed(rejected=f"SMTP_{code}")
            raise MessageRefusedError(f"SMTP_{code}")
        _go_on(code)
        code, said = connection.data(content)
        if code >= PERMANENT:
            raise MessageRefusedError(f"SMTP_{code}")
        _go_on(code)
        text = said.decode("ascii", "replace")
        return Handed(reference="".join(each for each in text if each.isprintable())[:LONGEST_REFERENCE])


class _Connection(smtplib.SMTP):
    """One connection; it knows whose certificate it wants to see."""

    def __init__(self, server: MailServer, *, seconds: float) -> None:
        super().__init__(timeout=seconds, local_hostname=socket.gethostname() or "localhost")
        self._server = server
        self._host = server.host

    def open(self) -> None:
        """Connect, go over to TLS as agreed, and sign in."""
        code, _ = self.connect(self._server.host, self._server.port)
        _go_on(code)
        self.ehlo_or_helo_if_needed()
        if self._server.security == STARTTLS:
            self.starttls(context=_context(self._server))
            self.ehlo_or_helo_if_needed()
        if self._server.user:
            self.login(self._server.user, self._server.password)

    def leave(self) -> None:
        """Say goodbye if anybody listens; what was taken over stays taken over."""
        with suppress(OSError, smtplib.SMTPException):
            if self.sock is not None:
                self.quit()
        self.close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Open the connection, in TLS from its first byte where that was agreed."""
        opened = socket.create_connection((host, port), timeout, self.source_address)
        if self._server.security != TLS:
            return opened
        try:
            return _context(self._server).wrap_socket(opened, server_hostname=host)
        except BaseException:
            opened.close()
            raise


class _Deadline:
    """Cuts an exchange that is still going on after so many seconds: a slow server may send a byte at a time."""

    def __init__(self, connection: _Connection, seconds: float) -> None:
        self.over = False
        self._connection = connection
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def _cut(self) -> None:
        self.over = True
        with suppress(OSError):
            if self._connection.sock is not None:
                self._connection.sock.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._timer.cancel()


def _context(server: MailServer) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(server.ca) if server.ca else None)


def _go_on(code: int) -> None:
    """Stop at an answer that means later."""
    if code == SHUTTING_DOWN:
        raise ChannelDownError("CHANNEL_BUSY")
    if code >= TEMPORARY:
        raise NotNowError(f"SMTP_{code}")


def _give_up(error: Exception, *, late: bool) -> NoReturn:
    """Say how an exchange failed, in the words of the port."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        raise ChannelDownError("CHANNEL_LOGIN", soon=error.smtp_code >= PERMANENT) from error
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        raise ChannelDownError("CHANNEL_TLS", soon=True) from error
    if late or isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):  # smtplib hides it
        raise ChannelDownError("CHANNEL_TIMEOUT") from error
    if isinstance(error, smtplib.SMTPResponseException):
        _go_on(error.smtp_code if error.smtp_code < PERMANENT else TEMPORARY)
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError):
        raise ChannelDownError("CHANNEL_DROPPED") from error
    raise ChannelDownError("CHANNEL_UNREACHABLE") from error
