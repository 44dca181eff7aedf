"""While somebody writes for long, nobody else waits who only reads."""

import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from builders import Service, build_service
from callers import API

from workflow_app.repositories.database import Database
from workflow_app.repositories.engine import BUSY_SECONDS

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # a server has many writers
AT_ONCE = BUSY_SECONDS
"""Who waited for the writer would have waited at least so long; the machine may have other work."""
NO_SIGNATURE = {"listing_no": "x", "receipt_no": "y", "at": "2026-09-29T09:00:00+08:00", "status": "SHOWN"}


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path)
    yield built
    built.parts.close()


def _hold(url: str, begun: Event, end: Event) -> None:
    with Database(url).write():
        begun.set()
        end.wait(20)


@pytest.fixture(params=["a thread", "another process"])
def writer(request: pytest.FixtureRequest, service: Service, database_url: str) -> Iterator[str]:
    """Write for as long as the test takes, here or in a process of its own."""
    if request.param == "a thread":
        with service.tools.database.write():
            yield request.param
        return
    context = get_context("spawn")
    begun, end = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(database_url, begun, end))
    other.start()
    assert begun.wait(60)
    yield request.param
    end.set()
    other.join()


def test_the_public_pages_are_there_while_somebody_writes_for_long(service: Service, writer: str) -> None:
    began = time.monotonic()
    answer = service.client().get("/public")
    assert (answer.status_code, time.monotonic() - began < AT_ONCE) == (200, True), writer


def test_a_stranger_at_the_door_for_receipts_waits_for_nobody(service: Service, writer: str) -> None:
    began = time.monotonic()
    answer = service.client().post(f"{API}/sites/NOPE/receipts", json=NO_SIGNATURE)
    assert answer.status_code in {404, 422}, answer.get_data(as_text=True)
    assert time.monotonic() - began < AT_ONCE, writer
