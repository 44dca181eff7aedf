"""What every use case may need, built once by `parts` and handed over by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from workflow_app.domain.identity_ports import NO_PROVIDERS, IdentityGate
from workflow_app.domain.message_ports import MailSender, NoticeWriter, SmsSender
from workflow_app.domain.paper_ports import PaperMaker
from workflow_app.domain.penalties import Parsed, RowFinding
from workflow_app.domain.ports import (
    BlobStore,
    Cipher,
    Clock,
    FileInspector,
    FormCheck,
    LetterRenderer,
    LetterSeal,
    MalwareScan,
    SiteAddress,
    SiteConnector,
    SiteReceipt,
    Wake,
)
from workflow_app.domain.routing import RoutingValue
from workflow_app.domain.sheets import Cell, SheetRow
from workflow_app.domain.time import machine_now
from workflow_app.domain.upload_port import UploadStore
from workflow_app.engine import Step
from workflow_app.repositories.calendars import CalendarCache
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.database import Database
from workflow_app.services.loaded import LoadedProcesses
from workflow_app.services.sandboxes import Sandboxes

Operation = Callable[[CaseWork, Mapping[str, str]], Mapping[str, RoutingValue]]
"""What a service task does: it gets the case at work and the parameters written in the diagram."""

ReadRows = Callable[[BinaryIO, str], Iterator[SheetRow]]
"""Reads the rows of a spreadsheet, given the name it came under; raises InvalidError."""


class WriteRejects(Protocol):
    """Writes the rows of a sheet that did not land, each with what is wrong with it in a last column, as XLSX."""

    def __call__(self, rejected: Iterable[Parsed], /, *, remark: Callable[[RowFinding], str] = ...) -> bytes:
        """Return the file; `remark` turns a finding into a sentence of the reader's language."""
        ...


class WriteSheet(Protocol):
    """Writes rows below a header as XLSX, in which nothing computes; the same rows give the same bytes."""

    def __call__(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], /) -> bytes:
        """Return the file."""
        ...


class PushedReceipt(Protocol):
    """A receipt that a site sent by itself, and the listing it is for."""

    @property
    def listing_no(self) -> str:
        """Return the id of the listing."""
        ...

    @property
    def receipt(self) -> SiteReceipt:
        """Return the receipt."""
        ...


class ReadReceipt(Protocol):
    """Reads what a site pushed, if the site signed it."""

    def __call__(
        self, site: SiteAddress, *, path: str, headers: Mapping[str, str], body: bytes, now: datetime
    ) -> PushedReceipt:
        """Return the receipt; raises RefusedBySiteError or UnavailableSiteError."""
        ...


class ReadPush(Protocol):
    """Reads any JSON object that a site pushed, if the site signed it."""

    def __call__(
        self, site: SiteAddress, *, path: str, headers: Mapping[str, str], body: bytes, now: datetime, largest: int
    ) -> Mapping[str, object]:
        """Return the object; raises RefusedBySiteError."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """The collaborators of the services; a test passes its own. Without `mail` or `sms` nobody is told that way.

    Those of a sandbox have no `sandboxes` of their own.

    `on_step` hears of every step of a case before it is kept: a sandbox notes by which flows its case went.
    `machine` says by what time leases end, what failed is tried again, and those rest who do not answer.
    """

    database: Database
    clock: Clock
    wake: Wake
    processes: LoadedProcesses
    calendars: CalendarCache
    operations: Mapping[str, Operation]
    forms: FormCheck
    blobs: BlobStore
    uploads: UploadStore
    letters: LetterRenderer
    seals: LetterSeal
    connector: SiteConnector
    read_receipt: ReadReceipt
    read_push: ReadPush
    scan: MalwareScan
    inspect: FileInspector
    papers: PaperMaker
    cipher: Cipher
    read_rows: ReadRows
    write_rejects: WriteRejects
    make_sample: Callable[[], bytes]
    writer: NoticeWriter
    write_sheet: WriteSheet
    base_url: str
    mail: MailSender | None = None
    sms: SmsSender | None = None
    identities: IdentityGate = NO_PROVIDERS
    environment: str = "demo"
    machine: Callable[[], datetime] = machine_now
    sandboxes: Sandboxes | None = None
    upload_limit: int = 20 * 1024 * 1024
    on_step: Callable[[Step], None] = lambda _step: None
