"""Where measurements take place: a fresh installation on one kind of database, with people, tokens and records."""

import io
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from publicity_modes import set_publicity
from trial_postgres import TrialPostgres

from workflow_app.adapters.calendars import seed_days
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.config import from_env
from workflow_app.domain.actors import SERVICE
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.parts import Parts, build
from workflow_app.repositories.engine import migrate
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.demo import make_demo
from workflow_app.services.import_foreground import import_to_end
from workflow_app.services.processes import publish_bundle
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tokens import create_token
from workflow_app.services.tools import Tools

BUNDLE = Path(__file__).parent
USCC = SUBJECT_BY_KEY["B"].uscc
PEOPLE = ("applicant_b", "intake", "first_reviewer", "second_reviewer", "decider")
NUMBER_COLUMN = "CF_WSH"


@dataclass
class Place:
    """One installation; `tokens` by user name, `records` that nobody has applied for yet."""

    kind: str
    folder: Path
    url: str
    tokens: dict[str, str] = field(default_factory=dict)
    records: Iterator[str] = field(default_factory=lambda: iter(()))

    @property
    def environment(self) -> dict[str, str]:
        """Return the settings for a program that serves this place."""
        return {"WORKFLOW_APP_DATA_DIR": str(self.folder), "WORKFLOW_APP_DATABASE_URL": self.url}

    def size(self) -> int:
        """Return how many bytes the database has, indexes and free space included."""
        if self.kind == "sqlite":
            connection = sqlite3.connect(self.url.removeprefix("sqlite:///"))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (pages,), (page,) = (
                connection.execute(f"PRAGMA {each}").fetchone() for each in ("page_count", "page_size")
            )
            connection.close()
            return int(pages) * int(page)
        with psycopg.connect(self.url.replace("+psycopg", "")) as connection:
            (size,) = connection.execute("SELECT pg_database_size(current_database())").fetchone() or (0,)
            return int(size)


@contextmanager
def new_place(kind: str, folder: Path, postgres: TrialPostgres | None, *, records: int) -> Iterator[Place]:
    """Set up an installation on `sqlite` or `postgresql` and give it away when done."""
    folder.mkdir(parents=True)
    name = postgres.create_database() if postgres else None
    url = postgres.url(name) if postgres and name else f"sqlite:///{folder / 'workflow_app.sqlite3'}"
    place = Place(kind, folder, url)
    migrate(url)
    with closing(open_place(place)) as parts:
        _furnish(place, parts)
    if records:
        with closing(open_place(place)) as parts:  # opened anew: the demo has moved the clock back to its first day
            _import_records(place, parts.tools, records)
    try:
        yield place
    finally:
        if postgres and name:
            postgres.drop_database(name)


def open_place(place: Place) -> Parts:
    """Return the parts of a place, for measurements in this process."""
    return build(from_env(without_ours(os.environ) | place.environment))


def without_ours(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without settings of the product."""
    return {key: value for key, value in environment.items() if not key.startswith("WORKFLOW_APP_")}


def _furnish(place: Place, parts: Parts) -> None:
    """Bring in what a running authority has."""
    tools = parts.tools
    seed_installation(tools, seed_days=seed_days)
    set_publicity(tools, "NONE")
    make_demo(tools, hashing=lambda _password: "!")
    files = {path: text for path, text in bundle_files(BUNDLE).items() if _belongs(path)}
    publish_bundle("two_step_approval", files, by=SERVICE.id, approved_by=SERVICE.id, tools=tools)
    place.tokens = {name: create_token(name, scopes=("read", "write"), days=1, tools=tools) for name in PEOPLE}


def _import_records(place: Place, tools: Tools, count: int) -> None:
    """Bring in as many records as cases will need."""
    import_to_end(ImportRecords("penalties.xlsx", io.BytesIO(_sheet(count))), actor=SERVICE, tools=tools)
    with tools.database.read() as unit:
        authority = unit.authorities.get_by_code("ZM_URBAN")
        found = unit.records.find_by_number(list(_numbers(count)), authority_ids=[authority.id])
        place.records = iter([record.id for record in found])


def _belongs(path: str) -> bool:
    return path.endswith((".bpmn", ".dmn", ".form.json", ".toml"))


def _numbers(count: int) -> Iterator[str]:
    return (f"牟城管罚决字〔2026〕第{1000 + each}号" for each in range(count))


def _sheet(count: int) -> bytes:
    """Return a spreadsheet of as many penalties of subject B, each with a number of its own."""
    (model,) = (each for each in DEMO_PENALTIES if each.key == "B/1")
    return write_penalties(model.cells | {NUMBER_COLUMN: number} for number in _numbers(count))
