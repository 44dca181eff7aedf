"""Run the demo: data, two other authorities' sites, and the service, until Ctrl-C; none of them outlives this program.

Each child runs in a session of its own, so that Ctrl-C reaches this program alone, which then ends the children in
order. Where the kernel can (Linux), a child is also told to end when this program is killed, and this program when
`make` is.
"""

import argparse
import ctypes
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
PR_SET_PDEATHSIG = 1
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # SIGINT by name: a shell's background job ignores it
PATIENCE = 10.0  # seconds that a child has to end by itself
START_LIMIT = 90.0  # seconds until /readyz must answer


@dataclass(frozen=True, slots=True)
class Site:
    """One of the two demo sites."""

    code: str
    name: str
    name_en: str
    port: int


SITES = (
    Site("CREDIT_ZZ", "信用郑州", "Credit Zhengzhou", 8101),
    Site("NECIPS", "公示系统", "National Enterprise Credit Information Publicity System", 8102),
)


class DemoError(Exception):
    """The demo cannot go on; the text is the one line that the reader sees."""


def main() -> int:
    """Run what the arguments ask for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--crowd", type=int, help="cases beside those told one by one, on the first start")
    parser.add_argument("--check-ports", action="store_true", help="only say whether the ports are free")
    arguments = parser.parse_args()
    children: list[subprocess.Popen[bytes]] = []
    try:
        _refuse_taken_ports(arguments.host, arguments.port)
        if not arguments.check_ports:
            _end_with(os.getppid())
            for wish in ENDINGS:
                signal.signal(wish, _as_interrupt)
            os.environ.setdefault("WORKFLOW_APP_BASE_URL", address_of(arguments.host, arguments.port))
            _run(arguments, children)
    except DemoError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ndemo: stopping", flush=True)
    finally:
        _end(children)
    return 0


def address_of(host: str, port: int) -> str:
    """Return where people on this machine find the service: what letters, QR codes and messages lead to."""
    return f"http://{_asked_at(host)}:{port}"


def _asked_at(host: str) -> str:
    """Return the name by which a service is asked that may listen on every address."""
    return "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound


def steps(crowd: int | None) -> list[tuple[list[str], str]]:
    """Return what is done before the service starts, each with what is said of it; `crowd` only matters to new data."""
    told = "demo data, kept if it is there; the first time half a year is told, in about two minutes"
    return [(["init"], "database"), (["demo", *([] if crowd is None else ["--cases", str(crowd)])], told)]


def _run(arguments: argparse.Namespace, children: list[subprocess.Popen[bytes]]) -> None:
    """Start everything and stay until one of the children ends."""
    data = Path(os.environ.get("WORKFLOW_APP_DATA_DIR", ROOT / "var")).resolve()
    command = str(PROGRAMS / "workflow-app")
    for step, said in steps(arguments.crowd):
        print(f"demo: {said} in {data}", flush=True)
        if subprocess.run([command, *step], check=False).returncode != 0:  # noqa: S603 - our own command
            raise DemoError(f"`workflow-app {' '.join(step)}` failed")
    for site in SITES:
        print(f"demo: {site.name} on http://127.0.0.1:{site.port}", flush=True)
        children.append(_start(_site_command(site, data / "sites")))
    children.append(_start([command, "serve", "--host", arguments.host, "--port", str(arguments.port)]))
    _wait_until_ready(arguments.host, arguments.port, children)
    print(f"Ready: http://{arguments.host}:{arguments.port}", flush=True)
    while all(child.poll() is None for child in children):
        time.sleep(0.5)
    raise DemoError(_obituary(children))


def _site_command(site: Site, folder: Path) -> list[str]:
    """Say how one site is started; its key is shared with the service through a file."""
    key = folder / f"{site.code}.key"
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(handle, secrets.token_hex(32).encode())
        os.close(handle)
    names = ["--name", site.name, "--name-en", site.name_en]
    place = ["--port", str(site.port), "--data", str(folder / str(site.port))]
    return [sys.executable, "-m", "demo_site", *place, "--code", site.code, *names, "--secret-file", str(key)]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child that ends when this program does."""
    ending = partial(_end_with, os.getpid())
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=ending)  # noqa: S603, PLW1509 - ours; one thread


def _end_with(parent: int) -> None:
    """Ask the kernel to end this process when its parent ends, however that happens (Linux only)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it ended before the kernel was asked
        os.kill(os.getpid(), signal.SIGTERM)


def _as_interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """End the children, the service first; the impatient second Ctrl-C is ignored."""
    for wish in ENDINGS:
        signal.signal(wish, signal.SIG_IGN)
    for child in reversed(children):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def _wait_until_ready(host: str, port: int, children: list[subprocess.Popen[bytes]]) -> None:
    """Return when /readyz answers 200."""
    limit = time.monotonic() + START_LIMIT
    while not _is_ready(_asked_at(host), port):
        if any(child.poll() is not None for child in children):
            raise DemoError(_obituary(children))
        if time.monotonic() > limit:
            raise DemoError(f"the service did not become ready within {START_LIMIT:.0f} s")
        time.sleep(0.2)


def _is_ready(host: str, port: int) -> bool:
    """Ask once, past any proxy that the environment names."""
    asked = http.client.HTTPConnection(host, port, timeout=2)
    with suppress(OSError, http.client.HTTPException), closing(asked) as connection:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == HTTPStatus.OK
    return False


def _obituary(children: list[subprocess.Popen[bytes]]) -> str:
    dead = next(child for child in children if child.poll() is not None)
    name = "the service" if dead is children[-1] and len(children) > len(SITES) else "a demo site"
    return f"{name} ended with {dead.returncode}; everything else ends with it"


def _refuse_taken_ports(host: str, port: int) -> None:
    """Raise if one of the ports is in use."""
    for at, number in ((host, port), *(("127.0.0.1", site.port) for site in SITES)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((at, number))
            except OSError as error:
                advice = "choose another: make run PORT=8080" if number == port else "is another demo running?"
                raise DemoError(f"port {number} on {at} cannot be used ({error.strerror}); {advice}") from None


if __name__ == "__main__":
    sys.exit(main())
