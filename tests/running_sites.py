"""Starts the real demo site as a program of its own, and whatever stranger a test needs in its place."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import httpx

from workflow_app.domain.ports import SiteAddress

SECRET = b"a secret that only tests share, 32+"
CODE = "CREDIT_ZZ"
ROOT = Path(__file__).parents[1]


class RunningSite:
    """A demo site in its own process, with its own folder."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.folder = folder
        self._more = more
        self._secret_file = folder / "secret"
        self._secret_file.write_bytes(SECRET + b"\n")
        self.port = 0
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "demo_site", "--port", str(self.port), "--data", str(self.folder)]
        names = ["--code", CODE, "--name", "信用郑州", "--name-en", "Credit Zhengzhou"]
        self.process = subprocess.Popen(  # noqa: S603 - our own program with our own words
            [*command, *names, "--secret-file", str(self._secret_file), *self._more],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"},
            text=True,
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> SiteAddress:
        return SiteAddress(code=CODE, base_url=self.url, secret=SECRET)

    def switch(self, **values: object) -> None:
        answer = httpx.put(f"{self.url}/api/switches", json=values, trust_env=False)
        assert answer.status_code == 200, answer.text

    def effects(self, listing_no: str) -> list[str]:
        answer = httpx.get(f"{self.url}/api/effects", params={"listing_no": listing_no}, trust_env=False)
        return [item["kind"] for item in reversed(answer.json()["items"])]


def whole_request(connection: socket.socket) -> bytes:
    """Read a request up to the end of its body."""
    text = connection.recv(65536)
    head, _, body = text.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    while length and len(body) < int(length[1]) and (more := connection.recv(65536)):
        text, body = text + more, body + more
    return text


@contextmanager
def stranger(answer: bytes, slowly: bytes = b"", *, pause: float = 0) -> Iterator[tuple[str, list[bytes]]]:
    """Answer every connection with the same bytes, some of them one by one; yields its URL and what it was sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    connection, _address = listener.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(2)
                    heard.append(whole_request(connection))
                    try:
                        connection.sendall(answer)
                        for byte in slowly:
                            if over.wait(pause):
                                break
                            connection.sendall(bytes([byte]))
                    except OSError:
                        continue

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", heard
        finally:
            over.set()
            thread.join()
