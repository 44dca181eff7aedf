"""The manners of the connection: writers in a row, dead connections replaced, and errors that show no values."""

import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from trial_postgres import TrialPostgres

from workflow_app.domain.errors import BusyError, ConflictError
from workflow_app.domain.time import machine_now
from workflow_app.models import Account
from workflow_app.repositories.database import Database
from workflow_app.repositories.engine import connect
from workflow_app.repositories.write_gate import WriteGate

PATIENCE = 0.2  # seconds


def test_the_next_writer_is_let_in_when_the_one_before_has_finished(tmp_path: Path) -> None:
    gate, order = WriteGate(tmp_path / "gate", seconds=5), list[str]()

    def write() -> None:
        with gate:
            order.append("second")

    with gate:
        other = threading.Thread(target=write)
        other.start()
        time.sleep(PATIENCE)
        order.append("first")
    other.join()
    gate.close()
    assert order == ["first", "second"]


def test_writers_of_two_processes_stand_in_one_row(tmp_path: Path) -> None:
    ours, theirs, order = WriteGate(tmp_path / "gate", seconds=5), WriteGate(tmp_path / "gate", seconds=5), list[str]()

    def write() -> None:
        with theirs:
            order.append("theirs")

    with ours:
        other = threading.Thread(target=write)
        other.start()
        time.sleep(PATIENCE)
        order.append("ours")
    other.join()
    ours.close()
    theirs.close()
    assert order == ["ours", "theirs"]


def test_a_writer_who_waits_too_long_is_told_that_the_service_is_busy(tmp_path: Path) -> None:
    gate = WriteGate(tmp_path / "gate", seconds=PATIENCE)
    told = list[BusyError]()

    def write() -> None:
        try:
            with gate:
                pass
        except BusyError as error:
            told.append(error)

    with gate:
        other = threading.Thread(target=write)
        other.start()
        other.join()
    with gate:
        pass
    gate.close()
    assert [each.code for each in told] == ["BUSY"]


def test_a_unit_of_work_that_could_not_begin_leaves_the_gate_open(tmp_path: Path) -> None:
    folder = tmp_path / "folder.sqlite3"
    folder.mkdir()
    database = Database(f"sqlite:///{folder}")
    for _ in range(2):
        with pytest.raises(OperationalError, match="unable to open"), database.write():
            pass
    database.close()


def test_a_connection_that_died_while_idle_is_replaced(postgres: TrialPostgres) -> None:
    name = postgres.create_database()
    engine = connect(postgres.url(name), ping_after=0)
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT pg_backend_pid()"))
    postgres.execute(f"SELECT pg_terminate_backend({number}, 60000)")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != number
    engine.dispose()
    postgres.drop_database(name)


def test_an_error_shows_no_values(database_url: str) -> None:
    database = Database(database_url)
    with database.read() as work, pytest.raises(DBAPIError) as failed:
        work.session.execute(text("SELECT :name FROM nowhere"), {"name": "41012219900101123X"})
    database.close()
    assert "nowhere" in str(failed.value)
    assert "41012219900101123X" not in str(failed.value)


def test_what_exists_already_is_refused_without_the_words_of_the_database(database_url: str) -> None:
    database = Database(database_url)
    now = machine_now()
    twins = [Account(username="li", name="li", password_hash="!", failed_logins=0, created_at=now) for _ in range(2)]
    with database.write() as work:
        work.add(*twins)
        with pytest.raises(ConflictError) as refused:
            work.commit()
    database.close()
    assert (refused.value.code, refused.value.values) == ("DUPLICATE", {})
