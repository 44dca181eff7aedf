"""Builds everything once from the settings; the service, the commands and the workers start from here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from pathlib import Path

from httpx import Client

import workflow_app
from workflow_app.adapters.blobs import FolderBlobStore
from workflow_app.adapters.ciphers import AesCipher, DataKeysError
from workflow_app.adapters.documents import inspect
from workflow_app.adapters.documents_paper import PhotoPaperMaker
from workflow_app.adapters.identity_gate import HttpIdentityGate
from workflow_app.adapters.identity_settings import IdentitySettingsError, read_providers
from workflow_app.adapters.key_file import load_or_make_keys
from workflow_app.adapters.letter_seals import FolderSeals
from workflow_app.adapters.letters import TypstLetterRenderer
from workflow_app.adapters.mail import MailServer, SmtpSender
from workflow_app.adapters.malware import ClamdScan, NoScan
from workflow_app.adapters.sites import HttpSiteConnector, open_site_client
from workflow_app.adapters.sites_receipts import read_pushed, read_pushed_receipt
from workflow_app.adapters.sms import HttpSmsSender, SmsGateway
from workflow_app.adapters.spreadsheets import read_rows
from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.adapters.spreadsheets_write import write_rejects, write_sheet
from workflow_app.adapters.time import FixedClock, MovedClock, RealClock
from workflow_app.adapters.uploads import FolderUploadStore
from workflow_app.adapters.wake import ThreadWake
from workflow_app.config import Environment, Settings, SettingsError
from workflow_app.domain.contacts import Channel
from workflow_app.domain.message_ports import MailSender, SmsSender
from workflow_app.domain.ports import Clock, LetterRenderer, LetterSeal, MalwareScan
from workflow_app.domain.resources import find
from workflow_app.domain.time import local_date, machine_now
from workflow_app.operations import OPERATIONS
from workflow_app.repositories.calendars import CalendarCache
from workflow_app.repositories.database import Database
from workflow_app.repositories.queue import WorkerCall
from workflow_app.sandbox_parts import open_sandboxes
from workflow_app.schemas.forms import MarshmallowFormCheck
from workflow_app.services.clock_offset import ClockOffset
from workflow_app.services.demo_outbox import OutboxSender
from workflow_app.services.loaded import LoadedProcesses
from workflow_app.services.sandbox_grounds import Grounds
from workflow_app.services.tools import Tools
from workflow_app.web.notice_writer import CatalogueWriter

SCAN_SECONDS = 30.0
FONTS = Path(workflow_app.__file__).parent / "web" / "static" / "dist" / "fonts"


@dataclass(frozen=True, slots=True)
class Parts:
    """The settings with their keys, the collaborators of the services, and what wakes the background."""

    settings: Settings
    tools: Tools
    wake: ThreadWake
    closers: tuple[Callable[[], None], ...] = ()

    def close(self) -> None:
        """Give back what holds connections."""
        for close in self.closers:
            close()


def build(settings: Settings, *, clock: Clock | None = None, sites: Client | None = None) -> Parts:
    """Build the parts; nothing is asked of the database yet. Raises SettingsError where keys are unusable.

    Who makes the past of a demonstration brings business time, and the client by which other sites are reached.
    """
    settings = _with_keys(settings)
    database, wake = Database(settings.database_url, before_commit=WorkerCall()), ThreadWake()
    clock, sites = clock or _clock(settings, ClockOffset(database).read), sites or open_site_client()
    tools = Tools(
        database=database,
        clock=clock,
        wake=wake,
        processes=LoadedProcesses(),
        calendars=CalendarCache(),
        operations=OPERATIONS,
        forms=MarshmallowFormCheck(today=_today(clock)),
        blobs=FolderBlobStore(settings.data_dir / "documents"),
        uploads=FolderUploadStore(settings.data_dir / "uploads"),
        letters=open_letters(settings.letter_fonts, settings.letter_family),
        seals=_seals(settings),
        connector=HttpSiteConnector(sites, machine_now),
        read_receipt=read_pushed_receipt,
        read_push=read_pushed,
        scan=_scan(settings),
        inspect=inspect,
        papers=PhotoPaperMaker(),
        cipher=_cipher(settings),
        read_rows=read_rows,
        write_rejects=write_rejects,
        make_sample=make_sample,
        write_sheet=write_sheet,
        writer=CatalogueWriter(),
        mail=_mail(settings, database, clock),
        sms=_sms(settings, sites, database, clock),
        identities=_identities(settings, sites),
        base_url=settings.base_url,
        environment=settings.environment.value,
    )
    return with_sandboxes(Parts(settings, tools, wake, (database.close, sites.close)))


def with_sandboxes(parts: Parts, grounds: Grounds | None = None) -> Parts:
    """Return the parts with where drafts are walked through; those with the same data keys may share grounds."""
    sandboxes = open_sandboxes(parts.tools, grounds)
    tools = replace(parts.tools, sandboxes=sandboxes)
    return replace(parts, tools=tools, closers=(sandboxes.close, *parts.closers))


def open_database(url: str) -> Database:
    """Return the database; on PostgreSQL a transaction that leaves due work calls the workers, if there are any."""
    return Database(url, before_commit=WorkerCall() if url.startswith("postgresql") else None)


def _with_keys(settings: Settings) -> Settings:
    """Fill in keys that were not given from the file of this installation."""
    if settings.secret_key and settings.data_keys:
        return settings
    kept = load_or_make_keys(settings.data_dir / "keys.json")
    return replace(
        settings,
        secret_key=settings.secret_key or kept.secret_key,
        data_keys=settings.data_keys or kept.data_keys,
    )


def _clock(settings: Settings, read_offset: Callable[[], timedelta]) -> Clock:
    """Choose business time: fixed where it is given, real in production, else moved by the demonstration."""
    if settings.now is not None:
        return FixedClock(settings.now.astimezone(UTC))
    return RealClock() if settings.is_production else MovedClock(read_offset)


def _today(clock: Clock) -> Callable[[], date]:
    return lambda: local_date(clock.now())


def open_letters(fonts: Path | None, family: str) -> LetterRenderer:
    """Set letters in the fonts that came with the program, after those that an authority brought."""
    folders = [folder for folder in (fonts, FONTS) if folder is not None]
    return TypstLetterRenderer(find("templates") / "letters", fonts=folders, family=family)


def _seals(settings: Settings) -> LetterSeal:
    """Seal with the certificates that the operator laid down; a demonstration makes its own."""
    folder = settings.seals or settings.data_dir / "seals"
    return FolderSeals(folder, settings.seals_password, trial=not settings.is_production, now=machine_now)


def _scan(settings: Settings) -> MalwareScan:
    return ClamdScan(settings.clamd_socket, timeout=SCAN_SECONDS) if settings.clamd_socket else NoScan()


def _mail(given: Settings, database: Database, clock: Clock) -> MailSender | None:
    """Send mail where a server is named; a demonstration without one shows it on a page."""
    if not given.mail_host:
        return OutboxSender(Channel.MAIL, database, clock) if given.environment is Environment.DEMO else None
    login = (given.mail_user, given.mail_password)
    server = MailServer(
        given.mail_host, given.mail_port, given.mail_security, given.mail_from, *login, ca=given.mail_ca
    )
    return SmtpSender(server, machine_now)


def _sms(given: Settings, client: Client, database: Database, clock: Clock) -> SmsSender | None:
    """Send SMS where a gateway is named; a demonstration without one shows them on a page."""
    if not given.sms_url:
        return OutboxSender(Channel.SMS, database, clock) if given.environment is Environment.DEMO else None
    return HttpSmsSender(client, SmsGateway(given.sms_url, given.sms_key_id, given.sms_key.encode()), machine_now)


def _cipher(settings: Settings) -> AesCipher:
    try:
        return AesCipher(settings.data_keys)
    except DataKeysError as error:
        raise SettingsError(f"WORKFLOW_APP_DATA_KEYS: {error}") from None


def _identities(settings: Settings, client: Client) -> HttpIdentityGate:
    try:
        return HttpIdentityGate(client, read_providers(settings.identities), machine_now)
    except IdentitySettingsError as error:
        raise SettingsError(f"external identities: {error}; every name begins with WORKFLOW_APP_") from None
