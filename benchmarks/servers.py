"""Two server processes on loopback, as gunicorn runs them, with their memory."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
THREADS = 8
START_LIMIT = 60.0  # seconds
FAULT, TOLD = b"Traceback", 6_000
"""What a server logs of a fault of its own, and how many bytes of it are told."""
OPTIONS = ("--no-control-socket", "--worker-class=gthread", f"--workers={WORKERS}", f"--threads={THREADS}")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, its master process, what it said."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def memory(self) -> list[float]:
        """Return the resident memory of each worker in MiB."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sorted(_resident(int(child)) for child in children)

    def cpu(self) -> float:
        """Return how many seconds of processor time the workers have used."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ticks = (Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13] for child in children)
        return sum(int(each) for pair in ticks for each in pair) / 100


@contextmanager
def serve(factory: str, environment: Mapping[str, str], log: Path) -> Iterator[Server]:
    """Run `module:factory()` in two processes; ends them when left. What fails is told with what they said of it."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", *OPTIONS, f"--bind=127.0.0.1:{port}", factory]
    with log.open("ab") as said:
        process = subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=said, stderr=said)  # noqa: S603 - ours
    try:
        _await(port, process, log)
        yield Server(port, process, log)
    except Exception as error:
        error.add_note(_fault_in(log))
        raise
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until any answer comes."""
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        connection.close()
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def _fault_in(log: Path) -> str:
    """Return what a server said of its first fault, if there was one."""
    _, found, said = log.read_bytes().partition(FAULT)
    return (found + said[:TOLD]).decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _resident(process: int) -> float:
    """Return the resident set of a process in MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    (line,) = (each for each in lines if each.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
