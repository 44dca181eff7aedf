"""The dialects of both databases, each equal to any other of its kind: engines of one process share what is compiled.

Sandboxes come and go with a database each, and would otherwise compile the same few hundred statements every time.
"""

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.util import LRUCache

STATEMENTS: LRUCache[object, object] = LRUCache(1000)
"""Compiled statements, by dialect and what they say; some eighty kilobytes each."""
_ALIKE = {"sqlite": "sqlite+alike", "postgresql+psycopg": "postgresql+alike"}


class _Alike:
    """Makes dialects of one class equal: they are set up by nobody but `connect`, and all in the same way."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class AlikeSQLite(_Alike, SQLiteDialect_pysqlite):
    """SQLite in a file, equal to any other."""

    supports_statement_cache = True


class AlikePostgreSQL(_Alike, PGDialect_psycopg):
    """PostgreSQL by psycopg, equal to any other."""

    supports_statement_cache = True


registry.register("sqlite.alike", __name__, AlikeSQLite.__name__)
registry.register("postgresql.alike", __name__, AlikePostgreSQL.__name__)


def alike(url: URL) -> URL:
    """Return the address with the dialect that shares what it compiles."""
    return url.set(drivername=_ALIKE.get(url.drivername, url.drivername))
