"""Runs the real service as programs of their own, with a data folder of its own, as `make run` does."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from trial_postgres import one_at_a_time

ROOT = Path(__file__).parents[1]
START_LIMIT = 60.0  # seconds


def command(*words: str, data: Path, environment: Mapping[str, str] | None = None) -> str:
    """Run one operator command to its end and return what it printed; a failure shows its messages."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "workflow_app.cli", *words],
        env=_environment(data, environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (
        f"workflow-app {' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    )
    return done.stdout


def demo_template(run_folder: Path) -> Path:
    """Return a data folder with demo data to copy, made once per run."""
    template = run_folder / "demo"
    with one_at_a_time(run_folder):
        if not template.exists():
            draft = run_folder / "demo-draft"
            command("init", data=draft)
            command("demo", "--empty", data=draft)
            draft.rename(template)
    return template


class RunningService:
    """A service on a free port; `address` is where it answers, `log` what it said."""

    def __init__(self, data: Path, *more: str, environment: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.log = data / "service.log"
        self._more = more
        self._environment = environment
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    @classmethod
    def with_demo_data(cls, template: Path, folder: Path) -> Self:
        """Start on a copy of the demo data."""
        data = folder / "data"
        shutil.copytree(template, data)
        return cls(data)

    @classmethod
    def on_copy(cls, template: Path, data: Path, *more: str, environment: Mapping[str, str] | None = None) -> Self:
        """Start on a copy of data that was prepared, with more words and settings."""
        shutil.copytree(template, data)
        return cls(data, *more, environment=environment)

    def start(self) -> None:
        """Start, or start again after `kill`, and return when it is ready."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "workflow_app.cli", "serve", "--port", str(self.port), *self._more],
                env=_environment(self.data, self._environment),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        limit = time.monotonic() + START_LIMIT
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > limit:
                self.kill()
                raise AssertionError(f"the service did not become ready:\n{self.log.read_text()}")
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Ask whether it could serve now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            with suppress(OSError, http.client.HTTPException):
                connection.request("GET", "/readyz")
                return connection.getresponse().status == http.HTTPStatus.OK
        finally:
            connection.close()
        return False

    def kill(self) -> None:
        """End it at once, between any two lines."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _environment(data: Path, more: Mapping[str, str] | None) -> dict[str, str]:
    """Return the machine's environment without its settings of the product, and with ours."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WORKFLOW_APP_")}
    return kept | {"WORKFLOW_APP_DATA_DIR": str(data), "PYTHONUTF8": "1"} | dict(more or {})
