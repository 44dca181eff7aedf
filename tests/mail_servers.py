"""A real SMTP server on this machine that obeys, or does what a test tells it to."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from workflow_app.adapters.mail import MailServer
from workflow_app.domain.time import machine_now

HERE = "127.0.0.1"
TAKEN = "250 2.0.0 Ok: queued as 4F1A"
USER, PASSWORD = "xinnuo", "right-password"


@dataclass
class MoodyHandler:
    """Answers each mail with the next of `answers`; then it obeys. Keeps what it took over."""

    answers: list[str] = field(default_factory=list)
    at_rcpt: list[str] = field(default_factory=list)
    taken: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    met: int = 0
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that the library calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a receiver, or say what the test wants said."""
        if self.at_rcpt and (answer := self.at_rcpt.pop(0)) != "OK":
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - see above
        """Take a mail, and answer, or not."""
        self.met += 1
        answer = self.answers.pop(0) if self.answers else TAKEN
        if answer == "SLOW":
            await asyncio.sleep(5)
            return TAKEN
        if answer[0] in "45":
            return answer
        self.taken.append(message_from_bytes(envelope.content or b"", policy=policy.default))
        self.senders.append(str(envelope.mail_from))
        self.receivers += [str(each) for each in envelope.rcpt_tos]
        self.encrypted.append(session.ssl is not None)
        if answer == "DROP":
            assert server.transport is not None
            server.transport.abort()
        return TAKEN


@dataclass(frozen=True)
class RunningServer:
    """A server that runs: where it is, and what it did."""

    handler: MoodyHandler
    port: int

    def as_seen(
        self, *, security: str = "none", user: str = "", password: str = "", ca: Path | None = None
    ) -> MailServer:
        """Return how the service is told of it."""
        return MailServer(HERE, self.port, security, "no-reply@credit.example.cn", user, password, ca)


@contextmanager
def running_mail_server(
    *, handler: MoodyHandler | None = None, tls: ssl.SSLContext | None = None, with_login: bool = False
) -> Iterator[RunningServer]:
    """Run a server on a free port until the end of the block."""
    found = handler or MoodyHandler()
    port = free_port()
    options = {"tls_context": tls, "require_starttls": True} if tls else {}
    if with_login:
        options |= {
            "authenticator": _authenticate,
            "auth_exclude_mechanism": ["LOGIN"],
            "auth_required": True,
            "auth_require_tls": tls is not None,
        }
    controller = Controller(found, hostname=HERE, port=port, **options)
    controller.start()
    try:
        yield RunningServer(found, port)
    finally:
        controller.stop()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=right)


def self_made_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return what a server of this machine proves itself with, and the file by which it is believed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of this machine")])
    now = machine_now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HERE))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    proof, secret = folder / "mail.pem", folder / "mail.key"
    proof.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(proof, secret)
    return context, proof
