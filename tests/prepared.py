"""Databases and folders that many tests begin with: prepared once in a process, copied from then on."""

import shutil
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import make_url
from trial_postgres import TrialPostgres

_KEPT: dict[tuple[str, str], "Kept"] = {}


@dataclass(frozen=True)
class Kept:
    """Where a prepared database is: a file, or a database on the run's server; and its folder."""

    database: str
    folder: Path


def prepared(key: str, database_url: str, folder: Path, prepare: Callable[[], None]) -> None:
    """Bring a fresh database and a folder to where `prepare` leaves them; it closes every connection it opens."""
    url = make_url(database_url)
    kept = _KEPT.get((key, url.drivername))
    if kept is None:
        prepare()
        _KEPT[key, url.drivername] = _keep(database_url, folder)
    elif url.drivername == "sqlite":
        shutil.copy(kept.database, str(url.database))
        shutil.copytree(kept.folder, folder, dirs_exist_ok=True)
    else:
        server = _server(database_url)
        server.drop_database(str(url.database))
        server.execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", str(url.database), kept.database)
        shutil.copytree(kept.folder, folder, dirs_exist_ok=True)


def _keep(database_url: str, folder: Path) -> Kept:
    """Copy what was prepared to where nobody touches it."""
    place = _place() / uuid.uuid4().hex
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns("*.sqlite3*"))
    url = make_url(database_url)
    if url.drivername == "sqlite":
        copy = _place() / f"{place.name}.sqlite3"
        shutil.copy(str(url.database), copy)
        return Kept(str(copy), place)
    return Kept(_server(database_url).create_database(template=str(url.database)), place)


@cache
def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="workflow-app-prepared-"))


@cache
def _server(database_url: str) -> TrialPostgres:
    return TrialPostgres(Path(str(make_url(database_url).query["host"])).parent)
