"""The worker as a process of its own: on PostgreSQL messages wake it, on SQLite it looks every second."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from due_works import add_authority, add_work, list_work, open_tools

from workflow_app.repositories.queue import QUEUE, TASK, ensure_queue
from workflow_app.services.tools import Tools

KIND = "audit_checkpoint"
PATIENCE = 60.0
BEFORE_A_SWEEP = 15.0
"""Seconds within which a piece is done where a message came: workers that nobody calls look every 30 seconds only."""
BEFORE_A_POLL = 4.0
"""Seconds within which most pieces are done: a message whose notification was lost is found within five."""
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    """Return collaborators whose transactions call the workers where there are any."""
    opened = open_tools(database_url, tmp_path, now=None)
    ensure_queue(opened.database.engine)
    yield opened
    opened.database.close()


@contextmanager
def worker(database_url: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `workflow-app worker` and end it as an operator does."""
    environment = os.environ | {"WORKFLOW_APP_DATABASE_URL": database_url, "WORKFLOW_APP_DATA_DIR": str(folder)}
    command = [sys.executable, "-m", "workflow_app.cli", "worker"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own words
        try:
            assert process.stderr is not None
            for line in process.stderr:
                if "Working off what is due" in line:
                    break
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=PATIENCE)


def wait_until_done(tools: Tools, key: str) -> float:
    """Return how long it took until a piece of work was done."""
    begin = time.monotonic()
    while time.monotonic() < begin + PATIENCE:
        if key in {row.key for row in list_work(tools, "DONE")}:
            return time.monotonic() - begin
        time.sleep(0.02)
    pytest.fail(f"{key} was not done within {PATIENCE} s")


def wait_for_listener(database_url: str) -> None:
    """Wait until a worker of procrastinate has registered itself."""
    with psycopg.connect(database_url.replace("+psycopg", ""), autocommit=True) as connection:
        for _ in range(1_200):
            if connection.execute("SELECT EXISTS (SELECT 1 FROM procrastinate_workers)").fetchone() == (True,):
                return
            time.sleep(0.05)
    pytest.fail("no worker registered")


def test_a_worker_does_what_was_left_before_it_came_and_what_comes(
    tools: Tools, database_url: str, tmp_path: Path
) -> None:
    add_authority(tools)
    add_work(tools, "before", kind=KIND)
    if tools.database.is_postgresql:
        leave_a_message_of_a_killed_worker(database_url)
    with worker(database_url, tmp_path) as process:
        wait_until_done(tools, "before")
        if tools.database.is_postgresql:
            wait_for_listener(database_url)
            time.sleep(2.1)  # until the caller asks again whether anybody listens
        times = []
        for number in range(3):
            add_work(tools, f"piece {number}", kind=KIND)
            times.append(wait_until_done(tools, f"piece {number}"))

    # Of three sweeps one at most comes by chance as soon: it was the message, or on SQLite the look of each second.
    assert max(times) < BEFORE_A_SWEEP
    assert sorted(times)[1] < BEFORE_A_POLL
    assert process.returncode == 0
    if tools.database.is_postgresql:
        assert count_jobs(database_url) == 0


def count_jobs(database_url: str) -> int:
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() or (0,)
        return int(count)


@only_postgresql
def test_work_that_is_rolled_back_calls_nobody(tools: Tools, database_url: str) -> None:
    pretend_a_worker(database_url)
    with tools.database.write() as unit:
        now = tools.clock.now()
        unit.due_work.ensure(kind=KIND, key="rolled back", payload={}, due_at=now, now=now)
    assert count_jobs(database_url) == 0
    add_work(tools, "committed", kind=KIND)
    assert count_jobs(database_url) == 1


@only_postgresql
def test_without_a_worker_no_messages_pile_up(tools: Tools, database_url: str) -> None:
    add_work(tools, "nobody listens", kind=KIND)
    assert count_jobs(database_url) == 0


def leave_a_message_of_a_killed_worker(database_url: str) -> None:
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        connection.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, attempts) VALUES (%s, %s, 'doing', 1)",
            (QUEUE, TASK),
        )


def pretend_a_worker(database_url: str) -> None:
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        connection.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def test_the_queue_is_set_up_once_and_only_on_postgresql(tools: Tools) -> None:
    ensure_queue(tools.database.engine)
    ensure_queue(tools.database.engine)
