"""Runs the service together with the two other sites that it tells, all on free ports and with data of their own."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from running_service import RunningService
from running_sites import RunningSite

SITES = ("CREDIT_ZZ", "NECIPS")
FILE = "workflow_app.sqlite3"


@dataclass(frozen=True, slots=True)
class Town:
    """The service, and the two sites it tells."""

    service: RunningService
    sites: tuple[RunningSite, ...]

    @property
    def address(self) -> str:
        """Where the service answers."""
        return self.service.address

    def ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        """Look into the database of the service."""
        with closing(sqlite3.connect(self.service.data / FILE)) as database:
            return database.execute(question, values).fetchall()

    def count(self, table: str) -> int:
        """Count the rows of a table of the service."""
        return len(self.ask(f'SELECT 1 FROM "{table}"'))  # noqa: S608 - a name of ours

    def shown_by_sites(self, words: str) -> list[bool]:
        """Tell of each site whether its public pages show something."""
        pages = (httpx.get(site.url, params={"q": words}, trust_env=False) for site in self.sites)
        return ['class="cards"' in page.text for page in pages]


@contextmanager
def running_town(
    template: Path,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    prepare: Callable[[Path], object] = lambda _data: None,
) -> Iterator[Town]:
    """Start the service on a copy of the demo data, which is prepared further, and both sites with their keys."""
    data = folder / "data"
    shutil.copytree(template, data)
    prepare(data)
    with ExitStack() as stack:
        sites = tuple(stack.enter_context(_site(code, data, folder)) for code in SITES)
        with closing(sqlite3.connect(data / FILE)) as database, database:
            places = [(site.url, code) for code, site in zip(SITES, sites, strict=True)]
            database.executemany("UPDATE site SET base_url = ? WHERE code = ?", places)
        yield Town(stack.enter_context(RunningService(data, environment=environment)), sites)


def _site(code: str, data: Path, folder: Path) -> RunningSite:
    place = folder / code
    place.mkdir()
    return RunningSite(place, "--code", code, "--secret-file", str(data / "sites" / f"{code}.key"))
