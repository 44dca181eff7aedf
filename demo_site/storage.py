"""The site's own SQLite file: opened per request, written under one lock, safe against a killed process."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS listing (
  listing_no TEXT PRIMARY KEY, document TEXT NOT NULL, search TEXT NOT NULL,
  status TEXT NOT NULL, reason TEXT, changed_at TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS listing_status ON listing (status, changed_at);
CREATE TABLE IF NOT EXISTS receipt (
  number INTEGER PRIMARY KEY, idempotency_key TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL,
  receipt_no TEXT NOT NULL, listing_no TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS effect (
  number INTEGER PRIMARY KEY, listing_no TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS result (
  number INTEGER PRIMARY KEY, idempotency_key TEXT NOT NULL UNIQUE,
  outside_no TEXT NOT NULL, code TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS switches (
  only INTEGER PRIMARY KEY CHECK (only = 1), form_token TEXT NOT NULL,
  fail INTEGER NOT NULL DEFAULT 0, refuse INTEGER NOT NULL DEFAULT 0, lose_answer INTEGER NOT NULL DEFAULT 0,
  answer_twice INTEGER NOT NULL DEFAULT 0, slow_seconds INTEGER NOT NULL DEFAULT 0,
  times INTEGER NOT NULL DEFAULT 0) STRICT;
"""


class Storage:
    """Everything the site knows, in `folder`/site.sqlite3."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "site.sqlite3"
        with closing(self._connect()) as connection:
            connection.executescript(SCHEMA)
            connection.execute(
                "INSERT OR IGNORE INTO switches (only, form_token) VALUES (1, ?)", (secrets.token_urlsafe(24),)
            )

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Open a connection to ask with."""
        with closing(self._connect()) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction: committed at the end, undone by an exception."""
        with closing(self._connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        connection.row_factory = sqlite3.Row
        # FULL, so that a receipt given out is on the disk whatever happens to the process or the machine.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        return connection
