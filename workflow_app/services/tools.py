"""What every use case may need, built once by `parts` and handed over by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflow_app.domain.ports import (
    BlobStore,
    Cipher,
    Clock,
    FormCheck,
    LetterRenderer,
    MalwareScan,
    SiteConnector,
    Wake,
)
from workflow_app.domain.routing import RoutingValue
from workflow_app.engine import ProcessCache
from workflow_app.repositories.calendars import CalendarCache
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.unit_of_work import Database

Operation = Callable[[CaseWork, Mapping[str, str]], Mapping[str, RoutingValue]]
"""What a service task does: it gets the case at work and the parameters written in the diagram."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The collaborators of the services; a test passes its own."""

    database: Database
    clock: Clock
    wake: Wake
    processes: ProcessCache
    calendars: CalendarCache
    operations: Mapping[str, Operation]
    forms: FormCheck
    blobs: BlobStore
    letters: LetterRenderer
    connector: SiteConnector
    scan: MalwareScan
    cipher: Cipher
    base_url: str
    environment: str = "demo"
    upload_limit: int = 20 * 1024 * 1024
