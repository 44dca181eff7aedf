"""A town in a storm: the real service and both other sites as programs of their own; each may break at any moment.

The office that grants repairs works in the test's own process on the same database, as the people of a town go on
working. Business time is machine time plus an offset that the database keeps, as in a demonstration.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from moody_sites import bring_in
from office import START, Office
from running_service import ROOT, free_port
from running_sites import RunningSite
from sqlalchemy import Select, select

from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import Case, DueWork, Site
from workflow_app.services.clock_offset import DEMO_CLOCK

SITES = ("CREDIT_ZZ", "NECIPS")
START_LIMIT = 120.0
WORKERS = 2
MOVES_AWAY = 0.05
"""How likely a site is away for a moment, at each turn."""
MOODS: tuple[dict[str, object], ...] = (
    {},
    {"fail": True},
    {"slow_seconds": 1},
    {"slow_seconds": 2, "lose_answer": True},
    {"lose_answer": True},
    {"answer_twice": True},
    {"slow_seconds": 1, "answer_twice": True},
    {"lose_answer": True, "answer_twice": True},
    {"fail": True, "times": 2},
    {"lose_answer": True, "times": 1},
)


class Program:
    """`workflow-app serve`, killed between any two lines and started again."""

    says = "Serving on"

    def __init__(self, folder: Path, environment: dict[str, str], *words: str) -> None:
        self.log = folder / f"{new_id()}.log"
        self.dead: list[int] = []
        self._words, self._environment = words, environment
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it, and do not wait until it works."""
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, *self._words],
                env=self._environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                text=True,
            )

    def is_at_work(self) -> bool:
        """Tell whether it has begun to work; a program that ended by itself is a failure."""
        assert self._is_running(), self.log.read_text()
        return self.says in self.log.read_text()

    def kill(self) -> None:
        """End it at once with SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self.dead.append(self._process.pid)
            self._process = None

    def close(self) -> None:
        """End it for good."""
        self.kill()

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None


class QuickWorker(Program):
    """`workflow-app worker`, started in a moment by a program that has everything imported, and so killed often."""

    says = "Working off"

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        super().__init__(folder, environment)
        self._starter = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, str(Path(__file__).with_name("quick_worker.py"))],
            env=environment | {"PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._worker = 0

    def start(self) -> None:
        assert self._starter.stdin
        assert self._starter.stdout
        self.log.write_bytes(b"")
        self._starter.stdin.write(f"{self.log}\n")
        self._starter.stdin.flush()
        self._worker = int(self._starter.stdout.readline())

    def kill(self) -> None:
        if self._worker:
            os.kill(self._worker, signal.SIGKILL)
            while self._is_running():
                time.sleep(0.01)
            self.dead.append(self._worker)
            self._worker = 0

    def close(self) -> None:
        self.kill()
        self._starter.kill()
        self._starter.communicate()

    def _is_running(self) -> bool:
        return bool(self._worker) and Path(f"/proc/{self._worker}").exists()


class StormyTown:
    """The service with its worker, both sites, and the office that goes on working."""

    def __init__(self, office: Office, programs: tuple[Program, ...], sites: tuple[RunningSite, ...]) -> None:
        self.office = office
        self.programs = programs
        self.sites = sites
        self._offset = START - machine_now()
        self.pass_time(minutes=0)

    def pass_time(self, **span: float) -> None:
        """Move business time on for every process; the office of the test sees it at once."""
        self._offset += timedelta(**span)
        with self.office.tools.database.write() as unit:
            unit.settings.set(DEMO_CLOCK, {"offset_seconds": self._offset.total_seconds()})
            unit.commit()
        self.office.clock.instant = machine_now() + self._offset

    def let_waits_pass(self) -> None:
        """Do what machine time does in minutes: end the leases of those that died, every back-off and every rest."""
        dead = {str(process) for program in self.programs for process in program.dead}
        with self.office.tools.database.write() as unit:
            for row in unit.session.scalars(_waiting()):
                if row.status == "LEASED" and str(row.lease_owner).partition("-")[0] in dead:
                    row.lease_until = machine_now() - timedelta(seconds=1)
                elif row.status == "PENDING":
                    row.not_before = machine_now() - timedelta(seconds=1)
            for site in unit.session.scalars(select(Site)):
                site.rests_until = None
            unit.commit()

    def open(self) -> None:
        """Start every program and wait until all work."""
        for program in self.programs:
            program.start()
        limit = time.monotonic() + START_LIMIT
        while not all(program.is_at_work() for program in self.programs):
            assert time.monotonic() < limit
            time.sleep(0.1)

    def rage(self, chance: random.Random, *, seconds: float, kills_at_least: int) -> int:
        """Change the moods of the sites and kill, at random, for a while; return how often something was killed.

        It takes longer where a slow machine would not be killed often enough meanwhile.
        """
        over, kills = time.monotonic() + seconds, 0
        while time.monotonic() < over or kills < kills_at_least:
            self._change_moods(chance)
            time.sleep(chance.random() * chance.choice((0.05, 0.3, 1)))
            program = chance.choice(self.programs)
            if program.is_at_work():
                program.kill()
                kills += 1
                program.start()
            if chance.random() < MOVES_AWAY:
                self._restart(chance.choice(self.sites))
            self.pass_time(minutes=chance.choice((0, 1, 2)))
            self.let_waits_pass()
        return kills

    def calm(self, *, seconds: float) -> None:
        """Let everything work well, until all that is due is done or it took too long."""
        for site in self.sites:
            site.switch()
        over = time.monotonic() + seconds
        while time.monotonic() < over and (set(self.states()) != {"CLOSED"} or self.undone()):
            self.pass_time(minutes=1)
            self.let_waits_pass()
            time.sleep(1)

    def states(self) -> list[str]:
        """Return the states of all cases."""
        with self.office.tools.database.read() as unit:
            return list(unit.session.scalars(select(Case.state).order_by(Case.id)))

    def undone(self) -> list[str]:
        """Return what is due and not done, with what is known of it."""
        left = select(DueWork).where(DueWork.status != "DONE", DueWork.due_at <= machine_now() + self._offset)
        with self.office.tools.database.read() as unit:
            rows = unit.session.scalars(left).all()
        return [f"{row.key} {row.status} {row.attempts} {row.last_error} {row.lease_owner}" for row in rows]

    def carried_out(self, site: RunningSite, listing_id: str) -> list[str]:
        """Return the receipts that a site gave for taking a listing down."""
        with closing(sqlite3.connect(site.folder / "site.sqlite3")) as database:
            asked = "SELECT receipt_no FROM receipt WHERE listing_no = ? AND status = 'REMOVED'"
            return [str(row[0]) for row in database.execute(asked, (listing_id,))]

    def _change_moods(self, chance: random.Random) -> None:
        for site in self.sites:
            if chance.random() < 0.5:
                site.switch(**chance.choice(MOODS))

    def _restart(self, site: RunningSite) -> None:
        """Have a site away for a moment."""
        site.kill()
        time.sleep(0.2)
        site.start()


@contextmanager
def stormy_town(database_url: str, folder: Path, *keys: str) -> Iterator[StormyTown]:
    """Build a town whose sites show some of the demonstration's decisions."""
    office = Office(database_url, folder)
    office.tools = replace(office.built.tools, clock=office.clock)
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WORKFLOW_APP_")} | {
        "WORKFLOW_APP_DATA_DIR": str(folder),
        "WORKFLOW_APP_DATABASE_URL": database_url,
        "PYTHONUTF8": "1",
    }
    serve = ("-m", "workflow_app.cli", "serve", "--port", str(port))
    with ExitStack() as stack:
        stack.callback(office.close)
        programs = (Program(folder, environment, *serve), *(QuickWorker(folder, environment) for _ in range(WORKERS)))
        for program in programs:
            stack.callback(program.close)
        sites = tuple(stack.enter_context(_site(code, folder, port)) for code in SITES)
        _connect(office, sites)
        bring_in(office, *keys)
        office.work()
        yield StormyTown(office, programs, sites)


def _waiting() -> Select[DueWork]:
    """Ask for the work that is not done and that nobody has in hand at this moment."""
    return select(DueWork).where(DueWork.status != "DONE").with_for_update(skip_locked=True)


def _connect(office: Office, sites: Collection[RunningSite]) -> None:
    with office.tools.database.write() as unit:
        for code, running in zip(SITES, sites, strict=True):
            site = unit.listings.find_site(code)
            assert site is not None
            site.base_url = running.url
        unit.commit()


def _site(code: str, folder: Path, port: int) -> RunningSite:
    """Start a site that pushes its receipts to the service too."""
    place = folder / code
    place.mkdir()
    key = place / "key"
    key.write_text("5" * 64)
    push = f"http://127.0.0.1:{port}/api/v1/sites/{code}/receipts"
    return RunningSite(place, "--code", code, "--secret-file", str(key), "--push-url", push)
