"""Builds what a sandbox works with, in which drafts of processes are walked through: the services are the real ones."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from workflow_app.adapters.blobs import FolderBlobStore
from workflow_app.adapters.calendars import seed_days
from workflow_app.adapters.malware import NoScan
from workflow_app.adapters.quiet import BlankLetters, NoSeals, QuietSites
from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.adapters.uploads import FolderUploadStore
from workflow_app.adapters.wake import NoWake
from workflow_app.domain.identity_ports import NO_PROVIDERS
from workflow_app.domain.seeds.walk_penalties import WALK_PENALTIES
from workflow_app.domain.time import local_date
from workflow_app.repositories.calendars import CalendarCache
from workflow_app.repositories.database import Database
from workflow_app.schemas.forms import MarshmallowFormCheck
from workflow_app.services.loaded import LoadedProcesses
from workflow_app.services.replaying import replay
from workflow_app.services.sandbox_grounds import Grounds
from workflow_app.services.sandbox_seeding import fill_sandbox
from workflow_app.services.sandboxes import DATABASE, SandboxClock, Sandboxes
from workflow_app.services.tools import Tools

PROCESSES = 16
"""Versions that all sandboxes together keep ready: those that are walked, and those that their cases begin."""
DEMO = "demo"
"""What a sandbox is, as far as what it is seeded with goes: the sites of a demonstration belong to it."""


def open_sandboxes(tools: Tools, grounds: Grounds | None = None) -> Sandboxes:
    """Return where sandboxes come from; nothing is made before the first walk."""
    make = partial(_in_sandbox, tools, LoadedProcesses(size=PROCESSES))
    return Sandboxes(make, partial(fill_sandbox, seed_days=seed_days), replay, grounds)


def _in_sandbox(tools: Tools, processes: LoadedProcesses, folder: Path, clock: SandboxClock) -> Tools:
    """Return the collaborators of a sandbox: the same services on a folder of its own, from which nothing leaves."""
    return replace(
        tools,
        database=Database(f"sqlite:///{folder / DATABASE}", pool_size=2),
        clock=clock,
        wake=NoWake(),
        processes=processes,
        calendars=CalendarCache(),
        forms=MarshmallowFormCheck(today=lambda: local_date(clock.now())),
        blobs=FolderBlobStore(folder / "documents", together=True),
        uploads=FolderUploadStore(folder / "uploads"),
        letters=BlankLetters(),
        seals=NoSeals(),
        connector=QuietSites(),
        scan=NoScan(),
        make_sample=partial(make_sample, WALK_PENALTIES),
        mail=None,
        sms=None,
        identities=NO_PROVIDERS,
        environment=DEMO,
    )
