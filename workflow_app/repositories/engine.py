"""The connection to the database: SQLite in one file or PostgreSQL, with the same manners."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from workflow_app.domain.errors import BusyError, ConflictError
from workflow_app.domain.resources import find
from workflow_app.repositories.dialects import STATEMENTS, alike

BUSY_SECONDS = 5
LOCK_MILLISECONDS = 3000
PING_AFTER = 5.0
SHARED = {"compiled_cache": STATEMENTS}
LOCKED = ("database is locked", "lock timeout", "deadlock detected", "LockNotAvailable", "DeadlockDetected")


def connect(url: str, *, pool_size: int = 16, ping_after: float = PING_AFTER) -> Engine:
    """Return an engine for `sqlite:///…` or `postgresql+psycopg://…`; nothing is opened yet.

    On PostgreSQL a connection that was idle for `ping_after` seconds is tried before it is used again.

    Whatever waits for a lock on it in vain, be it a question, a change or a commit, raises BusyError. No error shows
    the values of a statement: they are about people, and errors end in logs.
    """
    parsed = alike(make_url(url))
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite(parsed, pool_size)
    else:
        engine = _postgresql(parsed, pool_size)
        event.listen(engine, "checkin", _note_use)
        event.listen(engine, "checkout", partial(_look_again, engine.dialect, ping_after))
    event.listen(engine, "handle_error", _raise_busy)
    return engine


def _sqlite(url: URL, pool_size: int) -> Engine:
    """Return an engine on one file, which several threads share."""
    engine = create_engine(
        url,
        hide_parameters=True,
        execution_options=SHARED,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=pool_size,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL, pool_size: int) -> Engine:
    """Return an engine on a server."""
    return create_engine(
        url,
        hide_parameters=True,
        execution_options=SHARED,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_use_lifo=True,
        connect_args={"options": f"-c lock_timeout={LOCK_MILLISECONDS} -c timezone=UTC"},
    )


def _note_use(connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    """Note when a connection was given back."""
    del connection
    entry.info["used"] = time.monotonic()


def _look_again(
    dialect: Dialect, ping_after: float, connection: DBAPIConnection, entry: ConnectionPoolEntry, proxy: object
) -> None:
    """Try a connection that lay idle before it is used again; one that was busy a moment ago need not be asked."""
    del proxy
    used = entry.info.get("used")
    if used is not None and time.monotonic() - used >= ping_after and not _answers(dialect, connection):
        raise DisconnectionError


def _answers(dialect: Dialect, connection: DBAPIConnection) -> bool:
    try:
        return dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error:
        return False


def _raise_busy(context: ExceptionContext) -> None:
    """Raise BusyError for a lock that was not given in time, whichever statement asked, and for a lost connection."""
    error = context.original_exception
    if context.is_disconnect and not context.is_pre_ping:
        raise BusyError("BUSY", retry_after=1) from error
    is_operational = isinstance(context.sqlalchemy_exception, OperationalError)
    if is_operational and any(word in str(error) or word in type(error).__name__ for word in LOCKED):
        raise BusyError("BUSY", retry_after=1) from error


def _prepare_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    """Let us say BEGIN ourselves, and let readers go on while one writes."""
    del entry
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def outside_transactions(engine: Engine) -> Engine:
    """Return the engine for questions that stand alone, which cost no BEGIN and no ROLLBACK."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(alone=True)
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where a unit of work will write, so that it never fails half-way."""
    if connection.get_execution_options().get("alone", False):
        return
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def duplicate_as_error() -> Iterator[None]:
    """Turn the breach of a unique rule into ConflictError DUPLICATE; any other breach is a fault of ours."""
    try:
        yield
    except IntegrityError as error:
        if "UNIQUE" in str(error.orig).upper():
            raise ConflictError("DUPLICATE") from error
        raise


def migrate(url: str, *, revision: str = "head") -> None:
    """Bring the schema of a database to a revision; `base` takes everything away, `-1` the newest step."""
    folder = find("migrations")
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = connect(url, pool_size=1)
    config = Config()
    config.set_main_option("script_location", str(folder))
    with engine.connect().execution_options(write=True) as connection:
        config.attributes["connection"] = connection
        if revision == "base" or revision.startswith("-"):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)
        connection.commit()
    engine.dispose()
