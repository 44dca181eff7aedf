"""What the service needs from outside, each behind a small protocol; `parts` chooses who answers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import BinaryIO, Protocol

from workflow_app.domain.form_fields import FieldFacts


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

    def render(self, kind: str, data: Mapping[str, object], *, sealed: bool = False, sample: bool = False) -> bytes:
        """Return the PDF, with the picture of the seal or the mark of a sample; raises RefusedError LETTER_*."""
        ...


class LetterSeal(Protocol):
    """Seals letters electronically: a signature by the certificate of the authority over the whole PDF."""

    def has(self, authority: str) -> bool:
        """Tell whether there is a seal of an authority, by its code."""
        ...

    def seal(self, pdf: bytes, *, authority: str, name: str, at: datetime) -> bytes:
        """Return the PDF sealed; raises RefusedError SEAL_MISSING, SEAL_UNUSABLE, SEAL_EXPIRED or SEAL_PDF."""
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

    def answer(self, site: SiteAddress, *, key: str, outside_no: str, result: Mapping[str, object]) -> None:
        """Tell a site what came of an application that it had pushed."""
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
    """Reads form documents, and checks submitted values against them."""

    def fields(self, form: Mapping[str, object]) -> Sequence[FieldFacts]:
        """Return the fields of a form document; raises RefusedError FORM_DOCUMENT."""

    def check(
        self,
        form: Mapping[str, object],
        values: Mapping[str, object],
        *,
        step: str = "",
        context: Mapping[str, object] = ...,
    ) -> dict[str, object]:
        """Return the values typed as the form says; raises InvalidError, one entry per wrong field."""


class Cipher(Protocol):
    """Keeps personal data and shared secrets unreadable at rest."""

    def encrypt(self, text: str) -> bytes:
        """Return the text encrypted with the newest data key."""

    def decrypt(self, token: bytes) -> str:
        """Return the text; raises RefusedError DATA_KEY_MISSING where its key is gone."""

    def lookup(self, text: str) -> str:
        """Return a keyed digest (64 hex characters) by which an encrypted value can be found again."""


class InspectedFile(Protocol):
    """What an upload really is."""

    @property
    def media_type(self) -> str:
        """Return the type decided by content."""

    @property
    def filename(self) -> str:
        """Return a name safe to show and to send."""


class FileInspector(Protocol):
    """Looks at the content of an upload."""

    def __call__(self, stream: BinaryIO, filename: str, declared: str) -> InspectedFile:
        """Return what the file is; raises InvalidError on field `/file`."""
