"""The carrier of due work on PostgreSQL: a message to the workers that joins the transaction which adds the work.

`due_work` stays the truth; a message that is lost costs only the time until the next sweep.
"""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

if TYPE_CHECKING:
    from procrastinate import App

QUEUE = "due_work"
TASK = "run_due_work"
ASK_AGAIN_SECONDS = 2.0
SCHEMA_LOCK = 7_305_120_915
"""Any number of our own: two `init` at once take turns."""

HAS_SCHEMA = "SELECT to_regclass('procrastinate_workers') IS NOT NULL"
HAS_WORKER = "SELECT EXISTS (SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute')"


class WorkerCall:
    """Calls the workers from inside a transaction, if there are any; a `before_commit` of a Database."""

    def __init__(self) -> None:
        self._has_worker = False
        self._asked_at = -ASK_AGAIN_SECONDS

    def __call__(self, connection: Connection) -> None:
        """Leave a message that is sent by the commit."""
        if self._is_anybody_there(connection):
            task = self._app.configure_task(TASK, queue=QUEUE, connection=connection.connection.driver_connection)
            task.defer()

    @cached_property
    def _app(self) -> "App":
        """Return procrastinate without a connection of its own; loading it takes half a second that SQLite saves."""
        from procrastinate import App, SyncPsycopgConnector  # noqa: PLC0415 - see above

        return App(connector=SyncPsycopgConnector())

    def _is_anybody_there(self, connection: Connection) -> bool:
        """Tell whether a worker lives, asking every other second: without one, messages would only pile up."""
        if connection.dialect.name != "postgresql":
            return False
        if time.monotonic() - self._asked_at >= ASK_AGAIN_SECONDS:
            has_schema = connection.exec_driver_sql(HAS_SCHEMA).scalar()
            self._has_worker = bool(has_schema and connection.exec_driver_sql(HAS_WORKER).scalar())
            self._asked_at = time.monotonic()
        return self._has_worker


def ensure_queue(engine: Engine) -> None:
    """Give a PostgreSQL database the tables of procrastinate, which looks after them itself; SQLite needs none."""
    if engine.dialect.name != "postgresql":
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({SCHEMA_LOCK})")
        if not connection.exec_driver_sql(HAS_SCHEMA).scalar():
            raw = connection.connection.driver_connection
            if raw is None:
                msg = "expected a connection to the database, but got none"
                raise RuntimeError(msg)
            from procrastinate.schema import SchemaManager  # noqa: PLC0415 - as above

            raw.execute(SchemaManager.get_schema())
