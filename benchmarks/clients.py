"""Clients that keep their connection, a given number at once, for a given time and at most so many cases."""

import http.client
import itertools
import json
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

API = "/api/v1"
AT_MOST = 100_000  # cases of one measurement, whatever the time


class Client:
    """One caller with one connection; notes how long each request took, in seconds."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.took: list[float] = []
        self.busy = 0

    def post(self, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
        """Tell something as JSON and return the answer."""
        return self.send(path, json.dumps(body).encode(), "application/json", token)

    def send(self, path: str, body: bytes, media_type: str, token: str) -> dict[str, Any]:
        """Send a request; one that the database was too busy for is sent again and counted."""
        headers = {"Content-Type": media_type} | ({"Authorization": f"Bearer {token}"} if token else {})
        began = time.perf_counter()
        for _ in range(5):
            self._connection.request("POST", API + path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read()
            if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
                break
            self.busy += 1
        self.took.append(time.perf_counter() - began)
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise RuntimeError(f"{path}: {answer.status} {text.decode()[:1000]}")
        found: dict[str, Any] = json.loads(text)
        return found

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


@dataclass
class Load:
    """What a number of clients achieved together; requests in milliseconds."""

    clients: int
    completed: int = 0
    seconds: float = 0.0
    busy: int = 0
    took: list[float] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    server_cpu: float = 0.0

    def add(self, more: "Load") -> None:
        """Take over what another round achieved."""
        self.completed += more.completed
        self.seconds += more.seconds
        self.busy += more.busy
        self.took += more.took
        self.server_cpu += more.server_cpu

    @property
    def cpu(self) -> float:
        """Return milliseconds of the servers' processor time per completed case."""
        return self.server_cpu * 1000 / max(self.completed, 1)

    @property
    def rate(self) -> float:
        """Return completed cases per second."""
        return self.completed / self.seconds

    def percentile(self, part: int) -> float:
        """Return the milliseconds that this part of a hundred of the requests took at most."""
        return statistics.quantiles(self.took, n=100)[part - 1] * 1000 if len(self.took) > 1 else 0.0


def run(story: Callable[[Client], None], port: int, *, clients: int, seconds: float, stop: type[Exception]) -> Load:
    """Let clients drive cases until the time is over; a case begun in time is driven to its end and counts."""
    load, lock = Load(clients), threading.Lock()
    turns = itertools.count()
    began = time.perf_counter()

    def work() -> None:
        client, completed = Client(port), 0
        try:
            while time.perf_counter() - began < seconds and next(turns) < AT_MOST:
                story(client)
                completed += 1
        except stop:
            pass
        except Exception as fault:  # noqa: BLE001 - reported by the caller, who must not print figures then
            load.faults.append(fault)
        finally:
            client.close()
            with lock:
                load.completed += completed
                load.busy += client.busy
                load.took += client.took

    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - began
    if load.faults:
        raise load.faults[0]
    return load
