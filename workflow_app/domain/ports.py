"""What the service needs from outside, each behind a small protocol; `parts` chooses who answers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import BinaryIO, Protocol


class Clock(Protocol):
    """Business time: what dates, clocks, timers, letters and the audit trail go by."""

    def now(self) -> datetime:
        """Return the business instant in UTC."""
        ...


class Wake(Protocol):
    """A nudge to the background that new due work was committed; losing one costs only delay."""

    def nudge(self) -> None:
        """Tell the background to look now. Never blocks, never raises."""
        ...


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What a blob store says of the bytes it took: their SHA-256 in hex and size in bytes."""

    sha256: str
    size: int


KnownBlobs = Callable[[Sequence[str]], Collection[str]]
"""Says which of some SHA-256 a row refers to."""


class BlobStore(Protocol):
    """Bytes under their own SHA-256; the same bytes twice are one blob; nothing is ever changed."""

    def put(self, stream: BinaryIO, *, limit: int) -> StoredBlob:
        """Store bytes durably before returning; raises InvalidError FILE_TOO_LARGE past `limit` bytes."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open a blob for reading; raises NotFoundError BLOB_MISSING."""
        ...

    def sweep(self, digit: str, *, older_than: timedelta, known: KnownBlobs) -> int:
        """Remove old blobs that begin with a hexadecimal digit and are not known, and what broke off; tell how many.

        A blob stored or stored again within `older_than` stays: its row may not be there yet.
        """
        ...


class LetterRenderer(Protocol):
    """Turns the frozen data of a letter into a PDF; the same data give the same pages."""

    def render(self, kind: str, data: Mapping[str, object]) -> bytes:
        """Return the PDF; raises RefusedError LETTER_TEMPLATE, LETTER_FONT (a glyph is missing) or LETTER_DATA."""
        ...


class SiteStatus(StrEnum):
    """What a site says of one listing."""

    SHOWN = "SHOWN"
    REMOVED = "REMOVED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """Where a site is and the secret shared with it (never logged)."""

    code: str
    base_url: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SiteReceipt:
    """A site's answer to an order: its receipt number and its own instant."""

    receipt_no: str
    at: datetime
    status: SiteStatus


class SiteConnector(Protocol):
    """Speaks to another site. Each call may be repeated with the same key and then has one effect.

    Raises UnavailableSiteError (to be tried again) or RefusedBySiteError (a person must look).
    """

    def show(self, site: SiteAddress, *, key: str, listing: Mapping[str, object]) -> SiteReceipt:
        """Put a listing on show."""
        ...

    def remove(self, site: SiteAddress, *, key: str, listing_no: str, reason: str) -> SiteReceipt:
        """Order a listing down."""
        ...

    def look(self, site: SiteAddress, *, listing_no: str) -> SiteStatus:
        """Look, as the public would, whether a listing is still shown."""
        ...


class UnavailableSiteError(Exception):
    """The site did not answer, answered too late or with a fault of its own; try again later."""


class RefusedBySiteError(Exception):
    """The site answered and refuses; trying again changes nothing."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class MalwareScan(Protocol):
    """Looks at an upload before anybody can open it."""

    @property
    def verdict(self) -> str:
        """Return what is noted of a file that passed: CLEAN, or NOT_SCANNED where nobody looked."""
        ...

    def is_clean(self, stream: BinaryIO) -> bool:
        """Tell whether the bytes may be kept."""
        ...


class FormCheck(Protocol):
    """Checks submitted values against a form document."""

    def check(
        self,
        form: Mapping[str, object],
        values: Mapping[str, object],
        *,
        step: str = "",
        context: Mapping[str, object] = ...,
    ) -> dict[str, object]:
        """Return the values typed as the form says; raises InvalidError, one entry per wrong field."""
        ...


class Cipher(Protocol):
    """Keeps personal data and shared secrets unreadable at rest."""

    def encrypt(self, text: str) -> bytes:
        """Return the text encrypted with the newest data key."""
        ...

    def decrypt(self, token: bytes) -> str:
        """Return the text; raises RefusedError DATA_KEY_MISSING where its key is gone."""
        ...

    def lookup(self, text: str) -> str:
        """Return a keyed digest (64 hex characters) by which an encrypted value can be found again."""
        ...


class InspectedFile(Protocol):
    """What an upload really is."""

    @property
    def media_type(self) -> str:
        """Return the type decided by content."""
        ...

    @property
    def filename(self) -> str:
        """Return a name safe to show and to send."""
        ...


class FileInspector(Protocol):
    """Looks at the content of an upload."""

    def __call__(self, stream: BinaryIO, filename: str, declared: str) -> InspectedFile:
        """Return what the file is; raises InvalidError on field `/file`."""
        ...


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

    def write_code(self, code: str, *, authority: Told, minutes: int, channel: str, language: str) -> Written:
        """Return the message that carries the code by which an address is confirmed."""
        ...
