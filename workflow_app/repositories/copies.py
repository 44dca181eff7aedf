"""Copying a whole SQLite database, also while others read it: it changes from what it was to the copy in one moment."""

import sqlite3
from contextlib import closing

from sqlalchemy.engine import make_url


def is_file(url: str) -> bool:
    """Tell whether a database is one file."""
    return make_url(url).get_backend_name() == "sqlite"


def copy_database(source: str, target: str) -> None:
    """Make the database of one address what that of another is."""
    with closing(sqlite3.connect(_path(source))) as here, closing(sqlite3.connect(_path(target))) as there:
        here.backup(there)


def _path(url: str) -> str:
    return str(make_url(url).database)
